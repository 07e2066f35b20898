"""The filters of every page: period, as-of day, peer group, departments. They live in the URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from metrics import Window
from ui import lake, messages, periods
from ui.language import _

LATEST_DAY = date(2035, 12, 31)


@dataclass(frozen=True)
class Filters:
    """What the reader asked for.

    `departments` is empty for the whole city; a peer group is already resolved into its departments.
    """

    snapshot: int
    window: Window
    departments: tuple[str, ...]
    period_title: str

    @property
    def key(self) -> tuple[str, ...]:
        """All that figures depend on, as plain values for caches."""
        days = (self.window.start, self.window.end, self.window.as_of)
        return (str(self.snapshot), *(day.isoformat() for day in days), *self.departments)

    @property
    def department(self) -> str | None:
        """The one department asked for, or None."""
        return self.departments[0] if len(self.departments) == 1 else None

    @property
    def scope_title(self) -> str:
        """The chosen departments in words."""
        if not self.departments:
            return _("全市")
        if len(self.departments) <= 2:
            return "、".join(self.departments)
        return _("{n} 个部门").format(n=len(self.departments))

    def previous(self) -> Window:
        """The window of the same length just before, looked at on its last day."""
        days = self.window.end - self.window.start
        end = self.window.start - timedelta(days=1)
        start = periods.before(self.window.start, self.window.end) or end - days
        return Window(start=start, end=end, as_of=end)


def choose(snapshot: int) -> Filters:
    """Draw the filter row and return what it says; stops where the dates cannot be used together."""
    known = lake.state(snapshot)
    anchor = known.data_as_of or date.today()
    register = lake.departments(snapshot)
    _follow_new_data(anchor)
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filters")
    with row, _shared_by_pages():
        start, end, title = _period(anchor, known.first_day)
        as_of = st.date_input(
            _("截至日"),
            value=anchor,
            min_value=date(2004, 1, 1),
            max_value=LATEST_DAY,
            key="as_of",
            bind="query-params",
            width=140,
            help=_("以这一天为准判断是否逾期、是否按时更新。默认为数据所及的最近一天。"),
        )
        departments = _departments(register)
    as_of = as_of if isinstance(as_of, date) else anchor
    if as_of < start:
        messages.refuse(
            _("截至日 {day} 早于所选时段的开始。").format(day=as_of.isoformat()),
            _("请把截至日改到 {day} 或之后，或另选时段。").format(day=start.isoformat()),
        )
    return Filters(snapshot, Window(start=start, end=min(end, as_of), as_of=as_of), departments, title)


def narrow(department: str) -> None:
    """Set the department filter, as if the reader had chosen it; for callbacks of charts and tables."""
    st.session_state["department"] = [department]


@contextmanager
def _shared_by_pages() -> Iterator[None]:
    """Widgets drawn inside belong to the router, not to the page: they keep their value and their place in the
    address when another page is opened.
    """
    context = get_script_run_ctx()
    if context is None:
        yield
        return
    with context.run_with_active_hash(context.pages_manager.main_script_hash):
        yield


def _still_offered(key: str, options: list[str]) -> None:
    """Drop a remembered choice that is no longer on offer."""
    chosen = st.session_state.get(key)
    if isinstance(chosen, list):
        st.session_state[key] = [name for name in chosen if name in options]
    elif chosen is not None and chosen not in options:
        del st.session_state[key]


def _follow_new_data(anchor: date) -> None:
    """Move untouched date filters along when newer data arrive during a session."""
    before = st.session_state.get("_anchor")
    if before not in (None, anchor) and st.session_state.get("as_of") == before:
        st.session_state["as_of"] = anchor
    st.session_state["_anchor"] = anchor


def _period(anchor: date, first_day: date | None) -> tuple[date, date, str]:
    options = periods.offered(anchor, first_day)
    _still_offered("period", options)
    code = st.selectbox(
        _("时段"),
        options,
        index=options.index(periods.default(anchor, options)),
        format_func=periods.title,
        key="period",
        bind="query-params",
        width=190,
        filter_mode="contains",
    )
    if code != periods.CUSTOM:
        start, end = periods.bounds(code or options[0], anchor)
        return start, end, periods.title(code or options[0])
    chosen = st.date_input(
        _("起止日期"),
        value=(anchor - timedelta(days=89), anchor),
        min_value=date(2004, 1, 1),
        max_value=LATEST_DAY,
        key="between",
        bind="query-params",
        width=230,
    )
    if not isinstance(chosen, tuple) or len(chosen) != 2:
        messages.refuse(_("起止日期只选了一天。"), _("请再选结束日期。"))
    return chosen[0], chosen[1], f"{chosen[0]:%Y-%m-%d} — {chosen[1]:%Y-%m-%d}"


def _departments(register: pd.DataFrame) -> tuple[str, ...]:
    groups = sorted(register["peer_group"].dropna().unique())
    _still_offered("peer_group", groups)
    group = st.selectbox(
        _("分组"),
        groups,
        index=None,
        placeholder=_("全部分组"),
        key="peer_group",
        bind="query-params",
        width=150,
    )
    offered = register[register["peer_group"] == group] if group else register
    names = offered["department"].tolist()
    _still_offered("department", names)
    chosen = st.multiselect(
        _("部门"),
        names,
        placeholder=_("全部部门"),
        key="department",
        bind="query-params",
        select_all=False,
        filter_mode="contains",
    )
    return tuple(chosen) or (tuple(names) if group else ())

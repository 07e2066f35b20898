"""The filters of every page: period, as-of day, peer group, departments. They live in the URL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from metrics import Window
from ui import address, lake, messages, periods
from ui.language import _

FIRST_DAY, LATEST_DAY = date(2004, 1, 1), date(2035, 12, 31)


@dataclass(frozen=True)
class Filters:
    """What the reader asked for.

    `departments` is empty for the whole city; a peer group is already resolved into its departments. `own` is the only
    department the reader may see, None for who reads the whole city; it holds for every query made with these filters.
    """

    snapshot: int
    window: Window
    departments: tuple[str, ...]
    period_title: str
    own: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """All that figures depend on, as plain values for caches."""
        days = (self.window.start, self.window.end, self.window.as_of)
        return (str(self.snapshot), *(day.isoformat() for day in days), self.own or "", *self.departments)

    @property
    def department(self) -> str | None:
        """The one department asked for, or the only one allowed; None for several."""
        return self.own or (self.departments[0] if len(self.departments) == 1 else None)

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


def choose(snapshot: int, own: str | None = None) -> Filters:
    """Draw the filter row and return what it says; stops where the dates cannot be used together.

    With `own`, the reader's only department, no other is offered and whatever the address asks for is left unheard.
    """
    known = lake.state(snapshot)
    anchor = known.data_as_of or date.today()
    register = lake.departments(snapshot)
    _follow_new_data(anchor)
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filters")
    with row:
        start, end, title = _period(anchor, known.first_day)
        as_of = _as_of(anchor)
        departments = (own,) if own else _departments(register)
    if as_of < start:
        messages.refuse(
            _("截至日 {day} 早于所选时段的开始。").format(day=as_of.isoformat()),
            _("请把截至日改到 {day} 或之后，或另选时段。").format(day=start.isoformat()),
        )
    return Filters(snapshot, Window(start=start, end=min(end, as_of), as_of=as_of), departments, title, own)


def widen() -> None:
    """Look at the whole city again; for callbacks."""
    address.choose("department", [])


def narrow(department: str) -> None:
    """Set the department filter, as if the reader had chosen it; for callbacks of charts and tables."""
    address.choose("department", [department])


def _as_of(anchor: date) -> date:
    address.take("as_of", lambda texts: _day(texts[-1]))
    chosen = st.date_input(
        _("截至日"),
        value=anchor,
        min_value=FIRST_DAY,
        max_value=LATEST_DAY,
        key="as_of",
        width=140,
        help=_("以这一天为准判断是否逾期、是否按时更新。默认为数据所及的最近一天。"),
    )
    as_of = chosen if isinstance(chosen, date) else anchor
    address.put("as_of", [as_of.isoformat()] if as_of != anchor else [])
    return as_of


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LATEST_DAY else None


def _two_days(texts: list[str]) -> tuple[date, date] | None:
    start, end = (_day(text) for text in (texts * 2)[:2])
    return (start, end) if start and end and start <= end else None


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
    usual = periods.default(anchor, options)
    address.take("period", address.one_of(options))
    _still_offered("period", options)
    code = st.selectbox(
        _("时段"),
        options,
        index=options.index(usual),
        format_func=periods.title,
        key="period",
        width=190,
        filter_mode="contains",
    )
    code = code or usual
    address.put("period", [code] if code != usual else [])
    if code != periods.CUSTOM:
        address.put("between")
        start, end = periods.bounds(code, anchor)
        return start, end, periods.title(code)
    address.take("between", _two_days)
    chosen = st.date_input(
        _("起止日期"),
        value=(anchor - timedelta(days=89), anchor),
        min_value=FIRST_DAY,
        max_value=LATEST_DAY,
        key="between",
        width=230,
    )
    if not isinstance(chosen, tuple) or len(chosen) != 2:
        messages.refuse(_("起止日期只选了一天。"), _("请再选结束日期。"))
    address.put("between", [day.isoformat() for day in chosen])
    return chosen[0], chosen[1], f"{chosen[0]:%Y-%m-%d} — {chosen[1]:%Y-%m-%d}"


def _departments(register: pd.DataFrame) -> tuple[str, ...]:
    groups = sorted(register["peer_group"].dropna().unique())
    address.take("peer_group", address.one_of(groups))
    _still_offered("peer_group", groups)
    group = st.selectbox(
        _("分组"),
        groups,
        index=None,
        placeholder=_("全部分组"),
        key="peer_group",
        width=150,
    )
    address.put("peer_group", [group] if group else [])
    offered = register[register["peer_group"] == group] if group else register
    names = offered["department"].tolist()
    address.take("department", address.some_of(names))
    _still_offered("department", names)
    chosen = st.multiselect(
        _("部门"),
        names,
        placeholder=_("全部部门"),
        key="department",
        select_all=False,
        filter_mode="contains",
    )
    address.put("department", chosen)
    return tuple(chosen) or (tuple(names) if group else ())

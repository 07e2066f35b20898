"""What a result on screen stands on: a trial on the data as they are now, or an edition a round keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from evaluation.ledger import build_ledger
from evaluation.repairs import fix_first
from evaluation.results import Evaluation
from evaluation.round_records import KINDS, Round
from evaluation.rules import load_rules
from evaluation.stability import rank_intervals
from evaluation.watch import watch
from language import N_
from language.retelling import retold
from metrics import Window
from ui import address, lake, messages, printing, reads
from ui.filters import Filters
from ui.language import _
from ui.rounds import records

TRIAL = "trial"
BUDGET_LINE = N_("预算线")


@dataclass(frozen=True)
class Basis:
    """The reader's filters and, unless it is a trial, the round and the number of its edition."""

    chosen: Filters
    round: Round | None = None
    edition: int = 0

    @property
    def name(self) -> str:
        """Short name for keys of widgets and charts."""
        return f"{self.round.round_id}_{self.edition}" if self.round else TRIAL

    @property
    def window(self) -> Window:
        """Period and day of view of the result."""
        return self.round.window if self.round else self.chosen.window

    @property
    def title(self) -> str:
        """The round and its edition, or that it is a trial."""
        return edition_title(self.round, self.edition) if self.round else _("试算（当前数据）")

    @property
    def file_name(self) -> str:
        """The round and its edition for names of files; empty for a trial."""
        return self.name if self.round else ""


def edition_title(one: Round, edition: int) -> str:
    """A round's edition in words."""
    kind = _(KINDS[one.edition(edition).kind])
    return _("{title} · {kind}（第 {n} 版）").format(title=retold(one.title), kind=kind, n=edition)


def choose(chosen: Filters) -> Basis:
    """Let the reader choose between a trial and every edition; who belongs to a department begins with the newest."""
    known = {TRIAL: Basis(chosen)}
    for one in records.rounds(chosen.snapshot, chosen.own):
        for edition in reversed(one.editions):
            found = Basis(chosen, one, edition.edition)
            known[found.name] = found
    options = list(known)
    usual = options[1] if chosen.own and len(options) > 1 else TRIAL
    address.take("result", address.one_of(options))
    if st.session_state.get("result") not in options:
        st.session_state["result"] = usual
    with printing.off_paper():
        name = st.selectbox(
            _("看哪一个结果"),
            options,
            format_func=lambda code: known[code].title,
            key="result",
            filter_mode=None,
            width=380,
        )
    address.put("result", [name] if name != usual else [])
    return known[name]


def note(basis: Basis) -> str:
    """What the result is, for the line above it."""
    if basis.round is None:
        return _("**试算**：按当前数据计算，未经公示，不作为评价结果。")
    one = basis.round.edition(basis.edition)
    return _("**{title}**：评价期 {start} 至 {end}，截至 {as_of}，数据快照第 {n} 号，{who} {day}。").format(
        title=messages.plain(basis.title),
        start=basis.window.start,
        end=basis.window.end,
        as_of=basis.window.as_of,
        n=one.snapshot_id,
        who=messages.plain(retold(one.made_by)),
        day=f"{one.made_at:%Y-%m-%d %H:%M}",
    )


def order() -> bool:
    """Whether peer groups are shown one below another instead of all departments by rank."""
    views = {"city": _("全市排名"), "groups": _("分组排名")}
    address.take("order", address.one_of(views))
    with printing.off_paper():
        view = st.radio(
            _("排列"), list(views), format_func=lambda code: views[code], key="order", horizontal=True,
            label_visibility="collapsed",
        )  # fmt: skip
    address.put("order", [view] if view == "groups" else [])
    return view == "groups"


def result(basis: Basis) -> Evaluation:
    """The evaluation the reader may see: of the whole city, or of the reader's own department."""
    if basis.round:
        return records.kept(basis.round, basis.edition, basis.chosen.own)
    return reads.evaluation(basis.chosen)


def _whole(basis: Basis) -> Evaluation:
    """All departments, for what can only be told of all of them together; never shown as it is."""
    if basis.round:
        return records.kept(basis.round, basis.edition)
    return reads.evaluation(replace(basis.chosen, own=None))


def _key(basis: Basis) -> tuple[str, ...]:
    if basis.round:
        return (basis.round.edition(basis.edition).edition_sha256,)
    window = basis.chosen.window
    return (str(basis.chosen.snapshot), *(str(day) for day in (window.start, window.end, window.as_of)))


def ledger(basis: Basis, department: str | None = None) -> pd.DataFrame:
    """The ledger, of one department where one is named or the reader has only one."""
    own = basis.chosen.own or department
    if basis.round:
        return records.kept_ledger(basis.round, basis.edition, own)
    return reads.among(_built(_key(basis), lambda: _whole(basis)), (own,) if own else ())


@st.cache_resource(show_spinner=False, max_entries=8)
def _built(key: tuple[str, ...], _of: Callable[[], Evaluation]) -> pd.DataFrame:  # noqa: ARG001
    return build_ledger(_of())


def intervals(basis: Basis) -> pd.DataFrame:
    """Intervals of totals and ranks (see `rank_intervals`), with the budget line among the limits."""
    table = _drawn(_key(basis), lambda: _whole(basis))
    return reads.among(table, (basis.chosen.own,) if basis.chosen.own else ())


@st.cache_resource(show_spinner=False, max_entries=16)
def _drawn(key: tuple[str, ...], _of: Callable[[], Evaluation]) -> pd.DataFrame:  # noqa: ARG001
    return rank_intervals(_of(), lines={BUDGET_LINE: budget_line()}).table


def budget_line() -> float:
    """The total below which projects are put off (article 15)."""
    return load_rules().low_score.below


def fixes(basis: Basis, department: str) -> pd.DataFrame:
    """What is worth putting right first, from the data as they are now; see `fix_first`."""
    trial = Basis(basis.chosen)
    with st.spinner(_("正在逐项重新计分…")):
        found = _repaired(_key(trial), basis.chosen.own or department, lambda: _whole(trial))
    return found.copy(deep=False)


@st.cache_resource(show_spinner=False, max_entries=64)
def _repaired(key: tuple[str, ...], department: str, _of: Callable[[], Evaluation]) -> pd.DataFrame:  # noqa: ARG001
    return fix_first(_of(), department)


def signs(basis: Basis, department: str | None = None) -> pd.DataFrame:
    """Signs of made figures in the result's period, read from the data as they are now; see `watch`."""
    window, own = basis.window, basis.chosen.own or department
    return lake.settled(
        lambda state: _watched(state, window.start, window.end, window.as_of, own), basis.chosen.snapshot
    )


@st.cache_resource(show_spinner=False, max_entries=32)
def _watched(snapshot: int, start: date, end: date, as_of: date, own: str | None) -> pd.DataFrame:
    with lake.reading(snapshot, large=True) as cur:
        return watch(cur, Window(start, end, as_of), own)

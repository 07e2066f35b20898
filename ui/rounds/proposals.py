"""Budget proposals of a round: its ranking and rules on the projects and requests as they are now."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from evaluation.archive import kept_rules
from evaluation.budget import budget_proposals, budget_totals
from evaluation.round_records import Round
from evaluation.rules import Rules, parse_rules
from ui import lake, reads
from ui.language import _
from ui.rounds import basis as results
from ui.rounds import editions, records
from ui.rounds.basis import Basis


def rules(one: Round) -> Rules:
    """The rules the newest edition of a round was computed with."""
    return _rules(one.edition().edition_sha256, one)


@st.cache_resource(show_spinner=False, max_entries=16)
def _rules(sha256: str, _one: Round) -> Rules:  # noqa: ARG001
    with lake.lake().read() as (cur, _snapshot):
        return parse_rules(kept_rules(cur, _one.round_id, _one.edition().edition), _one.round_id)


def of(one: Round, snapshot: int) -> pd.DataFrame:
    """One row per project, see `budget_proposals`."""
    return lake.settled(lambda state: _proposed(state, one.edition().edition_sha256, one), snapshot)


@st.cache_resource(show_spinner=False, max_entries=8)
def _proposed(snapshot: int, sha256: str, _one: Round) -> pd.DataFrame:  # noqa: ARG001
    number = _one.edition().edition
    ranking = records.kept(_one, number).ranking
    table = results.intervals(Basis(editions.around(snapshot, _one.window, None), _one, number))
    with lake.reading(snapshot) as cur:
        return budget_proposals(cur, ranking, _one.as_of, rules=rules(_one), intervals=table)


def totals(proposed: pd.DataFrame) -> pd.DataFrame:
    """Projects and amounts by department and proposal."""
    return budget_totals(proposed.assign(amount_wan=pd.to_numeric(proposed["amount_wan"])))


def unanswered(one: Round, snapshot: int) -> pd.DataFrame:
    """Requests overdue and unanswered on the round's day of view."""
    return reads.at("unanswered_requests", snapshot, one.window)


def note(one: Round) -> str:
    """Which rules propose."""
    used = rules(one)
    return _(
        "依据第 {edition} 版结果和 {as_of} 的申请情况：新建项目未归集的不予验收、不安排预算（第十六条）；"
        "逾期 {days} 个工作日以上未答复满 {n} 件且已催告 {reminders} 次的暂停安排；"
        "得分低于 {line:g} 分的暂缓安排（第十五条）。"
        "系统只作建议，由具名人员决定。"
    ).format(
        edition=one.edition().edition,
        as_of=one.as_of,
        days=used.non_response.working_days_past_deadline,
        n=used.non_response.unanswered_requests,
        reminders=used.non_response.reminders,
        line=used.low_score.below,
    )

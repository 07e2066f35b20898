"""How the city stands, what got worse, who is late."""

from __future__ import annotations

import streamlit as st

from ui import blocks, reads
from ui.access import require
from ui.blocks import Sheet
from ui.charts.coverage import coverage
from ui.charts.heat import heat
from ui.language import _
from ui.readings.scoreboard import HEADLINES, board, changes, daily, headline


def render() -> None:
    """Draw the page."""
    require()
    chosen = blocks.begin("overview")
    now = {name: reads.metric(name, chosen) for name in HEADLINES}
    before = {name: reads.before(name, chosen) for name in HEADLINES}
    unanswered = reads.metric("unanswered_requests", chosen)
    waiting = blocks.count_tile(_("逾期未答复"), len(unanswered), _("件申请"))
    blocks.tiles([*(headline(name, now[name], before[name]) for name in HEADLINES), waiting])
    left, right = st.columns([3, 2], gap="medium")
    with left:
        scores, order = board(now)
        blocks.chart(
            lambda: heat(scores, order, _("部门 × 指标（%）：颜色越深越需要督促")),
            "overview_heat",
            chosen,
            narrows=True,
        )
    with right:
        blocks.table(changes(now, before), "overview_changes", title=_("比上期下降最多"), narrows=True)
        blocks.chart(
            lambda: coverage(daily(reads.metric("log_coverage", chosen))), "overview_coverage", chosen
        )
        blocks.links(["response", "freshness", "conformity", "use", "evaluation"])
    blocks.sheets(
        "overview_tab",
        chosen,
        [
            Sheet("unanswered_requests", _("逾期未答复的申请")),
            Sheet("late_corrections"),
            Sheet("incidents_confirmed"),
            Sheet("coverage_summary"),
        ],
    )

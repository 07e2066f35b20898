"""How the city stands, what got worse, who is late."""

from __future__ import annotations

import streamlit as st

from ui import blocks, reads
from ui.access import require
from ui.charts.coverage import coverage
from ui.charts.heat import heat
from ui.language import _
from ui.readings.scoreboard import HEADLINES, board, changes, headline


def render() -> None:
    """Draw the page."""
    require()
    chosen = blocks.begin("overview")
    now = {name: reads.metric(name, chosen) for name in HEADLINES}
    before = {name: reads.before(name, chosen) for name in HEADLINES}
    unanswered = reads.metric("unanswered_requests", chosen)

    blocks.tiles([*(headline(name, now[name], before[name]) for name in HEADLINES), blocks.count_tile(
        _("逾期未答复"), len(unanswered), _("件，截至 {day}").format(day=chosen.window.as_of))])  # fmt: skip
    scores, order = board(now)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        blocks.chart(heat(scores, order, _("部门 × 指标：颜色越橙越需要督促（%）")), "overview_heat", narrows=True)
    with right:
        blocks.table(changes(now, before), "overview_changes", title=_("比上期下降最多"), height=330)
        blocks.links(["response", "freshness", "conformity", "use", "evaluation"])
    as_of = chosen.window.as_of
    blocks.table(unanswered, "overview_unanswered", title=_("逾期未答复的申请"), metric="unanswered_requests", as_of=as_of)
    blocks.chart(coverage(reads.metric("log_coverage", chosen)), "overview_coverage")

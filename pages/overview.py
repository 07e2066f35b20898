"""How the city stands, what got worse, who is late, what waits for a decision."""

from __future__ import annotations

import streamlit as st

from ui import blocks, lake, messages, reads
from ui.access import require
from ui.blocks import Sheet
from ui.charts.counts import counts
from ui.charts.coverage import coverage
from ui.charts.flows import flows
from ui.charts.heat import heat
from ui.filters import Filters
from ui.language import _
from ui.readings import overview as reading
from ui.readings.scoreboard import HEADLINES, Rates, board, changes, daily, headline


def render() -> None:
    """Draw the page."""
    require()
    chosen = blocks.begin("overview")
    now = {name: reads.metric(name, chosen) for name in HEADLINES}
    before = {name: reads.before(name, chosen) for name in HEADLINES}
    unanswered = reads.metric("unanswered_summary", chosen)
    feeds = lake.state(chosen.snapshot).feeds
    st.markdown(reading.summary(now, before, unanswered, feeds))
    waits = int(unanswered["requests"].sum()) if "requests" in feeds else None
    late = blocks.count_tile(_("逾期未答复"), waits, _("件申请"))
    blocks.tiles([*(headline(name, now[name], before[name]) for name in HEADLINES), late])
    blocks.waiting(reading.pending(chosen.snapshot, chosen.window.as_of))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _views(chosen, now)
    with right:
        blocks.table(
            changes(now, before),
            "overview_changes",
            title=_("比上期下降最多"),
            hide=("value_before",),
            narrows=True,
            follows=True,
        )
        blocks.chart(
            lambda: counts(
                reading.latest(unanswered), _("逾期未答复最多的部门"), _("件申请"), most=8, departments=True
            ),
            "overview_latest",
            chosen,
        )
        blocks.links(["response", "freshness", "conformity", "use", "evaluation"])
    blocks.sheets(
        "overview_tab",
        chosen,
        [
            Sheet("unanswered_summary", narrows=True),
            Sheet("unanswered_requests", _("逾期未答复的申请")),
            Sheet("late_corrections"),
            Sheet("incidents_confirmed"),
            Sheet("coverage_summary"),
        ],
    )


def _views(chosen: Filters, now: Rates) -> None:
    """Departments by rates, by all indicators of the evaluation, who uses whose data, which days logs have."""
    titles = {
        "rates": _("主要比率"),
        "indicators": _("全部评价指标"),
        "flows": _("数据流向"),
        "days": _("日志日历"),
    }
    for view in blocks.views("overview_view", titles):
        with messages.explained():
            DRAWN[view](chosen, now)


def _rates(chosen: Filters, now: Rates) -> None:
    title = _("部门 × 指标（%）：颜色越浓越需要督促")
    blocks.chart(lambda: heat(*board(now), title), "overview_heat", chosen, narrows=True)


def _indicators(chosen: Filters, _now: Rates) -> None:
    scores, order = reading.scores(reads.evaluation(chosen))
    shown = reads.among(scores, chosen.departments)
    title = _("部门 × 评价指标得分：颜色越浓越需要督促")
    blocks.chart(
        lambda: heat(shown, order, title, steep=True, measure=_("得分")),
        "overview_scores",
        chosen,
        narrows=True,
    )


def _flows(chosen: Filters, _now: Rates) -> None:
    blocks.chart(lambda: flows(reads.metric("usage_flows", chosen)), "overview_flows", chosen)


def _days(chosen: Filters, _now: Rates) -> None:
    blocks.chart(lambda: coverage(daily(reads.metric("log_coverage", chosen))), "overview_coverage", chosen)


DRAWN = {"rates": _rates, "indicators": _indicators, "flows": _flows, "days": _days}

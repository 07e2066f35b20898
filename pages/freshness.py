"""Whether shared data is refreshed as often as its provider declared."""

from __future__ import annotations

import streamlit as st

from ui import blocks, reads
from ui.access import require
from ui.charts.palette import STATE_COLOURS
from ui.charts.rates import rates
from ui.charts.shares import shares
from ui.readings.freshness import states
from ui.language import _
from ui.terms import STATES


def render() -> None:
    """Draw the page."""
    require()
    chosen = blocks.begin("freshness")
    period = reads.metric("freshness_period", chosen)
    earlier = reads.before("freshness_period", chosen)
    now = reads.metric("freshness_now", chosen)
    summary = reads.metric("freshness_summary", chosen)
    declared = reads.metric("declared_frequency_rate", chosen)
    stale = reads.metric("stale_resources_now", chosen)
    resources = reads.metric("freshness_by_resource", chosen)
    touched = reads.metric("touch_only_refreshes", chosen)

    blocks.tiles(
        [
            blocks.rate_tile(_("数据及时率（本期）"), period, earlier, help=_("评价期内每天是否在申报频度的时限内，按天计算。")),
            blocks.rate_tile(_("截至日及时率"), now, None, help=_("截至日仍在时限内的资源占比。")),
            blocks.count_tile(_("当前不及时的资源"), len(stale), _("个，截至 {day}").format(day=chosen.window.as_of)),
            blocks.rate_tile(_("申报明确频度"), declared, None, help=_("不定期、未申报的资源无法判断是否及时。")),
        ]
    )
    left, right = st.columns(2, gap="medium")
    with left:
        drawn = shares(states(summary), _("各部门资源的更新状态"), _("资源"), classes=STATES, colours=STATE_COLOURS,
                       first="fresh")  # fmt: skip
        blocks.chart(drawn, "freshness_states", narrows=True)
    with right:
        blocks.chart(rates(period, _("数据及时率（本期）"), _("资源·日")), "freshness_rate", narrows=True)
    blocks.table(stale, "freshness_stale", title=_("不及时的资源"), metric="stale_resources_now")
    blocks.table(resources, "freshness_resources", title=_("各资源本期及时率"), metric="freshness_by_resource")
    blocks.table(touched, "freshness_touched", title=_("只改时间未改内容的更新"), metric="touch_only_refreshes")
    blocks.table(declared, "freshness_declared", title=_("各部门频度申报"), metric="declared_frequency_rate", narrows=True)

"""Whether shared data is refreshed as often as its provider declared."""

from __future__ import annotations

import streamlit as st

from access import READERS, Role
from metrics.words import FRESHNESS_STATES
from ui import blocks, reads
from ui.access import require
from ui.blocks import Sheet
from ui.charts.palette import STATE_COLOURS
from ui.charts.rates import rates
from ui.charts.shares import shares
from ui.language import _
from ui.readings.freshness import not_fresh, states
from ui.readings.scoreboard import RULES


def render() -> None:
    """Draw the page."""
    require(*READERS, Role.DEPARTMENT)
    chosen = blocks.begin("freshness")
    period = reads.metric("freshness_period", chosen)
    now = reads.metric("freshness_now", chosen)
    summary = reads.metric("freshness_summary", chosen)
    declared = reads.metric("declared_frequency_rate", chosen)
    blocks.tiles(
        [
            blocks.rate_tile(
                _("数据及时率（本期）"),
                period,
                reads.before("freshness_period", chosen),
                _("评价期内每天是否在申报频度的时限内，按天计算。"),
            ),
            blocks.rate_tile(_("截至日及时率"), now, None, _("截至日仍在时限内的资源占比。")),
            blocks.count_tile(_("当前不及时"), not_fresh(now), _("个资源")),
            blocks.rate_tile(_("申报明确频度"), declared, None, _("不定期、未申报的资源无法判断是否及时。")),
        ]
    )
    left, right = st.columns(2, gap="medium")
    with left:
        title = _("各部门资源的更新状态")
        blocks.chart(
            lambda: shares(
                states(summary),
                title,
                _("个资源"),
                classes=FRESHNESS_STATES,
                colours=STATE_COLOURS,
                first=("fresh",),
            ),
            "freshness_states",
            chosen,
            narrows=True,
        )
    with right:
        blocks.chart(
            lambda: rates(period, _("数据及时率（本期）"), _("资源·日"), rule=_(RULES["freshness_period"])),
            "freshness_rate",
            chosen,
            narrows=True,
        )
    blocks.sheets(
        "freshness_tab",
        chosen,
        [
            Sheet("stale_resources_now"),
            Sheet("freshness_by_resource", _("各资源本期及时率")),
            Sheet("touch_only_refreshes"),
            Sheet("undeclared_frequencies"),
            Sheet("freshness_period", _("各部门数据及时率"), narrows=True),
        ],
    )

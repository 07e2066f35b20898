"""Whether the catalogue is complete, follows the rules, and is updated after changes."""

from __future__ import annotations

import streamlit as st

from access import READERS, Role
from ui import blocks, reads
from ui.access import require
from ui.blocks import Sheet
from ui.charts.counts import counts
from ui.charts.rates import rates
from ui.language import _
from ui.readings.conformity import by_finding
from ui.readings.scoreboard import RULES


def render() -> None:
    """Draw the page."""
    require(*READERS, Role.DEPARTMENT)
    chosen = blocks.begin("conformity")
    conform = reads.metric("conformity_rate", chosen)
    complete = reads.metric("catalogue_completeness", chosen)
    connected = reads.metric("connected_rate", chosen)
    updates = reads.metric("catalogue_updates_in_time", chosen)
    findings = reads.metric("conformity_kinds", chosen)
    earlier = reads.before("conformity_rate", chosen)
    blocks.tiles(
        [
            blocks.rate_tile(_("目录合规率"), conform, earlier, _("没有任何合规问题的资源占比。")),
            blocks.rate_tile(_("目录完整率"), complete, None, _("第六条九项内容的有效填写率。")),
            blocks.rate_tile(_("资源挂接率"), connected, None, _("应共享资源中已挂接的占比。（第四条）")),
            blocks.rate_tile(
                _("目录按时更新率"), updates, None, _("职能或法规变动后 15 个工作日内更新。（第七条）")
            ),
        ]
    )
    left, right = st.columns(2, gap="medium")
    with left:
        rule = _(RULES["conformity_rate"])
        blocks.chart(
            lambda: rates(conform, _("目录合规率"), _("资源"), rule=rule),
            "conformity_rate",
            chosen,
            narrows=True,
        )
    with right:
        blocks.chart(
            lambda: counts(by_finding(findings), _("问题种类"), _("个问题")), "conformity_kinds", chosen
        )
        blocks.chart(
            lambda: rates(complete, _("目录完整率（最低的部门）"), _("应填项"), good=0.98, poor=0.9, most=12),
            "conformity_complete",
            chosen,
            narrows=True,
        )
    blocks.sheets(
        "conformity_tab",
        chosen,
        [
            Sheet("conformity_findings"),
            Sheet("catalogue_completeness_by_resource"),
            Sheet("unconnected_resources"),
            Sheet("catalogue_update_events"),
            Sheet("conformity_rate", _("各部门目录合规率"), narrows=True),
        ],
    )

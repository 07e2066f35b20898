"""Who uses shared data, and whether every use was authorised."""

from __future__ import annotations

import streamlit as st

from access import READERS, Role
from metrics.words import USE_CLASSES
from ui import blocks, reads
from ui.access import require
from ui.blocks import Sheet
from ui.charts.flows import flows
from ui.charts.palette import USE_COLOURS
from ui.charts.shares import shares
from ui.language import _
from ui.readings.use import AUTHORISED, by_class, calls, not_authorised


def render() -> None:
    """Draw the page."""
    require(*READERS, Role.DEPARTMENT)
    chosen = blocks.begin("use")
    authorised = reads.metric("authorised_use", chosen)
    classes = reads.metric("authorised_use_classes", chosen)
    success = reads.metric("call_success_rate", chosen)
    earlier = reads.before("authorised_use", chosen)
    blocks.tiles(
        [
            blocks.rate_tile(
                _("规范使用率"),
                authorised,
                earlier,
                _("可判定的成功调用中，无条件共享或在授权范围内的占比。"),
            ),
            blocks.count_tile(_("使用总量"), calls(classes), _("次调用")),
            blocks.count_tile(_("未按授权使用"), not_authorised(authorised), _("次调用")),
            blocks.rate_tile(_("调用成功率"), success, None, _("不含平台故障期间的失败。")),
        ]
    )
    left, right = st.columns(2, gap="medium")
    with left:
        title = _("各使用部门的使用分类")
        blocks.chart(
            lambda: shares(
                by_class(classes),
                title,
                _("次调用"),
                classes=USE_CLASSES,
                colours=USE_COLOURS,
                first=AUTHORISED,
            ),
            "use_classes",
            chosen,
            narrows=True,
        )
    with right:
        blocks.chart(lambda: flows(reads.metric("usage_flows", chosen)), "use_flows", chosen)
    blocks.sheets(
        "use_tab",
        chosen,
        [
            Sheet("authorised_use", _("各部门规范使用率"), narrows=True),
            Sheet("unauthorised_usage"),
            Sheet("authorised_use_classes"),
            Sheet("usage_flows"),
            Sheet("failures_and_latency"),
            Sheet("use_reconciliation"),
        ],
    )

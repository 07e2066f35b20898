"""Who uses shared data, and whether every use was authorised."""

from __future__ import annotations

import streamlit as st

from ui import blocks, reads
from ui.access import require
from ui.charts.flows import flows
from ui.charts.palette import USE_COLOURS
from ui.charts.shares import shares
from ui.language import _
from ui.terms import USE_CLASSES
from ui.readings.use import by_class, calls


def render() -> None:
    """Draw the page."""
    require()
    chosen = blocks.begin("use")
    authorised = reads.metric("authorised_use", chosen)
    earlier = reads.before("authorised_use", chosen)
    classes = reads.metric("authorised_use_classes", chosen)
    success = reads.metric("call_success_rate", chosen)
    streams = reads.metric("usage_flows", chosen)
    misuse = reads.metric("unauthorised_usage", chosen)
    balance = reads.metric("use_reconciliation", chosen)
    latency = reads.metric("failures_and_latency", chosen)

    blocks.tiles(
        [
            blocks.rate_tile(_("规范使用率"), authorised, earlier, help=_("可判定的使用中，无条件共享或在授权范围内的占比。")),
            blocks.count_tile(_("使用总量"), calls(classes), _("次调用")),
            blocks.count_tile(_("未按授权使用"), len(misuse), _("条日志")),
            blocks.rate_tile(_("调用成功率"), success, None, help=_("不含平台故障期间的失败。")),
        ]
    )
    left, right = st.columns(2, gap="medium")
    with left:
        drawn = shares(by_class(classes), _("各使用部门的使用类别"), _("次调用"), classes=USE_CLASSES, colours=USE_COLOURS,
                       first="within_grant")  # fmt: skip
        blocks.chart(drawn, "use_classes", narrows=True)
    with right:
        blocks.chart(flows(streams), "use_flows")
    blocks.table(misuse, "use_misuse", title=_("未按授权使用的日志"), metric="unauthorised_usage")
    blocks.table(classes, "use_class_table", title=_("使用类别合计"), metric="authorised_use_classes")
    blocks.table(latency, "use_latency", title=_("失败与耗时"), metric="failures_and_latency")
    blocks.table(balance, "use_balance", title=_("使用日志对账"), metric="use_reconciliation")

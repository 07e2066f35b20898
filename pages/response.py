"""Whether requests were answered within the working days the regulation allows."""

from __future__ import annotations

import streamlit as st

from ui import blocks, reads
from ui.access import require
from ui.blocks import Sheet
from ui.charts.days import reply_days
from ui.charts.rates import rates
from ui.language import _
from ui.readings.response import grouped, limit_of, rule_note, waiting


def render() -> None:
    """Draw the page."""
    require()
    chosen = blocks.begin("response")
    rate = reads.metric("on_time_rate", chosen)
    requests = reads.metric("response_times", chosen)
    late = reads.metric("overdue_requests", chosen)
    unanswered = reads.metric("unanswered_requests", chosen)
    blocks.tiles(
        [
            blocks.rate_tile(
                _("按时答复率"), rate, reads.before("on_time_rate", chosen), rule_note(requests)
            ),
            blocks.count_tile(_("本期逾期"), len(late), _("件，答复晚或未有效答复")),
            blocks.count_tile(_("至今未答复"), len(unanswered), _("件已过期限")),
            blocks.count_tile(_("尚未到期"), waiting(requests), _("件，不计入")),
        ]
    )
    left, right = st.columns(2, gap="medium")
    with left:
        blocks.chart(
            lambda: rates(rate, _("按时答复率"), _("应答复申请")), "response_rate", chosen, narrows=True
        )
    with right:
        blocks.chart(lambda: reply_days(grouped(requests), limit_of(requests)), "response_days", chosen)
        quantiles = reads.metric("reply_time_quantiles", chosen)
        blocks.table(
            quantiles,
            "response_quantiles",
            title=_("半数、九成申请多久得到答复"),
            metric="reply_time_quantiles",
            hide=("requests", "replied"),
            height=280,
            narrows=True,
        )
    blocks.sheets(
        "response_tab",
        chosen,
        [
            Sheet("unanswered_requests"),
            Sheet("overdue_requests"),
            Sheet("response_times", _("全部申请及期限")),
            Sheet("refusals_without_reason"),
            Sheet("on_time_rate", _("各部门按时答复率"), narrows=True),
        ],
    )

"""Whether requests were answered within the working days the regulation allows."""

from __future__ import annotations

import streamlit as st

from access import READERS, Role
from ui import blocks, reads
from ui.access import require
from ui.blocks import Sheet
from ui.charts.days import reply_days
from ui.charts.rates import rates
from ui.language import _
from ui.readings.response import grouped, late, limit_of, rule_note, waiting
from ui.readings.scoreboard import RULES


def render() -> None:
    """Draw the page."""
    require(*READERS, Role.DEPARTMENT)
    chosen = blocks.begin("response")
    rate = reads.metric("on_time_rate", chosen)
    days = reads.metric("reply_days", chosen)
    unanswered = reads.metric("unanswered_summary", chosen)
    blocks.tiles(
        [
            blocks.rate_tile(_("按时答复率"), rate, reads.before("on_time_rate", chosen), rule_note(days)),
            blocks.count_tile(_("本期逾期"), late(rate), _("件，答复晚或未有效答复")),
            blocks.count_tile(_("至今未答复"), int(unanswered["requests"].sum()), _("件已过期限")),
            blocks.count_tile(_("尚未到期"), waiting(days), _("件，不计入")),
        ]
    )
    left, right = st.columns(2, gap="medium")
    with left:
        rule = _(RULES["on_time_rate"])
        blocks.chart(
            lambda: rates(rate, _("按时答复率"), _("应答复申请"), rule=rule),
            "response_rate",
            chosen,
            narrows=True,
        )
    with right:
        blocks.chart(lambda: reply_days(grouped(days), limit_of(days)), "response_days", chosen)
    blocks.sheets(
        "response_tab",
        chosen,
        [
            Sheet("unanswered_summary", narrows=True),
            Sheet("unanswered_requests"),
            Sheet("overdue_requests"),
            Sheet("reply_time_quantiles", _("半数、九成申请多久得到答复"), narrows=True),
            Sheet("response_times", _("全部申请及期限")),
            Sheet("refusals_without_reason"),
            Sheet("on_time_rate", _("各部门按时答复率"), narrows=True),
        ],
    )

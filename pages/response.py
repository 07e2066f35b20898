"""Whether requests were answered within the working days the regulation allows."""

from __future__ import annotations

import streamlit as st

from ui import blocks, reads
from ui.access import require
from ui.charts.days import reply_days
from ui.charts.rates import rates
from ui.language import _
from ui.readings.response import grouped, limit_of, rule_note, waiting


def render() -> None:
    """Draw the page."""
    require()
    chosen = blocks.begin("response")
    rate = reads.metric("on_time_rate", chosen)
    earlier = reads.before("on_time_rate", chosen)
    requests = reads.metric("response_times", chosen)
    quantiles = reads.metric("reply_time_quantiles", chosen)
    late = reads.metric("overdue_requests", chosen)
    unanswered = reads.metric("unanswered_requests", chosen)

    blocks.tiles(
        [
            blocks.rate_tile(_("按时答复率"), rate, earlier, help=rule_note(requests)),
            blocks.count_tile(_("本期逾期"), len(late), _("件（答复晚或未有效答复）")),
            blocks.count_tile(_("至今未答复"), len(unanswered), _("件已过期限")),
            blocks.count_tile(_("尚未到期"), waiting(requests), _("件，不计入")),
        ]
    )
    left, right = st.columns(2, gap="medium")
    with left:
        blocks.chart(rates(rate, _("按时答复率"), _("应答复申请")), "response_rate", narrows=True)
    with right:
        blocks.chart(reply_days(grouped(requests), limit_of(requests)), "response_days")
        blocks.table(
            quantiles, "response_quantiles", title=_("答复用时（含未答复的推算）"), metric="reply_time_quantiles", height=300
        )
    as_of = chosen.window.as_of
    blocks.table(unanswered, "response_unanswered", title=_("至今未答复"), metric="unanswered_requests", as_of=as_of)
    blocks.table(late, "response_late", title=_("本期逾期清单"), metric="overdue_requests", as_of=as_of)
    blocks.table(requests, "response_all", title=_("全部申请及期限"), metric="response_times", as_of=as_of)
    blocks.table(rate, "response_departments", title=_("各部门按时答复率"), metric="on_time_rate", narrows=True)

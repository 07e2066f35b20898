"""The deadline of one request, day by day: counted or not, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from metrics.words import REQUEST_STATES
from ui import lake, messages
from ui.language import N_, _
from warehouse.clock import DeadlineProof, calendar_days, explain_deadline

LONGEST = timedelta(days=1500)
WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))


def draw(batch_id: int, line: int, as_of: date) -> None:
    """The proof below the origin of a request's row."""
    found = lake.query("request_clock", batch_id=batch_id, line=line, as_of=as_of)
    st.markdown(f"**{_('期限是怎么算出来的')}**")
    if found.empty or pd.isna(found.iloc[0].working_days_allowed):
        messages.empty(_("这件申请没有适用的期限规则。"), _("资源不在目录中，或该共享类别不要求答复。"))
        return
    clock = found.iloc[0]
    proof = of(clock, as_of)
    st.markdown(
        _(
            "- 规则：**{days} 个工作日内答复**（{rule}，{source}）\n"
            "- 收到：{received}（当日不计，从次日起算）\n"
            "- 期限：**{deadline}**{provisional}\n"
            "- 截至 {as_of}：**{state}**，已用 {used:.0f} 个工作日"
        ).format(
            days=int(clock.working_days_allowed),
            rule=clock.rule_id,
            source=clock.rule_source or "—",
            received=proof.received.isoformat(),
            deadline=proof.deadline.isoformat(),
            as_of=as_of.isoformat(),
            provisional=_("（暂定：部分日期尚无国务院放假通知）") if proof.provisional else "",
            state=_(REQUEST_STATES.get(clock.state, clock.state)),
            used=clock.working_days_used,
        )
    )
    st.dataframe(days(proof), hide_index=True, alt=_("逐日计算"), height="content", key="proof_days")


def of(clock: Any, as_of: date) -> DeadlineProof:  # noqa: ANN401
    """The proof of one row of the request clock."""
    pause = (_day(clock.paused_from), _day(clock.paused_to)) if pd.notna(clock.paused_from) else None
    first = _day(clock.applied_on) or as_of
    calendar = calendar_days(lake.query("calendar", first=first, last=first + LONGEST))
    return explain_deadline(
        first,
        int(clock.working_days_allowed),
        calendar,
        pause,  # type: ignore[arg-type]
        _day(clock.extended_to),
        [day for day in map(_day, clock.outage_days) if day is not None],
        pause_until=_day(clock.replied_at) or as_of,
        rule_id=str(clock.rule_id),
        source=str(clock.rule_source or ""),
    )


def days(proof: DeadlineProof) -> pd.DataFrame:
    """The days of a proof as a table."""
    return pd.DataFrame(
        {
            _("日期"): [f"{row.day.isoformat()} {_(WEEKDAYS[row.day.weekday()])}" for row in proof.days],
            _("计入"): [
                _("第 {n} 个工作日").format(n=row.running) if row.counted else _("不计") for row in proof.days
            ],
            _("原因"): [row.reason + (_("（暂定）") if row.provisional else "") for row in proof.days],
        }
    )


def _day(value: Any) -> date | None:  # noqa: ANN401
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()

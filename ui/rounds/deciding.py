"""A named person decides on a project, or puts a reminder of an unanswered request on record."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from access import Person
from evaluation.budget import PROPOSALS, decide_budget, remind
from evaluation.round_records import Round
from language.retelling import retold
from ui import blocks, lake, messages
from ui.language import _
from ui.readings import budget as reading
from ui.rounds import jobs


def deciding(person: Person, one: Round, proposals: pd.DataFrame, decisions: pd.DataFrame) -> None:
    """Choose a project, see the proposal, decide; another decision than the proposal needs a reason."""
    if proposals.empty:
        return
    rows: dict[str, dict[str, Any]] = {str(row["project_id"]): row for row in proposals.to_dict("records")}  # type: ignore[misc]
    decided = set(decisions["project_id"])
    order = sorted(rows, key=lambda code: (code in decided, code))
    chosen = st.selectbox(
        _("对项目作出决定"),
        order,
        format_func=lambda code: reading.title(rows[code]),
        key=f"project_{one.round_id}",
    )
    row, codes = rows[chosen], list(PROPOSALS)
    st.markdown(
        _("系统建议：**{proposal}**（{article}，规则 {rule}）。{reason}").format(
            proposal=_(PROPOSALS[row["proposal"]]),
            article=_(row["article"]),
            rule=row["rule_id"],
            reason=messages.plain(retold(row["reason"])),
        )
    )
    if row["near_line"]:
        st.warning(retold(row["near_line"]), icon=":material/balance:")
    with st.form(jobs.form_key(f"decide_{chosen}")):
        left, right = st.columns(2)
        decision = left.selectbox(
            _("决定"),
            codes,
            codes.index(row["proposal"]),
            format_func=lambda code: _(PROPOSALS[code]),
            filter_mode=None,
        )
        amount = right.number_input(
            _("金额(万元)"), min_value=0.0, value=float(row["amount_wan"] or 0), step=1.0
        )
        reason = st.text_area(_("理由（与建议不同时必填）"), height=68, max_chars=1000)
        jobs.submit("decide", _("作出决定"), icon=":material/approval:")
    opened = lake.lake()

    def act() -> str:
        decide_budget(opened, person, one.round_id, row, decision, reason, amount)
        return _("已记录决定：{project}，{decision}。").format(
            project=messages.plain(str(row["project_name"])), decision=_(PROPOSALS[decision])
        )

    jobs.work("decide", _("正在记录…"), act)


def reminding(person: Person | None, unanswered: pd.DataFrame) -> None:
    """Unanswered requests; who may write puts on record that a department was reminded of one."""
    st.caption(_("催告次数是认定“不响应数据共享”的条件之一；次数在评价规则中规定。"))
    rows = reading.waiting_requests(unanswered)
    if person is None:
        blocks.table(rows, "budget_unanswered_list", title=_("逾期未答复的申请"))
        st.caption(_("催告由评价人员登记。"))
        return
    request = blocks.pick_row(
        rows.head(200), "budget_unanswered", title=_("逾期未答复的申请"), column="request_id", height=420
    )
    if request is None:
        st.caption(_("点击一件申请，登记催告。"))
        return
    department = str(rows.set_index("request_id").loc[request, "department"])
    with st.form(jobs.form_key("remind")):
        st.markdown(f"**{_('催告')}**　{messages.plain(f'{department} · {request}')}")
        text = st.text_area(_("催告内容"), height=68, max_chars=1000, placeholder=_("例如：电话催告"))
        jobs.submit("remind", _("登记催告"), icon=":material/notifications:")
    opened = lake.lake()

    def act() -> str:
        remind(opened, person, department, request, text.strip())
        return _("已登记对{department}的催告。").format(department=messages.plain(department))

    jobs.work("remind", _("正在记录…"), act)

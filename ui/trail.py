"""The audit trail as administrators read it: filters and rows."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from ui import lake, navigation, printing
from ui.language import N_, _
from ui.terms import ROLES
from warehouse.local_time import now

ACTIONS = {
    "load": N_("载入文件"),
    "undo": N_("撤销批次"),
    "remember columns": N_("记住列对应"),
    "download rejects": N_("下载拒收行"),
    "change rules": N_("修改规则"),
    "maintain": N_("维护数据湖"),
    "rule finding": N_("认定重复采集"),
    "draft round": N_("拟定评价期"),
    "publish round": N_("公示评价期"),
    "seal round": N_("封存评价期"),
    "amend round": N_("更正评价期"),
    "file appeal": N_("提出申诉"),
    "rule on appeal": N_("裁定申诉"),
    "draft notice": N_("拟定通知书"),
    "issue notice": N_("印发通知书"),
    "withdraw notice": N_("撤回通知书"),
    "close notice": N_("办结通知书"),
    "save scheme": N_("保存评价方案"),
    "remind": N_("催办"),
}
"""Words for the codes of actions; an action without one is shown as it is."""


def choose() -> pd.DataFrame:
    """Draw the filters of the trail and return the rows they leave, codes spelled out."""
    known = lake.query("audit_choices").iloc[0]
    today = now().date()
    first = today if pd.isna(known.first_day) else pd.Timestamp(known.first_day).date()
    with printing.off_paper(), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        start = st.date_input(_("自"), max(first, today - timedelta(days=30)), key="audit_start", width=140)
        end = st.date_input(_("至"), today, key="audit_end", width=140)
        person = st.selectbox(
            _("操作人"), list(known.persons), index=None, placeholder=_("全部"), key="audit_person", width=180
        )
        action = st.selectbox(
            _("操作"),
            list(known.actions),
            index=None,
            placeholder=_("全部"),
            format_func=lambda code: _(ACTIONS.get(str(code), str(code))),
            key="audit_action",
            width=180,
        )
        words = st.text_input(_("包含文字"), key="audit_words", placeholder=_("对象、详情或部门中的文字"))
    rows = lake.query(
        "audit_log",
        start=start if isinstance(start, date) else today,
        end=end if isinstance(end, date) else today,
        person=person,
        action=action,
        words=words.strip() or None,
    )
    return spelled_out(rows)


def spelled_out(rows: pd.DataFrame) -> pd.DataFrame:
    """Actions, roles and pages in words."""
    pages = {entry.stem: entry.title for entry in navigation.PAGES} | {"command line": N_("命令行")}
    return rows.assign(
        action=[_(ACTIONS.get(code, code)) for code in rows["action"]],
        roles=[_in_words(list(codes)) for codes in rows["roles"]],
        page=[_(pages.get(stem, stem)) for stem in rows["page"]],
    )


def _in_words(codes: list[str]) -> str:
    return (
        _("全部角色")
        if set(codes) == set(ROLES)
        else _("、").join(_(ROLES.get(code, code)) for code in codes)
    )

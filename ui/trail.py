"""The audit trail as administrators read it: filters and rows."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from duplicates.rulings import VERDICTS
from evaluation.appeal_records import RULINGS
from evaluation.budget import PROPOSALS
from language.retelling import CHINESE_SIGN, retold
from metrics.words import word
from ui import columns, lake, navigation, printing
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
    "compare catalogue": N_("比对资源目录"),
    "rule finding": N_("认定重复采集"),
    "confirm alias": N_("确认同义名称"),
    "withdraw alias": N_("撤回同义名称"),
    "import data elements": N_("导入数据元"),
    "open round": N_("开期"),
    "publish round": N_("公示评价期"),
    "seal round": N_("封存评价期"),
    "amend round": N_("更正评价期"),
    "file appeal": N_("提出申诉"),
    "rule on appeal": N_("裁定申诉"),
    "draft notice": N_("拟定通知书"),
    "issue notice": N_("印发通知书"),
    "reply notice": N_("登记整改情况"),
    "extend notice": N_("延长整改期限"),
    "rectify notice": N_("认定已整改"),
    "withdraw notice": N_("撤回通知书"),
    "decide on project": N_("决定项目资金"),
    "save scheme": N_("保存评价方案"),
    "remind": N_("催告"),
    "export workbook": N_("导出评价工作簿"),
}
"""Words for the codes of actions; every action below the screen has one."""
SUBJECTS = {
    "batch": N_("批次"),
    "feed": N_("数据类别"),
    "finding": N_("发现"),
    "round": N_("期次"),
    "edition": N_("版次"),
    "appeal": N_("申诉"),
    "notice": N_("通知书"),
    "project": N_("项目"),
    "department": N_("部门"),
    "scheme": N_("方案"),
    "lake": N_("数据湖"),
    "findings": N_("项发现"),
}
"""Words that stand before a number or a code in what was acted on."""
DECISIONS = {**VERDICTS, **PROPOSALS, **RULINGS}
"""Words for the codes that details begin with."""


def choose() -> pd.DataFrame:
    """Draw the filters of the trail and return the rows they leave, codes spelled out."""
    known = lake.query("audit_choices").iloc[0]
    today = now().date()
    first = today if pd.isna(known.first_day) else pd.Timestamp(known.first_day).date()
    with printing.off_paper(), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        start = st.date_input(_("自"), max(first, today - timedelta(days=30)), key="audit_start", width=140)
        end = st.date_input(_("至"), today, key="audit_end", width=140)
        person = st.selectbox(
            _("操作人"),
            list(known.persons),
            format_func=retold,
            index=None,
            placeholder=_("全部"),
            key="audit_person",
            width=180,
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
    )
    return having(rows, spelled_out(rows), words.strip().lower())


def having(rows: pd.DataFrame, spelled: pd.DataFrame, words: str) -> pd.DataFrame:
    """The rows that have the words in what was acted on, the details or the department, as kept or as spelled."""
    if not words:
        return spelled
    texts = ("subject", "detail", "department")
    found = pd.Series(False, index=rows.index)
    for frame in (rows, spelled):
        for name in texts:
            found |= frame[name].fillna("").str.lower().str.contains(words, regex=False)
    return spelled[found].reset_index(drop=True)


def spelled_out(rows: pd.DataFrame) -> pd.DataFrame:
    """Actions, roles and pages in words."""
    pages = {entry.stem: entry.title for entry in navigation.PAGES} | {"command line": N_("命令行")}
    return rows.assign(
        action=[_(ACTIONS.get(code, code)) for code in rows["action"]],
        subject=[_subject(text) for text in rows["subject"]],
        detail=[_detail(text) for text in rows["detail"]],
        roles=[_in_words(list(codes)) for codes in rows["roles"]],
        page=[_(pages.get(stem, stem)) for stem in rows["page"]],
    )


def _subject(text: str) -> str:
    """What was acted on, its words said; codes, numbers and names as they are."""
    return " ".join(_(SUBJECTS.get(word, word)) for word in text.split(" "))


def _detail(text: str) -> str:
    """A detail with its counts or its decision in words; any other as it is."""
    if text.startswith("{"):
        try:
            told = json.loads(text)
        except ValueError:
            return text
        return _("，").join(
            f"{columns.titled(str(name))} {_written(str(name), value)}" for name, value in told.items()
        )
    code = re.match(r"\w+", text)
    if code is None or code[0] not in DECISIONS:
        if re.fullmatch(r"\d+ findings", text):
            return _subject(text)
        told = retold(text)
        return text if CHINESE_SIGN.search(told) else told
    return _(DECISIONS[code[0]]) + text[code.end() :]


def _written(name: str, value: object) -> str:
    if name == "feed":
        return word("feed", str(value))
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _in_words(codes: list[str]) -> str:
    return (
        _("全部角色")
        if set(codes) == set(ROLES)
        else _("、").join(_(ROLES.get(code, code)) for code in codes)
    )

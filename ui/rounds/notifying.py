"""Notices of rectification: drafted from facts, read before they are sent, taken step by step."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from access import Person
from evaluation.notices import Notice, draft_notice, step_notice
from evaluation.round_records import Round
from evaluation.rules import Rules
from exports.notice_document import notice_docx, notice_lines
from ui import blocks, lake, messages, printing
from ui.blocks.downloading import deliverable
from ui.language import _
from ui.readings import notices as reading
from ui.rounds import jobs, proposals
from warehouse.local_time import now

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def drafting(person: Person | None, one: Round, candidates: pd.DataFrame) -> None:
    """Departments that could be notified; who may write drafts a notice from the row chosen."""
    if person is None:
        blocks.table(candidates, "notices_candidates", title=_("可以通知的部门和情形"), hide=("key",))
        return
    key = blocks.pick_row(
        candidates,
        f"notices_candidates_{one.round_id}",
        title=_("可以通知的部门和情形"),
        column="key",
        hide=("key",),
        height=440,
    )
    if key is None:
        st.caption(_("点击一行，起草限期整改通知书。"))
        return
    circumstance, department = key.split(" ", 1)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{messages.plain(department)}** · {reading.circumstance(circumstance, proposals.rules(one))}"
        )
        jobs.button("draft", _("起草通知书"), icon=":material/edit_document:")
    opened = lake.lake()

    def act() -> str:
        found = draft_notice(opened, person, one.round_id, department, circumstance)
        return _("已起草 {number}，载明事实 {n} 项。").format(number=found.notice_id, n=len(found.facts))

    jobs.work("draft", _("正在起草…"), act)


def chosen(notices: list[Notice]) -> Notice:
    """The notice the reader looks at, the newest at first."""
    known = {notice.notice_id: notice for notice in reversed(notices)}
    with printing.off_paper():
        number = st.selectbox(
            _("查看通知书"), list(known), format_func=lambda code: reading.title(known[code]), key="notice"
        )
    return known[number]


def reading_of(one: Round, notice: Notice) -> None:
    """The notice as it will be read, its facts, its steps, and the Word document."""
    used = proposals.rules(one)
    if notice.overdue(now().date()):
        st.error(_("整改期限 {day} 已过，尚未整改。").format(day=notice.deadline), icon=":material/alarm:")
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(border=True):
        st.markdown(reading.text(notice_lines(notice, rules=used)))
    with right:
        if not printing.asked():
            _word(notice, used)
        if notice.steps:
            blocks.table(reading.steps(notice), f"notice_steps_{notice.notice_id}", title=_("办理记录"))
        else:
            st.caption(_("草稿，尚未发出。"))
    blocks.table(reading.facts(notice), f"notice_facts_{notice.notice_id}", title=_("事实清单"), height=300)


def _word(notice: Notice, used: Rules) -> None:
    st.download_button(
        _("下载通知书（Word）"),
        deliverable(lambda: notice_docx(notice, rules=used)),
        file_name=f"{notice.notice_id}.docx",
        mime=WORD,
        key="notice_docx",
        on_click="ignore",
        icon=":material/download:",
    )


def stepping(person: Person, notice: Notice) -> None:
    """Take the next step of a notice."""
    steps = reading.next_steps(notice)
    if not steps:
        messages.empty(_("通知书已经办结。"), _("确需继续的，请另行起草。"))
        return
    step = st.radio(
        _("办理"),
        steps,
        horizontal=True,
        format_func=lambda code: _(reading.ACTIONS[code]),
        key=f"notice_step_{notice.notice_id}_{len(notice.steps)}",
    )
    with st.form(jobs.form_key(f"notice_{notice.notice_id}")):
        left, right = st.columns(2)
        day = left.date_input(_("日期"), now().date())
        days = (
            right.number_input(_("整改期限（工作日）"), 1, 250, notice.working_days)
            if step in ("issue", "extend")
            else None
        )
        note = st.text_area(_("情况说明"), height=68, max_chars=1000)
        jobs.submit("notice", _(reading.ACTIONS[str(step)]), icon=":material/task_alt:")
    opened = lake.lake()

    def act() -> str:
        found = step_notice(opened, person, notice.notice_id, str(step), day, note, working_days=days)
        until = _("，整改期限 {day}").format(day=found.deadline) if found.deadline else ""
        return (
            _("{number}：{state}").format(number=found.notice_id, state=reading.state(found)) + until + "。"
        )

    jobs.work("notice", _("正在记录…"), act)

"""A department contests a row of its ledger: which row, why, and the files that prove it."""

from __future__ import annotations

import streamlit as st

from access import Person
from evaluation.appeals import file_appeal
from evaluation.round_records import Round
from evaluation.rules import load_rules
from ui import blocks, lake, messages
from ui.language import _
from ui.readings import ledger as reading
from ui.rounds import jobs, records
from warehouse.local_time import now

MEGABYTE = 1024 * 1024


def filing(person: Person, one: Round, department: str) -> None:
    """The rows that can be contested, and the form for the one chosen."""
    if one.state != "published" or one.appeal_until is None or now().date() > one.appeal_until:
        messages.empty(_("这一期次现在不接受申诉。"), _("申诉须在公示的申诉期内提出。"))
        return
    st.caption(_("申诉截止 {day}（含当日）。先在表中点击要申诉的一行。").format(day=one.appeal_until))
    rows = reading.contestable(records.kept_ledger(one, one.edition().edition, department))
    entry = blocks.pick_row(
        reading.chosen_rows(rows),
        f"appeal_rows_{one.round_id}",
        title=_("可申诉的扣分明细"),
        column="entry",
        hide=("entry",),
        height=380,
    )
    if entry is None:
        return
    _form(person, one, entry, reading.sentence_of(rows, entry))


def _form(person: Person, one: Round, entry: str, sentence: str) -> None:
    largest = load_rules().appeal.largest_file_bytes // MEGABYTE
    with st.form(jobs.form_key("appeal")):
        st.markdown(f"**{_('对这一行提出申诉')}**")
        st.markdown(messages.plain(sentence))
        statement = st.text_area(_("申诉理由"), height=110, max_chars=3000, placeholder=_("写明事实和依据"))
        files = st.file_uploader(
            _("证明材料（每个不超过 {n} MB）").format(n=largest),
            accept_multiple_files=True,
            max_upload_size=largest,
        )
        jobs.submit("appeal", _("提交申诉"), icon=":material/send:")
    opened, handed_in = lake.lake(), [(file.name, file.getvalue()) for file in files]

    def act() -> str:
        found = file_appeal(opened, person, one.round_id, entry, statement, handed_in)
        return _("申诉已提交，编号 {number}，应于 {day} 前裁定。").format(
            number=found.appeal_id, day=found.rule_by
        )

    jobs.work("appeal", _("正在提交…"), act)

"""Duplicate collection: what is asked of people and companies although another department shares it already."""

from __future__ import annotations

import streamlit as st

from access import READERS, Role
from exports.duplicate_workbook import findings_workbook
from ui import blocks, duplicates, messages
from ui.access import acts, require
from ui.language import _
from ui.readings import duplicates as reading
from ui.rounds import jobs


def render() -> None:
    """Draw the page."""
    person = require(*READERS, Role.DEPARTMENT)
    chosen = blocks.begin("duplicates")
    own = person.limited_to
    jobs.begin("duplicates")
    jobs.told()
    with messages.explained():
        duplicates.compare(person, chosen.snapshot)
        found = duplicates.findings(chosen.snapshot, own)
        if found.empty:
            messages.empty(_("没有发现。"), _("上传“资源目录”和“信息项”之后，由评价人员点击“重新比对”。"))
            return
        scoped = found[found["department"].isin(chosen.departments)] if chosen.departments else found
        blocks.tiles(reading.tiles(scoped))
        blocks.file_button(
            _("导出发现与对照（Excel）"),
            lambda: findings_workbook(scoped, duplicates.observed(chosen.snapshot)),
            f"{_('重复采集')}.xlsx",
            "duplicates_export",
        )
        picked = duplicates.choose(found, chosen.departments)
        if picked.empty:
            return
        if len(picked) == 1:
            duplicates.detail(next(picked.itertuples()), chosen.snapshot, own)
        if acts(person, Role.EVALUATOR):
            st.subheader(_("裁定"), anchor=False)
            duplicates.ruling(person, picked)

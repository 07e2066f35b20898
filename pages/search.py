"""One box for resources, departments and requests."""

from __future__ import annotations

import streamlit as st

from access import READERS, Role
from ui import address, blocks, filters, lake, messages, navigation, printing
from ui.access import require
from ui.language import _
from ui.readings.search import KINDS, SHORTEST, find, heading, of_kind


def render() -> None:
    """Draw the page."""
    person = require(*READERS, Role.DEPARTMENT)
    blocks.opening("search")
    known = lake.state(lake.snapshot())
    if known.is_empty:
        blocks.first_step()
    address.take("q", lambda texts: texts[-1])
    with printing.off_paper():
        asked = st.text_input(
            _("查找"),
            key="q",
            placeholder=_("资源名称或编号、部门名称或别名、申请编号或用途"),
            icon=":material/search:",
            label_visibility="collapsed",
        )
    text = (asked or "").strip()
    address.put("q", [text] if text else [])
    if len(text) < SHORTEST:
        messages.empty(_("请输入至少 {n} 个字。").format(n=SHORTEST), _("例如：公积金、市人社局、SQ2026。"))
        return
    hits = find(text, person)
    if hits.empty:
        messages.empty(
            _("没有找到“{text}”。").format(text=messages.plain(text)), _("请换一个词，或只输入其中几个字。")
        )
        return
    for kind in KINDS:
        rows = of_kind(hits, kind)
        if rows.empty:
            continue
        if kind == "department":
            name = blocks.pick_row(rows, "search_department", title=heading(hits, kind), column="department")
            if name:
                filters.narrow(name)
                st.switch_page(navigation.page("department"))
        else:
            blocks.table(rows, f"search_{kind}", title=heading(hits, kind), as_of=known.data_as_of)

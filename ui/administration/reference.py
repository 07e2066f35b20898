"""Calendar overrides, deadline rules and freshness limits, edited on the page and checked as a whole."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from access import Person
from access.reference_files import FILES, read_rows, save_rows
from metrics.words import word
from ui import blocks, columns, lake, messages, printing
from ui.language import N_, _
from warehouse.clock_rules import EVENTS, FREQUENCIES, SHARE_TYPES

ABOUT = {
    "calendar_overrides": N_(
        "国务院办公厅放假通知之外的日期，或软件尚未收录的新通知：列出放假日和调休上班日。"
    ),
    "deadline_rules": N_(
        "各事项应在几个工作日内完成。按申请或事项发生之日选用规则；同一类别、同一事项的有效期不得重叠。"
    ),
    "frequency_limits": N_("各申报频度距上次更新多少天以内为及时、临近、逾期，再往后为严重逾期。"),
}
CHOICES = {
    "is_working": ("true", "false"),
    "share_type": SHARE_TYPES,
    "event": EVENTS,
    "update_frequency": FREQUENCIES,
}
TITLES = {
    "valid_from": N_("生效日期"),
    "valid_until": N_("失效日期"),
    "name": N_("日期名称"),
    "fresh_days": N_("及时不超过(天)"),
    "due_days": N_("临近不超过(天)"),
    "overdue_days": N_("逾期不超过(天)"),
}


def reference(person: Person, name: str) -> None:
    """One file as an editable table; nothing is in force until the whole table is free of problems."""
    st.caption(_(ABOUT[name]))
    if printing.asked():
        blocks.table(read_rows(name), f"reference_{name}", title=_(FILES[name].title))
        return
    turn = st.session_state.setdefault(f"reference_turn_{name}", 0)
    edited = st.data_editor(
        read_rows(name),
        key=f"reference_{name}_{turn}",
        num_rows="dynamic",
        hide_index=True,
        column_config={column: _drawn(column) for column in FILES[name].columns},
    )
    st.caption(_("修改保存后，全部期限与更新状态随之重算，并记入操作记录。已封存的评价期不受影响。"))
    if st.button(_("保存并生效"), key=f"reference_save_{name}", type="primary", icon=":material/save:"):
        with messages.explained(), st.spinner(_("正在重算…")):
            save_rows(lake.lake(), person, name, pd.DataFrame(edited))
            st.session_state[f"reference_turn_{name}"] = turn + 1
            st.toast(_("已生效。"), icon=":material/check:")


def _drawn(column: str) -> Any:  # noqa: ANN401
    title = _(TITLES[column]) if column in TITLES else columns.titled(column)
    if column in CHOICES:
        words = {"true": _("上班"), "false": _("放假")} if column == "is_working" else {}
        return st.column_config.SelectboxColumn(
            title,
            options=list(CHOICES[column]),
            required=True,
            format_func=lambda code: words.get(str(code)) or word(column, str(code)),
        )
    return st.column_config.TextColumn(title, width="large" if column == "source" else None)

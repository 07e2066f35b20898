"""Appeals: a department contests a row of its ledger, an evaluator sees the effect and rules."""

from __future__ import annotations

import streamlit as st

from access import Role
from evaluation.round_records import Round
from ui import blocks, lake, messages, printing
from ui.access import acts, require
from ui.language import _
from ui.readings import appeals as reading
from ui.rounds import choosing, filing, jobs, records, ruling
from warehouse.local_time import now


def render() -> None:
    """Draw the page."""
    person = require(Role.LEADER, Role.EVALUATOR, Role.DEPARTMENT)
    snapshot, own = choosing.begin("appeals"), person.limited_to
    with messages.explained():
        rounds = [one for one in records.rounds(snapshot, own) if one.editions]
        jobs.told()
        one = choosing.round_of(rounds)
        if one is None:
            return
        found, today = records.appeals(snapshot, one.round_id, own), now().date()
        blocks.tiles(reading.tiles(found, today))
        none = (_("这一期没有申诉。"), _("公示期内，部门可对扣分明细逐条提出申诉。"))
        blocks.table(reading.listed(found, today), "appeals_list", title=_("申诉清单"), none=none)
        if found:
            known = {appeal.appeal_id: appeal for appeal in reading.urgent_first(found)}
            with printing.off_paper():
                chosen = st.selectbox(
                    _("查看申诉"),
                    list(known),
                    format_func=lambda code: reading.title(known[code]),
                    key="appeal",
                )
            ruling.detail(person, known[chosen])
            if acts(person, Role.EVALUATOR) and one.state == "published":
                ruling.ruling(person, snapshot, known[chosen])
        if own and not printing.asked():
            st.subheader(_("提出申诉"), anchor=False)
            filing.filing(person, one, own)
        elif acts(person, Role.EVALUATOR):
            _for_department(snapshot, one)


def _for_department(snapshot: int, one: Round) -> None:
    """An evaluator takes down an appeal that came on paper."""
    person = require(Role.EVALUATOR)
    with st.expander(_("代部门登记书面申诉"), icon=":material/edit_note:"):
        names = lake.departments(snapshot)["department"].tolist()
        department = st.selectbox(
            _("部门"), names, index=None, placeholder=_("选择部门"), key="appeal_department"
        )
        if department:
            filing.filing(person, one, department)

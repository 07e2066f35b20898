"""Rounds of evaluation: open, publish, seal, amend; every edition readable, comparable and verifiable."""

from __future__ import annotations

import streamlit as st

from access import READERS, Person, Role
from evaluation.round_records import Round
from ui import blocks, messages, printing
from ui.access import acts, require
from ui.language import _
from ui.readings import rounds as reading
from ui.rounds import choosing, editions, jobs, records, steps


def render() -> None:
    """Draw the page."""
    person = require(*READERS, Role.DEPARTMENT)
    snapshot, own = choosing.begin("rounds"), person.limited_to
    with messages.explained():
        found = records.rounds(snapshot, own)
        jobs.told()
        if acts(person, Role.EVALUATOR):
            with st.expander(_("新开一期"), expanded=not found, icon=":material/add_circle:"):
                steps.opening(person, snapshot)
        one = choosing.round_of(found)
        if one is None:
            return
        appeals = records.appeals(snapshot, one.round_id, own)
        blocks.tiles(reading.tiles(one, appeals))
        for view in blocks.views("rounds_view", _views(person, one)):
            if view == "steps":
                if acts(person, Role.EVALUATOR):
                    steps.possible(person, one, appeals)
                blocks.table(reading.steps(one), "rounds_steps", title=_("办理记录"))
                waiting = reading.waiting(records.appeals(snapshot, None, own))
                blocks.table(reading.listed(found, waiting), "rounds_list", title=_("全部期次"))
            elif view == "result":
                editions.result(one, snapshot, own)
            elif view == "compare":
                editions.side_by_side(one, snapshot, own)
            elif view == "trend":
                editions.history(snapshot, one.window, own)
            else:
                editions.verifying(one)


def _views(person: Person, one: Round) -> dict[str, str]:
    """The views there is something to show in; a department has no steps to take and nothing to verify."""
    steps_taken = {"steps": _("办理")}
    results = {"result": _("结果与名单"), "compare": _("版本对比"), "trend": _("历期走势")}
    if person.limited_to:
        return results
    if not one.editions:
        return steps_taken
    verify = {} if printing.asked() else {"verify": _("核验")}
    if Role.EVALUATOR in person.roles:
        return steps_taken | results | verify
    return results | verify | steps_taken

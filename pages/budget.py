"""Budget proposals for projects, with rule, article and evidence; a named person decides."""

from __future__ import annotations

import streamlit as st

from access import READERS, Role
from evaluation.budget import PROPOSALS
from ui import blocks, messages
from ui.access import acts, require
from ui.charts.ledger_budget import amounts
from ui.language import _
from ui.readings import budget as reading
from ui.rounds import choosing, deciding, editions, jobs, proposals, records


def render() -> None:
    """Draw the page."""
    person = require(*READERS)
    snapshot = choosing.begin("budget")
    with messages.explained():
        jobs.told()
        one = choosing.round_of([found for found in records.rounds(snapshot) if found.editions])
        if one is None:
            return
        proposed, decided = proposals.of(one, snapshot), records.decisions(snapshot, one.round_id)
        blocks.tiles(reading.tiles(proposed, decided))
        st.caption(proposals.note(one))
        summed = proposals.totals(proposed)
        chosen = editions.around(snapshot, one.window, None)
        name = f"budget_{one.round_id}_{one.edition().edition}"
        titles = {"list": _("逐项建议与决定"), "totals": _("部门合计"), "remind": _("催告")}
        for view in blocks.views("budget_view", titles):
            if view == "list":
                blocks.table(
                    reading.listed(proposed, decided),
                    "budget_list",
                    title=_("项目资金建议"),
                    as_of=one.as_of,
                    height=420,
                )
                if acts(person, Role.EVALUATOR):
                    deciding.deciding(person, one, proposed, decided)
            elif view == "totals":
                blocks.chart(lambda: amounts(summed, PROPOSALS), name, chosen)
                blocks.table(reading.totals(summed), "budget_totals", title=_("部门合计"))
            else:
                writer = person if acts(person, Role.EVALUATOR) else None
                deciding.reminding(writer, proposals.unanswered(one, snapshot))

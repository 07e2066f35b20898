"""Notices of rectification under article 20: who could be notified, drafts, deadlines, what is overdue."""

from __future__ import annotations

from access import READERS, Role
from evaluation.notices import notice_candidates
from ui import blocks, messages
from ui.access import acts, require
from ui.language import _
from ui.readings import notices as reading
from ui.rounds import choosing, jobs, notifying, proposals, records
from warehouse.local_time import now


def render() -> None:
    """Draw the page."""
    person = require(*READERS)
    snapshot = choosing.begin("notices")
    writer = person if acts(person, Role.EVALUATOR) else None
    with messages.explained():
        jobs.told()
        one = choosing.round_of([found for found in records.rounds(snapshot) if found.editions])
        if one is None:
            return
        ledger, rules = records.kept_ledger(one, one.edition().edition), proposals.rules(one)
        notices, today = records.notices(snapshot, one.round_id), now().date()
        candidates = reading.candidates(notice_candidates(ledger, rules), notices)
        blocks.tiles(reading.tiles(candidates, notices, today))
        for view in blocks.views("notices_view", {"list": _("通知书"), "candidates": _("可以通知的部门")}):
            if view == "candidates":
                notifying.drafting(writer, one, candidates)
                continue
            blocks.table(
                reading.listed(notices, rules, today),
                "notices_list",
                title=_("限期整改通知书"),
                none=(_("这一期还没有通知书。"), _("应当通知的部门和情形见“可以通知的部门”。")),
            )
            if not notices:
                continue
            notice = notifying.chosen(notices)
            notifying.reading_of(one, notice)
            if writer:
                notifying.stepping(writer, notice)

"""What pages read out of budget proposals and decisions."""

from __future__ import annotations

import pandas as pd

from evaluation.budget import PROPOSALS
from language.retelling import retold
from ui.blocks import Tile
from ui.language import _

COLUMNS = [
    "project_name", "department", "amount_wan", "proposal", "why", "article", "near_line", "decision_word",
    "decided_amount", "decided_reason", "decided_by", "decided_at", "project_id", "kind", "budget_year", "rule_id",
    "evidence", "feed", "batch_id", "file_name", "line",
]  # fmt: skip


def listed(proposals: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """One row per project with its newest decision, the severest proposals first, codes in words."""
    decided = decisions.reindex(
        columns=["project_id", "decision", "amount_wan", "reason", "decided_by", "decided_at"]
    )
    renamed = decided.rename(columns={"amount_wan": "decided_amount", "reason": "decided_reason"})
    both = proposals.merge(renamed, on="project_id", how="left")
    severity = {code: place for place, code in enumerate(PROPOSALS)}
    both = both.assign(
        severity=both["proposal"].map(severity),
        why=[retold(str(reason)) for reason in both["reason"]],
        near_line=[retold(str(remark)) for remark in both["near_line"]],
        amount_wan=pd.to_numeric(both["amount_wan"]),
        decided_amount=pd.to_numeric(both["decided_amount"]),
        decision_word=[_(PROPOSALS[code]) if code in PROPOSALS else "" for code in both["decision"]],
        decided_reason=both["decided_reason"].fillna(""),
        decided_by=both["decided_by"].fillna(""),
    ).sort_values(["severity", "amount_wan"], ascending=[False, False], kind="stable")
    return both.assign(proposal=[_(PROPOSALS[code]) for code in both["proposal"]])[COLUMNS].reset_index(
        drop=True
    )


def tiles(proposals: pd.DataFrame, decisions: pd.DataFrame) -> list[Tile]:
    """Amount and projects by proposal, from mild to severe, and what is still to be decided."""
    amounts = pd.to_numeric(proposals["amount_wan"])
    found = []
    for code, word in PROPOSALS.items():
        own = proposals["proposal"] == code
        note = _("万元（{n} 个项目）").format(n=int(own.sum()))
        found.append(Tile(_("建议{word}").format(word=_(word)), f"{amounts[own].sum():,.0f}", note=note))
    waiting = int((~proposals["project_id"].isin(decisions["project_id"])).sum())
    return [*found, Tile(_("待决定"), f"{waiting}", note=_("个项目"))]


def totals(summed: pd.DataFrame) -> pd.DataFrame:
    """Projects and amounts by department and proposal, the severest and largest first, proposals in words."""
    severity = {code: place for place, code in enumerate(PROPOSALS)}
    amounts = summed.assign(
        severity=summed["proposal"].map(severity), amount_wan=pd.to_numeric(summed["amount_wan"])
    )
    ordered = amounts.sort_values(["severity", "amount_wan"], ascending=False, kind="stable")
    words = [_(PROPOSALS[str(code)]) for code in ordered["proposal"]]
    return ordered.assign(proposal=words).drop(columns="severity").reset_index(drop=True)


def title(row: dict[str, object]) -> str:
    """A project in one line."""
    return f"{row['project_name']}（{row['project_id']}）· {row['department']} · {row['amount_wan']}" + _(
        " 万元"
    )


def waiting_requests(unanswered: pd.DataFrame) -> pd.DataFrame:
    """Unanswered requests to choose one from, with the request's number."""
    columns = [
        "department",
        "request_id",
        "resource_name",
        "applicant",
        "applied_at",
        "deadline",
        "working_days_late",
    ]
    return unanswered[[name for name in columns if name in unanswered]]

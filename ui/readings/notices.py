"""What pages read out of notices of rectification."""

from __future__ import annotations

from datetime import date

import pandas as pd

from evaluation.notices import CLOSED, DRAFT, STEPS, Notice
from evaluation.rules import Rules
from language import N_
from language.retelling import retold
from ui import messages
from ui.blocks import Tile
from ui.language import _

COLUMNS = [
    "notice_id", "department", "circumstance", "facts", "state", "late", "issued_on", "deadline", "drafted_by",
    "drafted_at",
]  # fmt: skip
ACTIONS = {
    "issue": N_("发出"),
    "reply": N_("报送整改情况"),
    "extend": N_("延期"),
    "rectify": N_("整改完成"),
    "withdraw": N_("撤回"),
}
"""What may be done with a notice, by step."""


def state(one: Notice) -> str:
    """The last step in words."""
    return _(STEPS.get(one.state, DRAFT))


def listed(notices: list[Notice], rules: Rules, today: date) -> pd.DataFrame:
    """One row per notice, those past their deadline first."""
    rows = [
        {
            "notice_id": one.notice_id, "department": one.department,
            "circumstance": circumstance(one.circumstance, rules), "facts": len(one.facts), "state": state(one),
            "late": _("逾期未整改") if one.overdue(today) else "", "issued_on": one.issued_on, "deadline": one.deadline,
            "drafted_by": one.drafted_by, "drafted_at": one.drafted_at,
        }
        for one in sorted(notices, key=lambda one: (not one.overdue(today), one.state in CLOSED, one.notice_id))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def tiles(candidates: pd.DataFrame, notices: list[Notice], today: date) -> list[Tile]:
    """How many could be notified, are drafted, run, are late, are done."""
    running = [one for one in notices if one.issued_on and one.state not in CLOSED]
    return [
        Tile(_("可通知"), f"{len(candidates)}", note=_("个部门·情形")),
        Tile(_("草稿"), f"{sum(one.state == 'draft' for one in notices)}", note=_("份")),
        Tile(_("整改中"), f"{len(running)}", note=_("份")),
        Tile(_("逾期未整改"), f"{sum(one.overdue(today) for one in notices)}", note=_("份")),
        Tile(_("已整改"), f"{sum(one.state == 'rectify' for one in notices)}", note=_("份")),
    ]


def candidates(found: pd.DataFrame, notices: list[Notice]) -> pd.DataFrame:
    """Departments and circumstances with facts, and whether a notice about them is under way; `key` names the row."""
    under_way = {(one.department, one.circumstance): state(one) for one in notices if one.state not in CLOSED}
    pairs = list(zip(found["department"], found["circumstance"], strict=True))
    return found.assign(
        state=[under_way.get(pair, "") for pair in pairs], key=[f"{code} {name}" for name, code in pairs]
    )[["department", "circumstance", "facts", "points", "state", "title", "article", "key"]]


def circumstance(code: str, rules: Rules) -> str:
    """The number and words of a circumstance of article 20."""
    return next(
        (f"{code} {retold(one.title)}" for one in rules.notice.circumstances if one.code == code), code
    )


def facts(one: Notice) -> pd.DataFrame:
    """The facts of a notice as a table."""
    return pd.DataFrame(
        [fact.__dict__ for fact in one.facts], columns=["title", "sentence", "article", "file_name", "line"]
    )


def steps(one: Notice) -> pd.DataFrame:
    """The steps taken, oldest first."""
    columns = ["step", "day", "deadline", "provisional", "note", "taken_by", "taken_at"]
    rows = [
        {**step.__dict__, "step": _(STEPS[step.step]), "provisional": _("暂定") if step.provisional else ""}
        for step in one.steps
    ]
    return pd.DataFrame(rows, columns=columns)


def next_steps(one: Notice) -> list[str]:
    """Steps that can be taken now."""
    if one.state in CLOSED:
        return []
    return ["issue", "withdraw"] if one.issued_on is None else ["reply", "rectify", "extend", "withdraw"]


def title(one: Notice) -> str:
    """A notice in one line."""
    return f"{one.notice_id} · {one.department} · {state(one)}"


def text(lines: list[tuple[str, str]]) -> str:
    """The notice's text as Markdown: title, number, paragraphs."""
    marks = {"title": "#### {}", "heading": "**{}**", "to": "**{}**"}
    return "\n\n".join(marks.get(kind, "{}").format(messages.plain(line)) for kind, line in lines)

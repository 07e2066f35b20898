"""Notices of rectification 限期整改通知书 (article 20): drafted from the ledger, tracked until rectified."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from duckdb import DuckDBPyConnection

from access import Person, Role, allow, record
from evaluation import archive, queries
from evaluation.round_records import find_round
from evaluation.rules import Circumstance, Rules, load_rules, parse_rules, working_day_after
from language import N_, _
from warehouse.errors import SharingError
from warehouse.lake import Lake
from warehouse.local_time import now

STEPS = {
    "issue": N_("已发出"), "reply": N_("已报送整改情况"), "extend": N_("已延期"), "rectify": N_("已整改"),
    "withdraw": N_("已撤销"),
}  # fmt: skip
DRAFT, CLOSED = N_("草稿"), ("rectify", "withdraw")
POINTS_LOST = re.compile(r"(（[^（）]*第 \d+ 行）)?，[扣加] [\d.]+ 分$")
"""What a ledger sentence ends in: source row and points. A notice states the fact, its source beside it."""


class NoticeError(SharingError):
    """A notice or a step of one that cannot be taken."""


@dataclass(frozen=True)
class Fact:
    """One fact of a notice: the indicator, what happened, and the source row."""

    code: str
    title: str
    article: str
    sentence: str
    file_name: str
    line: int | None


@dataclass(frozen=True)
class NoticeStep:
    """One step: issue, reply, extend, rectify or withdraw; `deadline` where the step sets one."""

    notice_id: str
    step: str
    day: date
    deadline: date | None
    provisional: bool | None
    note: str
    taken_by: str
    taken_at: datetime


@dataclass(frozen=True)
class Notice:
    """A notice with its facts and steps; `working_days` are given to rectify, from the day it is issued."""

    notice_id: str
    round_id: str
    edition: int
    department: str
    circumstance: str
    facts: tuple[Fact, ...]
    facts_sha256: str
    working_days: int
    drafted_by: str
    drafted_at: datetime
    steps: tuple[NoticeStep, ...] = ()

    @property
    def state(self) -> str:
        """draft, or the last step taken."""
        return self.steps[-1].step if self.steps else "draft"

    @property
    def deadline(self) -> date | None:
        """The last day to rectify; None while a draft."""
        return next((step.deadline for step in reversed(self.steps) if step.deadline), None)

    @property
    def issued_on(self) -> date | None:
        """The day it was issued."""
        return next((step.day for step in self.steps if step.step == "issue"), None)

    def overdue(self, on: date) -> bool:
        """Whether the deadline has passed without rectification."""
        return self.deadline is not None and on > self.deadline and self.state not in CLOSED


def notice_candidates(ledger: pd.DataFrame, rules: Rules | None = None) -> pd.DataFrame:
    """Departments and circumstances with facts in a ledger: department, circumstance, title, article, facts
    (count), points (lost).
    """
    used = rules or load_rules()
    facts = ledger[ledger["kind"].isin(["evidence", "figure"])]
    parts = []
    for one in used.notice.circumstances:
        own = facts[facts["code"].isin(one.indicators)].groupby("department")["points"]
        counted = own.agg(facts="size", points="sum").reset_index()
        parts.append(counted.assign(circumstance=one.code, title=one.title, article=one.article))
    columns = ["department", "circumstance", "title", "article", "facts", "points"]
    return pd.concat(parts, ignore_index=True)[columns].sort_values(
        ["circumstance", "points", "department"], ignore_index=True
    )


def draft_notice(lake: Lake, person: Person, round_id: str, department: str, circumstance: str) -> Notice:
    """Draft a notice from the newest edition's ledger; facts are kept as they are now.

    Raises NoticeError when the ledger holds no such fact or a notice about it is already under way.
    """
    allow(person, Role.EVALUATOR)
    with lake.write(person.name, f"draft notice {department} {circumstance}") as cur:
        edition = find_round(cur, round_id).edition().edition
        rules = parse_rules(archive.kept_rules(cur, round_id, edition), round_id)
        one = circumstance_of(circumstance, rules)
        ledger = archive.stored_frame(cur, round_id, edition, "ledger", department)
        facts = _facts(ledger, one)
        if not facts:
            raise NoticeError(_("扣分明细中没有这一情形的事实。"), f"{department} {circumstance}")
        earlier = list_notices(cur, round_id)
        if any(
            n.department == department and n.circumstance == circumstance and n.state not in CLOSED
            for n in earlier
        ):
            raise NoticeError(_("这一情形的通知书已在办理中。"), f"{department} {circumstance}")
        text = archive.canonical({"facts": [fact.__dict__ for fact in facts]})
        notice_id = f"{round_id}-整改-{len(earlier) + 1:03d}"
        queries.append(cur, "notices", [{
            "notice_id": notice_id, "round_id": round_id, "edition": edition, "department": department,
            "circumstance": circumstance, "facts": text, "facts_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "working_days": rules.notice.working_days, "drafted_by": person.name, "drafted_at": now(),
        }])  # fmt: skip
        record(cur, person, "draft notice", f"notice {notice_id}", f"{department} {circumstance}")
        return find_notice(cur, notice_id)


def step_notice(
    lake: Lake,
    person: Person,
    notice_id: str,
    step: str,
    day: date,
    note: str = "",
    *,
    working_days: int | None = None,
) -> Notice:
    """Take the next step of a notice on a day: issue, reply, extend (by `working_days`), rectify, withdraw.

    Issuing sets the deadline from the lake's calendar. Extending, rectifying and withdrawing need a note.
    Raises NoticeError for steps out of order.
    """
    allow(person, Role.EVALUATOR)
    with lake.write(person.name, f"{step} notice {notice_id}") as cur:
        notice = find_notice(cur, notice_id)
        _check_step(notice, step, note, working_days)
        deadline, provisional = None, None
        if step == "issue":
            deadline, provisional = working_day_after(cur, day, working_days or notice.working_days)
        if step == "extend" and notice.deadline is not None:
            deadline, provisional = working_day_after(cur, notice.deadline, working_days or 0)
        queries.append(cur, "notice_steps", [{
            "notice_id": notice_id, "step": step, "day": day, "deadline": deadline, "provisional": provisional,
            "note": note.strip(), "taken_by": person.name, "taken_at": now(),
        }])  # fmt: skip
        record(cur, person, f"{step} notice", f"notice {notice_id}", note.strip())
        return find_notice(cur, notice_id)


def _check_step(notice: Notice, step: str, note: str, working_days: int | None) -> None:
    issued = notice.issued_on is not None
    if step not in STEPS:
        raise NoticeError(_("没有这一步骤。"), step)
    if notice.state in CLOSED:
        raise NoticeError(_("通知书已经办结。"), notice.notice_id)
    if (step == "issue") == issued and step != "withdraw":
        raise NoticeError(_("步骤顺序不对：先发出，后报送、延期或整改。"), f"{notice.notice_id} {step}")
    if step in ("extend", *CLOSED) and not note.strip():
        raise NoticeError(_("延期、整改完成和撤销须写明情况。"), notice.notice_id)
    if step == "extend" and not working_days:
        raise NoticeError(_("延期须写明延长的工作日数。"), notice.notice_id)


def list_notices(
    cur: DuckDBPyConnection, round_id: str | None = None, department: str | None = None
) -> list[Notice]:
    """Notices, oldest first; `department` narrows to one (give `person.limited_to`)."""
    steps = [NoticeStep(**row) for row in queries.rows(cur, "notice_steps")]
    return [
        Notice(
            **{**row, "facts": tuple(Fact(**fact) for fact in json.loads(row["facts"])["facts"])},
            steps=tuple(step for step in steps if step.notice_id == row["notice_id"]),
        )
        for row in queries.rows(cur, "notices", round_id=round_id, department=department)
    ]


def find_notice(cur: DuckDBPyConnection, notice_id: str) -> Notice:
    """One notice; raises NoticeError when there is none."""
    for one in list_notices(cur):
        if one.notice_id == notice_id:
            return one
    raise NoticeError(_("没有这一通知书。"), notice_id)


def circumstance_of(code: str, rules: Rules | None = None) -> Circumstance:
    """The circumstance of article 20 with that code; raises NoticeError for an unknown one."""
    for one in (rules or load_rules()).notice.circumstances:
        if one.code == code:
            return one
    raise NoticeError(_("第二十条没有这一情形。"), code)


def _facts(ledger: pd.DataFrame, one: Circumstance) -> list[Fact]:
    if ledger.empty:
        return []
    own = ledger[ledger["code"].isin(one.indicators) & ledger["kind"].isin(["evidence", "figure"])]
    return [
        Fact(
            code=row["code"], title=row["title"], article=row["article"], sentence=POINTS_LOST.sub("", row["sentence"]),
            file_name=row["file_name"] or "", line=None if pd.isna(row["line"]) else int(row["line"]),
        )
        for row in own.to_dict("records")
    ]  # fmt: skip

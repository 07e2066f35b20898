"""Appeals 申诉: a department contests a ledger row; an evaluator rules; the effect is shown before, kept after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

from access import Person, Role, allow, allow_department, record
from evaluation import queries
from evaluation.appeal_records import RULINGS, Appeal, corrections_of, list_appeals
from evaluation.corrections import Correction, corrected
from evaluation.ledger import CONTESTABLE
from evaluation.results import Evaluation
from evaluation.round_computing import published_evaluation
from evaluation.round_records import Round, RoundError, find_round
from evaluation.rules import load_rules, working_day_after
from language import _
from warehouse.errors import SharingError
from warehouse.lake import Lake
from warehouse.local_time import now


class AppealError(SharingError):
    """An appeal or a ruling that cannot be taken."""


@dataclass(frozen=True)
class Effect:
    """What a ruling does: the department's total and rank before and after, and whose rank moves."""

    score_before: float | None
    score_after: float | None
    rank_before: int | None
    rank_after: int | None
    moved: pd.DataFrame


def file_appeal(
    lake: Lake,
    person: Person,
    round_id: str,
    entry: str,
    statement: str,
    files: Sequence[tuple[str, bytes]] = (),
) -> Appeal:
    """Contest one row of the published ledger with a text and files (name, bytes); all are kept in the lake.

    Taken from the department the row is about, or from an evaluator for it, while the appeal period runs.
    Raises AppealError (unknown row, arithmetic row, empty text, file too large, an open appeal about it),
    RoundError (not open for appeal), AccessError.
    """
    allow(person, Role.DEPARTMENT, Role.EVALUATOR)
    rules = load_rules().appeal
    large = [name for name, content in files if len(content) > rules.largest_file_bytes]
    if large:
        limit = f"{rules.largest_file_bytes / 1024 / 1024:.0f}"
        raise AppealError(
            _("附件超过 {limit} MB。").format(limit=limit), _("、").join(large), _("请压缩或拆分后重新提交。")
        )
    if len({name for name, _content in files}) != len(files):
        raise AppealError(_("附件重名。"), "", _("请改名后重新提交。"))
    if not statement.strip():
        raise AppealError(_("请写明申诉理由。"), entry)
    with lake.write(person.name, f"appeal {entry}") as cur:
        found = find_round(cur, round_id)
        until = found.appeal_until
        if found.state != "published" or until is None or now().date() > until:
            raise RoundError(_("这一期次现在不接受申诉。"), round_id, _("申诉须在公示的申诉期内提出。"))
        row = ledger_row(cur, round_id, found.edition().edition, entry)
        allow_department(person, str(row["department"]))
        if row["kind"] not in CONTESTABLE:
            raise AppealError(
                _("该行是计算规则的结果，不是事实，不能申诉。"), entry, _("请对具体事实提出申诉。")
            )
        earlier = list_appeals(cur, round_id)
        if any(one.entry == entry and one.ruling is None for one in earlier):
            raise AppealError(_("这一行已有尚未裁定的申诉。"), entry, _("请等待裁定。"))
        filed_at = now()
        rule_by, _provisional = working_day_after(cur, filed_at.date(), rules.ruling_working_days)
        appeal_id = f"{round_id}-{len(earlier) + 1:04d}"
        queries.append(cur, "appeals", [{
            "appeal_id": appeal_id, "round_id": round_id, "edition": found.edition().edition, "entry": entry,
            "kind": row["kind"], "department": row["department"], "code": row["code"], "points": row["points"],
            "sentence": row["sentence"], "statement": statement.strip(), "filed_by": person.name,
            "filed_at": filed_at, "rule_by": rule_by,
        }])  # fmt: skip
        queries.append(cur, "appeal_files", [
            {"appeal_id": appeal_id, "file_name": name, "sha256": hashlib.sha256(content).hexdigest(),
             "size": len(content), "content": content}
            for name, content in files
        ])  # fmt: skip
        record(cur, person, "file appeal", f"appeal {appeal_id}", f"{row['department']} {entry}")
        return _one(cur, appeal_id)


def preview_ruling(lake: Lake, appeal_id: str, ruling: str, share: float | None = None) -> Effect:
    """What a ruling would do to scores and ranks; nothing is written. Raises AppealError."""
    with lake.read() as (cur, _snapshot):
        appeal = _one(cur, appeal_id)
        others = [one for one in list_appeals(cur, appeal.round_id) if one.appeal_id != appeal_id]
    before, after = _ruled(lake, appeal, corrections_of(others), _share(ruling, share))
    return _effect(before, after, appeal.department)


def rule_appeal(
    lake: Lake,
    person: Person,
    appeal_id: str,
    ruling: str,
    reason: str,
    share: float | None = None,
    *,
    known: Appeal | None = None,
) -> Appeal:
    """Rule on an appeal: upheld, partly (with the `share` taken back, between 0 and 1) or rejected.

    The effect on score and rank is computed and kept. A later ruling supersedes an earlier one; both stay. `known` is
    the appeal as its reader saw it, where nobody shall supersede a ruling unseen. Raises AppealError (sealed round, no
    reason, bad share, ruled on or published again meanwhile), AccessError unless an evaluator.
    """
    allow(person, Role.EVALUATOR)
    if not reason.strip():
        raise AppealError(_("裁定须写明理由。"), appeal_id)
    taken = _share(ruling, share)
    with lake.read() as (cur, _snapshot):
        before = _standing(cur, appeal_id)
    effect = preview_ruling(lake, appeal_id, ruling, share)
    with lake.write(person.name, f"rule on appeal {appeal_id}") as cur:
        appeal = _one(cur, appeal_id)
        if find_round(cur, appeal.round_id).state == "sealed":
            raise AppealError(_("这一期次已经封存，不能再裁定。"), appeal_id, _("确需更正的，请出更正版。"))
        if before != _standing(cur, appeal_id) or known not in (None, appeal):
            raise AppealError(
                _("其间已有新的裁定或新的一版，影响须重新核算。"), appeal_id, _("请重新预览影响后再裁定。")
            )
        queries.append(cur, "appeal_rulings", [{
            "appeal_id": appeal_id, "ruling": ruling, "share": taken, "reason": reason.strip(),
            "score_before": effect.score_before, "score_after": effect.score_after,
            "rank_before": effect.rank_before, "rank_after": effect.rank_after, "ruled_by": person.name,
            "ruled_at": now(),
        }])  # fmt: skip
        record(cur, person, "rule on appeal", f"appeal {appeal_id}", f"{ruling} {taken:g}：{reason.strip()}")
        return _one(cur, appeal_id)


def appeal_file(cur: DuckDBPyConnection, person: Person, appeal_id: str, file_name: str) -> bytes:
    """The bytes of a file handed in with an appeal, checked against their hash.

    Raises AppealError when it is not there or damaged, AccessError for other departments' files.
    """
    allow_department(person, _one(cur, appeal_id).department)
    found = queries.rows(cur, "appeal_file", appeal_id=appeal_id, file_name=file_name)
    if not found:
        raise AppealError(_("没有这一附件。"), file_name)
    content = bytes(found[0]["content"])
    if hashlib.sha256(content).hexdigest() != found[0]["sha256"]:
        raise AppealError(_("附件内容与提交时不一致。"), file_name, _("请联系管理员从备份恢复。"))
    return content


def ledger_row(cur: DuckDBPyConnection, round_id: str, edition: int, entry: str) -> dict[str, Any]:
    """One row of a kept ledger; raises AppealError when there is none of that name."""
    mark = f'"entry":{json.dumps(entry, ensure_ascii=False)},'
    found = queries.rows(cur, "ledger_entry", round_id=round_id, edition=edition, mark=mark)
    if not found:
        raise AppealError(_("扣分明细中没有这一行。"), entry, _("请在公示的扣分明细中选择。"))
    row: dict[str, Any] = json.loads(found[0]["content"])
    return row


def _standing(cur: DuckDBPyConnection, appeal_id: str) -> tuple[Round, list[tuple[str, datetime | None]]]:
    """What the effect of a ruling depends on: the round with its editions, and the rulings on its appeals."""
    round_id = _one(cur, appeal_id).round_id
    return find_round(cur, round_id), [
        (one.appeal_id, one.ruled_at) for one in list_appeals(cur, round_id) if one.ruling
    ]


def _one(cur: DuckDBPyConnection, appeal_id: str) -> Appeal:
    for one in list_appeals(cur):
        if one.appeal_id == appeal_id:
            return one
    raise AppealError(_("没有这一申诉。"), appeal_id)


def _share(ruling: str, share: float | None) -> float:
    if ruling not in RULINGS:
        raise AppealError(_("裁定只能是支持、部分支持或驳回。"), ruling)
    if ruling == "partly":
        if share is None or not 0 < share < 1:
            raise AppealError(_("部分支持须写明 0 与 1 之间的比例。"), str(share))
        return share
    return 1.0 if ruling == "upheld" else 0.0


def _ruled(
    lake: Lake, appeal: Appeal, others: list[Correction], share: float
) -> tuple[Evaluation, Evaluation]:
    """The evaluation of the round's newest edition without and with the appeal taken back."""
    with lake.read() as (cur, _snapshot):
        found = find_round(cur, appeal.round_id)
    evaluation = published_evaluation(lake, found)
    before, used = corrected(evaluation, others, lenient=True)
    if not share:
        return before, before
    own = Correction(appeal.department, appeal.code, appeal.entry, appeal.kind, share)
    after, _used = corrected(evaluation, [*used, own])
    return before, after


def _effect(before: Evaluation, after: Evaluation, department: str) -> Effect:
    columns = ["department", "total", "rank"]
    both = before.ranking[columns].merge(
        after.ranking[columns], on="department", suffixes=("_before", "_after")
    )
    moved = both[
        (both["rank_before"] != both["rank_after"]).fillna(False)
        | (both["total_before"] != both["total_after"])
    ].reset_index(drop=True)
    own = both[both["department"] == department].iloc[0]
    known = {name: None if pd.isna(own[name]) else own[name] for name in own.index}
    return Effect(
        score_before=known["total_before"],
        score_after=known["total_after"],
        rank_before=None if known["rank_before"] is None else int(known["rank_before"]),
        rank_after=None if known["rank_after"] is None else int(known["rank_after"]),
        moved=moved,
    )

"""Steps of a round: open, publish for appeal, seal, amend; each by a named person with a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from duckdb import DuckDBPyConnection

from access import Person, Role, allow, record
from evaluation import archive, queries
from evaluation.appeal_records import Appeal, corrections_of, list_appeals
from evaluation.evaluate import code_version
from evaluation.round_computing import Computed, compute, lake_at, round_scheme
from evaluation.round_records import Round, RoundError, find_round, list_rounds
from evaluation.rules import rules_text
from evaluation.scheme import DEFAULT_SCHEME
from evaluation.scheme_store import save_scheme, stored_scheme
from language import _
from metrics import METRICS, Window
from warehouse.lake import Lake
from warehouse.local_time import now

KEPT = "kept_snapshot:round:{round_id}:{edition}"
"""Keys of lake_meta that keep a snapshot from expiring, see warehouse.maintenance."""


def open_round(
    lake: Lake,
    person: Person,
    round_id: str,
    window: Window,
    reason: str,
    *,
    title: str = "",
    scheme_code: str | None = None,
    scheme_version: int | None = None,
) -> Round:
    """Open a round over `window` under a stored scheme (None: the newest; the default is stored if none is).

    `round_id` is a short name such as 2026Q2 (letters, digits, Chinese characters, - and _). Raises RoundError
    when it is taken or no reason is given; AccessError unless an evaluator.
    """
    allow(person, Role.EVALUATOR)
    if not re.fullmatch(r"[\w-]{1,40}", round_id):
        raise RoundError(_("期次编号只能用文字、数字、下划线和连字符，最长 40 个字符。"), round_id)
    _need(reason)
    with lake.read() as (cur, _snapshot):
        stored = stored_scheme(cur, scheme_code, scheme_version)
    if stored is None:
        text = DEFAULT_SCHEME.read_text(encoding="utf-8")
        stored = save_scheme(lake, person, text, _("采用默认方案"), known_metrics=METRICS)
    with lake.write(person.name, f"open round {round_id}") as cur:
        if any(one.round_id == round_id for one in list_rounds(cur)):
            raise RoundError(_("这一期次编号已经用过。"), round_id, _("请另取编号。"))
        queries.append(cur, "rounds", [{
            "round_id": round_id, "title": title or round_id, "period_start": window.start, "period_end": window.end,
            "as_of": window.as_of, "scheme_code": stored.scheme_code, "scheme_version": stored.version,
            "opened_by": person.name, "opened_at": now(), "reason": reason,
        }])  # fmt: skip
        _step(cur, person, round_id, "open", 0, reason)
        return find_round(cur, round_id)


def publish_round(lake: Lake, person: Person, round_id: str, appeal_until: date, reason: str) -> Round:
    """Compute the round on the lake as it is now and publish it for appeal until a day (inclusive).

    May be repeated until the round is sealed: each time is a new edition, earlier ones stay readable. Rulings hold
    on, unless the fact they were about is gone. Raises RoundError when sealed or the day is past, LedgerError when a
    ledger does not add up.
    """
    allow(person, Role.EVALUATOR)
    _need(reason)
    if appeal_until < now().date():
        raise RoundError(_("申诉截止日已过。"), appeal_until.isoformat(), _("请指定今天或以后的日期。"))
    with lake.read() as (cur, snapshot):
        found = find_round(cur, round_id)
        _unsealed(found)
        appeals = list_appeals(cur, round_id)
        computed = compute(
            cur,
            round_scheme(cur, found),
            found.window,
            corrections_of(appeals),
            rules_text(),
            snapshot,
            lenient=True,
        )
    with lake.write(person.name, f"publish round {round_id}") as cur:
        _unsealed(find_round(cur, round_id))
        _nothing_since(cur, found, appeals)
        number = _add_edition(cur, person, found, "published", snapshot, computed, reason)
        _step(cur, person, round_id, "publish", number, reason, appeal_until=appeal_until)
        return find_round(cur, round_id)


def seal_round(
    lake: Lake, person: Person, round_id: str, reason: str, *, override: str | None = None
) -> Round:
    """Seal a published round: the published snapshot computed again with every ruling, kept for ever.

    Appeals without a ruling, or an appeal period still running, need `override`: the signed reason for
    sealing all the same. Sealing a sealed round changes nothing and returns it. Raises RoundError.
    """
    allow(person, Role.EVALUATOR)
    with lake.read() as (cur, _snapshot):
        found = find_round(cur, round_id)
        appeals = list_appeals(cur, round_id)
        if found.state == "sealed":
            return found
        if found.latest is None:
            raise RoundError(_("尚未公示，不能封存。"), round_id, _("请先公示并接受申诉。"))
        scheme = round_scheme(cur, found)
        kept = archive.kept_rules(cur, round_id, found.latest.edition)
    _need(reason)
    _may_seal(found, appeals, override)
    snapshot = found.latest.snapshot_id
    with lake_at(lake, snapshot) as past, past.read() as (cur, _same):
        computed = compute(cur, scheme, found.window, corrections_of(appeals), kept, snapshot, lenient=True)
    _rulings_used(appeals, found.latest.edition, computed)
    with lake.write(person.name, f"seal round {round_id}") as cur:
        current = find_round(cur, round_id)
        if current.state == "sealed":
            return current
        _nothing_since(cur, found, appeals)
        number = _add_edition(cur, person, found, "sealed", snapshot, computed, reason)
        _step(cur, person, round_id, "seal", number, reason, override=override)
        return find_round(cur, round_id)


def amend_round(lake: Lake, person: Person, round_id: str, reason: str) -> Round:
    """Compute a sealed round again on the lake as it is now, as an amendment beside the sealed edition.

    For late or corrected data. Rulings hold on, unless the fact they were about is gone. Raises RoundError
    unless the round is sealed.
    """
    allow(person, Role.EVALUATOR)
    _need(reason)
    with lake.read() as (cur, snapshot):
        found = find_round(cur, round_id)
        if found.state != "sealed":
            raise RoundError(_("只有已封存的期次可以更正。"), round_id, _("未封存的请重新公示。"))
        appeals = list_appeals(cur, round_id)
        kept, rulings = archive.kept_rules(cur, round_id, found.edition().edition), corrections_of(appeals)
        computed = compute(cur, round_scheme(cur, found), found.window, rulings, kept, snapshot, lenient=True)
    with lake.write(person.name, f"amend round {round_id}") as cur:
        _nothing_since(cur, found, appeals)
        number = _add_edition(cur, person, found, "amendment", snapshot, computed, reason)
        _step(cur, person, round_id, "amend", number, reason)
        return find_round(cur, round_id)


def _add_edition(
    cur: DuckDBPyConnection,
    person: Person,
    found: Round,
    kind: str,
    snapshot: int,
    computed: Computed,
    reason: str,
) -> int:
    number = len(find_round(cur, found.round_id).editions) + 1
    hashes = archive.store(cur, found.round_id, number, computed.documents)
    edition = {
        "round_id": found.round_id, "edition": number, "kind": kind, "snapshot_id": snapshot,
        "scheme_code": found.scheme_code, "scheme_version": found.scheme_version, "code_version": code_version(),
        "code_sha256": archive.code_sha256(), "made_by": person.name, "made_at": now(), "reason": reason,
    }  # fmt: skip
    queries.append(
        cur, "round_editions", [{**edition, "edition_sha256": archive.edition_sha256(edition, hashes)}]
    )
    key = KEPT.format(round_id=found.round_id, edition=number)
    queries.append(cur, "lake_meta", [{"key": key, "value": str(snapshot)}])
    return number


def _step(
    cur: DuckDBPyConnection,
    person: Person,
    round_id: str,
    step: str,
    edition: int,
    reason: str,
    *,
    appeal_until: date | None = None,
    override: str | None = None,
) -> None:
    queries.append(cur, "round_steps", [{
        "round_id": round_id, "step": step, "edition": edition, "appeal_until": appeal_until, "override": override,
        "taken_by": person.name, "taken_at": now(), "reason": reason,
    }])  # fmt: skip
    detail = f"{reason}（{override}）" if override else reason
    record(cur, person, f"{step} round", f"round {round_id} edition {edition}", detail)


def _need(reason: str) -> None:
    if not reason.strip():
        raise RoundError(_("每一步都须写明理由。"), "", _("请填写理由。"))


def _unsealed(found: Round) -> None:
    if found.state == "sealed":
        raise RoundError(_("这一期次已经封存。"), found.round_id, _("迟到或更正的数据请走更正版。"))


def _nothing_since(cur: DuckDBPyConnection, found: Round, appeals: Sequence[Appeal]) -> None:
    """Nobody made another edition, filed or ruled while this one was computed."""
    if find_round(cur, found.round_id) != found or list(appeals) != list_appeals(cur, found.round_id):
        raise RoundError(_("计算期间有新的一版、申诉或裁定。"), found.round_id, _("请重新执行这一步。"))


def _rulings_used(appeals: Sequence[Appeal], edition: int, computed: Computed) -> None:
    """What was contested in the edition that is sealed is in it; older editions' facts may be gone by newer data."""
    taken = {(one.department, one.entry) for one in computed.used}
    lost = [
        one.appeal_id
        for one in appeals
        if one.correction and one.edition == edition and (one.department, one.entry) not in taken
    ]
    if lost:
        raise RoundError(
            _("裁定所涉的扣分明细找不到：{ids}").format(ids=_("、").join(lost)),
            "",
            _("请联系管理员核对数据与程序版本。"),
        )


def _may_seal(found: Round, appeals: Sequence[Appeal], override: str | None) -> None:
    waiting = [one.appeal_id for one in appeals if one.ruling is None]
    problems = []
    if waiting:
        problems.append(
            _("还有 {n} 件申诉未裁定：{ids}").format(n=len(waiting), ids=_("、").join(waiting[:20]))
        )
    if found.appeal_until and now().date() <= found.appeal_until:
        problems.append(_("申诉期到 {day} 才结束").format(day=found.appeal_until))
    if problems and not (override or "").strip():
        raise RoundError(
            _("现在不能封存：{problems}。").format(problems=_("；").join(problems)),
            found.round_id,
            _("请先裁定申诉；确须提前封存的，由负责人署名写明理由。"),
        )

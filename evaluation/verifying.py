"""Verifying a round: what is kept has the recorded hashes, and computing it again gives the identical result."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
from duckdb import DuckDBPyConnection

from evaluation import archive, queries
from evaluation.appeal_records import list_appeals
from evaluation.archive import Documents, Line
from evaluation.corrections import Correction
from evaluation.round_computing import compute, lake_at
from evaluation.round_records import Edition, Round, find_round
from evaluation.scheme import parse_scheme, scheme_hash
from evaluation.scheme_store import stored_scheme
from language import N_, _
from warehouse.errors import SharingError
from warehouse.lake import Lake

SHOWN = 200
DOCUMENTS = {
    "scheme": N_("评价方案"), "ranking": N_("排名"), "dimensions": N_("维度得分"), "indicators": N_("指标得分"),
    "adjustments": N_("加减分"), "vetoes": N_("单项否决"), "ledger": N_("扣分明细"), "files": N_("来源文件清单"),
    "tables": N_("数据表"), "calendar": N_("工作日历"), "deadline_rules": N_("期限规则"),
    "frequency_limits": N_("更新频度界限"), "rules": N_("评价规则"), "corrections": N_("申诉裁定结果"),
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One difference: `what` and `where` in words, `kept` and `found` the two values (shortened)."""

    what: str
    where: str
    kept: str
    found: str


@dataclass(frozen=True)
class Verification:
    """The outcome for one edition. Nothing is wrong when `findings` is empty; `remarks` are no faults."""

    edition: Edition
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]

    @property
    def identical(self) -> bool:
        """True when everything kept is unchanged and was found again."""
        return not self.findings


def verify_round(lake: Lake, round_id: str, edition: int | None = None) -> Verification:
    """Check an edition (None: the newest) byte by byte and compute it again from its snapshot.

    Raises RoundError when there is no such round or edition; damage is a finding, never an exception.
    """
    with lake.read() as (cur, _snapshot):
        found = find_round(cur, round_id)
        one = found.edition(edition)
        kept, recorded = stored(cur, one)
        scheme = stored_scheme(cur, found.scheme_code, found.scheme_version)
        findings = [*damage(one, kept, recorded), *_without_ruling(cur, one, kept)]
    if scheme is None or "scheme" not in kept:
        findings.append(Finding(_("评价方案缺失"), found.scheme_code, str(found.scheme_version), ""))
    elif scheme_hash(scheme.scheme) != scheme.sha256:
        findings.append(
            Finding(_("方案库中的方案被改动"), found.scheme_code, scheme.sha256, scheme_hash(scheme.scheme))
        )
    elif kept["scheme"] != archive.scheme_lines(scheme.scheme):
        findings.append(
            Finding(
                _("存档的评价方案与方案库不同"),
                found.scheme_code,
                archive.digest(kept["scheme"]),
                scheme.sha256,
            )
        )
    try:
        again = _recomputed(lake, found, one, kept)
        findings += _differences(kept, again)
    except (duckdb.Error, SharingError, LookupError, TypeError, ValueError) as fault:
        said = str(fault).splitlines()
        findings.append(
            Finding(
                _("无法重新计算"),
                _("数据快照第 {n} 号").format(n=one.snapshot_id),
                "",
                said[0][:300] if said else "",
            )
        )
    remarks = []
    if one.code_sha256 != archive.code_sha256():
        remarks.append(_("程序与当时不同（当时 {then}，现在 {now}）。").format(
            then=one.code_sha256[:12], now=archive.code_sha256()[:12]
        ))  # fmt: skip
    return Verification(one, tuple(findings[:SHOWN]), tuple(remarks))


def stored(cur: DuckDBPyConnection, one: Edition) -> tuple[Documents, dict[str, dict[str, object]]]:
    """An edition's documents as they are stored now, and what was recorded of each when they were made."""
    rows = queries.rows(cur, "round_documents", round_id=one.round_id, edition=one.edition)
    return archive.stored_lines(cur, one.round_id, one.edition), {row["document"]: row for row in rows}


def damage(one: Edition, kept: Documents, recorded: dict[str, dict[str, object]]) -> Iterator[Finding]:
    """Documents whose bytes no longer have the recorded hash, and an edition row that is not its own."""
    for name, lines in kept.items():
        told = recorded.get(name)
        sha = archive.digest(lines)
        if told is None or told["sha256"] != sha:
            yield Finding(
                _("存档内容被改动"), _(DOCUMENTS.get(name, name)), str(told and told["sha256"]), sha
            )
    hashes = {name: str(told["sha256"]) for name, told in recorded.items()}
    values = {key: value for key, value in one.__dict__.items() if key != "edition_sha256"}
    sha = archive.edition_sha256(values, hashes)
    if sha != one.edition_sha256:
        where = _("第 {n} 版的登记信息或校验值清单").format(n=one.edition)
        yield Finding(_("存档登记被改动"), where, one.edition_sha256, sha)


def _without_ruling(cur: DuckDBPyConnection, one: Edition, kept: Documents) -> Iterator[Finding]:
    """Facts taken back in the edition although nobody had ruled so when it was made."""
    ruled = {
        (appeal.department, appeal.entry, ruling["share"])
        for appeal in list_appeals(cur, one.round_id)
        for ruling in queries.rows(cur, "appeal_rulings", appeal_id=appeal.appeal_id)
        if ruling["ruled_at"] <= one.made_at
    }
    for number, line in enumerate(kept.get("corrections", []), 1):
        try:
            said = json.loads(line.content)
            backed = (said["department"], said["entry"], said["share"]) in ruled
        except (ValueError, LookupError, TypeError):
            continue  # damaged, which its hash tells
        if not backed:
            where = _("{document}第 {number} 行").format(document=_(DOCUMENTS["corrections"]), number=number)
            yield Finding(_("没有这样的裁定"), where, line.content[:120], "")


def _recomputed(lake: Lake, found: Round, one: Edition, kept: Documents) -> Documents:
    scheme = parse_scheme(json.loads(kept["scheme"][0].content)["toml"], _("存档的评价方案"))
    rules = str(json.loads(kept["rules"][0].content)["toml"])
    corrections = [Correction(**json.loads(line.content)) for line in kept["corrections"]]
    with lake_at(lake, one.snapshot_id) as past, past.read() as (cur, _same):
        return compute(cur, scheme, found.window, corrections, rules, one.snapshot_id).documents


def _differences(kept: Documents, again: Documents) -> Iterator[Finding]:
    for name in sorted(set(kept) | set(again)):
        ours, theirs = kept.get(name, []), again.get(name, [])
        if ours == theirs:
            continue
        if len(ours) != len(theirs):
            yield Finding(
                _("重新计算的行数不同"), _(DOCUMENTS.get(name, name)), str(len(ours)), str(len(theirs))
            )
        for number, (old, new) in enumerate(zip(ours, theirs, strict=False), 1):
            if old != new:
                yield from _line_differences(name, number, old, new)


def _line_differences(name: str, number: int, old: Line, new: Line) -> Iterator[Finding]:
    where = _("{document}第 {number} 行").format(document=_(DOCUMENTS.get(name, name)), number=number)
    try:
        was, now = json.loads(old.content), json.loads(new.content)
    except ValueError:
        yield Finding(_("重新计算的结果不同"), where, old.content[:120], new.content[:120])
        return
    if not isinstance(was, dict) or was == now:
        yield Finding(_("重新计算的结果不同"), where, old.content[:120], new.content[:120])
        return
    about = now.get("department") or now.get("table") or now.get("file_name") or ""
    for key in sorted(set(was) | set(now)):
        if was.get(key) != now.get(key):
            yield Finding(
                _("重新计算的结果不同"),
                f"{where} {about} {key}".strip(),
                str(was.get(key))[:120],
                str(now.get(key))[:120],
            )

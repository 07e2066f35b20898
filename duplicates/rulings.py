"""What evaluators decide on findings: never overwritten, remembered when the pair comes up again.

A later ruling supersedes an earlier one. Pairs an evaluator confirms as the same join the city's dictionary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from access import Person, Role, allow, record
from duplicates.align import SIMILAR
from duplicates.elements import Dictionary
from duplicates.errors import DuplicatesError
from duplicates.normalise import item_keys
from duplicates.reading import read_dictionary
from duplicates.statements import execute
from duplicates.store import read_findings
from language import N_, _
from warehouse.lake import Lake
from warehouse.local_time import now

VERDICTS = {
    "confirmed": N_("确认重复采集"),
    "justified": N_("有法定依据"),
    "same_template": N_("同一模板、不同对象"),
    "returned_copy": N_("上级回流的副本"),
    "wrong": N_("误报"),
}
"""Codes of rulings and their words."""


@dataclass(frozen=True)
class Ruling:
    """One decision for one or more findings; `legal_basis` is needed for `justified`."""

    verdict: str
    reason: str
    legal_basis: str = ""

    def check(self) -> None:
        """Raise DuplicatesError naming everything that is missing."""
        problems = []
        if self.verdict not in VERDICTS:
            problems.append(
                _("裁定只能是：{words}").format(words=_("、").join(_(word) for word in VERDICTS.values()))
            )
        if not self.reason.strip():
            problems.append(_("请写明理由"))
        if self.verdict == "justified" and not self.legal_basis.strip():
            problems.append(_("“有法定依据”须写明依据的法律、法规或文件条款"))
        if problems:
            raise DuplicatesError(_("裁定不完整：") + _("；").join(problems))


def rule(
    lake: Lake,
    person: Person,
    finding_ids: Sequence[str],
    ruling: Ruling,
    aliases: Sequence[tuple[str, str]] = (),
) -> int:
    """Rule on findings of the newest comparison in one transaction; number of rulings stored.

    `aliases` are (item, source item) pairs of these findings that mean the same; they join the city's dictionary.
    Raises AccessError unless the person is an evaluator, DuplicatesError for unknown findings or incomplete rulings.
    """
    allow(person, Role.EVALUATOR)
    ruling.check()
    wanted = list(dict.fromkeys(finding_ids))
    with lake.write(person.name, f"rule on {len(wanted)} findings") as cur:
        found = {name: read_findings(cur, person, name) for name in wanted}
        unknown = [name for name, frame in found.items() if frame.empty]
        if unknown or not wanted:
            raise DuplicatesError(
                _("没有这些发现：{ids}").format(ids=_("、").join(unknown) or "—"),
                "",
                _("请刷新页面，按最新一次比对重新选择"),
            )
        for name in wanted:
            execute(
                cur, "store_ruling", finding_id=name, verdict=ruling.verdict, legal_basis=ruling.legal_basis.strip(),
                reason=ruling.reason.strip(), ruled_by=person.name, ruled_at=now(),
            )  # fmt: skip
            record(
                cur, person, "rule finding", f"finding {name}", f"{ruling.verdict}: {ruling.reason.strip()}"
            )
        _store_aliases(cur, person, pd.concat(found.values()), aliases)
    return len(wanted)


def _store_aliases(
    cur: duckdb.DuckDBPyConnection, person: Person, findings: pd.DataFrame, aliases: Sequence[tuple[str, str]]
) -> None:
    if not aliases:
        return
    dictionary = read_dictionary(cur)
    origin = {
        (pair["item"], pair["source_item"]): finding
        for finding, pairs in zip(findings["finding_id"], findings["pairs"], strict=True)
        for pair in pairs
        if pair["reason"] == SIMILAR
    }
    strangers = [pair for pair in aliases if pair not in origin]
    if strangers:
        listed = _("、").join(f"{item}＝{source}" for item, source in strangers)
        raise DuplicatesError(_("这些名称不是所选发现中按相似配对的信息项：{pairs}").format(pairs=listed))
    for item, source in aliases:
        key, source_key = item_keys((item, source))
        alias, canonical = _direction(key, source_key, dictionary)
        execute(
            cur, "store_alias", alias=alias, canonical=canonical, confirmed_by=person.name, confirmed_at=now(),
            finding_id=origin[item, source], withdrawn=False,
        )  # fmt: skip
        record(cur, person, "confirm alias", f"{alias} = {canonical}", origin[item, source])


def _direction(item: str, source: str, dictionary: Dictionary) -> tuple[str, str]:
    """Alias and what it stands for: a standard element keeps its name, else the source's name stands."""
    return (source, item) if dictionary.entry(item) and not dictionary.entry(source) else (item, source)


def withdraw_alias(lake: Lake, person: Person, alias: str) -> None:
    """Take a confirmed alias out of the dictionary; its history stays. Raises AccessError, DuplicatesError."""
    allow(person, Role.EVALUATOR)
    key = item_keys((alias,))[0]
    with lake.write(person.name, f"withdraw alias {key}") as cur:
        known = read_dictionary(cur).alias(key)
        if known is None:
            raise DuplicatesError(_("词典中没有经确认的别名“{alias}”").format(alias=alias))
        execute(
            cur, "store_alias", alias=key, canonical=known.canonical, confirmed_by=person.name, confirmed_at=now(),
            finding_id="", withdrawn=True,
        )  # fmt: skip
        record(cur, person, "withdraw alias", f"{key} = {known.canonical}")

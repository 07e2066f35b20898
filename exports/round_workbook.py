"""The workbook of a round: the edition's own result from its snapshot, with appeals, budget and stability."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from access import Person, Role, allow
from evaluation import archive
from evaluation.appeal_records import list_appeals
from evaluation.budget import budget_decisions, budget_proposals
from evaluation.corrections import Correction, corrected
from evaluation.export_records import note_export
from evaluation.ledger import build_ledger
from evaluation.round_computing import published_evaluation
from evaluation.round_records import find_round
from evaluation.rules import parse_rules
from evaluation.stability import rank_intervals
from exports.book import BookParts
from exports.workbook import write_ranking
from language import N_
from warehouse.lake import Lake

BUDGET_LINE = N_("预算线")
RECORDED = N_("{round_id} 第 {n} 版，数据快照第 {snapshot} 号")
"""What the record of an export says; kept in Chinese and told again where it is read."""


def write_round(
    lake: Lake,
    person: Person,
    round_id: str,
    path: str | Path,
    *,
    edition: int | None = None,
    advance: Callable[[int], None] | None = None,
    begin: Callable[[int], None] | None = None,
) -> str:
    """Write the workbook of a round's edition (None: the newest) and put the export on record.

    `begin` is told how many rows of evidence and ledger there are, `advance` how many more are written.
    Returns the SHA-256 that names its content. Raises RoundError, LedgerError, ExportError; AccessError unless
    evaluator or leader.
    """
    allow(person, Role.EVALUATOR, Role.LEADER)
    with lake.read() as (cur, _snapshot):
        found = find_round(cur, round_id)
        one = found.edition(edition)
        kept = archive.stored_lines(cur, round_id, one.edition)
        appeals = list_appeals(cur, round_id)
        decisions = budget_decisions(cur, round_id)
    rules = parse_rules(str(json.loads(kept["rules"][0].content)["toml"]), round_id)
    rulings = [Correction(**json.loads(line.content)) for line in kept["corrections"]]
    evaluation, _used = corrected(published_evaluation(lake, found, one.edition), rulings)
    stability = rank_intervals(evaluation, lines={BUDGET_LINE: rules.low_score.below})
    with lake.read() as (cur, _snapshot):
        proposals = budget_proposals(
            cur, evaluation.ranking, found.as_of, rules=rules, intervals=stability.table
        )
    parts = BookParts(
        ledger=build_ledger(evaluation), stability=stability, appeals=appeals, budget=proposals,
        decisions=decisions, found=found, edition=one,
    )  # fmt: skip
    digest = write_ranking(evaluation, path, advance, parts, begin)
    note_export(
        lake, person, digest, RECORDED.format(round_id=round_id, n=one.edition, snapshot=one.snapshot_id)
    )
    return digest

"""Exported workbooks on record: which content left the house, when, by whom, from which snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection

from access import Person, Role, allow, record
from evaluation import queries
from warehouse.lake import Lake

ACTION = "export workbook"


@dataclass(frozen=True)
class ExportRecord:
    """One export: `sha256` names the workbook's content, `detail` says period, snapshot and round."""

    sha256: str
    exported_by: str
    exported_at: datetime
    detail: str


def note_export(lake: Lake, person: Person, sha256: str, detail: str) -> None:
    """Put an export on record; `sha256` is what `exports.workbook.write_ranking` returned."""
    allow(person, Role.EVALUATOR, Role.LEADER)
    with lake.write(person.name, "export workbook") as cur:
        record(cur, person, ACTION, sha256, detail)


def known_export(cur: DuckDBPyConnection, sha256: str) -> ExportRecord | None:
    """The record of an export; None when no export of this content is on record."""
    found = queries.rows(cur, "export_record", action=ACTION, sha256=sha256)
    return ExportRecord(**found[0]) if found else None

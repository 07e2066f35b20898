"""Appeals as they stand: what was contested, until when it has to be ruled on, what was ruled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from duckdb import DuckDBPyConnection

from evaluation import queries
from evaluation.corrections import Correction
from language import N_

RULINGS = {"upheld": N_("支持"), "partly": N_("部分支持"), "rejected": N_("驳回")}


@dataclass(frozen=True)
class Appeal:
    """One appeal with its newest ruling (None while open); `share` 0..1 of the fact is taken back."""

    appeal_id: str
    round_id: str
    edition: int
    entry: str
    kind: str
    department: str
    code: str
    points: float
    sentence: str
    statement: str
    filed_by: str
    filed_at: datetime
    rule_by: date
    files: list[str]
    ruling: str | None
    share: float | None
    reason: str | None
    score_before: float | None
    score_after: float | None
    rank_before: int | None
    rank_after: int | None
    ruled_by: str | None
    ruled_at: datetime | None

    @property
    def correction(self) -> Correction | None:
        """What the ruling takes back; None while open or when nothing is."""
        if not self.share:
            return None
        return Correction(self.department, self.code, self.entry, self.kind, self.share)


def list_appeals(
    cur: DuckDBPyConnection, round_id: str | None = None, department: str | None = None
) -> list[Appeal]:
    """Appeals, oldest first; `department` narrows to one (give `person.limited_to`)."""
    return [Appeal(**row) for row in queries.rows(cur, "appeals", round_id=round_id, department=department)]


def appeals_frame(appeals: Iterable[Appeal]) -> pd.DataFrame:
    """Appeals as a table, one row each, columns as the attributes of Appeal."""
    return pd.DataFrame([one.__dict__ for one in appeals], columns=list(Appeal.__dataclass_fields__))


def corrections_of(appeals: Iterable[Appeal]) -> list[Correction]:
    """What the rulings take back, in the order of the appeals."""
    return [found for one in appeals if (found := one.correction) is not None]


def rulings_of(cur: DuckDBPyConnection, appeal_id: str) -> pd.DataFrame:
    """Every ruling ever made on an appeal, oldest first."""
    return queries.frame(cur, "appeal_rulings", appeal_id=appeal_id)

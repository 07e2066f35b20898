"""Duplicate collection as evaluators confirmed it (articles 5-3, 13, 20-2); the finder itself is package duplicates."""

from __future__ import annotations

import duckdb
import pandas as pd

from metrics.record import rows
from metrics.window import Window


def duplicate_findings_confirmed(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Confirmed findings standing on as_of, per department; null where nobody judged yet."""
    return rows("duplicate_findings_confirmed", cur, window, department, limit)


def duplicate_findings(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """The confirmed findings that cost points, each with the line of an item collected again."""
    return rows("duplicate_findings", cur, window, department, limit)

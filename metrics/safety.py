"""Corrections, incidents and safeguards (articles 12, 17, 20-4)."""

from __future__ import annotations

import duckdb
import pandas as pd

from metrics.record import rows
from metrics.window import Window


def corrections_in_time(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Doubts about data (deadline in the period) checked in time, per provider."""
    return rows("corrections_in_time", cur, window, department, limit)


def corrections_list(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Every correction of the period with its deadline and state."""
    return rows("corrections_list", cur, window, department, limit)


def late_corrections(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """The corrections that lower corrections_in_time."""
    return rows("late_corrections", cur, window, department, limit)


def incidents_confirmed(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Confirmed incidents of the period."""
    return rows("incidents_confirmed", cur, window, department, limit)


def safeguards_in_place(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Article 17's safeguards in place on as_of, per department."""
    return rows("safeguards_in_place", cur, window, department, limit)


def safeguards_missing(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """The safeguards that are missing, per department."""
    return rows("safeguards_missing", cur, window, department, limit)

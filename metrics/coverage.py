"""What the feeds cover: which days were delivered, which are missing."""

from __future__ import annotations

import duckdb
import pandas as pd

from metrics.record import rows
from metrics.window import Window


def log_coverage(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Rows per feed and day of the period, and the days that are missing."""
    return rows("log_coverage", cur, window, department, limit)


def coverage_summary(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Per feed: files, lines, days delivered and days missing."""
    return rows("coverage_summary", cur, window, department, limit)

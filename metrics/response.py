"""Requests: answered in time, how fast, and with reasons (article 9)."""

from __future__ import annotations

import duckdb
import pandas as pd

from metrics.record import rows
from metrics.window import Window


def on_time_rate(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Requests of the cohort (deadline in the period) answered in time, per provider."""
    return rows("on_time_rate", cur, window, department, limit)


def response_times(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Every request of the period with its deadline, working days used and state."""
    return rows("response_times", cur, window, department, limit)


def reply_time_quantiles(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Kaplan–Meier median and 90th percentile of working days to an answer, per provider."""
    return rows("reply_time_quantiles", cur, window, department, limit)


def overdue_requests(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """The requests that lower on_time_rate: answered late or not validly answered."""
    return rows("overdue_requests", cur, window, department, limit)


def unanswered_requests(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """All requests past their deadline without a valid answer on as_of, however old (article 15)."""
    return rows("unanswered_requests", cur, window, department, limit)


def refusal_reasons_rate(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Refusals of the period that give a reason, per provider."""
    return rows("refusal_reasons_rate", cur, window, department, limit)


def refusals_without_reason(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """The refusals that lower refusal_reasons_rate."""
    return rows("refusals_without_reason", cur, window, department, limit)


def unanswered_summary(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Requests past their deadline without a valid answer, per department."""
    return rows("unanswered_summary", cur, window, department, limit)


def reply_days(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """How many requests took how many working days."""
    return rows("reply_days", cur, window, department, limit)

"""Use of shared data: volumes, authorisation, failures (articles 9, 13, 19, 20-4)."""

from __future__ import annotations

import duckdb
import pandas as pd

from metrics.record import rows
from metrics.window import Window


def usage_volumes(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Calls and rows per day and provider."""
    return rows("usage_volumes", cur, window, department, limit)


def usage_flows(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Calls, rows and resources per provider and consumer."""
    return rows("usage_flows", cur, window, department, limit)


def authorised_use(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Successful calls covered by share type or grant, per consumer."""
    return rows("authorised_use", cur, window, department, limit)


def authorised_use_classes(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Calls per consumer and class of authorised use."""
    return rows("authorised_use_classes", cur, window, department, limit)


def unauthorised_usage(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """The log lines that lower authorised_use; reads the raw log, use `limit` on screens."""
    return rows("unauthorised_usage", cur, window, department, limit, many=True)


def use_reconciliation(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Per loaded usage file: lines loaded, log lines stored, calls per class, and the difference."""
    return rows("use_reconciliation", cur, window, department, limit)


def call_success_rate(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Successful calls on a provider's data, failures during outages left out."""
    return rows("call_success_rate", cur, window, department, limit)


def failures_and_latency(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Failures and latency per provider and resource."""
    return rows("failures_and_latency", cur, window, department, limit)

"""Freshness of data against the declared update frequency (article 10)."""

from __future__ import annotations

import duckdb
import pandas as pd

from metrics.record import rows
from metrics.window import Window


def freshness_now(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Resources fresh on as_of among those with a declared limit."""
    return rows("freshness_now", cur, window, department, limit)


def freshness_summary(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Shared resources per state of freshness on as_of."""
    return rows("freshness_summary", cur, window, department, limit)


def freshness_period(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Share of resource-days of the period on which data was fresh."""
    return rows("freshness_period", cur, window, department, limit)


def freshness_by_resource(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Every shared resource: state on as_of and share of fresh days of the period."""
    return rows("freshness_by_resource", cur, window, department, limit)


def stale_resources_now(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """The resources that lower freshness_now."""
    return rows("stale_resources_now", cur, window, department, limit)


def stale_resources(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """The resources that lower freshness_period, with their days."""
    return rows("stale_resources", cur, window, department, limit)


def touch_only_refreshes(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Refresh log entries of the period that changed neither content hash nor row count."""
    return rows("touch_only_refreshes", cur, window, department, limit)

"""The catalogue: complete, conforming, updated in time, connected (articles 4, 6, 7, 8, 9, 11)."""

from __future__ import annotations

import duckdb
import pandas as pd

from metrics.record import rows
from metrics.window import Window


def catalogue_completeness(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Article 6's nine fields filled in on as_of, averaged over a department's resources."""
    return rows("catalogue_completeness", cur, window, department, limit)


def catalogue_completeness_by_resource(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Resources with blank fields, naming the fields."""
    return rows("catalogue_completeness_by_resource", cur, window, department, limit)


def conformity_findings(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Every rule of the catalogue a resource breaks on as_of, with its article."""
    return rows("conformity_findings", cur, window, department, limit)


def conformity_rate(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Resources without a finding on as_of, per department."""
    return rows("conformity_rate", cur, window, department, limit)


def catalogue_updates_in_time(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Changes of law or duty followed by a catalogue update within the deadline."""
    return rows("catalogue_updates_in_time", cur, window, department, limit)


def catalogue_update_events(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Every change of the period with its deadline and what became of it."""
    return rows("catalogue_update_events", cur, window, department, limit)


def late_catalogue_updates(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """The changes that lower catalogue_updates_in_time."""
    return rows("late_catalogue_updates", cur, window, department, limit)


def connected_rate(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Resources to be shared that are connected to the platform on as_of."""
    return rows("connected_rate", cur, window, department, limit)


def unconnected_resources(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """The resources that lower connected_rate."""
    return rows("unconnected_resources", cur, window, department, limit)


def declared_frequency_rate(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Shared resources whose update frequency is declared and not "irregular"."""
    return rows("declared_frequency_rate", cur, window, department, limit)


def undeclared_frequencies(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """The resources that lower declared_frequency_rate."""
    return rows("undeclared_frequencies", cur, window, department, limit)


def conformity_kinds(
    cur: duckdb.DuckDBPyConnection, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """How many resources break which rule of the catalogue, per department."""
    return rows("conformity_kinds", cur, window, department, limit)

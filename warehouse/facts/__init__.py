"""Facts worked out once at load, so that pages need not: periods of the catalogue, renewals, deadlines of requests.

Each table says nothing its sources do not; `rebuild_all` makes all of them anew. A writer calls `refresh_*` in the
transaction that changes a source, with the touched keys in a temporary table.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import duckdb

FOLDER = Path(__file__).resolve().parent
MACROS = FOLDER.parent / "macros"


@cache
def _text(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def fingerprint() -> str:
    """SHA-256 over everything the facts are defined by; they are built anew where it differs from the lake's."""
    digest = hashlib.sha256()
    for path in (*sorted(FOLDER.glob("*.sql")), *sorted(MACROS.glob("*.sql"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def refresh_catalogue(cursor: duckdb.DuckDBPyConnection) -> None:
    """After versions of the resources in temp table `touched_resources (resource_id)` came or went."""
    cursor.execute(_text("catalogue_periods"))
    refresh_renewals(cursor)
    cursor.execute(_text("requests_of_resources"))
    refresh_requests(cursor)


def refresh_renewals(cursor: duckdb.DuckDBPyConnection) -> None:
    """After log entries of the resources in temp table `touched_resources (resource_id)` came or went."""
    cursor.execute(_text("renewals"))
    cursor.execute(_text("fresh_spells"))


def refresh_requests(cursor: duckdb.DuckDBPyConnection) -> None:
    """After the requests in temp table `touched_requests (request_id)` changed."""
    cursor.execute(_text("request_deadlines"))


def refresh_clocks(cursor: duckdb.DuckDBPyConnection) -> None:
    """After outages, the calendar, the rules or the limits changed."""
    cursor.execute(_text("every_resource"))
    cursor.execute(_text("fresh_spells"))
    cursor.execute(_text("every_request"))
    refresh_requests(cursor)


def rebuild_all(cursor: duckdb.DuckDBPyConnection) -> None:
    """Every fact anew from the feeds' tables; usage_daily is the loader's."""
    cursor.execute(_text("every_resource"))
    cursor.execute(_text("catalogue_periods"))
    cursor.execute(_text("renewals"))
    refresh_clocks(cursor)

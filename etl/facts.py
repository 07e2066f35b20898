"""Facts kept up to date with every load and undo: daily facts of usage here, the others in warehouse.facts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import duckdb
import pandas as pd
from rapidfuzz import fuzz

from etl.bulk_facts import Counted
from etl.statements import execute
from warehouse import facts

NEAR_PURPOSE = 60.0
"""Similarity (0..100) from which two differing purposes are left to a human."""
_IGNORED = re.compile(r"[\W_]+", re.UNICODE)


def mark_affected(cursor: duckdb.DuckDBPyConnection, feed: str) -> None:
    """Note which facts a change of the keys in temp table `touched` can alter (before versions are deleted)."""
    if feed in AFFECTING:
        execute(cursor, f"facts/affected_by_{feed}")
        if cursor.execute("select 1 from usage_daily limit 1").fetchone() is None:
            cursor.execute("delete from affected")


def mark_batch(cursor: duckdb.DuckDBPyConnection, feed: str, batch_id: int) -> None:
    """Note which resources' facts an append batch can alter, before its lines are deleted."""
    if feed == "refreshes":
        execute(cursor, "facts/resources_of_batch", {"batch_id": batch_id})


def settle_batch(cursor: duckdb.DuckDBPyConnection, feed: str) -> None:
    """Bring the facts marked by `mark_batch` up to date, after the batch's lines came or went."""
    if feed == "refreshes":
        facts.refresh_renewals(cursor)


def refresh_facts(cursor: duckdb.DuckDBPyConnection, feed: str, batches: Iterable[int] = ()) -> None:
    """Bring the facts up to date: after `batches` of an append feed were stored, or a feed changed as marked."""
    if feed == "usage":
        add_facts_of_batches(cursor, batches)
    elif feed == "refreshes":
        for batch_id in batches:
            mark_batch(cursor, feed, batch_id)
            settle_batch(cursor, feed)
    elif feed == "requests":
        cursor.execute(
            "create or replace temp table touched_requests as select row_key as request_id from touched"
        )
        facts.refresh_requests(cursor)
    elif feed == "catalogue":
        cursor.execute(
            "create or replace temp table touched_resources as select row_key as resource_id from touched"
        )
        facts.refresh_catalogue(cursor)
    elif feed == "outages":
        facts.refresh_clocks(cursor)
    if feed in AFFECTING and cursor.execute("select 1 from affected limit 1").fetchone() is not None:
        AFFECTING[feed](cursor)


def add_facts_of_batches(cursor: duckdb.DuckDBPyConnection, batches: Iterable[int]) -> None:
    """Build the facts of these usage batches from their log lines, replacing what stood there."""
    cursor.execute(
        "create or replace temp table fact_batches as select unnest($batches::bigint[]) as batch_id",
        {"batches": list(batches)},
    )
    execute(cursor, "facts/delete_batches")
    execute(cursor, "facts/select_batches")
    _store(cursor)


def store_counted_facts(cursor: duckdb.DuckDBPyConnection, counted: Counted) -> None:
    """Store the facts of a new usage batch whose calls were counted while they were read."""
    cursor.register("other_calls", counted.others())
    execute(cursor, "bulk/uncounted")
    execute(cursor, "facts/usage_of_batches")
    cursor.unregister("other_calls")
    cursor.register("counted_calls", counted.facts())
    execute(cursor, "bulk/all_facts")
    cursor.unregister("counted_calls")
    _classify(cursor)


def remove_facts_of_batch(cursor: duckdb.DuckDBPyConnection, batch_id: int) -> None:
    """Delete the facts of one usage batch."""
    execute(cursor, "delete_batch", {"batch_id": batch_id}, table="usage_daily")


def _rebuild_outage_days(cursor: duckdb.DuckDBPyConnection) -> None:
    execute(cursor, "facts/delete_outage_days")
    execute(cursor, "facts/select_outage_days")
    _store(cursor)


def _reclassify(cursor: duckdb.DuckDBPyConnection) -> None:
    execute(cursor, "facts/select_affected")
    execute(cursor, "facts/delete_affected")
    _classify(cursor)


AFFECTING = {"catalogue": _reclassify, "requests": _reclassify, "outages": _rebuild_outage_days}
"""Feeds whose changes alter facts that are already stored, and how these are brought up to date."""


def _store(cursor: duckdb.DuckDBPyConnection) -> None:
    execute(cursor, "facts/usage_of_batches")
    _classify(cursor)


def _classify(cursor: duckdb.DuckDBPyConnection) -> None:
    pairs = execute(cursor, "facts/purpose_pairs").fetchall()
    rows = [(logged, granted, purpose_likeness(logged, granted)) for logged, granted in pairs]
    frame = pd.DataFrame(rows, columns=["logged", "granted", "likeness"], dtype="string")
    cursor.register("likeness_frame", frame)
    cursor.execute("create or replace temp table purpose_likeness as from likeness_frame")
    cursor.unregister("likeness_frame")
    execute(cursor, "facts/judged_routes")
    execute(cursor, "facts/classify")


def purpose_likeness(logged: str, granted: str) -> str:
    """`same`, `near` or `different`: two purposes compared by character, blanks and punctuation aside."""
    one, other = _bare(logged), _bare(granted)
    if one == other:
        return "same"
    if one and other and (one in other or other in one or fuzz.ratio(one, other) >= NEAR_PURPOSE):
        return "near"
    return "different"


def _bare(text: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).casefold()

"""Feeds that only grow: a log line counts once however often it is delivered."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb

from etl.feeds import Feed
from etl.prepare import append_names
from etl.statements import execute
from etl.upsert import Fates


def set_aside(cursor: duckdb.DuckDBPyConnection, feed: Feed, view: str, batch_id: int) -> None:
    """Find the lines that are not new log lines: unreadable, contradictory, delivered before (temp table set_aside)."""
    names = append_names(feed, view)
    repeats = execute(cursor, "repeats_append", **names).fetchone()
    if repeats is not None and repeats[0]:
        execute(cursor, "doubled_append", **names)
    else:
        cursor.execute("create or replace temp table doubled (identity varchar)")
    execute(cursor, "known_append", {"batch_id": batch_id}, **names)
    execute(cursor, "set_aside_append", **names)


def store_append(
    cursor: duckdb.DuckDBPyConnection, feed: Feed, view: str, *, batch_id: int, exported_on: date
) -> Fates:
    """Store the new log lines of `view`; runs inside the write transaction, after `set_aside`."""
    place: dict[str, Any] = {"batch_id": batch_id, "exported_on": exported_on}
    names = append_names(feed, view)
    stored = execute(cursor, "store_append", place, **names).fetchone()
    execute(cursor, "store_repeated_append", place, feed=feed.name)
    repeated = cursor.execute("select count(*) from set_aside where len(problems) = 0").fetchone()
    assert stored is not None and repeated is not None  # noqa: S101, PT018 - both always yield a row
    return Fates(int(stored[0]), int(repeated[0]), 0)


def undo_append(cursor: duckdb.DuckDBPyConnection, feed: Feed, batch_id: int) -> list[int]:
    """Take the batch's log lines out; those a remaining batch delivered too become that batch's.

    Returns the batches that gained lines.
    """
    place = {"batch_id": batch_id, "without": batch_id}
    names = append_names(feed)
    execute(cursor, "promoted_append", place, **names)
    gaining = [int(row[0]) for row in cursor.execute("select distinct batch_id from displaced").fetchall()]
    if gaining:
        execute(cursor, "promote_append", place, **names)
        execute(cursor, "forget_promoted", feed=feed.name)
    execute(cursor, "delete_batch", place, table=feed.name)
    execute(cursor, "delete_batch", place, table="unchanged_rows")
    return gaining

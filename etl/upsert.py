"""Feeds whose rows return in later exports: the newest export wins, every version stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from etl.feeds import Feed
from etl.statements import execute


@dataclass(frozen=True)
class Fates:
    """What became of the readable rows of a file, in rows."""

    loaded: int
    unchanged: int
    superseded: int


def store_upsert(
    cursor: duckdb.DuckDBPyConnection, feed: Feed, *, batch_id: int, exported_on: date, complete: bool
) -> Fates:
    """Store the rows of temp table `incoming` as versions and bring the current table up to date.

    Leaves the keys whose state may differ in temp table `touched`.

    Runs inside the write transaction. A complete export ends every key it does not name; an export older than others
    already there takes its place in history without touching what newer ones say. `complete`: every key there is
    stands readable in the file.
    """
    place: dict[str, Any] = {
        "batch_id": batch_id,
        "exported_on": exported_on,
        "complete": complete,
        "without": 0,
    }
    execute(cursor, "judge_upsert", place, feed=feed.name)
    execute(cursor, "store_versions", place, feed=feed.name)
    execute(cursor, "store_unchanged", place, feed=feed.name)
    execute(cursor, "store_removals", place, feed=feed.name)
    execute(cursor, "touched_by_load", place, feed=feed.name)
    settle(cursor, feed, place)
    rebuild(cursor, feed)
    counts = dict(cursor.execute("select fate, count(*) from judged group by fate").fetchall())
    readable = cursor.execute("select count(*) from incoming where len(problems) = 0").fetchone()
    assert readable is not None  # noqa: S101 - count always yields a row
    loaded, superseded = int(counts.get("loaded", 0)), int(counts.get("superseded", 0))
    return Fates(loaded, int(readable[0]) - loaded - superseded, superseded)


def touch_batch(cursor: duckdb.DuckDBPyConnection, feed: Feed, batch_id: int) -> None:
    """Note the keys the batch gave versions of, in temp table `touched`."""
    execute(cursor, "touched_by_undo", {"batch_id": batch_id}, feed=feed.name)


def undo_upsert(cursor: duckdb.DuckDBPyConnection, feed: Feed, batch_id: int) -> None:
    """Take the batch out of history and bring the touched keys back to what the other files say."""
    place = {"batch_id": batch_id, "without": batch_id}
    settle(cursor, feed, place)
    execute(cursor, "delete_batch", place, table=f"{feed.name}_history")
    execute(cursor, "delete_batch", place, table="unchanged_rows")
    rebuild(cursor, feed)


def settle(cursor: duckdb.DuckDBPyConnection, feed: Feed, place: dict[str, Any]) -> None:
    """Keep history the list of changes: one version wherever a key says something its predecessor does not.

    Repeated lines become versions, versions become repeated lines, as the deliveries around them came or went.
    """
    execute(cursor, "displaced_rows", place, feed=feed.name)
    if cursor.execute("select 1 from displaced limit 1").fetchone() is not None:
        for step in ("promote", "forget_promoted", "demote", "forget_demoted"):
            execute(cursor, step, feed=feed.name)


def rebuild(cursor: duckdb.DuckDBPyConnection, feed: Feed) -> None:
    """Rebuild the current table's rows of the keys in temp table `touched`."""
    execute(cursor, "clear_current", feed=feed.name)
    execute(cursor, "rebuild_current", feed=feed.name)

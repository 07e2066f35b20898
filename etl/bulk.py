"""Large usage logs in one pass: lines are written to the lake while the file is read, and checked there.

Nearly every line of such a log reads directly and is new. The few others (an unusual cell, an unknown department, a
log number that may occur elsewhere) are read again and take the careful way of small files. Where they are many,
`NotTidy` ends the transaction (nothing was kept) and the whole file takes the careful way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from etl.append import set_aside, store_append
from etl.bulk_facts import Counted
from etl.bulk_files import LakeFiles
from etl.bulk_pass import SCHEMA, NotTidy, Pass, check_share, write_direct
from etl.departments import resolve_departments
from etl.feeds import Feed
from etl.readers import Staged
from etl.staging import type_rows
from etl.statements import execute, one_number
from etl.upsert import Fates

__all__ = ["NotTidy", "Stored", "direct_way", "store_bulk"]


@dataclass(frozen=True)
class Stored:
    """What became of the lines of a log.

    `counted` holds the calls of all stored lines, or is None: count the stored lines. `data_from` and `data_to` are the
    first and last day of the readable lines.
    """

    fates: Fates
    counted: Counted | None
    data_from: date | None
    data_to: date | None


def direct_way(feed: Feed, staged: Staged) -> bool:
    """Whether a staged file can be tried in one pass: a large text of log lines that carry numbers."""
    return feed.name == "usage" and staged.streamed and "log_id" in staged.columns and staged.plain


def store_bulk(
    cursor: duckdb.DuckDBPyConnection,
    feed: Feed,
    staged: Staged,
    files: LakeFiles,
    *,
    batch_id: int,
    exported_on: date,
) -> Stored:
    """Store the new log lines of a streamed log; the others stand in temp table `set_aside` afterwards.

    Runs inside the write transaction; `files` are to be kept when it is to be committed. Raises NotTidy, or LoadError
    when the file breaks off.
    """
    place: dict[str, Any] = {"batch_id": batch_id, "exported_on": exported_on}
    seen = write_direct(cursor, feed, staged, files, place)
    files.hand_over(cursor)
    view = _read_with_care(cursor, feed, staged, place)
    _suspect(cursor, place, seen, view)
    set_aside(cursor, feed, "suspects", batch_id)
    rest = store_append(cursor, feed, view, **place)
    execute(cursor, "bulk/taken_back", source=view)
    taken_back = one_number(execute(cursor, "bulk/count", source="taken_back"))
    if taken_back:
        execute(cursor, "bulk/take_back", place)
    seen.counted.count(execute(cursor, "bulk/late_calls", place, source=view).to_arrow_table())
    days = execute(cursor, "bulk/event_range", {"first": seen.first, "last": seen.last}).fetchone()
    return Stored(
        Fates(seen.written - taken_back + rest.loaded, rest.unchanged, 0),
        seen.counted if seen.counted.complete and not taken_back else None,
        *(days or (None, None)),
    )


def _read_with_care(
    cursor: duckdb.DuckDBPyConnection, feed: Feed, staged: Staged, place: dict[str, Any]
) -> str:
    """View of the lines that were not stored directly, typed and checked as those of a small file."""
    staged.only_kept(cursor)
    type_rows(cursor, feed.name, place["exported_on"])
    staged.release(cursor)
    return resolve_departments(cursor, feed, "typed")


def _suspect(cursor: duckdb.DuckDBPyConnection, place: dict[str, Any], seen: Pass, view: str) -> None:
    """Gather the lines read with care and the log lines that occur twice or in an earlier batch in table `suspects`."""
    order = seen.order
    execute(cursor, "bulk/named_twice", {**place, "ordered": order.ordered})
    execute(cursor, "bulk/known_again", {**place, "least": order.least, "greatest": order.greatest})
    again = sum(
        one_number(execute(cursor, "bulk/count", source=table)) for table in ("named_twice", "known_again")
    )
    check_share(again, seen.written + seen.careful)
    cursor.register("namesakes", pa.concat_tables([SCHEMA.empty_table(), *seen.namesakes.rows]))
    asked = {
        "elsewhere": sorted(seen.namesakes.elsewhere),
        "unnumbered": seen.unnumbered,
        "ordered": order.ordered,
    }
    execute(cursor, "bulk/suspects", {**place, **asked}, source=view)
    cursor.unregister("namesakes")

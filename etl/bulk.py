"""Large usage logs in one pass: lines are written to the lake while the file is read, and checked there.

Nearly every line of such a log reads directly and is new. The few others (an unusual cell, an unknown department, a
log number that occurs elsewhere) are read again and take the careful way of small files. Where they are many, `NotTidy`
ends the transaction (nothing was kept) and the whole file takes the careful way.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import numpy as np

from etl.append import set_aside, store_append
from etl.departments import filled_register, resolve_departments
from etl.feeds import Feed
from etl.readers import Staged
from etl.staging import type_rows
from etl.statements import execute, one_number
from etl.tidying import Tidying
from etl.upsert import Fates

MOST_CAREFUL = 0.05
"""Larger shares of lines that need care send the whole file the careful way."""


class NotTidy(Exception):  # noqa: N818 - a change of plan, not an error
    """Many lines need care: read the file the careful way."""


def direct_way(feed: Feed, staged: Staged) -> bool:
    """Whether a staged file can be tried in one pass: a large text of log lines that carry numbers."""
    return feed.name == "usage" and staged.streamed and "log_id" in staged.columns and staged.plain


def store_bulk(
    cursor: duckdb.DuckDBPyConnection, feed: Feed, staged: Staged, *, batch_id: int, exported_on: date
) -> Fates:
    """Store the new log lines of a streamed log; the others stand in temp table `set_aside` afterwards.

    Runs inside the write transaction. Raises NotTidy, or LoadError when the file breaks off.
    """
    place: dict[str, Any] = {"batch_id": batch_id, "exported_on": exported_on}
    staged.tidied_by(Tidying(feed, filled_register(cursor)))
    try:
        direct = one_number(execute(cursor, "bulk/store_direct", place))
    except duckdb.Error:
        if (failure := staged.failure()) is not None:
            raise failure from None
        raise
    finally:
        staged.tidied_by(None)
    readable = staged.rows - len(staged.bad_lines)
    _check_share(readable - direct, readable)
    again = _named_again(cursor, place, readable)
    view = _read_with_care(cursor, feed, staged, place, all_stored=direct == readable)
    execute(cursor, "bulk/suspects", place, source=view)
    set_aside(cursor, feed, "suspects", batch_id)
    rest = store_append(cursor, feed, view, **place)
    if again or direct != readable:
        direct -= one_number(execute(cursor, "bulk/take_back", place))
    return Fates(direct + rest.loaded, rest.unchanged, 0)


def _check_share(careful: int, readable: int) -> None:
    if careful > max(1000, MOST_CAREFUL * readable):
        raise NotTidy


def _named_again(cursor: duckdb.DuckDBPyConnection, place: dict[str, Any], readable: int) -> int:
    """Number of log lines stored just now that occur twice or in an earlier batch; they stand in temp tables."""
    execute(cursor, "bulk/named_twice", place)
    least, greatest = execute(cursor, "bulk/span_of_numbers", place).fetchone() or (None, None)
    execute(cursor, "bulk/known_again", {**place, "least": least, "greatest": greatest})
    again = sum(
        one_number(execute(cursor, "bulk/count", source=table)) for table in ("named_twice", "known_again")
    )
    _check_share(again, readable)
    return again


def _read_with_care(
    cursor: duckdb.DuckDBPyConnection, feed: Feed, staged: Staged, place: dict[str, Any], *, all_stored: bool
) -> str:
    """View of the lines that were not stored directly, typed and checked as those of a small file."""
    lines: set[int] = set()
    if not all_stored:
        stored = execute(cursor, "bulk/stored_lines", place).fetchnumpy()["line"]
        missing = np.ones(staged.last_line + 1, dtype=bool)
        missing[np.asarray(stored, dtype=np.int64)] = False
        lines = set(np.flatnonzero(missing).tolist())
    staged.only(cursor, lines)
    type_rows(cursor, feed.name, place["exported_on"])
    staged.release(cursor)
    return resolve_departments(cursor, feed, "typed")

"""Large logs in one pass: rows are written to the lake while the file is read, and checked there.

Most logs are tidy: every line readable, none delivered before. Then a typed copy between file and lake would only cost
time and memory. Where a check finds anything else than unreadable lines, `NotTidy` ends the transaction (nothing was
kept) and the file takes the careful way through temporary tables.
"""

from __future__ import annotations

from datetime import date

import duckdb

from etl.departments import resolve_known_departments
from etl.feeds import Feed
from etl.prepare import append_names
from etl.readers import Staged
from etl.staging import view_rows
from etl.statements import execute
from etl.upsert import Fates


class NotTidy(Exception):  # noqa: N818 - a change of plan, not an error
    """The log repeats lines, or texts need cleaning: read it the careful way."""


def store_bulk(
    cursor: duckdb.DuckDBPyConnection, feed: Feed, staged: Staged, *, batch_id: int, exported_on: date
) -> Fates:
    """Store the readable lines of a streamed log; the others stand in temp table `set_aside` afterwards.

    Runs inside the write transaction. Raises NotTidy, or LoadError when the file breaks off.
    """
    view_rows(cursor, feed.name, exported_on)
    view = resolve_known_departments(cursor, feed, "typed")
    names = append_names(feed, view)
    execute(cursor, "empty_set_aside")
    place = {"batch_id": batch_id, "exported_on": exported_on}
    try:
        stored = execute(cursor, "store_append", place, **names).fetchone()
    except duckdb.Error:
        if (failure := staged.failure()) is not None:
            raise failure from None
        raise
    loaded = int(stored[0]) if stored else 0
    _check(cursor, feed, batch_id)
    if loaded + len(staged.bad_lines) != staged.rows:
        execute(cursor, "set_aside_unreadable", **names)
    return Fates(loaded, 0, 0)


def _check(cursor: duckdb.DuckDBPyConnection, feed: Feed, batch_id: int) -> None:
    names = append_names(feed)
    for question in ("bulk/untidy_texts", "bulk/repeated_lines", "bulk/known_lines"):
        answer = execute(cursor, question, {"batch_id": batch_id}, **names).fetchone()
        if answer is not None and answer[0]:
            raise NotTidy

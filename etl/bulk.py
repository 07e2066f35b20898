"""Large usage logs in one pass: lines are written to the lake while the file is read, and checked there.

Nearly every line of such a log reads directly and is new. The few others (an unusual cell, an unknown department, a
log number that may occur elsewhere) are read again and take the careful way of small files. Where they are many,
`NotTidy` ends the transaction (nothing was kept) and the whole file takes the careful way.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from etl.append import set_aside, store_append
from etl.bulk_facts import add_up, count_calls
from etl.bulk_files import LakeFiles
from etl.bulk_order import Ascent
from etl.bulk_rows import MOST_OTHER_TIMES, SPELLED, TIME, Mask, RowReader, Run
from etl.departments import filled_register, resolve_departments
from etl.feeds import Feed
from etl.readers import Staged
from etl.staging import type_rows
from etl.statements import execute, one_number
from etl.upsert import Fates

MOST_CAREFUL = 0.05
"""Larger shares of lines that need care send the whole file the careful way."""
ALWAYS_CAREFUL = 1000
"""So many lines may need care, however small the file."""
MOST_KEPT = 500_000
"""Lines to be read with care that are kept in memory before their share is known."""
_RISING = {b"rising": b""}
SCHEMA = pa.schema(
    [
        pa.field("batch_id", pa.int64()),
        pa.field("line", pa.int64(), metadata=_RISING),
        pa.field("exported_on", pa.date32()),
        pa.field("log_id", pa.string(), metadata=_RISING),
        pa.field("called_at", TIME, metadata=_RISING),
        *(
            pa.field(name, pa.dictionary(pa.int32(), pa.string()))
            for name in ("resource_id", "consumer", "request_id", "purpose", "mode", "status")
        ),
        pa.field("row_count", pa.int64()),
        pa.field("latency_ms", pa.int64()),
    ]
)
"""The table `usage`, as its data files are written here."""


class NotTidy(Exception):  # noqa: N818 - a change of plan, not an error
    """Many lines need care: read the file the careful way."""


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
) -> tuple[Fates, pa.Table | None]:
    """Store the new log lines of a streamed log; the others stand in temp table `set_aside` afterwards.

    Returns what became of the lines, and the facts of the calls counted meanwhile (None: count the stored lines).

    Runs inside the write transaction; `files` are to be kept when it is to be committed. Raises NotTidy, or LoadError
    when the file breaks off.
    """
    place: dict[str, Any] = {"batch_id": batch_id, "exported_on": exported_on}
    order = Ascent()
    counted: list[pa.Table] = []
    direct = _write_direct(cursor, feed, staged, files, order, counted, place)
    files.hand_over(cursor)
    _name_again(cursor, place, order, staged)
    view = _read_with_care(cursor, feed, staged, place)
    execute(cursor, "bulk/suspects", place, source=view)
    set_aside(cursor, feed, "suspects", batch_id)
    rest = store_append(cursor, feed, view, **place)
    taken_back = one_number(execute(cursor, "bulk/take_back", place))
    late = execute(cursor, "bulk/late_calls", place).to_arrow_table()
    facts = add_up([*counted, count_calls(late)]) if counted and not taken_back else None
    return Fates(direct - taken_back + rest.loaded, rest.unchanged, 0), facts


def _write_direct(
    cursor: duckdb.DuckDBPyConnection,
    feed: Feed,
    staged: Staged,
    files: LakeFiles,
    order: Ascent,
    counted: list[pa.Table],
    place: dict[str, Any],
) -> int:
    """Write the lines that read directly and follow each other; keep the others. Number of lines written."""
    reader = RowReader(feed, staged.positions, filled_register(cursor), place["exported_on"])
    written = kept = 0
    for run in staged.treated(reader, SPELLED):
        _read_other_times(cursor, run)
        careful = run.careful | ~reader.plausible(run)
        plain = np.flatnonzero(~careful)
        numbers = run.columns["log_id"].filter(pa.array(~careful)) if careful.any() else run.columns["log_id"]
        careful[plain[order.behind(numbers)]] = True
        rows = np.flatnonzero(careful)
        written, kept = written + len(careful) - len(rows), kept + len(rows)
        if kept > MOST_KEPT and kept > MOST_CAREFUL * (written + kept):
            raise NotTidy
        if len(rows):
            staged.keep(run.original(rows))
        files.write(partial(_counted_rows, run, careful, place, counted))
    _check_share(kept, written + kept)
    return written


def _read_other_times(cursor: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Read the times that are not written as 2026-01-05 09:03:00 as those of small files are, where they are many."""
    rows = np.flatnonzero(~run.timed)
    if len(rows) <= MOST_OTHER_TIMES:
        return
    cursor.register("other_times", pa.table({"called_at": run.times.take(pa.array(rows))}))
    read = execute(cursor, "bulk/other_times").to_arrow_table().column("called_at").combine_chunks()
    cursor.unregister("other_times")
    run.timed[rows] = read.is_valid().to_numpy(zero_copy_only=False)
    run.called_at[rows] = read.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)


def _counted_rows(run: Run, careful: Mask, place: dict[str, Any], counted: list[pa.Table]) -> pa.Table:
    """The lines of a run that are stored directly, after their calls were counted."""
    rows = _table(run, careful, place)
    if rows.num_rows:
        counted.append(count_calls(rows))
    return rows


def _table(run: Run, careful: Mask, place: dict[str, Any]) -> pa.Table:
    """The lines of a run that are stored directly."""
    count = len(run.line)
    columns = {
        **run.columns,
        "line": pa.array(run.line),
        "called_at": pa.array(run.called_at).cast(TIME),
        "batch_id": pa.repeat(pa.scalar(place["batch_id"], pa.int64()), count),
        "exported_on": pa.repeat(pa.scalar(place["exported_on"], pa.date32()), count),
    }
    table = pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)
    return table.filter(pa.array(~careful)) if careful.any() else table


def _check_share(careful: int, readable: int) -> None:
    if careful > max(ALWAYS_CAREFUL, MOST_CAREFUL * readable):
        raise NotTidy


def _name_again(
    cursor: duckdb.DuckDBPyConnection, place: dict[str, Any], order: Ascent, staged: Staged
) -> None:
    """Find the log lines stored just now that occur twice or in an earlier batch (temp tables)."""
    execute(cursor, "bulk/named_twice", {**place, "ordered": order.ordered})
    execute(cursor, "bulk/known_again", {**place, "least": order.least, "greatest": order.greatest})
    again = sum(
        one_number(execute(cursor, "bulk/count", source=table)) for table in ("named_twice", "known_again")
    )
    _check_share(again, staged.rows)


def _read_with_care(
    cursor: duckdb.DuckDBPyConnection, feed: Feed, staged: Staged, place: dict[str, Any]
) -> str:
    """View of the lines that were not stored directly, typed and checked as those of a small file."""
    staged.only_kept(cursor)
    type_rows(cursor, feed.name, place["exported_on"])
    staged.release(cursor)
    return resolve_departments(cursor, feed, "typed")

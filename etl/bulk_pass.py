"""The one pass over a large log: what reads directly goes to the data files, what needs care is kept in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from etl.bulk_facts import Counted
from etl.bulk_files import LakeFiles
from etl.bulk_order import Ascent, Namesakes
from etl.bulk_rows import MOST_OTHER_TIMES, SPELLED, TIME, Mask, RowReader, Run
from etl.departments import filled_register
from etl.feeds import Feed
from etl.readers import Staged
from etl.statements import execute

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


@dataclass
class Pass:
    """What a pass over a log saw: lines written and their times, their facts, and whose numbers may recur."""

    order: Ascent = field(default_factory=Ascent)
    namesakes: Namesakes = field(default_factory=Namesakes)
    counted: Counted = field(default_factory=Counted)
    written: int = 0
    careful: int = 0
    unnumbered: list[int] = field(default_factory=list)
    """Lines whose number must be read with care too."""
    first: int | None = None
    """Earliest time among the lines written, in microseconds since 1970."""
    last: int | None = None


def write_direct(
    cursor: duckdb.DuckDBPyConnection, feed: Feed, staged: Staged, files: LakeFiles, place: dict[str, Any]
) -> Pass:
    """Write the lines that read directly and follow each other; keep the others in `staged`.

    Raises NotTidy, or LoadError when the file breaks off.
    """
    reader = RowReader(feed, staged.positions, filled_register(cursor), place["exported_on"])
    seen = Pass()
    for run in staged.treated(reader, SPELLED):
        _read_other_times(cursor, run)
        careful = run.careful | ~reader.plausible(run)
        table = _table(run, place)
        _follow(seen, run, table, careful)
        rows = np.flatnonzero(careful)
        seen.careful += len(rows)
        seen.written += len(careful) - len(rows)
        if seen.careful > MOST_KEPT:
            check_share(seen.careful, seen.written + seen.careful)
        if len(rows):
            staged.keep(run.original(rows))
        files.write(partial(_counted_rows, seen.counted, table, careful))
    check_share(seen.careful, seen.written + seen.careful)
    return seen


def check_share(careful: int, readable: int) -> None:
    """NotTidy where so many lines need care that reading the whole file with care is quicker."""
    if careful > max(ALWAYS_CAREFUL, MOST_CAREFUL * readable):
        raise NotTidy


def _follow(seen: Pass, run: Run, table: pa.Table, careful: Mask) -> None:
    """Mark the lines whose number may have occurred; find the lines whose number those read with care repeat."""
    plain = np.flatnonzero(~careful)
    numbers = run.columns["log_id"].filter(pa.array(~careful))
    behind = seen.order.behind(numbers)
    if len(behind):
        careful[plain[behind]] = True
        plain = np.delete(plain, behind)
        numbers = run.columns["log_id"].filter(pa.array(~careful))
    seen.unnumbered += run.line[run.unnumbered].tolist()
    asked = run.columns["log_id"].filter(pa.array(careful & ~run.unnumbered))
    if seen.order.ordered:
        seen.namesakes.look(asked.to_pylist(), numbers, lambda places: table.take(pa.array(plain[places])))
    if len(plain):
        times = run.called_at[plain]
        seen.first = min(int(times.min()), int(times.min()) if seen.first is None else seen.first)
        seen.last = max(int(times.max()), int(times.max()) if seen.last is None else seen.last)


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


def _table(run: Run, place: dict[str, Any]) -> pa.Table:
    """The lines of a run as rows of `usage`; those that need care say nothing reliable."""
    count = len(run.line)
    columns = {
        **run.columns,
        "line": pa.array(run.line),
        "called_at": pa.array(run.called_at).cast(TIME),
        "batch_id": pa.repeat(pa.scalar(place["batch_id"], pa.int64()), count),
        "exported_on": pa.repeat(pa.scalar(place["exported_on"], pa.date32()), count),
    }
    return pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def _counted_rows(counted: Counted, table: pa.Table, careful: Mask) -> pa.Table:
    """The lines that are stored directly, after their calls were counted."""
    rows = table.filter(pa.array(~careful)) if careful.any() else table
    counted.count(rows)
    return rows

"""Rows of large logs read column by column: a log of millions of lines spells a few thousand different texts.

Each different text of a run is read once, as a small file's cells are (etl/feeds/reading.py), and departments get their
register names. What cannot be taken directly (an unknown department, a damaged text, an unusual number) marks its line:
such lines are read again with care.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from etl.departments import Register
from etl.feeds import Feed
from etl.feeds.reading import read_cell
from etl.readers.cells import Cells
from etl.reasons import RefusalError

LOG_ID = "^[!-~]{5,200}$"
"""Printable ASCII needs no cleaning, and no word for nothing is that long."""
DIGITS = "^[0-9]{0,15}$"
TIME = pa.timestamp("us")
SPELLED = frozenset({"resource_id", "consumer", "request_id", "purpose", "mode", "status"})
"""Columns of few different texts."""
_WRITTEN_SECONDS = len("2026-01-05 09:03:00")
_SLICE, _MOST_MISREAD = 4096, 100
MOST_OTHER_TIMES = 2000
"""More times of a run that are written in another way are read together."""
_FIRST_DAY = date(2000, 1, 1)
_SPELLING = pa.dictionary(pa.int32(), pa.string())
Mask = npt.NDArray[np.bool_]


@dataclass
class Run:
    """Some lines of a log: the cells as written, the columns as read, and which lines need care.

    `called_at` is microseconds since 1970 where `timed`; `log_id` and the other columns have one value per line.
    """

    cells: list[Cells]
    line: npt.NDArray[np.int64]
    columns: dict[str, pa.Array]
    times: pa.Array
    called_at: npt.NDArray[np.int64]
    timed: Mask
    careful: Mask
    unnumbered: Mask
    """Lines whose number does not read directly."""

    def original(self, rows: npt.NDArray[np.intp]) -> Cells:
        """The cells of some lines as written."""
        columns = [
            pa.chunked_array(parts) for parts in zip(*(each.columns for each in self.cells), strict=True)
        ]
        wanted = pa.array(rows)
        taken = (column.take(wanted).cast(pa.string()).combine_chunks() for column in columns)
        return Cells(self.line[rows], list(taken))


class RowReader:
    """Reads runs of a usage log, several at a time."""

    def __init__(self, feed: Feed, positions: dict[str, int], register: Register, exported_on: date) -> None:
        self._columns = {column.name: column for column in feed.columns}
        self._positions, self._register, self._exported_on = positions, register, exported_on
        self._known: dict[str, dict[str, str | None]] = {name: {} for name in SPELLED}

    def __call__(self, cells: list[Cells]) -> Run:
        """One run. Lines without a time that reads directly are not marked yet."""
        line = np.concatenate([block.line for block in cells]) if cells else np.zeros(0, np.int64)
        careful = np.zeros(len(line), dtype=bool)
        columns: dict[str, pa.Array] = {}
        for name in SPELLED:
            columns[name], doubtful = self._spelled(name, self._joined(name, cells, len(line)))
            careful |= doubtful
        columns["log_id"] = self._joined("log_id", cells, len(line))
        unnumbered = _unlike(columns["log_id"], LOG_ID, 0x21, 0x7E, 5, 200)
        careful |= unnumbered
        for name in ("row_count", "latency_ms"):
            columns[name], doubtful = _whole(self._joined(name, cells, len(line)))
            careful |= doubtful
        times = self._joined("called_at", cells, len(line))
        moments = _moments(times)
        timed = np.array(moments.is_valid().to_numpy(zero_copy_only=False), dtype=bool)
        called_at = moments.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False).copy()
        self._read_other_times(times, called_at, timed)
        return Run(cells, line, columns, times, called_at, timed, careful, unnumbered)

    def _read_other_times(self, times: pa.Array, called_at: npt.NDArray[np.int64], timed: Mask) -> None:
        """Read the times written in another way one by one, where they are few."""
        rows = np.flatnonzero(~timed)
        if len(rows) > MOST_OTHER_TIMES:
            return
        for row, text in zip(rows.tolist(), times.take(pa.array(rows)).to_pylist(), strict=True):
            try:
                moment = read_cell(self._columns["called_at"], text, self._exported_on)
            except RefusalError:
                continue
            if isinstance(moment, datetime):
                called_at[row] = _microseconds(moment)
                timed[row] = True

    def plausible(self, run: Run) -> Mask:
        """Lines whose time was read and can be one of this log."""
        first, last = _microseconds(_FIRST_DAY), _microseconds(self._exported_on + timedelta(days=1))
        return np.asarray(run.timed & (run.called_at >= first) & (run.called_at <= last), dtype=bool)

    def _joined(self, name: str, cells: list[Cells], rows: int) -> pa.Array:
        """One column of the run."""
        spelled = name in SPELLED
        if name not in self._positions or not cells:
            return pa.nulls(rows, _SPELLING if spelled else pa.string())
        parts = [block.columns[self._positions[name]] for block in cells]
        if not spelled:
            return pa.concat_arrays(parts)
        encoded = [
            part if pa.types.is_dictionary(part.type) else pc.dictionary_encode(part) for part in parts
        ]
        return pa.chunked_array(encoded, _SPELLING).unify_dictionaries().combine_chunks()

    def _spelled(self, name: str, column: pa.DictionaryArray) -> tuple[pa.DictionaryArray, Mask]:
        """The column with what its texts mean, and the rows whose text needs more than cleaning."""
        known = self._known[name]
        spelled = column.dictionary.to_pylist()
        for text in spelled:
            if text not in known:
                known[text] = self._meaning(name, text)
        meant = [known[text] for text in spelled]
        wanting = np.array(
            [text is None or (not text and self._columns[name].required) for text in meant], dtype=bool
        )
        places: dict[str, int] = {}
        codes = [places.setdefault(text, len(places)) if text else None for text in meant]
        indices = pa.array(codes, pa.int32()).take(column.indices)
        read = pa.DictionaryArray.from_arrays(indices, pa.array(places, pa.string()))
        if column.null_count:
            absent = np.asarray(column.is_null().to_numpy(zero_copy_only=False), dtype=bool)
            return read, absent & self._columns[name].required
        return read, wanting[column.indices.to_numpy()] if wanting.any() else np.zeros(
            len(column), dtype=bool
        )

    def _meaning(self, name: str, text: str) -> str | None:
        """What is kept of a text, an empty text for nothing; None where it cannot be taken directly."""
        try:
            value = read_cell(self._columns[name], text, self._exported_on)
        except RefusalError:
            return None
        if value is None or name != "consumer":
            return str(value or "")
        names = self._register.names.get(str(value), set())
        return next(iter(names)) if len(names) == 1 else None


def _microseconds(moment: date) -> int:
    return int(np.datetime64(moment, "us").astype(np.int64))


def _moments(times: pa.Array) -> pa.Array:
    """Times written as 2026-01-05 09:03:00; null where they are not."""
    fit = pc.equal(pc.binary_length(times), _WRITTEN_SECONDS)
    written = pc.if_else(fit, times, pa.scalar(None, pa.string()))
    misread: list[int] = []
    slices = (written.slice(start, _SLICE) for start in range(0, len(written), _SLICE))
    return pa.concat_arrays([_cast(each, misread) for each in slices] or [pa.nulls(0, TIME)])


def _cast(texts: pa.Array, misread: list[int]) -> pa.Array:
    """Texts as times, halved until those that are none stand alone; many such leave their part unread."""
    try:
        return texts.cast(TIME)
    except pa.ArrowInvalid:
        if len(texts) == 1 or len(misread) > _MOST_MISREAD:
            misread.append(len(texts))
            return pa.nulls(len(texts), TIME)
    half = len(texts) // 2
    return pa.concat_arrays([_cast(texts[:half], misread), _cast(texts[half:], misread)])


def _whole(column: pa.Array) -> tuple[pa.Array, Mask]:
    """A column of digits as numbers, and the rows that are none; an empty text is null."""
    unlike = _unlike(column, DIGITS, 0x30, 0x39, 0, 15)
    blank = pc.equal(pc.binary_length(column), 0)
    if unlike.any():
        blank = pc.or_(blank, pa.array(unlike))
    return pc.if_else(blank, pa.scalar(None, pa.string()), column).cast(pa.int64()), unlike


def _unlike(column: pa.Array, pattern: str, least: int, most: int, shortest: int, longest: int) -> Mask:
    """Rows that do not match the pattern; a whole run is judged by its bytes and lengths first."""
    none = np.zeros(len(column), dtype=bool)
    if not len(column) or column.null_count == len(column):
        return none
    _, places, letters = column.buffers()
    ends = np.frombuffer(places, np.int32)[column.offset : column.offset + len(column) + 1]
    lengths = np.diff(ends)
    used = (
        np.frombuffer(letters, np.uint8)[ends[0] : ends[-1]] if ends[-1] > ends[0] else np.zeros(0, np.uint8)
    )
    of_fit_length = lengths.min() >= shortest and lengths.max() <= longest
    if of_fit_length and (not len(used) or (used.min() >= least and used.max() <= most)):
        return none
    like = pc.match_substring_regex(column, pattern)
    return np.asarray(pc.invert(pc.fill_null(like, False)).to_numpy(zero_copy_only=False), dtype=bool)

"""Texts of large logs read by their spellings: a log of millions of lines spells a few thousand different texts.

Each different text of a block is cleaned once, and departments get their register names. What cannot be taken directly
(an unknown department, a damaged text, an unusual number) leaves its line without a consumer: such lines are read again
with care.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from etl.departments import Register
from etl.feeds import Feed
from etl.reasons import RefusalError
from etl.values import TEXT_BLANKS, VALUE_BLANKS, check_text, clean

LOG_ID = "^[!-~]{5,200}$"
"""Printable ASCII needs no cleaning, and no word for nothing is that long."""
DIGITS = "^[0-9]{0,15}$"


class Tidying:
    """Makes the text cells of a batch what the lake keeps. Line without consumer: to be read with care."""

    def __init__(self, feed: Feed, register: Register) -> None:
        self._register = register
        self._values = {column.name: column.kind != "text" or column.identifier for column in feed.columns}
        self._known: dict[str, dict[str, str | None]] = {}

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch with clean texts."""
        columns = {name: batch.column(name) for name in batch.schema.names}
        doubtful = np.zeros(batch.num_rows, dtype=bool)
        for name in ("resource_id", "consumer", "request_id", "purpose"):
            columns[name], careful = self._read(name, columns[name])
            doubtful |= careful
        doubtful |= _unlike(columns["log_id"], LOG_ID, 0x21, 0x7E, 5, 200)
        for name in ("row_count", "latency_ms"):
            doubtful |= _unlike(columns[name], DIGITS, 0x30, 0x39, 0, 15)
        if doubtful.any():
            nobody = pa.scalar(None, pa.string())
            columns["consumer"] = pc.if_else(pa.array(doubtful), nobody, columns["consumer"])
        return pa.record_batch(list(columns.values()), schema=batch.schema)

    def _read(self, name: str, column: pa.Array) -> tuple[pa.Array, npt.NDArray[np.bool_]]:
        """The column with clean texts, and the rows whose text needs more than cleaning."""
        if column.null_count == len(column):
            return column, np.zeros(len(column), dtype=bool)
        encoded = pc.dictionary_encode(column)
        spelled = encoded.dictionary.to_pylist()
        known = self._known.setdefault(name, {})
        for text in spelled:
            if text not in known:
                known[text] = self._meaning(name, text)
        meant = [known[text] for text in spelled]
        careful = np.array([text is None for text in meant], dtype=bool)
        rows = careful[encoded.indices.to_numpy()] if careful.any() else np.zeros(len(column), dtype=bool)
        if meant == spelled:
            return column, rows
        return pa.array([text or None for text in meant], pa.string()).take(encoded.indices), rows

    def _meaning(self, name: str, text: str) -> str | None:
        """What is kept of a text, an empty text for nothing; None where it cannot be taken directly."""
        cell = clean(text)
        if cell in (VALUE_BLANKS if self._values[name] else TEXT_BLANKS):
            return ""
        try:
            check_text(cell)
        except RefusalError:
            return None
        if name != "consumer":
            return cell
        names = self._register.names.get(cell, set())
        return next(iter(names)) if len(names) == 1 else None


def _unlike(
    column: pa.Array, pattern: str, least: int, most: int, shortest: int, longest: int
) -> npt.NDArray[np.bool_]:
    """Rows that do not match the pattern; a whole block is judged by its bytes and lengths first."""
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

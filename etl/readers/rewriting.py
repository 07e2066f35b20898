"""Apply a mapping to blocks of cells: from the sender's columns to the feed's, still as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from etl.feeds import Feed
from etl.headers import to_simplified
from etl.mapping import Mapping, Split
from etl.readers.cells import Cells

_OPENING, _CLOSING = "(（[【〔", ")）]】〕"
Columns = dict[str, pa.Array]
Lines = npt.NDArray[np.int64]


def _bracket_pairs(text: str) -> dict[int, int]:
    """Position of every closing bracket -> of its opening one; brackets without a partner are left out."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for at, letter in enumerate(text):
        if letter in _OPENING:
            open_at.append(at)
        elif letter in _CLOSING and open_at:
            pairs[at] = open_at.pop()
    return pairs


def split_list(text: str, separators: str) -> list[str]:
    """Elements of a list cell, without blank ones; separators inside a pair of brackets do not count."""
    inside = {at for last, first in _bracket_pairs(text).items() for at in range(first, last)}
    parts: list[str] = []
    start = 0
    for at, letter in enumerate(text):
        if letter in separators and at not in inside:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def split_bracket(element: str) -> tuple[str, str | None]:
    """`姓名(全名)` as name and note; the note is None where no bracket ends the element."""
    first = _bracket_pairs(element).get(len(element) - 1)
    if not first or not element[:first].strip():
        return element, None
    return element[:first].strip(), element[first + 1 : -1].strip() or None


class Rewriting:
    """Turns the sender's columns into all columns of the feed, in the feed's order."""

    def __init__(self, feed: Feed, positions: dict[str, int], mapping: Mapping | None) -> None:
        self._names = [column.name for column in feed.columns]
        self.positions = positions
        self._mapping = mapping
        self._patterns = {
            name: re.compile(pattern, re.DOTALL)
            for name, pattern in (mapping.strip if mapping else {}).items()
        }

    @property
    def plain(self) -> bool:
        """Whether cells stay as the sender wrote them."""
        return self._mapping is None

    @property
    def schema(self) -> pa.Schema:
        """`line` and one text column per canonical column."""
        return pa.schema([("line", pa.int64()), *((name, pa.string()) for name in self._names)])

    def batch(self, block: Cells) -> pa.RecordBatch:
        """One block rewritten."""
        columns: Columns = {name: block.columns[at] for name, at in self.positions.items()}
        line = block.line
        if self._mapping:
            line, columns = self._mapped(line, columns, self._mapping)
        absent = pa.nulls(len(line), pa.string())
        return pa.record_batch(
            [pa.array(line), *(columns.get(name, absent) for name in self._names)], schema=self.schema
        )

    def _mapped(self, line: Lines, columns: Columns, mapping: Mapping) -> tuple[Lines, Columns]:
        for name, value in mapping.constants.items():
            columns[name] = pa.repeat(pa.scalar(value, pa.string()), len(line))
        if mapping.split and mapping.split.column in columns:
            line, columns = _split_rows(line, columns, mapping.split)
        for name, pattern in self._patterns.items():
            if name in columns:
                columns[name] = _each(columns[name], partial(_stripped, pattern))
        if mapping.simplify:
            columns = {name: _each(column, to_simplified) for name, column in columns.items()}
        for name, values in mapping.values.items():
            if name in columns:
                columns[name] = _each(columns[name], partial(_replaced, values))
        return line, columns


def _stripped(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(1) if found and found.group(1) is not None else text


def _replaced(values: dict[str, str], text: str) -> str:
    return values.get(text.strip(), text)


def _each(column: pa.Array, rewrite: Callable[[str], str]) -> pa.Array:
    """Rewrite every different text once."""
    encoded = pc.dictionary_encode(column)
    distinct = [rewrite(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(distinct, pa.string()).take(encoded.indices)


def _split_rows(line: Lines, columns: Columns, split: Split) -> tuple[Lines, Columns]:
    """One row per element; a cell without elements keeps its row, so that the loader can refuse it."""
    elements: list[str | None] = []
    notes: list[str | None] = []
    rows: list[int] = []
    for row, text in enumerate(columns[split.column].to_pylist()):
        found: list[str | None] = [*split_list(text or "", split.separators)]
        for element in found or [None]:
            name, note = split_bracket(element) if element and split.brackets else (element, None)
            rows.append(row)
            elements.append(name)
            notes.append(note)
    index = np.asarray(rows, dtype=np.int64)
    repeated = {name: column.take(pa.array(index)) for name, column in columns.items()}
    repeated[split.column] = pa.array(elements, pa.string())
    if split.brackets:
        repeated[split.brackets] = pa.array(notes, pa.string())
    return line[index], repeated

"""Records of delimited text with true line numbers, whatever the quoting: RFC 4180 read line by line.

Slower than `blocks`; used for files whose quoted cells span lines, and for single blocks with odd quoting.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator

from etl.readers.cells import BLOCK_ROWS, BadLines, Cells, block_of, without_blank_rows
from etl.readers.limits import LINE_BYTES

_UNCLOSED = "引号未成对或引号后有多余字符"


class _Lines:
    """Physical lines that can be handed back when a quote turns out to be unclosed."""

    def __init__(self, lines: Iterable[str], first_line: int) -> None:
        self._source = iter(lines)
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self.line = first_line
        """Number of the record's first line."""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        text = self._again.popleft() if self._again else next(self._source)
        self._taken.append(text)
        return text

    def done(self) -> None:
        """The record is complete."""
        self.line += len(self._taken)
        self._taken.clear()

    def give_up(self) -> str:
        """Take only the record's first line as read, hand the others back."""
        first, *rest = self._taken
        self._again.extendleft(reversed(rest))
        self.line += 1
        self._taken.clear()
        return first


def records(
    lines: Iterable[str], delimiter: str, first_line: int = 1
) -> Iterator[tuple[int, list[str], str | None]]:
    """(first line, cells, problem) per record; reading resumes on the line after an unclosed quote."""
    csv.field_size_limit(LINE_BYTES)
    source = _Lines(lines, first_line)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            line = source.line
            text = source.give_up().rstrip("\r\n")
            reader = csv.reader(source, delimiter=delimiter, strict=True)
            yield line, text.split(delimiter), _UNCLOSED
            continue
        line = source.line
        source.done()
        yield line, cells, None


def read_exactly(
    lines: Iterable[str], delimiter: str, width: int, first_line: int, bad: BadLines
) -> Iterator[Cells]:
    """Blocks of rows from physical lines (with their line ends)."""
    numbers: list[int] = []
    rows: list[list[str]] = []
    for line, cells, problem in records(lines, delimiter, first_line):
        if problem:
            bad.note(line, cells, problem)
        elif len(cells) == width:
            numbers.append(line)
            rows.append(cells)
        elif any(cell.strip() for cell in cells):
            bad.note_width(line, cells, width)
        if len(rows) >= BLOCK_ROWS:
            yield without_blank_rows(block_of(numbers, rows, width))
            numbers, rows = [], []
    if rows:
        yield without_blank_rows(block_of(numbers, rows, width))

"""Delimited text: find delimiter and header row, then read blocks fast or records exactly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.feeds import FEEDS, Feed
from etl.headers import find_header, hits
from etl.readers.blocks import BlockReader
from etl.readers.cells import BadLines, Cells, Reader, pick, those_of
from etl.readers.exact import read_exactly, records
from etl.readers.limits import COLUMNS, HEAD_BYTES, HEADER_ROWS
from etl.readers.scan import TextScan
from etl.readers.side_by_side import Made
from warehouse.errors import LoadError

DELIMITERS = (",", "\t", ";", "|", "，")
_SEPARATOR_LINE = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)
_SAMPLE_ROWS = 200


@dataclass(frozen=True)
class Text:
    """UTF-8 text on disk: `start` is the first byte after a byte order mark."""

    path: Path
    start: int
    scan: TextScan


def head_of(text: Text) -> str:
    """The beginning of the text, whole lines where possible."""
    with text.path.open("rb") as file:
        file.seek(text.start)
        data = file.read(HEAD_BYTES)
        if len(data) == HEAD_BYTES:
            data = data[: data.rfind(b"\n") + 1] or data
    return data.decode("utf-8", errors="ignore")


def physical_lines(text: str) -> Iterator[str]:
    """Lines with their ends; ends are line feed, carriage return or both."""
    return (found.group() for found in re.finditer(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z", text))


def _sample(head: str, delimiter: str, most: int) -> list[tuple[int, list[str], int]]:
    """(first line, cells, line after) of the first rows that are not blank."""
    rows: list[tuple[int, list[str], int]] = []
    previous: tuple[int, list[str]] | None = None
    for line, cells, _ in records(physical_lines(head), delimiter):
        if previous:
            rows.append((*previous, line))
            previous = None
            if len(rows) >= most:
                return rows
        if any(cell.strip() for cell in cells):
            previous = (line, cells)
    if previous:
        rows.append((*previous, sum(1 for _ in physical_lines(head)) + 1))
    return rows


def find_delimiter(head: str, feed: Feed | None = None, named: Mapping[str, str] | None = None) -> str:
    """The delimiter under which a row names most columns; else the one giving the steadiest table."""
    if declared := _SEPARATOR_LINE.match(head):
        return declared.group(1)
    feeds = [feed] if feed else list(FEEDS.values())

    def score(delimiter: str) -> tuple[int, float]:
        if delimiter not in head:
            return (0, 0.0)
        rows = [cells for _, cells, _ in _sample(head, delimiter, _SAMPLE_ROWS)]
        known = max((hits(row, each, named) for row in rows[:HEADER_ROWS] for each in feeds), default=0)
        width, count = Counter(len(row) for row in rows).most_common(1)[0] if rows else (1, 1)
        return (known, count / len(rows) if rows and width > 1 else 0.0)

    return max(DELIMITERS, key=score)


class DelimitedReader(Reader):
    """A delimited text whose header row is known."""

    def __init__(
        self, text: Text, name: str, delimiter: str, feed: Feed, named: Mapping[str, str] | None
    ) -> None:
        head = head_of(text)
        rows = _sample(head, delimiter, _SAMPLE_ROWS)
        if _SEPARATOR_LINE.match(head):
            rows = rows[1:]
        self.first_rows = [cells for _, cells, _ in rows[:HEADER_ROWS]]
        if any(len(cells) > COLUMNS for cells in self.first_rows):
            widest = max(len(cells) for cells in self.first_rows)
            raise LoadError(
                f"文件有{widest:,}列，超过上限{COLUMNS:,}列。",
                f"文件“{name}”",
                "请确认分隔符和换行是否正确，只导出需要的列。",
            )
        index = find_header(self.first_rows, feed, named)
        index = 0 if index is None else index
        self.header_line, header, data_line = rows[index]
        later = [cells for _, cells, _ in rows[index + 1 :]]
        if len(later) > 1 and all(len(cells) == len(header) + 1 and not cells[-1].strip() for cells in later):
            header = [*header, ""]
        self.headers = tuple(header)
        self._text, self._delimiter, self._data_line = text, delimiter, data_line
        skipped = (
            len(line.encode()) for line, _ in zip(physical_lines(head), range(data_line - 1), strict=False)
        )
        self._data_start = text.start + sum(skipped)
        scan = text.scan
        self._blocks = (
            BlockReader(text.path, self._data_start, data_line, delimiter, len(header), scan.quoted)
            if not (scan.spanning or scan.lone_returns) and delimiter.isascii()
            else None
        )

    def batches(self, bad: BadLines) -> Iterator[Cells]:
        """All data rows in order."""
        return self._blocks.batches(bad) if self._blocks else self._records(bad)

    def treated(
        self, treat: Callable[[list[Cells]], Made], bad: BadLines, spelled: frozenset[int] = frozenset()
    ) -> Iterator[Made]:
        """What `treat` makes of run after run of blocks, in order, several at a time where lines are records."""
        way = self._blocks.treated if self._blocks else super().treated
        return way(treat, bad, spelled)

    def _records(self, bad: BadLines) -> Iterator[Cells]:
        with self._text.path.open("rb") as raw:
            raw.seek(self._data_start)
            lines = (line.decode() for line in raw)
            split = (part for line in lines for part in physical_lines(line))
            width = len(self.headers)
            yield from read_exactly(split, self._delimiter, width, self._data_line, bad)

    def blocks_of(self, lines: set[int]) -> Iterator[Cells]:
        """Only these lines; reads only the blocks they stand in."""
        if not self._blocks:
            yield from super().blocks_of(lines)
            return
        for block in self._blocks.blocks_of(lines):
            yield those_of(block, lines)

    def original(self, lines: set[int]) -> dict[int, list[str]]:
        """Cells of some lines as the sender wrote them; reads only the blocks they stand in."""
        if not self._blocks:
            return super().original(lines)
        return {k: v for block in self._blocks.blocks_of(lines) for k, v in pick(block, lines).items()}

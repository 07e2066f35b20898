"""Delimited UTF-8 text at full speed: blocks of whole lines parsed side by side by Arrow.

Every physical line is one record here (the scan has seen that no quoted cell spans lines), so line numbers
are counted, not guessed. A block with unusual quoting is handed to the exact reader.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as arrow_csv

from etl.readers.cells import BLOCK_ROWS, BadLines, Cells, without_blank_rows
from etl.readers.exact import read_exactly, records
from etl.readers.limits import LINE_BYTES
from etl.readers.side_by_side import Made, side_by_side

BLOCK_BYTES = 4 << 20
RUN_BLOCKS = 4
"""Blocks that are treated together: some 100,000 lines of a log."""


@dataclass(frozen=True)
class Block:
    """Where a run of whole lines stands in the text: byte offset, length and number of its first line."""

    offset: int
    size: int
    line: int


Run = list[tuple[Block, bytes]]


class OverlongLineError(ValueError):
    """A line longer than the limit; `offset` is its first byte."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def whole_lines(path: Path, start: int, size: int | None = None) -> Iterator[tuple[int, bytes]]:
    """(offset, bytes) of runs of whole lines from byte `start` on; the last may lack its line end.

    A run holds `size` bytes (BLOCK_BYTES) and the rest of the line in which they end. OverlongLineError for a line that
    does not end within the limit.
    """
    with path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(size or BLOCK_BYTES):
            rest = b"" if chunk.endswith(b"\n") else file.readline(LINE_BYTES + 1)
            if len(rest) > LINE_BYTES and not rest.endswith(b"\n"):
                raise OverlongLineError(start + chunk.rfind(b"\n") + 1)
            run = chunk + rest
            yield start, run
            start += len(run)


_SPELLED = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class _Parsed:
    lines: int
    blocks: list[Cells]
    bad: BadLines


def parse_block(
    data: bytes,
    delimiter: str,
    width: int,
    quoted: bool,
    first_line: int,
    spelled: frozenset[int] = frozenset(),
) -> _Parsed:
    """Rows of one run of whole lines; line numbers count from `first_line`, columns `spelled` are dictionaries."""
    count = data.count(b"\n") + (not data.endswith(b"\n"))
    bad = BadLines()
    marked = data.startswith(codecs.BOM_UTF8)  # Arrow would drop it: it opens a line, not the file
    if marked or (quoted and not _plainly_quoted(data, delimiter.encode())):
        return _Parsed(count, _exact(data, delimiter, width, first_line, bad), bad)
    odd: list[tuple[int, str]] = []

    def keep(row: arrow_csv.InvalidRow) -> str:
        odd.append((row.number, row.text))
        return "skip"

    names = [str(number) for number in range(width)]
    table = arrow_csv.read_csv(
        pa.BufferReader(data),
        read_options=arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=len(data) + 1),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter,
            quote_char='"' if quoted else False,
            newlines_in_values=quoted,
            ignore_empty_lines=False,
            invalid_row_handler=keep,
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types={name: _SPELLED if at in spelled else pa.string() for at, name in enumerate(names)},
            strings_can_be_null=False,
            check_utf8=False,
        ),
    ).combine_chunks()
    if table.num_rows + len(odd) != count:
        return _Parsed(count, _exact(data, delimiter, width, first_line, bad), bad)
    line = np.arange(first_line, first_line + count, dtype=np.int64)
    if odd:
        line = np.delete(line, [number - 1 for number, _ in odd])
    for number, text in odd:
        cells = next(records([text], delimiter))[1]
        if any(cell.strip() for cell in cells):
            bad.note_width(first_line + number - 1, cells, width)
    columns = [
        column.chunk(0) if column.num_chunks else pa.array([], pa.string()) for column in table.columns
    ]
    return _Parsed(count, [without_blank_rows(Cells(line, columns))], bad)


def _exact(data: bytes, delimiter: str, width: int, first_line: int, bad: BadLines) -> list[Cells]:
    text = io.StringIO(data.decode(), newline="")
    return list(read_exactly(text, delimiter, width, first_line, bad))


def _plainly_quoted(data: bytes, delimiter: bytes) -> bool:
    """Whether quotes only open after a delimiter and close before one, with an even number on every line."""
    if b'"' not in data:
        return True
    text = np.frombuffer(b"\n" + data + b"\n", dtype=np.uint8)
    quotes = np.flatnonzero(text == ord('"'))
    if len(quotes) % 2:
        return False
    ends = np.flatnonzero(text == ord("\n"))
    if (np.searchsorted(quotes, ends) % 2).any():
        return False
    opens, closes = text[quotes[0::2] - 1], text[quotes[1::2] + 1]
    return bool(
        np.isin(opens, np.frombuffer(delimiter + b'\n"', np.uint8)).all()
        and np.isin(closes, np.frombuffer(delimiter + b'\r\n"', np.uint8)).all()
    )


class BlockReader:
    """Reads one text block by block on all cores, in order; remembers where blocks stand."""

    def __init__(
        self, path: Path, start: int, first_line: int, delimiter: str, width: int, quoted: bool
    ) -> None:
        self._path, self._start, self._first_line = path, start, first_line
        self._delimiter, self._width, self._quoted = delimiter, width, quoted
        self._index: list[Block] = []
        self._texts: dict[int, bytes] = {}

    def batches(self, bad: BadLines) -> Iterator[Cells]:
        """All rows in order."""
        for blocks in self.treated(list, bad):
            yield from blocks

    def treated(
        self, treat: Callable[[list[Cells]], Made], bad: BadLines, spelled: frozenset[int] = frozenset()
    ) -> Iterator[Made]:
        """What `treat` makes of run after run of blocks, in order; runs are parsed and treated side by side."""
        index: list[Block] = []

        def treated(run: Run) -> tuple[Made, BadLines]:
            parsed = [
                parse_block(data, self._delimiter, self._width, self._quoted, block.line, spelled)
                for block, data in run
            ]
            found = BadLines(each for part in parsed for each in part.bad)
            return treat([block for part in parsed for block in part.blocks]), found

        for made, found in side_by_side(treated, self._runs(index)):
            for each in found:
                bad.note(each.line, each.cells, each.reason)
            yield made
        self._index = index

    def _runs(self, index: list[Block]) -> Iterator[Run]:
        """The blocks of the text, RUN_BLOCKS at a time; where they stand is noted in `index`."""
        line = self._first_line
        run: Run = []
        for offset, data in whole_lines(self._path, self._start):
            index.append(Block(offset, len(data), line))
            run.append((index[-1], data))
            line += data.count(b"\n")
            if len(run) == RUN_BLOCKS:
                yield run
                run = []
        if run:
            yield run

    def blocks_of(self, lines: set[int]) -> Iterator[Cells]:
        """Only these lines, those that can be read; needs a complete earlier reading."""
        missing = lines - self._texts.keys()
        firsts = np.array([block.line for block in self._index], dtype=np.int64)
        ordered = np.array(sorted(missing), dtype=np.int64)
        places = np.searchsorted(firsts, ordered, side="right") - 1
        with self._path.open("rb") as file:
            for number in sorted(set(places.tolist()) - {-1}):
                block = self._index[number]
                file.seek(block.offset)
                wanted = ordered[places == number] - block.line
                for line, cut in zip(wanted, _cut(file.read(block.size), wanted), strict=True):
                    self._texts[int(line) + block.line] = cut
        found = sorted(lines & self._texts.keys())
        for start in range(0, len(found), BLOCK_ROWS):
            part = found[start : start + BLOCK_ROWS]
            data = b"".join(self._texts[line].rstrip(b"\r\n") + b"\n" for line in part)
            for cells in parse_block(data, self._delimiter, self._width, self._quoted, 0).blocks:
                yield Cells(np.array(part, dtype=np.int64)[cells.line], cells.columns)


def _cut(data: bytes, wanted: npt.NDArray[np.int64]) -> list[bytes]:
    """The texts of some lines of a run of whole lines (first = 0), with their ends."""
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("\n")) + 1
    starts = np.concatenate([[0], ends, [len(data)]])
    return [data[starts[line] : starts[min(line + 1, len(starts) - 1)]] for line in wanted.tolist()]

"""What every reader yields: blocks of text cells with line numbers, and lines that could not be read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from etl.readers.side_by_side import Made
from warehouse.errors import LoadError

MOST_BAD_LINES = 100_000
BLOCK_ROWS = 50_000
_PLAIN = np.array([chr(code).isascii() and chr(code).isalnum() for code in range(256)])


@dataclass(frozen=True)
class BadLine:
    """A line whose cells cannot be told apart; `cells` as far as they can, in the sender's order."""

    line: int
    cells: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Cells:
    """Rows of one block: `line` (first line of the file = 1) and one text array per column of the sender.

    Columns read as spellings are dictionary arrays.
    """

    line: npt.NDArray[np.int64]
    columns: list[pa.Array]


class BadLines(list[BadLine]):
    """Lines refused while reading; a file with very many of them is refused as a whole."""

    def note(self, line: int, cells: Sequence[str], reason: str) -> None:
        """Keep one line; LoadError beyond MOST_BAD_LINES."""
        self.append(BadLine(line, tuple(cells), reason))
        if len(self) > MOST_BAD_LINES:
            raise LoadError(
                f"超过{MOST_BAD_LINES:,}行的单元格与表头对不上，整个文件未装载。",
                f"第{self[0].line}行起，例如：{self[0].reason}",
                "请检查分隔符、引号和表头后重新导出。",
            )

    def note_width(self, line: int, cells: Sequence[str], expected: int) -> None:
        """Keep a line that has another number of cells than the header."""
        extra = "可能有未加引号的分隔符" if len(cells) > expected else "可能缺列或被换行截断"
        self.note(line, cells, f"该行有{len(cells)}个单元格，表头有{expected}个（{extra}）")


class Reader(ABC):
    """One opened file of known headers; `batches` can be called again and yields the same."""

    headers: tuple[str, ...]
    header_line: int
    first_rows: Sequence[Sequence[str]]
    """Rows looked at for the header, for messages."""
    sheet: str | None = None

    @abstractmethod
    def batches(self, bad: BadLines) -> Iterator[Cells]:
        """All data rows in order, blank rows left out; lines that cannot be read go to `bad`."""

    def treated(
        self,
        treat: Callable[[list[Cells]], Made],
        bad: BadLines,
        spelled: frozenset[int] = frozenset(),  # noqa: ARG002 - for readers that can
    ) -> Iterator[Made]:
        """What `treat` makes of run after run of blocks, in order; readers that can treat runs side by side.

        `spelled`: columns of few different texts, which a reader may offer as dictionary arrays.
        """
        for block in self.batches(bad):
            yield treat([block])

    def blocks_of(self, lines: set[int]) -> Iterator[Cells]:
        """Only these lines."""
        for block in self.batches(BadLines()):
            yield those_of(block, lines)

    def original(self, lines: set[int]) -> dict[int, list[str]]:
        """Cells of some lines as the sender wrote them."""
        found: dict[int, list[str]] = {}
        for block in self.batches(BadLines()):
            found.update(pick(block, lines))
            if len(found) == len(lines):
                break
        return found


def those_of(block: Cells, lines: set[int]) -> Cells:
    """The wanted lines of one block."""
    wanted = np.isin(block.line, np.fromiter(lines, np.int64, len(lines)))
    mask = pa.array(wanted)
    return Cells(block.line[wanted], [column.filter(mask) for column in block.columns])


def pick(block: Cells, lines: set[int]) -> dict[int, list[str]]:
    """Cells of the wanted lines of one block."""
    wanted = np.flatnonzero(np.isin(block.line, np.fromiter(lines, np.int64, len(lines))))
    if not len(wanted):
        return {}
    columns = [column.take(pa.array(wanted)).to_pylist() for column in block.columns]
    return {
        int(line): ["" if cell is None else cell for cell in cells]
        for line, cells in zip(block.line[wanted], zip(*columns, strict=True), strict=True)
    }


def without_blank_rows(block: Cells) -> Cells:
    """The block without rows whose cells are all empty or white space."""
    if not block.columns:
        return block
    blank = np.flatnonzero(_blank(block.columns[0]))
    for column in block.columns[1:]:
        if not len(blank):
            return block
        blank = blank[_blank(column.take(pa.array(blank)))]
    if not len(blank):
        return block
    keep = np.ones(len(block.line), dtype=bool)
    keep[blank] = False
    mask = pa.array(keep)
    return Cells(block.line[keep], [column.filter(mask) for column in block.columns])


def _blank(column: pa.Array) -> npt.NDArray[np.bool_]:
    if pa.types.is_dictionary(column.type):
        return np.asarray(_blank(column.dictionary)[column.indices.to_numpy()], dtype=bool)
    if _all_begin_plainly(column):
        return np.zeros(len(column), dtype=bool)
    empty = pc.or_(pc.equal(pc.binary_length(column), 0), pc.utf8_is_space(column))
    return np.asarray(pc.fill_null(empty, True).to_numpy(zero_copy_only=False), dtype=bool)


def _all_begin_plainly(column: pa.Array) -> bool:
    """Whether every cell begins with an ASCII letter or digit: much cheaper to see than which cells are blank."""
    if not len(column) or column.null_count:
        return False
    _, places, letters = column.buffers()
    ends = np.frombuffer(places, np.int32)[column.offset : column.offset + len(column) + 1]
    if not (np.diff(ends) > 0).all():
        return False
    return bool(_PLAIN[np.frombuffer(letters, np.uint8)[ends[:-1]]].all())


def block_of(lines: Sequence[int], rows: Sequence[Sequence[str | None]], width: int) -> Cells:
    """Rows of Python texts as a block; every row has `width` cells."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * width
    return Cells(np.asarray(lines, dtype=np.int64), [pa.array(column, pa.string()) for column in columns])

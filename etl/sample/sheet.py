"""A feed file before it is written: rows, the lines planted between them, and on which line each ends up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np

from etl.feeds import FEEDS
from etl.sample.mess import Cell, Columns

Fate = Literal["refused", "repeated", "blank"]


class Rows(Protocol):
    """What a sheet needs of its rows: their number and each one's cells."""

    def __len__(self) -> int:
        """How many rows there are."""
        ...

    def __getitem__(self, row: int, /) -> tuple[Cell, ...]:
        """One row's cells."""
        ...


@dataclass(frozen=True)
class Planted:
    """A line put before row number `before`: refused for `columns`, a repetition, or a blank line."""

    before: int
    cells: tuple[Cell, ...]
    fate: Fate
    kind: str = ""
    columns: tuple[str, ...] = ()


@dataclass
class Sheet:
    """Rows of one feed file in the order of `columns`, with planted lines; the header is line `top`.

    `unchanged` and `superseded` count rows (planted lines aside) that tell nothing new when loaded in order.
    """

    feed: str
    columns: tuple[str, ...]
    rows: Rows
    top: int = 1
    planted: list[Planted] = field(default_factory=list)
    unchanged: int = 0
    superseded: int = 0

    @classmethod
    def of(cls, feed: str, cells: Columns, *, top: int = 1) -> Sheet:
        """A sheet of columns of equal length."""
        return cls(feed, tuple(cells), list(zip(*cells.values(), strict=True)), top)

    @property
    def headers(self) -> list[str]:
        """The official Chinese headers."""
        return [FEEDS[self.feed].column(name).title for name in self.columns]

    def plant(self, lines: list[Planted]) -> None:
        """Add planted lines; the order of those before one row stays."""
        self.planted = sorted([*self.planted, *lines], key=lambda line: line.before)

    def line_of_row(self, row: int) -> int:
        """Line in the file of row number `row` (from 0); the first line of the file is 1."""
        return self.top + 1 + row + bisect_right(self.planted, row, key=lambda line: line.before)

    def planted_lines(self) -> Iterator[tuple[int, Planted]]:
        """Planted lines with their line numbers."""
        for order, line in enumerate(self.planted):
            yield self.top + 1 + line.before + order, line

    def all_cells(self) -> Iterator[tuple[Cell, ...]]:
        """Every line below the header, in order."""
        at = 0
        for row in range(len(self.rows)):
            while at < len(self.planted) and self.planted[at].before <= row:
                yield self.planted[at].cells
                at += 1
            yield self.rows[row]
        for line in self.planted[at:]:
            yield line.cells

    def counts(self) -> dict[str, int]:
        """Expected counts of a load: read = loaded + unchanged + superseded + refused."""
        fates = [line.fate for line in self.planted]
        read = len(self.rows) + len(fates) - fates.count("blank")
        unchanged, refused = self.unchanged + fates.count("repeated"), fates.count("refused")
        return {
            "read": read,
            "loaded": read - unchanged - self.superseded - refused,
            "unchanged": unchanged,
            "superseded": self.superseded,
            "refused": refused,
        }


def sprinkle(sheet: Sheet, rng: np.random.Generator, *, repeated: int = 2, blank: int = 2) -> None:
    """Repeat a few rows word for word and leave a few lines blank."""
    many = len(sheet.rows)
    lines = []
    for _ in range(repeated):
        row = int(rng.integers(0, many))
        lines.append(
            Planted(int(rng.integers(row + 1, many + 1)), sheet.rows[row], "repeated", "repeated_line")
        )
    for _ in range(blank):
        empty = ("",) * len(sheet.columns)
        lines.append(Planted(int(rng.integers(1, max(many, 2))), empty, "blank", "blank_line"))
    sheet.plant(lines)

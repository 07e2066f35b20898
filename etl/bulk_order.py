"""Log numbers of a large file that may occur in it before: none where numbers ascend, as they mostly do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

MOST_BEHIND = 0.05
"""Larger shares of numbers that are not above all earlier ones: the file is in no order."""
ALWAYS_BEHIND = 500
"""So many numbers may be behind, however small the file."""


class Ascent:
    """Follows the log numbers of a file from run to run.

    A number above all earlier ones is new. `ordered` ends where many are not; `least` and `greatest` bound the
    numbers seen so far, whatever their order.
    """

    def __init__(self) -> None:
        self.ordered = True
        self.least: str | None = None
        self.greatest: str | None = None
        self._seen = self._behind = 0

    def behind(self, numbers: pa.Array) -> npt.NDArray[np.intp]:
        """Places of the numbers that are not above all earlier ones of the file; none once it is in no order."""
        if not len(numbers):
            return np.zeros(0, np.intp)
        falls = np.zeros(0, np.intp)
        if self.ordered:
            falling = pc.less_equal(numbers[1:], numbers[:-1]).to_numpy(zero_copy_only=False)
            falls = np.flatnonzero(falling) + 1
        bounds = pc.min_max(numbers).as_py() if len(falls) or not self.ordered else None
        least, greatest = (
            (bounds["min"], bounds["max"]) if bounds else (numbers[0].as_py(), numbers[-1].as_py())
        )
        self._seen += len(numbers)
        found = self._found(numbers, falls) if self.ordered else []
        self._behind += len(found)
        self.least = least if self.least is None else min(self.least, least)
        self.greatest = greatest if self.greatest is None else max(self.greatest, greatest)
        return np.array(found, dtype=np.intp)

    def _found(self, numbers: pa.Array, falls: npt.NDArray[np.intp]) -> list[int]:
        """The places behind, run of rising numbers by run; every such run is behind at its beginning only."""
        most = max(ALWAYS_BEHIND, int(MOST_BEHIND * self._seen)) - self._behind
        found: list[int] = []
        top = self.greatest
        for first, end in zip([0, *falls.tolist()], [*falls.tolist(), len(numbers)], strict=True):
            place = first
            while place < end and top is not None and numbers[place].as_py() <= top:
                found.append(place)
                place += 1
                if len(found) > most:
                    self.ordered = False
                    return []
            if place < end:
                top = numbers[end - 1].as_py()
        return found


@dataclass(frozen=True)
class _Written:
    """Lines of one run that were written directly: their rising numbers, and the rows at some places."""

    numbers: pa.Array
    rows: Callable[[list[int]], pa.Table]

    @property
    def least(self) -> str:
        return str(self.numbers[0].as_py())

    @property
    def greatest(self) -> str:
        return str(self.numbers[-1].as_py())

    def place(self, number: str) -> int | None:
        """Where the number stands."""
        at = bisect_left(self.numbers, number, key=lambda each: each.as_py())
        return at if at < len(self.numbers) and self.numbers[at].as_py() == number else None


class Namesakes:
    """Lines written directly whose number a line read with care has too, in a log whose numbers ascend.

    `rows` are these lines, `elsewhere` the numbers whose line would stand too far back to be at hand.
    """

    def __init__(self) -> None:
        self.rows: list[pa.Table] = []
        self.elsewhere: set[str] = set()
        self._found: set[str] = set()
        self._above: set[str] = set()
        self._runs: list[_Written] = []
        self._forgotten = False

    def look(self, asked: Iterable[str], numbers: pa.Array, rows: Callable[[list[int]], pa.Table]) -> None:
        """Look for numbers among the lines written in this run and the one before, and in the next run if above all.

        `numbers` rise, from run to run too; `rows` makes the rows at some of their places.
        """
        wanted = (self._above | set(asked)) - self._found
        if len(numbers):
            self._runs.append(_Written(numbers, rows))
            if len(self._runs) > 2:
                self._forgotten = True
                del self._runs[0]
        top = self._runs[-1].greatest if self._runs else ""
        self._above = {number for number in wanted if number > top}
        wanted -= self._above
        for run in self._runs:
            places = {number: run.place(number) for number in wanted if run.least <= number <= run.greatest}
            found = {number: place for number, place in places.items() if place is not None}
            if found:
                self.rows.append(run.rows(list(found.values())))
                self._found |= found.keys()
        if self._forgotten:
            self.elsewhere |= {number for number in wanted if number < self._runs[0].least}

"""Log numbers of a large file that may occur in it before: none where numbers ascend, as they mostly do."""

from __future__ import annotations

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

"""Grades from floors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def grade_index(totals: Array, floors: Sequence[float]) -> NDArray[np.int64]:
    """Index of the best grade whose floor the total reaches; `floors` descend, best grade first; -1 where
    total is nan.

    A total below every floor gets the last grade. Source: article 14's evaluation with grade floors (best
    >= 90 ...).
    """
    x = np.asarray(totals, dtype=np.float64)
    ascending = np.asarray(floors, dtype=np.float64)[::-1]
    reached = np.searchsorted(ascending, x, side="right")
    index = np.minimum(len(ascending) - reached, len(ascending) - 1)
    return np.where(np.isnan(x), -1, index).astype(np.int64)

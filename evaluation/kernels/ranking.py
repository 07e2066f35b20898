"""Competition ranks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def competition_ranks(totals: Array) -> Array:
    """Rank of each total, highest first, equals sharing the better rank: 1, 2, 2, 4. nan totals get no rank
    (nan).

    ``1 + number of totals strictly greater``. Source: "standard competition ranking"; the spreadsheet's
    RANK().
    """
    x = np.asarray(totals, dtype=np.float64)
    ranked = np.sort(x[~np.isnan(x)])
    greater = len(ranked) - np.searchsorted(ranked, x, side="right")
    return np.where(np.isnan(x), np.nan, greater + 1.0)

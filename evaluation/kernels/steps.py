"""Steps: a score for each range of values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def step_score(values: Array, at_least: Sequence[float], scores: Sequence[float]) -> Array:
    """Score of the last step whose threshold the value reaches; below the first threshold the first score.

    `at_least` ascends, `scores` has the same length; units of the scores are the caller's. Missing values
    stay missing.

    Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), §5.6 (categorical scale).
    """
    x = np.asarray(values, dtype=np.float64)
    step = np.searchsorted(np.asarray(at_least, dtype=np.float64), x, side="right") - 1
    found = np.asarray(scores, dtype=np.float64)[np.maximum(step, 0)]
    return np.where(np.isnan(x), np.nan, found)

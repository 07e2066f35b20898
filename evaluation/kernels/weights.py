"""Sharing out the weight of what is not scored."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def share_weights(scored: NDArray[np.bool_], weights: Array) -> Array:
    """Share of each entry among the scored entries of the last axis: ``w_i / sum of scored w``, 0 where not
    scored.

    Shares add up to 1 along the last axis, or are all 0 where nothing is scored.
    Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), §4 (available-case treatment).
    """
    held = np.where(scored, np.asarray(weights, dtype=np.float64), 0.0)
    total = held.sum(axis=-1, keepdims=True)
    shares: Array = np.divide(held, total, out=np.zeros_like(held), where=total > 0)
    return shares

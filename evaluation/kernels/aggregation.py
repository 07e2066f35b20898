"""Weighted means of scores across the last axis, leaving out what is not scored."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evaluation.kernels.weights import share_weights

Array = NDArray[np.float64]


def arithmetic_mean(scores: Array, weights: Array) -> Array:
    """Weighted arithmetic mean ``sum(w x) / sum(w)`` over the scored entries of the last axis; nan where
    none is scored.

    Full compensability: a point lost here is won back there at the ratio of the weights.
    Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), §6.1.
    """
    shares = share_weights(~np.isnan(scores), weights)
    mean = np.nansum(scores * shares, axis=-1)
    return np.where(shares.sum(axis=-1) > 0, mean, np.nan)


def geometric_mean(scores: Array, weights: Array) -> Array:
    """Weighted geometric mean ``prod(x ** (w / sum(w)))`` over the scored entries of the last axis; scores
    must be >= 0.

    One score of zero makes the mean zero. nan where nothing is scored.
    Source: OECD/JRC, Handbook (2008), §6.2; UNDP, HDR 2023/24 technical note 1, step 2.
    """
    scored = ~np.isnan(scores)
    shares = share_weights(scored, weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(scored & (shares > 0), shares * np.log(np.where(scored, scores, 1.0)), 0.0)
    mean = np.exp(terms.sum(axis=-1))
    return np.where(shares.sum(axis=-1) > 0, mean, np.nan)

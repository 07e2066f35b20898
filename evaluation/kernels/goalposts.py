"""Goalposts: where a value stands between two fixed values."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def goalpost_score(
    values: Array, low: float, high: float, *, log: bool = False, cap: bool = True, rising: bool = True
) -> Array:
    """Position of each value between the goalposts, 0 at `low` and 1 at `high` (turned round when not
    `rising`).

    ``(f(x) - f(low)) / (f(high) - f(low))`` with f the identity or, for `log`, the natural logarithm; with
    `cap` values beyond a goalpost count as the goalpost. A logarithm of zero or less counts as the lower
    goalpost. Missing values (nan) stay missing.

    Source: UNDP, Human Development Report 2023/24, technical note 1, equation 1; OECD/JRC, Handbook on
    Constructing Composite Indicators (2008), §5.3 (min-max with fixed bounds).
    """
    x = np.asarray(values, dtype=np.float64)
    if log:
        with np.errstate(divide="ignore", invalid="ignore"):
            x = np.where(x <= 0, -np.inf, np.log(x))
        floor, ceiling = float(np.log(low)), float(np.log(high))
    else:
        floor, ceiling = low, high
    share: Array = (x - floor) / (ceiling - floor)
    if cap:
        share = np.clip(share, 0.0, 1.0)
    return share if rising else 1.0 - share

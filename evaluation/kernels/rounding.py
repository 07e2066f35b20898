"""Commercial rounding, as clerks and spreadsheets do it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

EXACT_DIGITS = 12
"""Digits after the point up to which a binary sum is trusted; beyond them differences are noise of the
additions.
"""


def _half_up(value: float, digits: int) -> float:
    clean = Decimal(value).quantize(Decimal(1).scaleb(-EXACT_DIGITS), rounding=ROUND_HALF_UP)
    rounded = float(clean.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))
    return rounded if rounded else 0.0


def round_half_up(values: Array, digits: int) -> Array:
    """Each value rounded to `digits` (0..12) after the point, halves away from zero; nan stays nan.

    The value is first brought to 12 digits, so that 89.995 reached by adding binary fractions
    (89.99499999999999) is still a half. A spreadsheet gives the same with ``ROUND(ROUND(x, 12), digits)``.

    Source: IEEE 754-2019 §4.3.1, roundTiesToAway, on decimal digits; numpy's own rounding is half-to-even.
    """
    x = np.asarray(values, dtype=np.float64)
    flat = [v if np.isnan(v) else _half_up(float(v), digits) for v in x.ravel()]
    return np.asarray(flat, dtype=np.float64).reshape(x.shape)


def exact(values: Array) -> Array:
    """The values without the noise of binary additions: rounded to 12 digits after the point."""
    return round_half_up(values, EXACT_DIGITS)

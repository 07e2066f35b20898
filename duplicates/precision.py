"""How often findings of a band proved right, with Wilson's interval, from the rulings so far."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import duckdb
import pandas as pd

from duplicates.statements import execute

RIGHT = ("confirmed", "justified")
"""Verdicts that say the finder was right: the same is asked for, with or without a legal basis."""


def wilson(right: int, ruled: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a share (Wilson 1927); (0, 1) where nothing was ruled."""
    if ruled == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = right / ruled
    middle = share + z * z / (2 * ruled)
    half = z * sqrt(share * (1 - share) / ruled + z * z / (4 * ruled * ruled))
    scale = 1 + z * z / ruled
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def observed_precision(cur: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Columns: kind, band, ruled, right, precision, lower, upper (95 %), smallest and largest catalogue ruled in.

    Counts the newest ruling of each finding in class `duplicate`. Precision depends on the size of the catalogue at
    the same score: the sizes say for which catalogues the figure was observed.
    """
    frame = execute(cur, "ruled_by_band", right=list(RIGHT)).df()
    bounds = [wilson(int(r), int(n)) for r, n in zip(frame["right"], frame["ruled"], strict=True)]
    frame["lower"], frame["upper"] = [b[0] for b in bounds], [b[1] for b in bounds]
    return frame

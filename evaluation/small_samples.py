"""Rates of small samples inside a scheme: shrunk values to score, and intervals to show beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluation.kernels.beta_binomial import Prior, prior_by_moments, shrunk, wilson_interval
from evaluation.records import Indicator, Scheme

Array = NDArray[np.float64]

SMALLEST_GROUP = 5
"""Peer groups with fewer scored departments borrow the prior of all departments."""

RATE_UNIT = "%"


def is_rate(indicator: Indicator) -> bool:
    """Whether the indicator's values are shares of cases."""
    return indicator.unit == RATE_UNIT


def _wide(cells: pd.DataFrame, column: str, units: list[str], codes: list[str]) -> pd.DataFrame:
    return cells.pivot(index="department", columns="code", values=column).reindex(index=units, columns=codes)


def priors(successes: Array, cases: Array, groups: NDArray[np.str_]) -> list[Prior]:
    """The prior each department's rate is drawn to: its peer group's, or everybody's in a small group."""
    everybody = prior_by_moments(successes, cases)
    found = {}
    for group in np.unique(groups):
        own = (groups == group) & (cases > 0)
        found[group] = (
            prior_by_moments(successes[own], cases[own]) if own.sum() >= SMALLEST_GROUP else everybody
        )
    return [found[group] for group in groups]


def shrunk_column(value: Array, cases: Array, scored: NDArray[np.bool_], groups: NDArray[np.str_]) -> Array:
    """Shrunk rates of one indicator; nan where not scored. Cells that are not scored inform no prior."""
    n = np.where(scored, np.nan_to_num(cases), 0.0)
    k = np.where(scored, np.nan_to_num(value) * n, 0.0)
    found = np.full(len(value), np.nan)
    for row, prior in enumerate(priors(k, n, groups)):
        found[row] = shrunk(k[row], n[row], prior)
    return np.where(scored, np.where(np.isnan(found), value, found), np.nan)


def adjusted_values(scheme: Scheme, peers: pd.Series, cells: pd.DataFrame) -> Array:
    """Values to score (departments x indicators in the scheme's order): raw, or shrunk where the scheme says
    so; nan where the cell is not scored.
    """
    units, codes = list(peers.index), [i.code for i in scheme.indicators]
    scored = _wide(cells, "state", units, codes).to_numpy() == "scored"
    values = np.where(scored, _wide(cells, "value", units, codes).to_numpy(dtype=float), np.nan)
    counted = "cases" if "cases" in cells else "denominator"
    cases = _wide(cells, counted, units, codes).to_numpy(dtype=float)
    groups = peers.to_numpy(dtype=str)
    for n, indicator in enumerate(scheme.indicators):
        if indicator.shrink and is_rate(indicator):
            values[:, n] = shrunk_column(values[:, n], cases[:, n], scored[:, n], groups)
    return values


def rate_intervals(scheme: Scheme, cells: pd.DataFrame, units: list[str]) -> tuple[Array, Array]:
    """Lower and upper ends of 95 % Wilson intervals (departments x indicators); nan where no rate."""
    codes = [i.code for i in scheme.indicators]
    values = _wide(cells, "value", units, codes).to_numpy(dtype=float)
    cases = _wide(cells, "cases" if "cases" in cells else "denominator", units, codes).to_numpy(dtype=float)
    rates = np.array([is_rate(indicator) for indicator in scheme.indicators])
    n = np.where(rates & ~np.isnan(values), np.nan_to_num(cases), 0.0)
    return wilson_interval(np.nan_to_num(values) * n, n)

"""Rates of small samples: a beta prior from the group by moments, posterior means, Wilson intervals."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

SMALLEST, LARGEST_AT_LEAST = 1.0, 10.0


class Prior(NamedTuple):
    """A beta prior as its mean (0..1) and its strength, in cases."""

    mean: float
    strength: float


def prior_by_moments(successes: Array, cases: Array) -> Prior:
    """Beta prior of a group of rates by the method of moments; entries without cases are left out.

    With N rates p_i of n_i cases, weighted mean m and weighted variance s2 = N sum n_i (p_i - m)^2 / ((N - 1)
    sum n_i), the strength is (m(1 - m) - s2) / (s2 - m(1 - m)/N sum 1/n_i). It is held between 1 and the
    larger of 10 and the group's median sample: a group never outweighs a department with a usual sample.
    Fewer than two rates tell no spread: strength 0, no shrinkage.

    Source: J. Kleinman (1973), Proportions with extraneous variance, JASA 68, 46-54; J. M. Marshall (1991),
    Mapping disease rates using empirical Bayes estimators, Applied Statistics 40, 283-294.
    """
    known = np.asarray(cases, dtype=np.float64) > 0
    k, n = np.asarray(successes, dtype=np.float64)[known], np.asarray(cases, dtype=np.float64)[known]
    if len(n) < 2:
        return Prior(float(k.sum() / n.sum()) if len(n) else float("nan"), 0.0)
    mean = float(k.sum() / n.sum())
    spread = mean * (1 - mean)
    largest = max(LARGEST_AT_LEAST, float(np.median(n)))
    if spread <= 0:
        return Prior(mean, largest)
    variance = float(len(n) * (n * (k / n - mean) ** 2).sum() / ((len(n) - 1) * n.sum()))
    beyond_chance = variance - spread * float((1 / n).sum()) / len(n)
    if beyond_chance <= 0:
        return Prior(mean, largest)
    return Prior(mean, float(np.clip((spread - variance) / beyond_chance, SMALLEST, largest)))


def shrunk(successes: Array, cases: Array, prior: Prior) -> Array:
    """Posterior means ``(k + mean * strength) / (n + strength)``; nan where there are no cases.

    Source: the beta distribution is conjugate to the binomial; A. Gelman et al., Bayesian Data Analysis, §2.4.
    """
    k, n = np.asarray(successes, dtype=np.float64), np.asarray(cases, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        raw = k / n
        if prior.strength <= 0:
            return np.where(n > 0, raw, np.nan)
        return np.where(n > 0, (k + prior.mean * prior.strength) / (n + prior.strength), np.nan)


def wilson_interval(successes: Array, cases: Array, z: float = 1.959963984540054) -> tuple[Array, Array]:
    """Lower and upper end (0..1) of Wilson's score interval of each rate; 95 % unless `z` says otherwise.

    nan where there are no cases. Source: E. B. Wilson (1927), Probable inference, the law of succession, and
    statistical inference, JASA 22, 209-212.
    """
    k, n = np.asarray(successes, dtype=np.float64), np.asarray(cases, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = k / n
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * np.sqrt(np.maximum(p * (1 - p), 0) / n + z * z / (4 * n * n))
    low = np.where(n > 0, np.clip(centre - half, 0, 1), np.nan)
    return low, np.where(n > 0, np.clip(centre + half, 0, 1), np.nan)

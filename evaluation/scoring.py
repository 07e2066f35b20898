"""From a table of values to scores, shared-out weights, covered weight and the aggregated result."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.kernels import arithmetic_mean, geometric_mean, goalpost_score, share_weights, step_score
from evaluation.records import TOTAL, Goalposts, Indicator, Scheme

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Scores:
    """Scores of units (rows) under a scheme; every array has one row per unit, nan = not scored.

    `indicator_scores` and `indicator_weights` have one column per indicator in the scheme's order; the
    dictionaries hold one array per dimension code, and 'total' for the whole. Scores run to the scheme's
    `scale`, effective weights are parts of `weight_total`; `covered` is the scored share (0..1) of the
    declared weight that could be asked of the unit, `scored` the scored share of the whole declared weight.
    """

    indicator_scores: Array
    indicator_weights: Array
    dimension_scores: dict[str, Array]
    dimension_weights: dict[str, Array]
    covered: Array
    scored: Array


def indicator_score(indicator: Indicator, values: Array, scale: float) -> Array:
    """Scores (0..scale when capped) of one indicator's values; nan stays nan."""
    rule = indicator.scoring
    if isinstance(rule, Goalposts):
        rising = indicator.direction == "higher"
        log = rule.transform == "log"
        return scale * goalpost_score(values, rule.low, rule.high, log=log, cap=rule.cap, rising=rising)
    return step_score(values, [s.at_least for s in rule.steps], [s.score for s in rule.steps])


def score_values(
    scheme: Scheme,
    values: Array,
    zeroed: NDArray[np.bool_] | None = None,
    unasked: NDArray[np.bool_] | None = None,
) -> Scores:
    """Score `values` (units x indicators, nan = not scored); cells in `zeroed` score 0 and keep their weight.

    Cells in `unasked` (not applicable, not due, not computed by this edition) also leave the weight that
    `covered` is a share of.

    The weight of what is not scored goes to its siblings; a dimension with nothing scored passes its weight
    to its own siblings. Levels are aggregated bottom-up, weights handed down top-down.
    """
    columns = {indicator.code: n for n, indicator in enumerate(scheme.indicators)}
    scores = np.full(values.shape, np.nan)
    for indicator in scheme.indicators:
        n = columns[indicator.code]
        scores[:, n] = indicator_score(indicator, values[:, n], scheme.scale)
    if zeroed is not None:
        scores = np.where(zeroed, 0.0, scores)

    members: dict[str, list[str]] = {}
    declared: dict[str, float] = {}
    for dimension in scheme.dimensions:
        members.setdefault(dimension.parent, []).append(dimension.code)
        declared[dimension.code] = dimension.weight
    for indicator in scheme.indicators:
        members.setdefault(indicator.dimension, []).append(indicator.code)
        declared[indicator.code] = indicator.weight

    order = [TOTAL, *(dimension.code for dimension in scheme.tree())]
    known: dict[str, Array] = {code: scores[:, n] for code, n in columns.items()}
    for code in reversed(order):
        below = np.column_stack([known[member] for member in members[code]])
        weights = np.array([declared[member] for member in members[code]])
        mean = geometric_mean if scheme.aggregation_of(code) == "geometric" else arithmetic_mean
        known[code] = mean(below, weights)

    effective: dict[str, Array] = {TOTAL: np.where(np.isnan(known[TOTAL]), 0.0, scheme.weight_total)}
    for code in order:
        below = np.column_stack([known[member] for member in members[code]])
        shares = share_weights(~np.isnan(below), np.array([declared[member] for member in members[code]]))
        for n, member in enumerate(members[code]):
            effective[member] = effective[code] * shares[:, n]

    overall = scheme.overall_weights()
    declared_overall = np.array([overall[code] for code in columns])
    scored = np.where(np.isnan(scores), 0.0, declared_overall).sum(axis=1)
    asked = np.full(len(values), float(scheme.weight_total))
    if unasked is not None:
        asked = np.where(unasked & np.isnan(scores), 0.0, declared_overall).sum(axis=1)
    return Scores(
        indicator_scores=scores,
        indicator_weights=np.column_stack([effective[code] for code in columns]),
        dimension_scores={code: known[code] for code in order},
        dimension_weights={code: effective[code] for code in order},
        covered=np.divide(scored, asked, out=np.zeros_like(scored), where=asked > 0),
        scored=scored / scheme.weight_total,
    )

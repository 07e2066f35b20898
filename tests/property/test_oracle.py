"""Scores and ranks agree with an independent library's weighted sums and products on random full matrices."""

import numpy as np
import pytest
from pymcdm.methods import WPM, WSM
from pymcdm.normalizations import max_normalization, minmax_normalization

from evaluation.kernels import competition_ranks
from evaluation.records import TOTAL, Dimension, Goalposts, Indicator, Scheme
from evaluation.scoring import score_values


def scheme_of(weights, lower_is_better, aggregation="arithmetic"):
    indicators = [
        Indicator(
            code=f"I{n}", title=f"I{n}", article="第十四条", unit="分", dimension="d", metric="m", weight=weight,
            direction="lower" if lower else "higher", scoring=Goalposts(rule="goalposts", low=0, high=1),
            minimum_sample=0, missing="not_scored", rationale="oracle",
        )
        for n, (weight, lower) in enumerate(zip(weights, lower_is_better, strict=True))
    ]  # fmt: skip
    return Scheme(
        code="oracle", title="oracle", edition="1", source="oracle",
        dimensions=[Dimension(code="d", title="d", weight=100, aggregation=aggregation)], indicators=indicators,
    )  # fmt: skip


@pytest.mark.filterwarnings("ignore:Alternatives with indices:UserWarning")
@pytest.mark.parametrize("seed", range(20))
def test_weighted_sums_and_ranks_agree(seed):
    rng = np.random.default_rng(seed)
    units, codes = int(rng.integers(3, 60)), int(rng.integers(1, 12))
    values = rng.random((units, codes))
    values[0], values[1] = 0.0, 1.0  # the other library spreads each column from its least to its greatest
    weights = rng.dirichlet(np.ones(codes))
    lower = rng.random(codes) < 0.3
    ours = score_values(scheme_of(100 * weights, lower), values).dimension_scores[TOTAL]
    theirs = 100 * WSM(minmax_normalization)(values, weights, np.where(lower, -1, 1))
    assert ours == pytest.approx(theirs, abs=1e-9)
    assert competition_ranks(ours.round(9)).tolist() == competition_ranks(theirs.round(9)).tolist()


@pytest.mark.filterwarnings("ignore:Alternatives with indices:UserWarning")
@pytest.mark.parametrize("seed", range(20))
def test_weighted_products_and_ranks_agree(seed):
    rng = np.random.default_rng(seed)
    units, codes = int(rng.integers(3, 60)), int(rng.integers(1, 12))
    values = rng.uniform(0.01, 1, (units, codes))
    values[0] = 1.0  # the other library divides each column by its greatest
    weights = rng.dirichlet(np.ones(codes))
    scheme = scheme_of(100 * weights, np.zeros(codes, dtype=bool), "geometric")
    ours = score_values(scheme, values).dimension_scores[TOTAL]
    theirs = 100 * WPM(max_normalization)(values, weights, np.ones(codes))
    assert ours == pytest.approx(theirs, abs=1e-9)
    assert competition_ranks(ours.round(9)).tolist() == competition_ranks(theirs.round(9)).tolist()

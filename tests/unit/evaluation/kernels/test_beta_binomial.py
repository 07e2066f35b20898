"""Small samples: prior, shrinkage and Wilson interval worked by hand; what shrinking does for a ranking."""

import numpy as np
import pytest
from scipy.stats import spearmanr

from evaluation.kernels.beta_binomial import Prior, prior_by_moments, shrunk, wilson_interval


def test_prior_by_moments_by_hand():
    # Rates .2 and .8 of 10 cases each: m = 10/20 = .5; s2 = 2 x (10 x .09 + 10 x .09) / ((2 - 1) x 20) = .18;
    # m(1 - m) = .25; strength = (.25 - .18) / (.18 - .25 / 2 x (.1 + .1)) = .07 / .155 = .4516, held at 1.
    prior = prior_by_moments(np.array([2.0, 8.0]), np.array([10.0, 10.0]))
    assert prior == Prior(0.5, 1.0)


def test_rates_no_further_apart_than_chance_get_the_strongest_prior():
    # 5 of 10 twice: s2 = 0, below what chance alone would give; strength is the larger of 10 and the median 10.
    assert prior_by_moments(np.array([5.0, 5.0]), np.array([10.0, 10.0])) == Prior(0.5, 10.0)


def test_one_rate_tells_no_spread():
    assert prior_by_moments(np.array([3.0]), np.array([4.0])).strength == 0


def test_one_of_one_does_not_outrank_495_of_500():
    # Prior mean .9, strength 10: (1 + 9) / 11 = .909; (495 + 9) / 510 = .988.
    found = shrunk(np.array([1.0, 495.0]), np.array([1.0, 500.0]), Prior(0.9, 10.0))
    assert found == pytest.approx([10 / 11, 504 / 510])


def test_wilson_interval_by_hand():
    # 9 of 10, z = 2: centre (.9 + 4/20) / 1.4 = .785714; half 2 / 1.4 x sqrt(.09/10 + 4/400) = .196919.
    low, high = wilson_interval(np.array([9.0]), np.array([10.0]), z=2.0)
    assert low[0] == pytest.approx(0.785714 - 0.196919, abs=1e-5)
    assert high[0] == pytest.approx(0.785714 + 0.196919, abs=1e-5)


def test_nothing_is_known_without_cases():
    low, high = wilson_interval(np.array([0.0]), np.array([0.0]))
    assert np.isnan([low[0], high[0], shrunk(np.array([0.0]), np.array([0.0]), Prior(0.5, 2.0))[0]]).all()


def test_shrunk_rates_rank_the_truth_better_than_raw_rates():
    """200 seeded cities of 60 departments with true rates from Beta(18, 2) and 1 to 60 cases, many of them few."""
    rng = np.random.default_rng(20260630)
    raw, adjusted = [], []
    for _ in range(200):
        truth = rng.beta(18, 2, 60)
        cases = np.maximum(1, np.round(60 * rng.beta(0.5, 2, 60)))
        met = rng.binomial(cases.astype(int), truth).astype(float)
        raw.append(spearmanr(truth, met / cases).statistic)
        adjusted.append(spearmanr(truth, shrunk(met, cases, prior_by_moments(met, cases))).statistic)
    assert np.mean(raw) == pytest.approx(0.38, abs=0.01)
    assert np.mean(adjusted) == pytest.approx(0.47, abs=0.01)

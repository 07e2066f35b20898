import math

import numpy as np
import pytest

from evaluation.kernels import (
    arithmetic_mean,
    competition_ranks,
    exact,
    geometric_mean,
    goalpost_score,
    grade_index,
    round_half_up,
    share_weights,
    step_score,
)

NAN = float("nan")


def test_linear_goalposts_put_a_value_between_low_and_high_and_cap_it() -> None:
    values = np.array([0.4, 0.5, 0.8, 1.0, 1.2, NAN])
    # (0.8 - 0.5) / (1.0 - 0.5) = 0.6
    expected = [0.0, 0.0, 0.6, 1.0, 1.0, NAN]
    np.testing.assert_allclose(goalpost_score(values, 0.5, 1.0), expected, atol=1e-12)


def test_goalposts_turn_round_when_lower_is_better() -> None:
    # 2 working days = full, 10 = nothing, 4 days: (10 - 4) / 8 = 0.75
    found = goalpost_score(np.array([1.0, 2.0, 4.0, 10.0, 30.0]), 2, 10, rising=False)
    np.testing.assert_allclose(found, [1, 1, 0.75, 0, 0], atol=1e-12)


def test_uncapped_goalposts_go_on_beyond_the_posts() -> None:
    np.testing.assert_allclose(goalpost_score(np.array([-1.0, 3.0]), 0, 2, cap=False), [-0.5, 1.5])


def test_log_goalposts_use_the_natural_logarithm_and_count_nothing_as_the_floor() -> None:
    # ln(1000/100) / ln(10000/100) = 1/2
    found = goalpost_score(np.array([0.0, -5.0, 100.0, 1000.0, 10000.0]), 100, 10000, log=True)
    np.testing.assert_allclose(found, [0, 0, 0, 0.5, 1], atol=1e-12)


def test_steps_give_the_score_of_the_last_threshold_reached() -> None:
    found = step_score(np.array([-1, 0, 0.5, 1, 2, 9, NAN]), [0, 1, 2], [100, 40, 0])
    np.testing.assert_array_equal(found, [100, 100, 100, 40, 0, 0, NAN])


def test_means_leave_out_what_is_not_scored() -> None:
    scores = np.array([[80.0, NAN, 50.0], [NAN, NAN, NAN]])
    weights = np.array([40.0, 35.0, 20.0])
    # (80*40 + 50*20) / 60 = 70
    np.testing.assert_allclose(arithmetic_mean(scores, weights), [70, NAN])
    # 80^(40/60) * 50^(20/60)
    expected = np.array([math.exp((2 * math.log(80) + math.log(50)) / 3), NAN])
    np.testing.assert_allclose(geometric_mean(scores, weights), expected)


def test_one_score_of_zero_makes_the_geometric_mean_zero() -> None:
    assert geometric_mean(np.array([[0.0, 90.0]]), np.array([1.0, 1.0]))[0] == 0.0


def test_weights_are_shared_among_the_scored() -> None:
    scored = np.array([[True, False, True], [False, False, False]])
    found = share_weights(scored, np.array([40.0, 35.0, 25.0]))
    np.testing.assert_allclose(found, np.array([[40 / 65, 0.0, 25 / 65], [0.0, 0.0, 0.0]]))


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (0.5, 0, 1.0),
        (1.5, 0, 2.0),
        (2.5, 0, 3.0),
        (-2.5, 0, -3.0),
        (2.675, 2, 2.68),
        (1.005, 2, 1.01),
        (89.995, 2, 90.0),
        (89.99499, 2, 89.99),
        (-0.001, 2, 0.0),
        (0.7214999, 3, 0.721),
    ],
)
def test_halves_go_away_from_zero(value: float, digits: int, expected: float) -> None:
    assert round_half_up(np.array([value]), digits)[0] == expected


def test_noise_of_adding_binary_fractions_does_not_hide_a_half() -> None:
    total = sum([0.1] * 3) - 0.3 + 89.995 - 1e-14
    assert total < 89.995
    assert round_half_up(np.array([total]), 2)[0] == 90.0
    assert exact(np.array([0.1 + 0.2]))[0] == 0.3
    assert np.isnan(exact(np.array([NAN]))[0])


def test_equal_totals_share_the_better_rank() -> None:
    found = competition_ranks(np.array([70.0, 90.0, 80.0, NAN, 80.0]))
    np.testing.assert_array_equal(found, [4, 1, 2, NAN, 2])


def test_a_grade_is_reached_at_its_floor() -> None:
    floors = [90.0, 80.0, 60.0, 0.0]
    found = grade_index(np.array([100.0, 90.0, 89.99, 80.0, 60.0, 59.99, 0.0, NAN]), floors)
    np.testing.assert_array_equal(found, [0, 0, 1, 1, 2, 3, 3, -1])

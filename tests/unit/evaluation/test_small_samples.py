"""Small samples inside a scheme: whose mean a rate is drawn to, and what is shown beside it; worked by hand."""

from __future__ import annotations

import pytest

from evaluation.ledger import build_ledger
from evaluation.scheme import Scheme
from tests.unit.evaluation.examples import evaluation
from tests.unit.evaluation.test_results import dimension, indicator, scheme

SHRUNK = 'scoring = { rule = "goalposts", low = 0, high = 1 }\nshrink = true\nminimum_sample = 2'


def one(more: str = SHRUNK) -> Scheme:
    """A single rate that is scored as it stands."""
    return scheme(dimension("d", 100), indicator("A1", "d", 100, more))


def made(counts: dict[str, tuple[int, int]], groups: dict[str, str], more: str = SHRUNK):
    figures = {"A1": {name: (k, n, k / n if n else None) for name, (k, n) in counts.items()}}
    return evaluation(one(more), groups, figures)


def adjusted(found):
    return found.indicators.set_index("department")["adjusted_value"].to_dict()


GOOD = {f"优{n}局": (9, 10) for n in range(5)}
POOR = {f"差{n}局": (2, 10) for n in range(5)}
GROUPS = {**dict.fromkeys(GOOD, "优组"), **dict.fromkeys(POOR, "差组")}


def test_a_rate_is_drawn_to_its_own_peer_group_s_mean():
    # In either group all rates of ten cases are alike, so the strength is 10, the larger of 10 and the median sample.
    # One more department in each group with 1 of 2: m = 46 / 52 and 11 / 52, rates still no further apart than chance:
    # 优组 s2 = 6 x (5 x 10 x (.9 - .884615)^2 + 2 x (.5 - .884615)^2) / (5 x 52) = 6 x (.011834 + .295858) / 260
    # = .007101; m(1 - m) / 6 x (5 x .1 + .5) = .102071 / 6 = .017012 > s2. So (1 + 10 x 46 / 52) / 12 = .820513.
    # 差组: (1 + 10 x 11 / 52) / 12 = .259615; s2 = 6 x (50 x .000133 + 2 x .083210) / 260 = .003994 < .027798.
    counts = {**GOOD, **POOR, "新优局": (1, 2), "新差局": (1, 2)}
    found = adjusted(made(counts, {**GROUPS, "新优局": "优组", "新差局": "差组"}))
    assert found["新优局"] == pytest.approx((1 + 10 * 46 / 52) / 12)
    assert found["新差局"] == pytest.approx((1 + 10 * 11 / 52) / 12)
    assert (round(found["新优局"], 6), round(found["新差局"], 6)) == (0.820513, 0.259615)


def test_a_group_of_fewer_than_five_borrows_everybody_s_mean():
    # 孤局 is alone in its group: the prior is that of all eleven. m = (45 + 10 + 1) / 102 = 56 / 102 = .549020;
    # s2 = 11 x (50 x (.9 - m)^2 + 50 x (.2 - m)^2 + 2 x (.5 - m)^2) / (10 x 102)
    #    = 11 x (6.159362 + 6.090734 + .004806) / 1020 = .132161; m(1 - m) = .247597;
    # beyond chance .132161 - .247597 / 11 x (10 x .1 + .5) = .098398;
    # strength (.247597 - .132161) / .098398 = 1.173154.
    counts = {**GOOD, **POOR, "孤局": (1, 2)}
    found = adjusted(made(counts, {**GROUPS, "孤局": "独组"}))
    assert found["孤局"] == pytest.approx((1 + 1.173154 * 56 / 102) / (2 + 1.173154), abs=1e-6)


def test_what_is_not_scored_informs_no_prior():
    # 0 of 1 is below the minimum of two cases: the others' mean stays .9, and 1 of 2 becomes (1 + 10 x 46/52) / 12.
    counts = {**GOOD, "新局": (1, 2), "少局": (0, 1)}
    found = made(counts, dict.fromkeys(counts, "优组"))
    cells = found.indicators.set_index("department")
    assert cells.loc["少局", "state"] == "not_enough_data"
    assert cells.loc["新局", "adjusted_value"] == pytest.approx((1 + 10 * 46 / 52) / 12)


def test_raw_rate_cases_and_wilson_interval_stand_beside_the_adjusted_rate():
    found = made({**GOOD, "新局": (1, 2)}, dict.fromkeys([*GOOD, "新局"], "优组"))
    cell = found.indicators.set_index("department").loc["新局"]
    assert cell[["numerator", "denominator", "value", "cases"]].tolist() == [1, 2, 0.5, 2]
    # Wilson for 1 of 2, z = 1.96: centre .5, half = 1.96 / (1 + 3.8415/2) x sqrt(.25/2 + 3.8415/16) = .405472
    assert cell[["low", "high"]].tolist() == pytest.approx([0.5 - 0.405472, 0.5 + 0.405472], abs=1e-5)
    assert cell["score"] == pytest.approx(100 * cell["adjusted_value"])


def test_what_shrinking_gives_or_takes_is_a_row_of_the_ledger():
    found = made({**GOOD, "新局": (1, 2)}, dict.fromkeys([*GOOD, "新局"], "优组"))
    ledger = build_ledger(found)
    own = ledger[ledger["department"] == "新局"].set_index("kind")["points"]
    # 1 of 2 loses 50; drawn to .820513 it gets 32.051282 back; the total 82.05 is rounded down by .001282
    assert own["figure"] == pytest.approx(-50)
    assert own["small_sample"] == pytest.approx(32.051282, abs=1e-6)
    assert own["rounding"] == pytest.approx(-0.001282, abs=1e-6)
    said = ledger.loc[(ledger["department"] == "新局") & (ledger["kind"] == "small_sample"), "sentence"].iloc[
        0
    ]
    assert "样本 2 件，数值 50.00% 向同组均值调整为 82.05%" in said


@pytest.mark.parametrize(
    "more",
    [
        'scoring = { rule = "goalposts", low = 0, high = 1 }',
        'scoring = { rule = "goalposts", low = 0, high = 1 }\nshrink = false',
    ],
)
def test_without_the_word_nothing_is_shrunk(more: str):
    counts = {**GOOD, "新局": (1, 2)}
    assert adjusted(made(counts, dict.fromkeys(counts, "优组"), more))["新局"] == 0.5


def test_one_of_one_does_not_outrank_495_of_500():
    counts = {**{f"局{n}": (90, 100) for n in range(5)}, "大局": (495, 500), "小局": (2, 2)}
    found = made(counts, dict.fromkeys(counts, "")).ranking.set_index("department")["rank"]
    assert found["大局"] < found["小局"]

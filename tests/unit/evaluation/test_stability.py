"""How sure ranks are: what the draws must say where the answer is known without drawing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta

from evaluation.records import Dimension, Goalposts, Grade, Indicator, Scheme
from evaluation.stability import CONCENTRATION, SEED, Stability, drawn_totals, rank_intervals
from tests.unit.evaluation.examples import city, evaluation

GRADES = [Grade(title="优秀", floor=90), Grade(title="合格", floor=60), Grade(title="不合格", floor=0)]


def scheme(weights: dict[str, float], *, shrink: bool = False, aggregation: str = "arithmetic") -> Scheme:
    """Rates scored 0 to 100 as they stand, all in one dimension."""
    indicators = [
        Indicator(
            code=code, title=code, article="第十四条", unit="%", direction="higher", weight=weight, dimension="d",
            metric=f"metric_{code}", scoring=Goalposts(rule="goalposts", low=0, high=1), shrink=shrink, rationale="-",
        )
        for code, weight in weights.items()
    ]  # fmt: skip
    return Scheme(
        code="s", title="s", edition="1", source="-", indicators=indicators, grades=GRADES,
        dimensions=[Dimension(code="d", title="d", weight=100, aggregation=aggregation)],
    )  # fmt: skip


def rates(cells: dict[str, dict[str, tuple[int, int]]], used: Scheme | None = None):
    """An evaluation of departments (name -> code -> met, cases)."""
    codes = list(next(iter(cells.values())))
    figures = {
        code: {name: (k[code][0], k[code][1], k[code][0] / k[code][1]) for name, k in cells.items()}
        for code in codes
    }
    return evaluation(
        used or scheme({code: 100 / len(codes) for code in codes}), dict.fromkeys(cells, "一组"), figures
    )


def by_department(found: Stability) -> pd.DataFrame:
    return found.table.set_index("department")


@pytest.fixture(scope="module")
def whole_city():
    return city(60, seed=3)


@pytest.fixture(scope="module")
def intervals(whole_city):
    return rank_intervals(whole_city, lines={"预算线": 65.0})


def test_the_same_seed_gives_the_same_intervals_and_another_seed_others(whole_city):
    first, again = rank_intervals(whole_city, 2000), rank_intervals(whole_city, 2000)
    pd.testing.assert_frame_equal(first.table, again.table)
    assert (first.draws, first.seed) == (2000, SEED)
    other = rank_intervals(whole_city, 2000, seed=1)
    assert (other.table["total_low"] != first.table["total_low"]).any()


def test_every_interval_holds_the_total_and_the_rank(intervals, whole_city):
    table = intervals.table
    ranked = whole_city.ranking[whole_city.ranking["total"].notna()]
    assert table["department"].tolist() == ranked["department"].tolist()
    assert len(table) >= 55
    assert ((table["rank_low"] <= table["rank"]) & (table["rank"] <= table["rank_high"])).all()
    assert ((table["total_low"] <= table["total"]) & (table["total"] <= table["total_high"])).all()
    assert table["rank_low"].min() == 1
    assert table["rank_high"].max() <= len(table)


def test_a_perfect_record_of_few_cases_keeps_its_own_rank_in_its_interval():
    # Both have 100 points and rank 1; 3 of 3 can be drawn far lower than 500 of 500, never higher.
    found = by_department(rank_intervals(rates({"甲局": {"A": (500, 500)}, "乙局": {"A": (3, 3)}}), 2000))
    assert found["rank"].tolist() == [1, 1]
    assert (found.loc["乙局", "rank_low"], found.loc["乙局", "rank_high"]) == (1, 2)
    assert found.loc["乙局", "total_high"] == found.loc["乙局", "total"] == 100
    assert found["level"].tolist() == [1, 1]


def test_equal_departments_cannot_be_told_apart():
    cells = {name: {"A": (80, 100), "B": (45, 50)} for name in ("甲局", "乙局")}
    found = by_department(rank_intervals(rates(cells)))
    assert found["level"].tolist() == [1, 1]
    assert found[["rank_low", "rank_high"]].to_numpy().tolist() == [[1, 2], [1, 2]]


def test_a_department_far_ahead_is_first_for_certain():
    # 980 of 1000 beside 500 of 1000: 48 points apart, with a standard deviation of a rate of about 1.6 points.
    found = by_department(
        rank_intervals(
            rates({"甲局": {"A": (980, 1000)}, "乙局": {"A": (500, 1000)}, "丙局": {"A": (490, 1000)}})
        )
    )
    assert found.loc["甲局", ["rank_low", "rank_high", "level"]].tolist() == [1, 1, 1]
    assert (
        found.loc[["乙局", "丙局"], ["rank_low", "rank_high", "level"]].to_numpy().tolist() == [[2, 3, 2]] * 2
    )


def test_the_ends_of_a_single_rate_are_those_of_its_posterior():
    # One indicator has no weight to vary: the total is 100 x a rate with posterior Beta(0.5 + 45, 0.5 + 15).
    found = by_department(rank_intervals(rates({"甲局": {"A": (45, 60)}})))
    expected = 100 * beta(45.5, 15.5).ppf([0.05, 0.95])
    assert found.loc["甲局", ["total_low", "total_high"]].tolist() == pytest.approx(expected, abs=0.6)


def test_shrunk_rates_are_drawn_around_the_group_s_mean():
    # Five departments at 8 of 10 and one at 3 of 3: m = 43 / 53, rates no further apart than chance, so the strength
    # is 10 (the larger of 10 and the median sample 10): Beta(10 x 43 / 53 + 3, 10 x 10 / 53 + 0) for 3 of 3.
    cells = {f"{n}局": {"A": (8, 10)} for n in "甲乙丙丁戊"} | {"己局": {"A": (3, 3)}}
    found = by_department(rank_intervals(rates(cells, scheme({"A": 100}, shrink=True))))
    expected = 100 * beta(430 / 53 + 3, 100 / 53).ppf([0.05, 0.95])
    assert found.loc["己局", ["total_low", "total_high"]].tolist() == pytest.approx(expected, abs=0.8)


def test_weights_vary_around_the_declared_ones_as_the_dirichlet_distribution_says():
    # Scores 100 and 0 of a million cases: the total is 100 x the first weight, Beta(200 x .25, 200 x .75) when drawn.
    made = rates({"甲局": {"A": (10**6, 10**6), "B": (0, 10**6)}}, scheme({"A": 25, "B": 75}))
    drawn = drawn_totals(made, ["甲局"], 20_000, np.random.default_rng(1))[:, 0]
    share = beta(CONCENTRATION * 0.25, CONCENTRATION * 0.75)
    assert drawn.mean() == pytest.approx(100 * share.mean(), abs=0.1)
    assert drawn.std() == pytest.approx(100 * share.std(), abs=0.1)
    assert 100 * share.std() == pytest.approx(3.05, abs=0.01)


@pytest.mark.parametrize("aggregation", ["arithmetic", "geometric"])
def test_without_doubt_about_the_figures_only_weights_vary_and_equal_scores_do_not(aggregation):
    # Two indicators with the same score: whatever their weights, the mean is that score.
    made = rates(
        {"甲局": {"A": (640_000, 10**6), "B": (640_000, 10**6)}},
        scheme({"A": 30, "B": 70}, aggregation=aggregation),
    )
    found = by_department(rank_intervals(made, 1000)).loc["甲局"]
    assert found["total_low"] == pytest.approx(64, abs=0.1)
    assert found["total_high"] == pytest.approx(64, abs=0.1)


def test_a_grade_or_budget_line_inside_an_interval_is_a_warning(intervals):
    near = intervals.table["warnings"].str.contains("预算线 65 分")
    inside = (intervals.table["total_low"] < 65) & (intervals.table["total_high"] > 65)
    assert near.tolist() == inside.tolist()
    assert 0 < near.sum() < len(near)


def test_grade_lines_and_the_share_of_draws_with_the_same_grade():
    # 60 of 100 stands on the line of 60 points: about half of the draws stay above it. 80 of 100 is far from any line.
    found = by_department(rank_intervals(rates({"甲局": {"A": (6000, 10000)}, "乙局": {"A": (8000, 10000)}})))
    assert found.loc["甲局", "grade"] == "合格"
    assert found.loc["甲局", "grade_share"] == pytest.approx(0.5, abs=0.03)
    assert "“合格”等次线 60 分在得分区间" in found.loc["甲局", "warnings"]
    assert found.loc["乙局", "grade_share"] == 1
    assert found.loc["乙局", "warnings"] == ""


def test_departments_without_a_rank_are_not_drawn():
    made = city(5, seed=2)
    nobody = made.ranking.assign(total=np.nan)
    assert rank_intervals(replace(made, ranking=nobody), 100).table.empty

"""Fix this first, worth so many points: what is promised is what re-scoring by hand gives."""

from __future__ import annotations

import pandas as pd
import pytest

from evaluation.corrections import best_value, rebuilt
from evaluation.repairs import COLUMNS, fix_first
from tests.unit.evaluation.examples import city, evaluation
from tests.unit.evaluation.test_corrections import UNIT, counted
from tests.unit.evaluation.test_ledger import small
from tests.unit.evaluation.test_results import dimension, indicator, rate, scheme


def test_worth_of_an_indicator_and_of_its_heaviest_fact_by_hand():
    found = fix_first(small(), UNIT).set_index("code")
    # A: 6 of 8, weight 60: all right is worth 60 x .25 = 15, one of two late requests 60 x (7/8 - 6/8) = 7.5.
    # B: .75 between .5 and 1, weight 40: 40 x (1 - .5) = 20; no evidence, so no single fact to repair.
    assert found["points"].to_dict() == pytest.approx({"B": 20.0, "A": 15.0})
    assert found.loc["A", ["failures", "one_points"]].tolist() == pytest.approx([2, 7.5])
    assert found.loc["A", "one_reason"] == "逾期 3 个工作日答复"
    assert found.loc["B", "failures"] == 0
    assert pd.isna(found.loc["B", "one_points"])
    assert found.index.tolist() == ["B", "A"]


def test_weight_taken_over_counts_in_what_a_repair_is_worth():
    # B is not scored: A weighs 100, so the whole is worth 25 and one of eight requests 12.5.
    found = fix_first(small(b=None), UNIT)
    assert found["code"].tolist() == ["A"]
    assert found.loc[0, ["points", "one_points"]].tolist() == pytest.approx([25.0, 12.5])


def test_a_counted_finding_is_worth_the_step_and_the_deduction():
    # two findings: 30 points less 4; one finding: 60 less 2; none: 100
    found = fix_first(counted([("R1", "S1"), ("R2", "S1")]), UNIT).iloc[0]
    assert found["one_points"] == pytest.approx((60 - 2) - (30 - 4))
    assert found["points"] == pytest.approx(100 - (30 - 4))


def test_the_rank_and_grade_it_would_lead_to():
    used = scheme(dimension("d", 100), indicator("A1", "d", 60), indicator("A2", "d", 40))
    figures = {
        "A1": {"甲局": rate(0.9), "乙局": rate(0.5), "丙局": rate(0.7)},
        "A2": {"甲局": rate(0.9), "乙局": rate(0.9), "丙局": rate(0.7)},
    }
    # 甲 90, 丙 70, 乙 66. 乙 with A1 all right: 60 + 36 = 96, first and 优秀; with A2: 30 + 40 = 70, level with 丙.
    found = fix_first(
        evaluation(used, dict.fromkeys(("甲局", "乙局", "丙局"), ""), figures), "乙局"
    ).set_index("code")
    assert found.loc["A1", ["points", "rank_after", "grade_after"]].tolist() == pytest.approx(
        [30.0, 1, "优秀"]
    )
    assert found.loc["A2", ["points", "rank_after", "grade_after"]].tolist() == pytest.approx(
        [4.0, 2, "合格"]
    )


def test_nothing_is_left_to_fix_at_full_marks():
    used = scheme(dimension("d", 100), indicator("A1", "d", 100))
    found = fix_first(evaluation(used, {"甲局": ""}, {"A1": {"甲局": rate(1.0)}}), "甲局")
    assert found.empty
    assert list(found.columns) == COLUMNS


def test_promises_of_a_whole_city_are_kept_when_scored_again():
    """Every promise of a department: the figure set to its best in the frames, and everything scored anew."""
    made = city(12, seed=5)
    before = made.ranking.set_index("department")
    checked = 0
    for name in before.index[:1]:
        for promise in fix_first(made, name).to_dict("records"):
            item = next(i for i in made.scheme.indicators if i.code == promise["code"])
            frames = {key: frame.copy() for key, frame in made.figures.items()}
            frame = frames[item.metric].set_index("department").astype(float)
            best = 1.0 if item.unit == "%" else best_value(item)
            if item.numerator_column != item.value_column and item.unit == "%":
                frame.loc[name, item.numerator_column] = frame.loc[name, item.denominator_column]
            frame.loc[name, item.value_column] = best
            frames[item.metric] = frame.reset_index()
            after = rebuilt(made, frames).ranking.set_index("department").loc[name]
            gained = after["aggregated"] + after["bonus"] + after["deduction"]
            gained -= (
                before.loc[name, "aggregated"] + before.loc[name, "bonus"] + before.loc[name, "deduction"]
            )
            assert promise["points"] == pytest.approx(gained, abs=1e-9)
            assert promise["rank_after"] == after["rank"]
            checked += 1
    assert checked > 7

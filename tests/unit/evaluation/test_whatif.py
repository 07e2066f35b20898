"""What if another scheme were used: who moves, by how many ranks, why; worked by hand on three departments."""

from __future__ import annotations

import pandas as pd
import pytest

from evaluation.scheme import Scheme
from evaluation.whatif import scheme_changes, what_if
from tests.unit.evaluation.examples import evaluation
from tests.unit.evaluation.test_results import HEAD, dimension, indicator, rate, scheme

RATES = {"甲局": (0.9, 0.4), "乙局": (0.6, 0.8), "丙局": (0.5, 0.5)}


def two(a: float, b: float, *more: str) -> Scheme:
    """One dimension of A1 and A2 with these weights."""
    return scheme(dimension("d", 100), indicator("A1", "d", a), indicator("A2", "d", b), *more, head=HEAD)


def made(used: Scheme):
    figures = {
        "A1": {n: rate(a) for n, (a, _) in RATES.items()},
        "A2": {n: rate(b) for n, (_, b) in RATES.items()},
    }
    return evaluation(used, dict.fromkeys(RATES, "一组"), figures)


def test_who_moves_by_how_many_ranks_and_because_of_what():
    # 70 : 30: 甲 75, 乙 66, 丙 50. 30 : 70: 甲 27 + 28 = 55, 乙 18 + 56 = 74, 丙 50. 甲 and 乙 change places.
    found = what_if(made(two(70, 30)), two(30, 70))
    moves = found.moves.set_index("department")
    assert moves["total_before"].to_dict() == {"甲局": 75.0, "乙局": 66.0, "丙局": 50.0}
    assert moves["total_after"].to_dict() == {"甲局": 55.0, "乙局": 74.0, "丙局": 50.0}
    assert moves["places"].to_dict() == {"甲局": -1, "乙局": 1, "丙局": 0}
    # movers first; 甲 lost 63 - 27 = 36 points on A1 and won 28 - 12 = 16 on A2
    assert found.moves["department"].tolist()[-1] == "丙局"
    assert moves.loc["甲局", "why"] == "指标A1 63.00→27.00 分（-36.00）；指标A2 12.00→28.00 分（+16.00）"
    assert moves.loc["甲局", ["grade_before", "grade_after"]].tolist() == ["合格", "不合格"]


def test_reasons_add_up_to_the_change_of_the_total():
    found = what_if(made(two(70, 30)), two(45, 55))
    summed = found.reasons.groupby("department")["difference"].sum()
    moves = found.moves.set_index("department")
    for name in RATES:
        assert summed[name] == pytest.approx(
            moves.loc[name, "total_after"] - moves.loc[name, "total_before"], abs=0.01
        )


def test_it_equals_an_evaluation_under_the_other_scheme():
    found = what_if(made(two(70, 30)), two(30, 70))
    pd.testing.assert_frame_equal(found.after.ranking, made(two(30, 70)).ranking)
    assert found.before.ranking["total"].tolist() == [75.0, 66.0, 50.0]


def test_the_same_scheme_moves_nobody():
    found = what_if(made(two(70, 30)), two(70, 30))
    assert found.changes.empty
    assert (found.moves["places"] == 0).all()
    assert (found.moves["why"] == "").all()


def test_an_indicator_nobody_has_data_for_is_not_scored():
    other = scheme(
        dimension("d", 100), indicator("A1", "d", 50), indicator("A2", "d", 30), indicator("A3", "d", 20)
    )
    after = what_if(made(two(70, 30)), other).after.indicators
    assert set(after.loc[after["code"] == "A3", "state"]) == {"not_applicable"}


def test_changes_between_schemes_are_named_one_by_one():
    goalposts = 'scoring = { rule = "goalposts", low = 0.5, high = 1 }\nminimum_sample = 5'
    other = scheme(
        dimension("d", 100), indicator("A1", "d", 60, goalposts), indicator("A3", "d", 40),
        head=HEAD.replace('edition = "1"', 'edition = "2"\nminimum_coverage = 0.7'),
    )  # fmt: skip
    changes = scheme_changes(two(70, 30), other)
    said = {(r.code, r.field): (r.before, r.after) for r in changes.itertuples()}
    assert said.pop(("A1", "scoring"))[1].startswith("{'rule': 'goalposts', 'low': 0.5")
    assert said == {
        ("small", "minimum_coverage"): ("0.6", "0.7"),
        ("A1", "weight"): ("70", "60"),
        ("A1", "minimum_sample"): ("0", "5"),
        ("A2", ""): ("有", "无"),
        ("A3", ""): ("无", "有"),
    }

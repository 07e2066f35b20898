from __future__ import annotations

import pandas as pd
import pytest

from ui.figures import Rate, lowest, total

RATES = pd.DataFrame(
    {
        "department": ["甲", "乙", "丙"],
        "numerator": [3.0, 1.0, 0.0],
        "denominator": [4.0, 6.0, 0.0],
        "value": [0.75, 1 / 6, None],
    }
)


def test_total_divides_sums_not_averages_shares() -> None:
    rate = total(RATES)
    assert rate.value == pytest.approx((3 + 1) / (4 + 6))
    assert rate.text == "40.0%"
    assert rate.counts == "4 / 10"


def test_nothing_measured_is_a_dash_not_zero() -> None:
    assert total(RATES.head(0)).text == "—"
    assert total(RATES[RATES["department"] == "丙"]).value is None


def test_change_is_in_percentage_points() -> None:
    assert Rate(9, 10).change(Rate(8, 10)) == "+10.0 百分点"
    assert Rate(8, 10).change(Rate(9, 10)) == "-10.0 百分点"
    assert Rate(8, 10).change(Rate(0, 0)) is None


def test_lowest_leaves_out_what_was_not_measured() -> None:
    assert lowest(RATES, 5)["department"].tolist() == ["乙", "甲"]

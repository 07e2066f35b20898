"""The state of every cell: what is asked of whom, and what is never held against a department."""

from __future__ import annotations

import pandas as pd
import pytest

from evaluation.cells import judge_cells
from evaluation.results import build_results
from tests.unit.evaluation.examples import ALL_FEEDS
from tests.unit.evaluation.test_results import dimension, indicator, scheme

UNITS = ["甲局", "乙局", "丙局"]
PLAIN = 'scoring = { rule = "goalposts", low = 0, high = 1 }'


def frame(cells: dict[str, tuple[float, float, float | None, int]]) -> pd.DataFrame:
    """Numerator, denominator, value and cases not due yet by department."""
    rows = [(name, *cell) for name, cell in cells.items()]
    return pd.DataFrame(rows, columns=["department", "numerator", "denominator", "value", "open"])


def judged(
    more: str, cells: dict[str, tuple[float, float, float | None, int]], **how: object
) -> pd.DataFrame:
    used = scheme(dimension("d", 100), indicator("A1", "d", 100, more))
    found = judge_cells(used, UNITS, {"metric_A1": frame(cells)}, how.pop("feeds", ALL_FEEDS), **how)
    return found.set_index("department")


@pytest.mark.parametrize(
    ("cell", "state", "note"),
    [
        ((4, 8, 0.5, 0), "scored", ""),
        ((0, 0, None, 0), "not_applicable", "评价期内没有可评事项，不适用"),
        ((0, 0, None, 3), "not_due", "3 件均未到期，本期不评"),
        ((1, 2, 0.5, 9), "not_enough_data", "样本 2 件，少于最低样本 5 件，不计分"),
        ((0, 8, None, 0), "not_reported", "8 件中得不出数值（多数尚未办结），按 0 分计，权重保留"),
    ],
)
def test_the_five_states(cell: tuple[float, float, float | None, int], state: str, note: str) -> None:
    more = PLAIN + '\nminimum_sample = 5\nmissing = "zero_with_cases"'
    found = judged(more, {"甲局": cell}).loc["甲局"]
    assert (found["state"], found["note"]) == (state, note)


def test_a_department_the_metric_does_not_know_has_nothing_to_answer_for() -> None:
    assert judged(PLAIN, {"甲局": (4, 8, 0.5, 0)}).loc["丙局", "state"] == "not_applicable"


def test_an_indicator_of_one_peer_group_is_not_asked_of_the_others() -> None:
    more = PLAIN + '\npeer_groups = ["一组"]'
    cells = dict.fromkeys(UNITS, (4.0, 8.0, 0.5, 0))
    found = judged(more, cells, peers={"甲局": "一组", "乙局": "二组", "丙局": "二组"})
    assert found["state"].tolist() == ["scored", "not_applicable", "not_applicable"]
    assert found.loc["乙局", "note"] == "该指标不适用于本组别"


def thin(days: dict[str, float]) -> pd.DataFrame:
    """An indicator read from the usage log, with these delivered shares of days."""
    used = scheme(
        dimension("d", 100), indicator("A1", "d", 50).replace('feeds = ["requests"]', 'feeds = ["usage"]'),
        indicator("A2", "d", 50),
    )  # fmt: skip
    frames = {f"metric_{code}": frame(dict.fromkeys(UNITS, (0.0, 8.0, 0.0, 0))) for code in ("A1", "A2")}
    cells = judge_cells(used, UNITS, frames, ALL_FEEDS, None, days)
    peers = pd.Series(dict.fromkeys(UNITS, ""), name="peer_group")
    assert build_results(used, peers, cells)["ranking"]["covered_weight"].tolist() == [1.0] * 3
    return cells.set_index(["code", "department"])


def test_missing_log_days_are_the_platform_s_and_cost_nobody_anything() -> None:
    found = thin({"usage": 0.79})
    assert set(found.loc["A1", "state"]) == {"not_applicable"}
    assert found.loc["A1", "value"].isna().all()
    assert found.loc[("A1", "甲局"), "note"] == "平台的使用日志只覆盖评价期79%的日子，不足80%，不评各部门"
    assert set(found.loc["A2", "state"]) == {"scored"}


@pytest.mark.parametrize("days", [{"usage": 0.8}, {"usage": 1.0, "refreshes": 0.1}, {}])
def test_enough_log_days_are_held_against_everybody(days: dict[str, float]) -> None:
    assert set(thin(days).loc["A1", "state"]) == {"scored"}

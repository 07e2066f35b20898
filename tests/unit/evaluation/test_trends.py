"""Rounds side by side: totals follow each other, and a changed definition is said where it changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from evaluation.round_records import RoundError
from evaluation.scheme import load_scheme
from evaluation.scheme_store import save_scheme, scheme_toml
from evaluation.trends import compare_editions, definition_changes, definition_sentence, trend
from metrics import Window
from tests.feed_files import load_rows
from tests.unit.evaluation.march import CIVIL, EVALUATOR, REQUESTS, march_town, publish
from warehouse.lake import Lake

APRIL = Window(date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 1))
LATER = [
    REQUESTS[0],
    *([f"Q{n}", "R2", "市人社局", "2026-04-07 09:00", "2026-04-08 10:00", "同意"] for n in range(11, 17)),
]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    """March under the default scheme; April, and April again, under a second version of it."""
    folder = tmp_path_factory.mktemp("trends")
    with march_town(tmp_path_factory, folder) as lake:
        publish(lake)
        scheme = load_scheme()
        weights = {"R1": 50.0, "R2": 30.0}
        changed = scheme.model_copy(
            update={
                "indicators": [
                    one.model_copy(update={"weight": weights.get(one.code, one.weight)})
                    for one in scheme.indicators
                ]
            }
        )
        save_scheme(lake, EVALUATOR, scheme_toml(changed), "调整权重")
        load_rows(lake, folder, "requests", LATER, on=date(2026, 4, 30))
        publish(lake, "2026-04", APRIL)
        yield lake


@pytest.fixture(scope="module")
def trends(town: Lake) -> pd.DataFrame:
    with town.read() as (cur, _):
        return trend(cur)


def test_rounds_follow_each_other_by_period(trends: pd.DataFrame) -> None:
    assert trends["round_id"].drop_duplicates().tolist() == ["2026-03", "2026-04"]
    assert trends.groupby("round_id")["department"].nunique().tolist() == [3, 3]


def test_what_was_defined_otherwise_is_said_with_the_round_it_changed_in(
    town: Lake, trends: pd.DataFrame
) -> None:
    said = trends.drop_duplicates("round_id").set_index("round_id")["definitions"]
    assert said["2026-03"] == ""
    assert said["2026-04"] == "与上期相比，申请按时答复率、答复用时中位数的定义有变，不宜直接比较"
    with town.read() as (cur, _):
        changes = definition_changes(cur)
    assert changes[
        ["round_before", "round_after", "code", "field", "before", "after"]
    ].to_numpy().tolist() == [
        ["2026-03", "2026-04", "R1", "weight", "60", "50"],
        ["2026-03", "2026-04", "R2", "weight", "20", "30"],
    ]


def test_one_department_s_own_line(town: Lake, trends: pd.DataFrame) -> None:
    with town.read() as (cur, _):
        own = trend(cur, CIVIL)
    expected = trends[trends["department"] == CIVIL].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, expected, check_dtype=False)


def test_before_any_round_there_is_an_empty_table(lake: Lake) -> None:
    with lake.read() as (cur, _):
        assert trend(cur).empty
        assert definition_changes(cur).empty
    assert definition_sentence(pd.DataFrame(columns=["title"])) == ""


def test_many_changes_are_counted_rather_than_listed() -> None:
    changes = pd.DataFrame({"title": [f"指标{n}" for n in range(11)]})
    assert definition_sentence(changes).endswith("指标7等 11 项的定义有变，不宜直接比较")


def test_an_edition_that_does_not_exist_is_refused(town: Lake) -> None:
    with town.read() as (cur, _), pytest.raises(RoundError):
        compare_editions(cur, "2026-03", 1, 2)

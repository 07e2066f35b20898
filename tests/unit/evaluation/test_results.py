from dataclasses import replace

import pandas as pd
import pytest

from evaluation.scheme import Scheme, parse_scheme
from tests.unit.evaluation.examples import ALL_FEEDS, evaluation

HEAD = """
code = "small"
title = "小方案"
edition = "1"
source = "第十四条"
"""
GRADES = "".join(
    f'[[grades]]\ntitle = "{title}"\nfloor = {floor}\n'
    for title, floor in (("优秀", 90), ("良好", 80), ("合格", 60), ("不合格", 0))
)


def dimension(code: str, weight: float, more: str = "") -> str:
    return f'[[dimensions]]\ncode = "{code}"\ntitle = "维度{code}"\nweight = {weight}\n{more}\n'


def indicator(code: str, dim: str, weight: float, more: str = "") -> str:
    return f"""[[indicators]]
code = "{code}"
title = "指标{code}"
article = "第九条"
unit = "%"
direction = "higher"
weight = {weight}
dimension = "{dim}"
metric = "metric_{code}"
feeds = ["requests"]
rationale = "理由"
{more or 'scoring = { rule = "goalposts", low = 0, high = 1 }'}
"""


def scheme(*parts: str, head: str = HEAD) -> Scheme:
    return parse_scheme(head + GRADES + "".join(parts), "small.toml")


def three() -> Scheme:
    """Dimension a (60): A1 50, A2 50; dimension b (40): B1 100."""
    return scheme(
        dimension("a", 60), dimension("b", 40), indicator("A1", "a", 50), indicator("A2", "a", 50),
        indicator("B1", "b", 100),
    )  # fmt: skip


def rate(value: float | None, n: int = 10) -> tuple[float, float, float | None]:
    return (0 if value is None else value * n, 0 if value is None else n, value)


def test_points_are_score_times_weight_and_add_up_to_the_total() -> None:
    found = evaluation(
        three(),
        {"甲局": "一组"},
        {"A1": {"甲局": rate(0.8)}, "A2": {"甲局": rate(0.5)}, "B1": {"甲局": rate(0.9)}},
    )
    cells = found.indicators.set_index("code")
    # 30 x 0.8 = 24, 30 x 0.5 = 15, 40 x 0.9 = 36; together 75
    assert cells["points"].round(12).to_dict() == {"A1": 24.0, "A2": 15.0, "B1": 36.0}
    assert cells["points_lost"].round(12).to_dict() == {"A1": 6.0, "A2": 15.0, "B1": 4.0}
    assert found.ranking["total"].tolist() == [75.0]
    assert found.ranking["grade"].tolist() == ["合格"]
    assert found.dimensions.set_index("dimension")["score"].round(12).to_dict() == {"a": 65.0, "b": 90.0}


def test_weight_of_an_indicator_without_cases_stays_in_its_dimension_and_the_sheet_says_so() -> None:
    found = evaluation(
        three(),
        {"甲局": "一组"},
        {"A1": {"甲局": rate(0.8)}, "A2": {"甲局": rate(None)}, "B1": {"甲局": rate(0.9)}},
    )
    cells = found.indicators.set_index("code")
    assert cells.loc["A2", "state"] == "not_applicable"
    assert cells["score"].isna().to_dict() == {"A1": False, "A2": True, "B1": False}
    # A1 now carries all 60 of dimension a: 60 x 0.8 + 40 x 0.9 = 84
    assert cells.loc["A1", "weight_effective"] == pytest.approx(60)
    assert found.ranking.loc[0, "total"] == 84.0
    # nothing was asked under A2: 70 of the 70 points that could be asked are scored, 70 of all 100
    assert found.ranking.loc[0, "covered_weight"] == pytest.approx(1.0)
    assert found.ranking.loc[0, "scored_weight"] == pytest.approx(0.7)
    assert "指标A2不适用，权重由同维度指标分担" in str(found.ranking.loc[0, "notes"])
    assert "未计分：指标A2" in str(found.dimensions.loc[0, "note"])


def test_weight_of_a_silent_dimension_goes_to_the_others() -> None:
    found = evaluation(three(), {"甲局": "一组"}, {"A1": {"甲局": rate(0.8)}, "A2": {"甲局": rate(0.6)}})
    # only dimension a speaks (60 % of weight, just enough): (0.8 + 0.6) / 2 = 70
    assert found.ranking.loc[0, "total"] == 70.0
    assert "“维度b”维度不予评分，权重（40 分）由其他维度分担" in str(found.ranking.loc[0, "notes"])


def test_below_sixty_per_cent_of_weight_there_is_no_total_no_rank_no_grade() -> None:
    peers = {"甲局": "一组", "乙局": "一组"}
    figures = {"A1": {"甲局": rate(0.5), "乙局": rate(1.0, 4)}, "A2": {"甲局": rate(0.5), "乙局": rate(1.0, 4)},
               "B1": {"甲局": rate(0.5), "乙局": rate(1.0)}}  # fmt: skip
    few = 'scoring = { rule = "goalposts", low = 0, high = 1 }\nminimum_sample = 5'
    used = scheme(
        dimension("a", 60), dimension("b", 40), indicator("A1", "a", 50, few), indicator("A2", "a", 50, few),
        indicator("B1", "b", 100),
    )  # fmt: skip
    found = evaluation(used, peers, figures).ranking
    assert found["department"].tolist() == ["甲局", "乙局"]
    assert found.loc[1, "grade"] == "数据不足"
    assert found.loc[1, ["total", "rank", "peer_rank"]].isna().all()
    assert "已计分权重 40%，低于 60%" in str(found.loc[1, "notes"])


def test_what_cannot_be_asked_leaves_the_denominator_but_a_sliver_is_not_ranked() -> None:
    figures = {"A1": {"甲局": rate(None)}, "A2": {"甲局": rate(None)}, "B1": {"甲局": rate(1.0)}}
    found = evaluation(three(), {"甲局": ""}, figures).ranking.loc[0]
    # only B1 (40 of 100) could be asked, and it is scored: covered 40 / 40, and 40 % >= 30 % of the whole
    assert (found["covered_weight"], found["scored_weight"], found["total"]) == (1.0, 0.4, 100.0)
    sliver = three().model_copy(update={"minimum_scored": 0.5})
    row = evaluation(sliver, {"甲局": ""}, figures).ranking.loc[0]
    assert pd.isna(row["rank"])
    assert "适用并计分的权重只占全部的 40%，低于 50%" in str(row["notes"])


def test_an_absent_feed_is_neither_zero_nor_full_marks() -> None:
    figures = {code: {"甲局": rate(1.0)} for code in ("A1", "A2", "B1")}
    feeds = tuple(feed for feed in ALL_FEEDS if feed != "requests")
    found = evaluation(three(), {"甲局": "一组"}, figures, feeds)
    assert set(found.indicators["state"]) == {"not_scored"}
    assert found.indicators.loc[0, "note"] == "未收到评价期可用的共享申请数据，不予评分"
    assert found.indicators["value"].isna().all()


def test_below_the_minimum_sample_a_rate_is_not_scored() -> None:
    used = scheme(
        dimension("a", 100), indicator("A1", "a", 50),
        indicator("A2", "a", 50, 'scoring = { rule = "goalposts", low = 0, high = 1 }\nminimum_sample = 5'),
    )  # fmt: skip
    figures = {
        "A1": {"甲局": rate(0.7), "乙局": rate(0.7)},
        "A2": {"甲局": rate(1.0, 4), "乙局": rate(1.0, 5)},
    }
    found = evaluation(used, {"甲局": "", "乙局": ""}, figures)
    cells = found.indicators.set_index(["department", "code"])
    assert cells.loc[("甲局", "A2"), "state"] == "not_enough_data"
    assert cells.loc[("甲局", "A2"), "note"] == "样本 4 件，少于最低样本 5 件，不计分"
    assert cells.loc[("甲局", "A2"), "value"] == 1.0
    assert cells.loc[("乙局", "A2"), "state"] == "scored"


@pytest.mark.parametrize(
    ("missing", "denominator", "state", "score"),
    [
        ("not_scored", 0, "not_applicable", None),
        ("not_scored", 8, "not_applicable", None),
        ("zero", 0, "not_reported", 0.0),
        ("zero_with_cases", 0, "not_applicable", None),
        ("zero_with_cases", 3, "not_enough_data", None),
        ("zero_with_cases", 8, "not_reported", 0.0),
    ],
)
def test_the_missing_data_rule_decides_about_a_cell_without_value(
    missing: str, denominator: int, state: str, score: float | None
) -> None:
    rule = f'scoring = {{ rule = "goalposts", low = 0, high = 1 }}\nminimum_sample = 5\nmissing = "{missing}"'
    used = scheme(dimension("a", 100), indicator("A1", "a", 50, rule), indicator("A2", "a", 50))
    found = evaluation(
        used, {"甲局": ""}, {"A1": {"甲局": (0, denominator, None)}, "A2": {"甲局": rate(0.8)}}
    )
    cell = found.indicators.iloc[0]
    assert cell["state"] == state
    assert (None if pd.isna(cell["score"]) else cell["score"]) == score
    # with a zero that keeps its weight: (0 + 80) / 2 = 40; without: A2 holds half the weight only, no total
    assert (found.ranking.loc[0, "total"] == 40.0) == (score == 0.0)


def test_ties_share_a_rank_overall_and_inside_the_peer_group() -> None:
    peers = {"甲局": "一组", "乙局": "二组", "丙局": "一组", "丁局": "二组"}
    shares = {"甲局": 0.9, "乙局": 0.8, "丙局": 0.8, "丁局": 0.7}
    figures = {code: {unit: rate(share) for unit, share in shares.items()} for code in ("A1", "A2", "B1")}
    found = evaluation(three(), peers, figures).ranking.set_index("department")
    assert found["rank"].to_dict() == {"甲局": 1, "丙局": 2, "乙局": 2, "丁局": 4}
    assert found["peer_rank"].to_dict() == {"甲局": 1, "丙局": 2, "乙局": 1, "丁局": 2}


def test_rounding_before_or_after_ranking_is_the_scheme_s_choice() -> None:
    figures = {code: {"甲局": rate(0.80041), "乙局": rate(0.80039)} for code in ("A1", "A2", "B1")}
    before = evaluation(three(), {"甲局": "", "乙局": ""}, figures).ranking
    assert before["total"].tolist() == [80.04, 80.04]
    assert before["rank"].tolist() == [1, 1]
    late = scheme(
        dimension("a", 60), dimension("b", 40), indicator("A1", "a", 50), indicator("A2", "a", 50),
        indicator("B1", "b", 100), head=HEAD + '[rounding]\ndigits = 2\nwhen = "after_ranking"\n',
    )  # fmt: skip
    after = evaluation(late, {"甲局": "", "乙局": ""}, figures).ranking
    assert after["total"].tolist() == [80.04, 80.04]
    assert after["rank"].tolist() == [1, 2]


BONUS = """
[[adjustments]]
code = "J1"
title = "开放奖励"
article = "第六条"
kind = "bonus"
metric = "open_resources"
per_unit = 1.5
cap = 4
rationale = "理由"
[[adjustments]]
code = "K1"
title = "通报扣分"
article = "第二十条"
kind = "deduction"
metric = "notices"
per_unit = 2
cap = 6
rationale = "理由"
[[vetoes]]
code = "V1"
title = "甲一不足一半"
article = "第十五条"
indicator = "A1"
comparison = "<"
threshold = 0.5
minimum_sample = 5
grade_at_most = "合格"
rationale = "理由"
"""


def with_items(
    figures: dict[str, dict[str, tuple[float, float, float | None]]], counts: dict[str, float]
) -> pd.DataFrame:
    from evaluation.cells import judge_cells
    from evaluation.results import build_results
    from tests.unit.evaluation.examples import frame

    used = scheme(
        dimension("a", 60), dimension("b", 40), indicator("A1", "a", 50), indicator("A2", "a", 50),
        indicator("B1", "b", 100), BONUS,
    )  # fmt: skip
    frames = {
        f"metric_{code}": frame(next(i for i in used.indicators if i.code == code), own)
        for code, own in figures.items()
    }
    frames |= {name: frame(used.indicators[0], {"甲局": (count, 0, count)}) for name, count in counts.items()}
    peers = pd.Series({"甲局": "一组"})
    cells = judge_cells(used, ["甲局"], frames, ALL_FEEDS)
    return build_results(used, peers, cells, frames, ALL_FEEDS)["ranking"]


def test_bonus_and_deduction_are_capped_and_a_veto_lowers_the_grade_but_not_the_points() -> None:
    figures = {"A1": {"甲局": rate(0.4)}, "A2": {"甲局": rate(1.0)}, "B1": {"甲局": rate(1.0)}}
    found = with_items(figures, {"open_resources": 3, "notices": 1}).iloc[0]
    # 12 + 30 + 40 = 82; bonus min(4, 4.5) = 4; deduction 2; total 84: 良好 by points, 合格 after the veto
    assert found["total"] == 84.0
    assert (found["bonus"], found["deduction"]) == (4.0, -2.0)
    assert (found["grade_by_points"], found["grade"]) == ("良好", "合格")
    assert found["notes"].startswith(
        "单项否决：甲一不足一半，等次最高为合格；开放奖励加 4 分；通报扣分扣 2 分"
    )


def test_a_veto_needs_its_minimum_sample_and_totals_stay_on_the_scale() -> None:
    figures = {"A1": {"甲局": rate(0.25, 4)}, "A2": {"甲局": rate(1.0)}, "B1": {"甲局": rate(1.0)}}
    found = with_items(figures, {"open_resources": 0, "notices": 0}).iloc[0]
    assert found["grade"] == found["grade_by_points"] == "合格"
    full = {code: {"甲局": rate(1.0)} for code in ("A1", "A2", "B1")}
    assert with_items(full, {"open_resources": 2, "notices": 0}).iloc[0]["total"] == 100.0


def test_nested_dimensions_and_geometric_levels() -> None:
    used = scheme(
        dimension("top", 100, 'aggregation = "geometric"'), dimension("x", 50, 'parent = "top"'),
        dimension("y", 50, 'parent = "top"'), indicator("X1", "x", 100), indicator("Y1", "y", 75),
        indicator("Y2", "y", 25),
    )  # fmt: skip
    figures = {"X1": {"甲局": rate(0.9)}, "Y1": {"甲局": rate(0.4)}, "Y2": {"甲局": rate(0.4)}}
    found = evaluation(used, {"甲局": ""}, figures)
    # sqrt(90 x 40) = 60
    assert found.ranking.loc[0, "total"] == 60.0
    assert found.indicators["points"].isna().all()
    assert found.indicators["weight_effective"].sum() == pytest.approx(100)


def test_results_are_frozen_and_can_be_copied_with_changes() -> None:
    found = evaluation(three(), {"甲局": ""}, {})
    assert replace(found, snapshot_id=7).snapshot_id == 7
    assert found.snapshot_id == 42

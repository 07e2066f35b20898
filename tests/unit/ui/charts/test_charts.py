"""Charts as specifications: what is drawn, in which order, and the sentence that says the same."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from ui.charts.counts import counts
from ui.charts.coverage import coverage
from ui.charts.days import reply_days
from ui.charts.flows import flows
from ui.charts.heat import heat
from ui.charts.names import shared_prefix
from ui.charts.picture import picture
from ui.charts.positions import positions
from ui.charts.ranking import ranking
from ui.charts.rates import rates
from ui.charts.shares import shares

RATES = pd.DataFrame(
    {
        "department": ["乌海市公安局", "乌海市民政局", "乌海市水务局", "海南区民政局"],
        "numerator": [9.0, 1.0, 2.0, 0.0],
        "denominator": [10.0, 4.0, 8.0, 0.0],
        "value": [0.9, 0.25, 0.25, None],
    }
)


def axis_order(drawing: object) -> list[str]:
    spec = drawing.chart.to_dict()  # type: ignore[attr-defined]
    layer = spec["layer"][0] if "layer" in spec else spec
    return list(layer["encoding"]["y"]["sort"])


def test_rates_put_the_lowest_with_most_behind_it_on_top() -> None:
    drawing = rates(RATES, "按时答复率", "申请")
    assert axis_order(drawing) == ["乌海市水务局", "乌海市民政局", "乌海市公安局"]
    assert drawing.sentence == (
        "合计 54.5%（12 / 22）；最低的是乌海市水务局，25%。浅色为不足 5 个样本。"
        "另有 1 个部门无申请，不予计算。"
    )


def test_rates_without_anything_measured_say_so() -> None:
    drawing = rates(RATES.tail(1), "按时答复率", "申请")
    assert drawing.empty
    assert drawing.sentence == "所选范围内没有可计算的申请。"


def test_shares_count_classes_and_order_departments() -> None:
    frame = pd.DataFrame(
        {
            "department": ["甲局", "甲局", "乙局", "丙局"],
            "class": ["fresh", "overdue", "fresh", "overdue"],
            "amount": [3, 1, 2, 2],
        }
    )
    drawing = shares(
        frame,
        "状态",
        "个资源",
        classes={"fresh": "及时", "overdue": "逾期"},
        colours={"fresh": "#000001", "overdue": "#000002"},
        first=("fresh",),
    )
    assert axis_order(drawing) == ["丙局", "甲局", "乙局"]
    assert drawing.sentence == "共 8 个资源：及时 5（62.5%），逾期 3（37.5%）。"


def test_reply_days_show_the_unanswered_and_the_limit() -> None:
    frame = pd.DataFrame(
        {
            "working_days": [1, 5, 7, 45],
            "group": ["replied_in_time", "replied_in_time", "replied_late", "unanswered"],
            "requests": [4, 1, 2, 3],
        }
    )
    drawing = reply_days(frame, 5)
    assert drawing.sentence == "10 件申请中，2 件逾期答复，3 件尚未答复；期限为 5 个工作日。"
    bars = drawing.chart.to_dict()["layer"][0]
    assert bars["encoding"]["x"]["scale"]["domain"][-1] == 30


def test_flows_name_the_greatest() -> None:
    frame = pd.DataFrame(
        {"provider": ["甲", "乙", None], "consumer": ["乙", "甲", "甲"], "calls": [30, 10, 5]}
    )
    assert flows(frame).sentence == "最多的流向是乙使用甲的数据，30 次，占全部 40 次的 75.0%。"


def test_counts_order_kinds() -> None:
    drawing = counts(pd.DataFrame({"kind": ["缺依据", "未挂接"], "amount": [2, 5]}), "问题", "个问题")
    assert axis_order(drawing) == ["未挂接", "缺依据"]
    assert drawing.sentence == "共 7 个问题，最多的是“未挂接”，5 个问题。"


def test_ranking_orders_by_total_and_tallies_grades() -> None:
    frame = pd.DataFrame(
        {
            "department": ["甲", "乙", "丙"],
            "total": [61.0, 92.5, None],
            "grade": ["合格", "优秀", "数据不足"],
            "rank": [2, 1, None],
        }
    )
    drawing = ranking(frame, [90, 80, 60])
    assert axis_order(drawing) == ["乙", "甲"]
    assert drawing.sentence == "2 个部门参评，最高乙 92.50 分，最低甲 61.00 分；优秀 1 个，合格 1 个。"


def test_heat_puts_the_weakest_on_top_and_brackets_small_samples() -> None:
    frame = RATES.assign(indicator="按时答复率")
    drawing = heat(frame, ["按时答复率"], "部门 × 指标")
    assert axis_order(drawing)[-1] == "乌海市公安局"
    assert "共有 2 格低于 60%" in drawing.sentence
    cells = next(iter(drawing.chart.to_dict()["datasets"].values()))
    assert {cell["department"]: cell["label"] for cell in cells} == {
        "乌海市公安局": "90",
        "乌海市民政局": "(25)",
        "乌海市水务局": "25",
    }


def test_coverage_counts_missing_days() -> None:
    days = pd.date_range("2026-01-01", periods=3)
    frame = pd.DataFrame(
        {"feed": "usage", "day": days, "row_count": [5, 0, 1], "state": ["covered", "gap", "thin"]}
    )
    assert coverage(frame).sentence == "使用日志缺 1 天、使用日志有 1 天明显偏少。"
    assert coverage(frame.head(1)).sentence == "所选时段内各类日志齐全。"


def test_the_citys_name_is_left_out_of_axes_only_where_most_share_it() -> None:
    assert shared_prefix(RATES["department"]) == "乌海市"
    assert shared_prefix(["公安局", "民政局", "水务局"]) == ""


def test_the_rule_is_told_on_hover() -> None:
    told = rates(RATES, "按时答复率", "申请", rule="逾期未答复按逾期计").chart.to_dict()
    assert [tip["field"] for tip in told["layer"][0]["encoding"]["tooltip"]][-1] == "rule"
    silent = rates(RATES, "按时答复率", "申请").chart.to_dict()
    assert "rule" not in [tip["field"] for tip in silent["layer"][0]["encoding"]["tooltip"]]


def test_long_counts_draw_the_greatest_and_count_all() -> None:
    frame = pd.DataFrame({"kind": ["甲局", "乙局", "丙局"], "amount": [2, 5, 1]})
    drawing = counts(frame, "逾期", "件", most=2)
    assert axis_order(drawing) == ["乙局", "甲局"]
    assert drawing.sentence == "共 8 件，最多的是“乙局”，5 件。图中只画最多的 2 个。"  # 2 + 5 + 1


def test_the_calendar_has_a_row_per_day_of_the_week() -> None:
    # Mon 1 June to Tue 9 June 2026: weeks of the 1st and the 8th, seven rows for the one feed
    days = pd.date_range("2026-06-01", "2026-06-09")
    states = ["covered"] * 8 + ["gap"]
    drawing = coverage(pd.DataFrame({"feed": "usage", "day": days, "row_count": 5, "state": states}))
    spec = drawing.chart.to_dict()
    assert spec["encoding"]["x"]["sort"] == ["2026-06-01", "2026-06-08"]
    assert len(spec["encoding"]["y"]["scale"]["domain"]) == 7
    assert drawing.sentence == "使用日志缺 1 天。"


def test_positions_name_who_is_ahead_and_leave_out_what_cannot_be_compared() -> None:
    frame = pd.DataFrame(
        {
            "indicator": ["答复", "更新", "合规"],
            "first": [0.9, 0.5, None],
            "second": [0.8, 0.7, 0.6],
            "first_counts": [10.0, 3.0, 0.0],
            "second_counts": [10.0, 20.0, 30.0],
            "rule": "口径",
        }
    )
    drawing = positions(frame, "对比", "甲局", "乙局")
    assert drawing.sentence == "可比的 2 项指标中，甲局高于乙局 1 项，低于 1 项。空心为不足 5 个样本。"
    assert positions(frame.head(0), "对比", "甲局", "乙局").empty


@pytest.mark.parametrize(("kind", "beginning"), [("png", b"\x89PNG"), ("svg", b"<svg")])
def test_any_chart_becomes_a_picture(kind: str, beginning: bytes) -> None:
    specification = rates(RATES, "按时答复率", "申请").chart.to_dict()
    before = json.dumps(specification)
    made = picture(specification, "按时答复率", kind)
    assert made.startswith(beginning)
    assert json.dumps(specification) == before
    if kind == "svg":
        assert "公安局" in made.decode()

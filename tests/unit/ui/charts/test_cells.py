"""Grids of departments by what is measured: which cells stand out, and what stands in them."""

from __future__ import annotations

import pandas as pd

from ui.charts.cells import banded
from ui.charts.heat import heat
from ui.charts.ranking_dimensions import dimensions


def test_bands_begin_at_60_and_90_percent_and_nothing_measured_stays_clear() -> None:
    drawn = banded(pd.Series([0.599, 0.6, 0.899, 0.9, None], index=[7, 7, 3, 2, 1]))
    assert drawn["band"].tolist() == ["low", "mid", "mid", "high", ""]
    assert drawn["shade"].tolist() == [0.75, 0.38, 0.38, 0.12, 0.0]
    assert drawn.index.tolist() == [7, 7, 3, 2, 1]


def test_rows_of_one_number_from_several_tables_each_keep_their_own_cell() -> None:
    one = pd.DataFrame({"department": ["甲局"], "numerator": [1.0], "denominator": [2.0], "value": [0.5]})
    both = pd.concat([one.assign(indicator="按时"), one.assign(indicator="完整", value=0.95)])
    drawn = heat(both, ["按时", "完整"], "部门 × 指标").chart.to_dict()
    rows = next(iter(drawn["datasets"].values()))
    assert [(row["indicator"], row["band"]) for row in rows] == [("按时", "low"), ("完整", "high")]


def test_dimensions_keep_the_ranking_and_draw_a_dash_where_not_scored() -> None:
    frame = pd.DataFrame(
        {
            "department": ["甲局", "甲局", "乙局", "乙局"],
            "title": ["目录", "响应", "目录", "响应"],
            "score": [92.0, 60.0, 58.0, None],
            "weight_effective": [20.0, 25.0, 45.0, 0.0],
            "points": [18.4, 15.0, 26.1, 0.0],
        }
    )
    drawing = dimensions(frame, ["甲局", "乙局"], ["目录", "响应"])
    drawn = drawing.chart.to_dict()
    cells = {(row["department"], row["title"]): row for row in next(iter(drawn["datasets"].values()))}
    assert {place: (row["label"], row["band"]) for place, row in cells.items()} == {
        ("甲局", "目录"): ("92", "high"),
        ("甲局", "响应"): ("60", "mid"),
        ("乙局", "目录"): ("58", "low"),
        ("乙局", "响应"): ("—", ""),
    }
    assert drawn["layer"][0]["encoding"]["y"]["sort"] == ["甲局", "乙局"]
    # 响应: only 60 is scored; 目录: (92 + 58) / 2 = 75
    assert drawing.sentence == "全市最弱的维度是响应（平均 60 分）；1 格低于 60 分；“—”为不予评分。"

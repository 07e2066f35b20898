"""Departments by dimensions in the order of the ranking: where each one wins and loses."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.cells import LOW, banded, cells
from ui.charts.drawing import Drawing, nothing
from ui.language import _, together

MOST = 60
FULL = 100.0
LONGEST = 6
"""Characters of a title that stand upright."""


def dimensions(frame: pd.DataFrame, order: list[str], titles: list[str]) -> Drawing:
    """Cells of scores 0 to 100; a dash where a dimension is not scored.

    Columns: department, title (of the dimension), score (null = not scored), weight_effective, points.
    `order` are departments from first to last rank, `titles` the dimensions in the scheme's order.
    """
    title = _("部门 × 维度得分")
    shown = order[:MOST]
    drawn = frame[frame["department"].isin(shown) & frame["title"].isin(titles)].copy()
    if drawn.empty or drawn["score"].isna().all():
        return nothing(title, _("没有可评分的维度。"))
    drawn["title"] = drawn["title"].map(_)
    drawn[["band", "shade"]] = banded(drawn["score"] / FULL)
    drawn["label"] = ["—" if pd.isna(score) else f"{score:.0f}" for score in drawn["score"]]
    means = drawn[drawn["score"].notna()].groupby("title")["score"].mean().sort_values()
    sentence = _("全市最弱的维度是{name}（平均 {mean:.0f} 分）；{n} 格低于 60 分；“—”为不予评分。").format(
        name=means.index[0], mean=means.iloc[0], n=int((drawn["score"] < LOW * FULL).sum())
    )
    if len(order) > MOST:
        sentence = together(sentence, _("图中只画前 {n} 名。").format(n=MOST))
    about = [
        alt.Tooltip("title:N", title=_("维度")),
        alt.Tooltip("score:Q", title=_("得分"), format=".1f"),
        alt.Tooltip("weight_effective:Q", title=_("有效权重"), format=".1f"),
        alt.Tooltip("points:Q", title=_("折算分"), format=".2f"),
    ]
    words = [_(one) for one in titles]
    steep = any(len(one) > LONGEST for one in words)
    return Drawing(title, cells(drawn, "title", words, shown, about, steep=steep, row=22, tail=2), sentence)

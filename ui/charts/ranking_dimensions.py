"""Departments by dimensions in the order of the ranking: where each one wins and loses."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import AnyChart, Drawing, nothing
from ui.charts.names import department_axis, in_two_lines
from ui.charts.palette import BAD, GOOD, WARNING
from ui.language import _

MOST = 60
LOW, HIGH = 60.0, 90.0
SHADES = {"low": 0.75, "mid": 0.38, "high": 0.12}

LONGEST = 6
"""Characters of a title that stand upright."""


def dimensions(frame: pd.DataFrame, order: list[str], titles: list[str]) -> Drawing:
    """Cells of scores 0 to 100; a dash where a dimension is not scored.

    Columns: department, title (of the dimension), score (null = not scored), weight_effective, points.
    `order` are departments from first to last rank, `titles` the dimensions in the scheme's order.
    """
    title = _("部门 × 维度得分")
    shown = order[:MOST]
    cells = frame[frame["department"].isin(shown) & frame["title"].isin(titles)].copy()
    if cells.empty or cells["score"].isna().all():
        return nothing(title, _("没有可评分的维度。"))
    scored = cells["score"].notna()
    cells["title"] = cells["title"].map(_)
    cells["band"] = [
        "" if pd.isna(s) else "low" if s < LOW else "mid" if s < HIGH else "high" for s in cells["score"]
    ]
    cells["shade"] = cells["band"].map(SHADES).fillna(0.0)
    cells["label"] = ["—" if pd.isna(s) else f"{s:.0f}" for s in cells["score"]]
    means = cells[scored].groupby("title")["score"].mean().sort_values()
    sentence = _("全市最弱的维度是{name}（平均 {mean:.0f} 分）；{n} 格低于 60 分；“—”为不予评分。").format(
        name=means.index[0], mean=means.iloc[0], n=int((cells["score"] < LOW).sum())
    )
    if len(order) > MOST:
        sentence += _("图中只画前 {n} 名。").format(n=MOST)
    return Drawing(title, _cells(cells, shown, [_(one) for one in titles]), sentence)


def _cells(cells: pd.DataFrame, order: list[str], titles: list[str]) -> AnyChart:
    steep = any(len(one) > LONGEST for one in titles)
    top = alt.Axis(
        orient="top",
        labelAngle=-60 if steep else 0,
        labelExpr="datum.label" if steep else in_two_lines(2),
        labelOverlap=False,
        labelFlush=False,
        ticks=False,
        domain=False,
    )
    base = alt.Chart(cells).encode(
        x=alt.X("title:N", sort=titles, title=None, axis=top),
        y=alt.Y("department:N", sort=order, title=None, axis=department_axis(order)),
    )
    bands = alt.Scale(domain=["low", "mid", "high"], range=[BAD, WARNING, GOOD])
    filled = (
        base.mark_rect(cornerRadius=3, cursor="pointer", width={"band": 0.96}, height={"band": 0.9})
        .encode(
            color=alt.Color("band:N", legend=None, scale=bands),
            opacity=alt.Opacity("shade:Q", scale=None),
            tooltip=[
                alt.Tooltip("department:N", title=_("部门")),
                alt.Tooltip("title:N", title=_("维度")),
                alt.Tooltip("score:Q", title=_("得分"), format=".1f"),
                alt.Tooltip("weight_effective:Q", title=_("有效权重"), format=".1f"),
                alt.Tooltip("points:Q", title=_("折算分"), format=".2f"),
            ],
        )
        .add_params(alt.selection_point(name="picked", fields=["department"]))
    )
    labels = base.mark_text(fontSize=12).encode(text="label:N")
    chart: AnyChart = alt.layer(filled, labels).properties(height=alt.Step(22))
    return chart

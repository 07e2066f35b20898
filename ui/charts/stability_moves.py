"""Who moves by how many ranks under another scheme or edition."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import AnyChart, Drawing, nothing
from ui.charts.names import department_axis
from ui.charts.palette import BAD, GOOD
from ui.language import _, together

MOST = 25


def moves(frame: pd.DataFrame) -> Drawing:
    """Bars of places won (right, blue) and lost (left, orange); who keeps its rank is counted in the sentence.

    Columns: department, rank_before, rank_after, places (positive = up), total_before, total_after.
    """
    title = _("名次升降")
    moved = frame[frame["places"].fillna(0) != 0].sort_values("places", ascending=False)
    if moved.empty:
        return nothing(title, _("没有部门的名次变化。"))
    biggest = moved.loc[moved["places"].abs().sort_values(ascending=False).index].head(MOST)
    drawn = biggest.sort_values(["places", "rank_after"], ascending=[False, True]).assign(
        way=lambda rows: ["up" if places > 0 else "down" for places in rows["places"]],
        label=lambda rows: [f"{a}→{b}" for a, b in zip(rows["rank_before"], rows["rank_after"], strict=True)],
        places=lambda rows: rows["places"].astype(int),
    )
    up, down = moved.iloc[0], moved.iloc[-1]
    sentence = _("{n} 个部门名次变化，{same} 个不变").format(n=len(moved), same=len(frame) - len(moved))
    if up["places"] > 0:
        sentence += _("；上升最多的是{name}，{places} 名").format(name=up["department"], places=up["places"])
    if down["places"] < 0:
        sentence += _("；下降最多的是{name}，{places} 名").format(
            name=down["department"], places=-down["places"]
        )
    sentence += _("。")
    if len(moved) > MOST:
        sentence = together(sentence, _("图中只画变化最大的 {n} 个部门。").format(n=MOST))
    return Drawing(title, _bars(drawn), sentence)


def _bars(drawn: pd.DataFrame) -> AnyChart:
    order = drawn["department"].tolist()
    widest = 1.35 * int(drawn["places"].abs().max()) + 1
    y = alt.Y("department:N", sort=order, title=None, axis=department_axis(order))
    x = alt.X("places:Q", title=None, scale=alt.Scale(domain=[-widest, widest], nice=False), axis=None)
    colours = alt.Scale(domain=["up", "down"], range=[GOOD, BAD])
    base = alt.Chart(drawn)
    bars = base.mark_bar(height={"band": 0.66}, cornerRadius=2).encode(
        x=x,
        y=y,
        color=alt.Color("way:N", scale=colours, legend=None),
        tooltip=[
            alt.Tooltip("department:N", title=_("部门")),
            alt.Tooltip("label:N", title=_("名次")),
            alt.Tooltip("total_before:Q", title=_("原总分"), format=".2f"),
            alt.Tooltip("total_after:Q", title=_("新总分"), format=".2f"),
        ],
    )
    text = base.encode(x=x, y=y, text="label:N")
    up = text.transform_filter("datum.way == 'up'").mark_text(align="left", dx=5, fontSize=11)
    down = text.transform_filter("datum.way == 'down'").mark_text(align="right", dx=-5, fontSize=11)
    chart: AnyChart = alt.layer(bars, up, down).properties(height=alt.Step(22))
    return chart

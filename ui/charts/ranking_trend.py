"""Totals from round to round, and where definitions changed between them."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import AnyChart, Drawing, nothing
from ui.charts.palette import GOOD, NEUTRAL, WARNING
from ui.language import _


def trend(frame: pd.DataFrame, highlight: list[str]) -> Drawing:
    """A line per department over the rounds; those in `highlight` are named, the others stay grey.

    Columns: title (of the round), period_end, department, total, rank, definitions ('' = as in the round before).
    """
    title = _("各期总分")
    drawn = frame[frame["total"].notna()].copy()
    order = list(dict.fromkeys(drawn.sort_values("period_end")["title"]))
    if len(order) < 2:
        return nothing(
            title, _("至少要有两期已公示的结果才能看走势。"), _("下一期公示后，这里画出各部门的走势。")
        )
    drawn["named"] = drawn["department"].isin(highlight)
    changed = list(dict.fromkeys(drawn.loc[drawn["definitions"] != "", "title"]))
    means = drawn.groupby("title")["total"].mean()
    sentence = _("全部部门平均由 {first:.1f} 分到 {last:.1f} 分").format(
        first=means[order[0]], last=means[order[-1]]
    )
    sentence += (
        _("；{rounds}与上一期定义不同（竖线），不宜直接比较。").format(rounds="、".join(changed))
        if changed
        else _("；各期定义相同。")
    )
    return Drawing(title, _drawn(drawn, order, changed), sentence)


def _drawn(drawn: pd.DataFrame, order: list[str], changed: list[str]) -> AnyChart:
    x = alt.X("title:N", sort=order, title=None, axis=alt.Axis(labelAngle=0))
    y = alt.Y("total:Q", title=None, scale=alt.Scale(zero=False))
    tooltip = [
        alt.Tooltip("department:N", title=_("部门")),
        alt.Tooltip("title:N", title=_("期次")),
        alt.Tooltip("total:Q", title=_("总分"), format=".2f"),
        alt.Tooltip("rank:Q", title=_("名次")),
    ]
    colour = alt.condition("datum.named", alt.value(GOOD), alt.value(NEUTRAL))
    weight = alt.condition("datum.named", alt.value(1), alt.value(0.25))
    base = alt.Chart(drawn).encode(
        x=x, y=y, detail="department:N", color=colour, opacity=weight, tooltip=tooltip
    )
    layers: list[alt.Chart] = [base.mark_line(strokeWidth=2), base.mark_point(filled=True, size=60)]
    names = drawn[drawn["named"] & (drawn["title"] == order[-1])]
    if len(names):
        layers.append(
            alt.Chart(names).mark_text(align="left", dx=8, fontSize=11).encode(x=x, y=y, text="department:N")
        )
    if changed:
        rules = alt.Chart(pd.DataFrame({"title": changed})).mark_rule(color=WARNING, strokeDash=[4, 3])
        layers.append(rules.encode(x=alt.X("title:N", sort=order)))
    chart: AnyChart = alt.layer(*layers).properties(height=320)
    return chart

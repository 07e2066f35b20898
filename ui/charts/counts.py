"""Plain counts per kind, most frequent first."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import Drawing, nothing
from ui.charts.names import department_axis, kind_axis
from ui.charts.palette import BAD
from ui.language import _, together


def counts(
    frame: pd.DataFrame,
    title: str,
    unit: str,
    *,
    colour: str = BAD,
    most: int | None = None,
    departments: bool = False,
) -> Drawing:
    """Bars of counts, the `most` frequent ones.

    Columns: kind (words, or departments), amount (number of `unit`).
    """
    counted = frame[frame["amount"] > 0].sort_values("amount", ascending=False)
    if counted.empty:
        return nothing(title, _("所选范围内没有记录。"))
    drawn = counted.head(most) if most else counted
    order = drawn["kind"].tolist()
    axis = department_axis(order) if departments else kind_axis()
    y = alt.Y("kind:N", sort=order, title=None, axis=axis)
    base = alt.Chart(drawn).encode(
        y=y, x=alt.X("amount:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=6, format=",.0f"))
    )
    bars = base.mark_bar(height={"band": 0.66}, cornerRadiusEnd=2, color=colour).encode(
        tooltip=[alt.Tooltip("kind:N", title=_("类别")), alt.Tooltip("amount:Q", title=unit, format=",")]
    )
    labels = base.mark_text(align="left", dx=4, fontSize=11).encode(text=alt.Text("amount:Q", format=","))
    sentence = _("共 {n:,.0f} {unit}，最多的是“{kind}”，{most:,.0f} {unit}。").format(
        unit=unit, n=counted["amount"].sum(), kind=order[0], most=drawn["amount"].iloc[0]
    )
    if len(drawn) < len(counted):
        sentence = together(sentence, _("图中只画最多的 {n} 个。").format(n=len(drawn)))
    return Drawing(title, alt.layer(bars, labels).properties(height=alt.Step(24)), sentence)

"""Plain counts per kind, most frequent first."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import Drawing, nothing
from ui.charts.palette import BAD
from ui.language import _


def counts(frame: pd.DataFrame, title: str, unit: str, *, colour: str = BAD) -> Drawing:
    """Bars of counts.

    Columns: kind (words), amount (number of `unit`).
    """
    drawn = frame[frame["amount"] > 0].sort_values("amount", ascending=False)
    if drawn.empty:
        return nothing(title, _("没有{unit}。").format(unit=unit))
    order = drawn["kind"].tolist()
    y = alt.Y("kind:N", sort=order, title=None, axis=alt.Axis(labelLimit=260, ticks=False, domain=False))
    base = alt.Chart(drawn).encode(
        y=y, x=alt.X("amount:Q", title=None, axis=alt.Axis(tickMinStep=1, format=",.0f"))
    )
    bars = base.mark_bar(height={"band": 0.66}, cornerRadiusEnd=2, color=colour).encode(
        tooltip=[alt.Tooltip("kind:N", title=_("类别")), alt.Tooltip("amount:Q", title=unit, format=",")]
    )
    labels = base.mark_text(align="left", dx=4, fontSize=11).encode(text=alt.Text("amount:Q", format=","))
    sentence = _("{unit}共 {n:,.0f}，最多的是“{kind}”，{most:,.0f}。").format(
        unit=unit, n=drawn["amount"].sum(), kind=order[0], most=drawn["amount"].iloc[0]
    )
    return Drawing(title, alt.layer(bars, labels).properties(height=alt.Step(24)), sentence)

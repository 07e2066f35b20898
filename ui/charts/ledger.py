"""Points of one department as bars: what was lost where, what would be gained by putting it right."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import AnyChart, Drawing, nothing
from ui.charts.names import kind_axis
from ui.charts.palette import BAD, GOOD
from ui.language import _

MOST, SMALLEST = 10, 0.005


def losses(frame: pd.DataFrame) -> Drawing:
    """Bars of lost points per indicator, the heaviest on top.

    Columns: title, points (negative = lost), rows (ledger rows behind it).
    """
    title = _("失分在哪里")
    lost = frame[frame["points"] <= -SMALLEST].sort_values("points").head(MOST)
    if lost.empty:
        return nothing(title, _("没有失分。"))
    drawn = pd.DataFrame(
        {"title": lost["title"].map(_), "amount": -lost["points"], "label": [f"−{-p:.2f}" for p in lost["points"]],
         "about": [_("{n} 条明细").format(n=n) for n in lost["rows"]]}
    )  # fmt: skip
    sentence = _("共失 {total:.2f} 分，最多的是{name}（{most:.2f} 分）。").format(
        total=-frame.loc[frame["points"] < 0, "points"].sum(),
        name=_(lost.iloc[0]["title"]),
        most=-lost.iloc[0]["points"],
    )
    return Drawing(title, _bars(drawn, BAD, _("失分")), sentence)


def gains(frame: pd.DataFrame) -> Drawing:
    """Bars of what putting a whole indicator right would be worth, the most first.

    Columns: title, points, failures (findings behind it).
    """
    title = _("先改这些：改好可得几分")
    best = frame[frame["points"] > 0].sort_values("points", ascending=False).head(MOST)
    if best.empty:
        return nothing(title, _("各项均已满分或不予评分。"))
    drawn = pd.DataFrame(
        {"title": best["title"].map(_), "amount": best["points"], "label": [f"+{p:.2f}" for p in best["points"]],
         "about": [_("{n} 处问题").format(n=n) for n in best["failures"]]}
    )  # fmt: skip
    sentence = _("最值得先改的是{name}，改好后总分增加 {points:.2f} 分。按当前数据逐项重新计分得出。").format(
        name=_(best.iloc[0]["title"]), points=best.iloc[0]["points"]
    )
    return Drawing(title, _bars(drawn, GOOD, _("可得分")), sentence)


def _bars(drawn: pd.DataFrame, colour: str, measure: str) -> AnyChart:
    order = drawn["title"].tolist()
    y = alt.Y("title:N", sort=order, title=None, axis=kind_axis())
    widest = 1.25 * float(drawn["amount"].max())
    x = alt.X("amount:Q", title=None, scale=alt.Scale(domain=[0, widest], nice=False), axis=None)
    base = alt.Chart(drawn)
    bars = base.mark_bar(height={"band": 0.66}, cornerRadiusEnd=2, color=colour).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("title:N", title=_("指标")),
            alt.Tooltip("amount:Q", title=measure, format=".2f"),
            alt.Tooltip("about:N", title=_("依据")),
        ],
    )
    labels = base.mark_text(align="left", dx=5, fontSize=11).encode(x=x, y=y, text="label:N")
    chart: AnyChart = alt.layer(bars, labels).properties(height=alt.Step(24))
    return chart

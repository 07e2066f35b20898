"""Where two stand on the same indicators: two departments, two periods, or a department beside its peers."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import NARROW, AnyChart, Drawing, nothing
from ui.charts.names import kind_axis
from ui.charts.palette import GOOD, NEUTRAL, WARNING
from ui.language import _, together

SMALL_SAMPLE = 5
ROW = 34


def positions(frame: pd.DataFrame, title: str, first: str, second: str) -> Drawing:
    """Two dots per indicator with a line between them; hollow where fewer than 5 were measured.

    Columns: indicator (words), first, second (shares 0..1, null where nothing to measure), first_counts,
    second_counts (denominators), rule (how it is counted). `first` and `second` name the two sides.
    """
    known = frame[frame["first"].notna() | frame["second"].notna()]
    if known.empty:
        return nothing(title, _("没有可比的指标。"))
    sides = pd.concat(
        [
            known.assign(side=first, value=known["first"], counts=known["first_counts"]),
            known.assign(side=second, value=known["second"], counts=known["second_counts"]),
        ]
    ).dropna(subset=["value"])
    sides = sides.assign(small=sides["counts"] < SMALL_SAMPLE)
    return Drawing(title, _dots(known, sides, first, second), _sentence(known, first, second))


def _dots(known: pd.DataFrame, sides: pd.DataFrame, first: str, second: str) -> AnyChart:
    order = known["indicator"].tolist()
    y = alt.Y("indicator:N", sort=order, title=None, axis=kind_axis())
    x_axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    line = (
        alt.Chart(known.dropna(subset=["first", "second"]))
        .mark_rule(color=NEUTRAL, size=2, opacity=0.6)
        .encode(
            y=y, x=alt.X("first:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=x_axis), x2="second:Q"
        )
    )
    dots = (
        alt.Chart(sides)
        .mark_point(size=150, strokeWidth=2.5, opacity=1)
        .encode(
            y=y,
            x=alt.X("value:Q", title=None, axis=x_axis),
            color=alt.Color(
                "side:N",
                title=None,
                legend=alt.Legend(orient="top", labelLimit=320, columns=alt.ExprRef(f"{NARROW} ? 1 : 2")),
                scale=alt.Scale(domain=[first, second], range=[GOOD, WARNING]),
            ),
            shape=alt.Shape(
                "side:N", legend=None, scale=alt.Scale(domain=[first, second], range=["circle", "diamond"])
            ),
            fill=alt.Color(
                "side:N", legend=None, scale=alt.Scale(domain=[first, second], range=[GOOD, WARNING])
            ),
            fillOpacity=alt.condition("datum.small", alt.value(0), alt.value(1)),
            tooltip=[
                alt.Tooltip("indicator:N", title=_("指标")),
                alt.Tooltip("side:N", title=_("对象")),
                alt.Tooltip("value:Q", title=_("比率"), format=".1%"),
                alt.Tooltip("counts:Q", title=_("应计数"), format=",.0f"),
                alt.Tooltip("rule:N", title=_("口径")),
            ],
        )
    )
    chart: AnyChart = alt.layer(line, dots).properties(height=alt.Step(ROW))
    return chart


def _sentence(known: pd.DataFrame, first: str, second: str) -> str:
    both = known.dropna(subset=["first", "second"])
    ahead = int((both["first"] > both["second"]).sum())
    behind = int((both["first"] < both["second"]).sum())
    sentence = _("可比的 {n} 项指标中，{first}高于{second} {ahead} 项，低于 {behind} 项。").format(
        n=len(both), first=first, second=second, ahead=ahead, behind=behind
    )
    small = (known["first_counts"] < SMALL_SAMPLE) | (known["second_counts"] < SMALL_SAMPLE)
    return together(
        sentence, _("空心为不足 {n} 个样本。").format(n=SMALL_SAMPLE) if bool(small.any()) else ""
    )

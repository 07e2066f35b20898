"""Totals of departments as bars, coloured by grade, with the grade limits as lines."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from ui.charts.drawing import AnyChart, Drawing, nothing
from ui.charts.names import department_axis
from ui.charts.palette import GRADE_COLOURS, NEUTRAL, REFERENCE
from ui.language import _

DRAWN = ["department", "total", "grade", "rank", "back"]
"""Columns the browser is sent."""


def ranking(frame: pd.DataFrame, limits: Sequence[float], highlight: str | None = None) -> Drawing:
    """Bars, best first.

    Columns: department, total (0-100, null = not scored), grade (words), rank. `limits` are the lower
    bounds of grades; with `highlight`, all departments but that one step back.
    """
    title = _("综合得分")
    drawn = frame[frame["total"].notna()].sort_values("total", ascending=False)
    drawn = drawn.assign(back=(drawn["department"] != highlight) & (highlight is not None))
    if drawn.empty:
        return nothing(title, _("没有可评分的部门。"))
    grades = [str(grade) for grade in drawn["grade"].unique()]
    colours = alt.Scale(
        domain=[_(grade) for grade in grades], range=[GRADE_COLOURS.get(grade, NEUTRAL) for grade in grades]
    )
    order = drawn["department"].tolist()
    y = alt.Y("department:N", sort=order, title=None, axis=department_axis(order))
    scale, axis = alt.Scale(domain=[0, 118]), alt.Axis(values=[0, 20, 40, 60, 80, 100])
    base = alt.Chart(drawn.assign(grade=drawn["grade"].map(_))[DRAWN])
    bars = (
        base.mark_bar(height={"band": 0.7}, cornerRadiusEnd=2, cursor="pointer")
        .encode(
            x=alt.X("total:Q", title=None, scale=scale, axis=axis),
            y=y,
            color=alt.Color("grade:N", title=None, legend=alt.Legend(orient="top"), scale=colours),
            opacity=alt.condition("datum.back", alt.value(0.3), alt.value(1)),
            tooltip=[
                alt.Tooltip("department:N", title=_("部门")),
                alt.Tooltip("total:Q", title=_("得分"), format=".2f"),
                alt.Tooltip("grade:N", title=_("等次")),
                alt.Tooltip("rank:Q", title=_("名次")),
            ],
        )
        .add_params(alt.selection_point(name="picked", fields=["department"]))
    )
    labels = base.mark_text(align="left", fontSize=11).encode(
        x=alt.datum(102), y=y, text=alt.Text("total:Q", format=".2f")
    )
    lines = (
        alt.Chart(pd.DataFrame({"limit": list(limits)}))
        .mark_rule(color=REFERENCE, strokeDash=[4, 3])
        .encode(x="limit:Q", tooltip=alt.Tooltip("limit:Q", title=_("等次界限")))
    )
    chart: AnyChart = alt.layer(bars, labels, lines).properties(height=alt.Step(22))
    return Drawing(title, chart, _sentence(drawn, grades))


def _sentence(drawn: pd.DataFrame, grades: list[str]) -> str:
    tally = _("，").join(
        _("{grade} {n} 个").format(grade=_(grade), n=int((drawn["grade"] == grade).sum())) for grade in grades
    )
    best, last = drawn.iloc[0], drawn.iloc[-1]
    return _("{n} 个部门参评，最高{top} {high:.2f} 分，最低{bottom} {low:.2f} 分；{tally}。").format(
        n=len(drawn),
        top=best["department"],
        high=best["total"],
        bottom=last["department"],
        low=last["total"],
        tally=tally,
    )

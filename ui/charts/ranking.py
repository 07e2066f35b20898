"""Scores of departments as bars, coloured by grade, with the grade limits as lines."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from ui.charts.drawing import Drawing, nothing
from ui.charts.palette import GRADE_COLOURS, NEUTRAL, REFERENCE
from ui.language import _


def ranking(frame: pd.DataFrame, limits: Sequence[float]) -> Drawing:
    """Bars, best first.

    Columns: department, total (0-100, null = not scored), grade (words), rank. `limits` are the lower bounds of grades.
    """
    title = _("综合得分")
    drawn = frame[frame["total"].notna()].sort_values("total", ascending=False)
    if drawn.empty:
        return nothing(title, _("没有可评分的部门。"))
    grades = [name for name in drawn["grade"].unique() if isinstance(name, str)]
    order = drawn["department"].tolist()
    y = alt.Y("department:N", sort=order, title=None, axis=alt.Axis(labelLimit=220, ticks=False, domain=False))
    base = alt.Chart(drawn).encode(y=y, x=alt.X("total:Q", title=None, scale=alt.Scale(domain=[0, 105])))
    bars = (
        base.mark_bar(height={"band": 0.7}, cornerRadiusEnd=2, cursor="pointer")
        .encode(
            color=alt.Color("grade:N", title=None, legend=alt.Legend(orient="top"),
                            scale=alt.Scale(domain=grades, range=[GRADE_COLOURS.get(g, NEUTRAL) for g in grades])),
            tooltip=[alt.Tooltip("department:N", title=_("部门")), alt.Tooltip("total:Q", title=_("得分"), format=".2f"),
                     alt.Tooltip("grade:N", title=_("等次")), alt.Tooltip("rank:Q", title=_("名次"))],
        )
        .add_params(alt.selection_point(name="picked", fields=["department"]))
    )  # fmt: skip
    labels = base.mark_text(align="left", dx=4, fontSize=11, color=REFERENCE).encode(
        text=alt.Text("total:Q", format=".2f")
    )
    lines = (
        alt.Chart(pd.DataFrame({"limit": list(limits)}))
        .mark_rule(color=REFERENCE, strokeDash=[4, 3])
        .encode(x="limit:Q", tooltip=alt.Tooltip("limit:Q", title=_("等次界限")))
    )
    tally = "，".join(f"{grade} {int((drawn['grade'] == grade).sum())} 个" for grade in grades)
    sentence = _("{n} 个部门参评，最高{top} {high:.2f} 分，最低{low_name} {low:.2f} 分；{tally}。").format(
        n=len(drawn), top=drawn.iloc[0]["department"], high=drawn.iloc[0]["total"],
        low_name=drawn.iloc[-1]["department"], low=drawn.iloc[-1]["total"], tally=tally,
    )  # fmt: skip
    return Drawing(title, (bars + labels + lines).properties(height=alt.Step(22)), sentence)

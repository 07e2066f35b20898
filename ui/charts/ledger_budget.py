"""Amounts of projects by department and proposal."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from ui.charts.drawing import NARROW, AnyChart, Drawing, nothing
from ui.charts.names import department_axis
from ui.charts.palette import BAD, GOOD, WARNING, WORST
from ui.language import _, together

MOST = 25
COLOURS = {"arrange": GOOD, "defer": WARNING, "suspend": BAD, "no_acceptance": WORST}


def amounts(frame: pd.DataFrame, words: Mapping[str, str]) -> Drawing:
    """Stacked bars of amounts, the departments with the most held back on top.

    Columns: department, proposal (a key of `words`, from mild to severe), projects, amount_wan (ten thousand yuan).
    """
    title = _("各部门项目资金建议（万元）")
    if frame.empty:
        return nothing(title, _("没有信息化项目。"))
    drawn = frame.assign(
        amount_wan=pd.to_numeric(frame["amount_wan"]),
        place=frame["proposal"].map({code: place for place, code in enumerate(words)}),
        word=frame["proposal"].map({code: _(word) for code, word in words.items()}),
    )
    mild = next(iter(words))
    held = drawn["amount_wan"].where(drawn["proposal"] != mild, 0.0)
    keys = pd.DataFrame({"department": drawn["department"], "held": held, "all": drawn["amount_wan"]})
    summed = keys.groupby("department").sum().sort_values(["held", "all"], ascending=False)
    order = summed.index.tolist()[:MOST]
    sentence = _(
        "合计 {total:,.0f} 万元，其中建议不安排、暂停或暂缓的 {held:,.0f} 万元，涉及 {n} 个部门。"
    ).format(total=summed["all"].sum(), held=summed["held"].sum(), n=int((summed["held"] > 0).sum()))
    if len(summed) > MOST:
        sentence = together(sentence, _("图中只画前 {n} 个部门。").format(n=MOST))
    return Drawing(title, _bars(drawn[drawn["department"].isin(order)], order, words), sentence)


def _bars(drawn: pd.DataFrame, order: list[str], words: Mapping[str, str]) -> AnyChart:
    scale = alt.Scale(domain=[_(word) for word in words.values()], range=[COLOURS[code] for code in words])
    chart: AnyChart = (
        alt.Chart(drawn)
        .mark_bar(height={"band": 0.68}, cornerRadius=1)
        .encode(
            x=alt.X("sum(amount_wan):Q", title=None, axis=alt.Axis(tickCount=8)),
            y=alt.Y("department:N", sort=order, title=None, axis=department_axis(order)),
            color=alt.Color(
                "word:N",
                title=None,
                scale=scale,
                legend=alt.Legend(orient="top", columns=alt.ExprRef(f"{NARROW} ? 1 : 2"), labelLimit=320),
            ),
            order=alt.Order("place:Q", sort="descending"),
            tooltip=[
                alt.Tooltip("department:N", title=_("部门")),
                alt.Tooltip("word:N", title=_("建议")),
                alt.Tooltip("projects:Q", title=_("项目数")),
                alt.Tooltip("amount_wan:Q", title=_("金额(万元)"), format=",.1f"),
            ],
        )
        .properties(height=alt.Step(22))
    )
    return chart

"""How a whole divides into classes: one stacked bar per department, or one for all."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from language import CHINESE, language
from ui.charts.drawing import HALF, AnyChart, Drawing, nothing
from ui.charts.names import department_axis
from ui.language import _

MOST_BARS = 25


def shares(
    frame: pd.DataFrame,
    title: str,
    unit: str,
    *,
    classes: Mapping[str, str],
    colours: Mapping[str, str],
    first: tuple[str, ...],
) -> Drawing:
    """Stacked bars, departments with the smallest share of the `first` classes on top.

    Columns: department, class (a key of `classes`), amount (number of `unit`). `classes` gives the words in
    drawing
    order, `colours` the colour of each class.
    """
    counted = frame[frame["amount"] > 0]
    if counted.empty:
        return nothing(title, _("所选范围内没有{unit}。").format(unit=unit))
    drawn = counted.groupby(["department", "class"], as_index=False)["amount"].sum()
    totals = drawn.groupby("department")["amount"].transform("sum")
    drawn["share"] = drawn["amount"] / totals
    drawn["place"] = drawn["class"].map({name: at for at, name in enumerate(classes)})
    drawn["word"] = drawn["class"].map({name: _(word) for name, word in classes.items()})
    firsts = drawn[drawn["class"].isin(first)].groupby("department")["share"].sum()
    order = sorted(drawn["department"].unique(), key=lambda name: (float(firsts.get(name, 0.0)), name))[
        :MOST_BARS
    ]
    drawn = drawn[drawn["department"].isin(order)]
    return Drawing(title, _stack(drawn, order, classes, colours, unit), _sentence(counted, classes, unit))


def _stack(
    drawn: pd.DataFrame, order: list[str], classes: Mapping[str, str], colours: Mapping[str, str], unit: str
) -> AnyChart:
    few = 2 if language() == CHINESE else 1
    present = [name for name in classes if (drawn["class"] == name).any()]
    scale = alt.Scale(
        domain=[_(classes[name]) for name in present], range=[colours[name] for name in present]
    )
    chart: AnyChart = (
        alt.Chart(drawn)
        .mark_bar(height={"band": 0.7}, cursor="pointer")
        .encode(
            x=alt.X(
                "share:Q",
                stack="zero",
                title=None,
                axis=alt.Axis(format=".0%"),
                scale=alt.Scale(domain=[0, 1]),
            ),
            y=alt.Y("department:N", sort=order, title=None, axis=department_axis(order)),
            color=alt.Color(
                "word:N",
                scale=scale,
                title=None,
                legend=alt.Legend(
                    orient="top",
                    columns=alt.ExprRef(f"{HALF} ? {few} : {few + 1}"),
                    symbolType="square",
                    labelFontSize=11,
                    labelLimit=180,
                    columnPadding=6,
                ),
            ),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("department:N", title=_("部门")),
                alt.Tooltip("word:N", title=_("类别")),
                alt.Tooltip("amount:Q", title=unit, format=",.0f"),
                alt.Tooltip("share:Q", title=_("占比"), format=".1%"),
            ],
        )
        .add_params(alt.selection_point(name="picked", fields=["department"]))
        .properties(height=alt.Step(21))
    )
    return chart


def _sentence(counted: pd.DataFrame, classes: Mapping[str, str], unit: str) -> str:
    sums = counted.groupby("class")["amount"].sum()
    whole = float(sums.sum())
    parts = [
        _("{word} {n:,.0f}（{share:.1%}）").format(
            word=_(classes[name]), n=sums[name], share=sums[name] / whole
        )
        for name in classes
        if name in sums
    ]
    return _("共 {whole:,.0f} {unit}：").format(unit=unit, whole=whole) + _("，").join(parts) + _("。")

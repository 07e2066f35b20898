"""Shares per department as sorted bars, the total as a line, small samples pale."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import NARROW, AnyChart, Drawing, nothing
from ui.charts.names import department_axis
from ui.charts.palette import BAD, GOOD, REFERENCE, WARNING
from ui.figures import Rate, total
from ui.language import _, together

SMALL_SAMPLE = 5
MOST_BARS = 25
ROW = 21
LABELS_AT = 1.02
WIDEST, WIDEST_NARROW = 1.42, 1.62
"""Where the axis ends, so that the figures behind the bars have room."""


def rates(
    frame: pd.DataFrame,
    title: str,
    unit: str,
    *,
    good: float = 0.9,
    poor: float = 0.6,
    most: int = MOST_BARS,
    rule: str | None = None,
) -> Drawing:
    """Bars of a rate metric, lowest first, so that what needs attention is on top.

    Columns: department, numerator, denominator, value (null where nothing to measure: left out, counted in
    the
    sentence). `unit` names what the denominator counts. Bars at or above `good` are blue, below `poor`
    orange.
    Departments with fewer than 5 measured are drawn pale. At most `most` departments are drawn.
    `rule` says on hover how the rate is counted.
    """
    measured = frame[frame["denominator"].fillna(0) > 0]
    if measured.empty:
        return nothing(title, _("所选范围内没有可计算的{unit}。").format(unit=unit))
    overall = total(measured)
    drawn = measured.sort_values(["value", "denominator"], ascending=[True, False]).head(most).copy()
    drawn["role"] = ["good" if v >= good else "bad" if v < poor else "warning" for v in drawn["value"]]
    drawn["small"] = drawn["denominator"] < SMALL_SAMPLE
    drawn["label"] = [
        f"{100 * v:.0f}% ({n:,.0f}/{d:,.0f})"
        for v, n, d in zip(drawn["value"], drawn["numerator"], drawn["denominator"], strict=True)
    ]
    sentence = _sentence(drawn, overall, unit, len(frame) - len(measured))
    if len(measured) > most:
        sentence = together(sentence, _("图中只画最低的 {n} 个部门。").format(n=most))
    return Drawing(title, _bars(drawn.assign(rule=rule or ""), title, overall.value or 0.0, unit), sentence)


def _sentence(drawn: pd.DataFrame, overall: Rate, unit: str, unmeasured: int) -> str:
    worst = drawn.iloc[0]
    sentence = _("合计 {rate}（{counts}）").format(rate=overall.text, counts=overall.counts)
    if worst["value"] < 1:
        sentence += _("；最低的是{name}，{low:.0%}").format(name=worst["department"], low=worst["value"])
    sentence += _("。")
    if bool(drawn["small"].any()):
        sentence = together(sentence, _("浅色为不足 {n} 个样本。").format(n=SMALL_SAMPLE))
    if unmeasured:
        sentence = together(
            sentence, _("另有 {n} 个部门无{unit}，不予计算。").format(n=unmeasured, unit=unit)
        )
    return sentence


def _bars(drawn: pd.DataFrame, title: str, overall: float, unit: str) -> AnyChart:
    order = drawn["department"].tolist()
    y = alt.Y("department:N", sort=order, title=None, axis=department_axis(order))
    x_axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    widest = alt.ExprRef(f"{NARROW} ? {WIDEST_NARROW} : {WIDEST}")
    scale = alt.Scale(domainMin=0, domainMax=widest, nice=False)
    roles = alt.Scale(domain=["good", "warning", "bad"], range=[GOOD, WARNING, BAD])
    base = alt.Chart(drawn)
    bars = (
        base.mark_bar(height={"band": 0.68}, cornerRadiusEnd=2, cursor="pointer")
        .encode(
            x=alt.X("value:Q", title=None, scale=scale, axis=x_axis),
            y=y,
            color=alt.Color("role:N", legend=None, scale=roles),
            opacity=alt.condition("datum.small", alt.value(0.4), alt.value(1)),
            tooltip=[
                alt.Tooltip("department:N", title=_("部门")),
                alt.Tooltip("value:Q", title=title, format=".1%"),
                alt.Tooltip("numerator:Q", title=_("达标数"), format=",.0f"),
                alt.Tooltip("denominator:Q", title=unit, format=",.0f"),
                *([alt.Tooltip("rule:N", title=_("口径"))] if drawn["rule"].any() else []),
            ],
        )
        .add_params(alt.selection_point(name="picked", fields=["department"]))
    )
    labels = base.mark_text(align="left", fontSize=11).encode(x=alt.datum(LABELS_AT), y=y, text="label:N")
    line = (
        alt.Chart(pd.DataFrame({"overall": [overall]}))
        .mark_rule(strokeDash=[5, 3], color=REFERENCE, size=1.5)
        .encode(x="overall:Q", tooltip=alt.Tooltip("overall:Q", title=_("合计"), format=".1%"))
    )
    chart: AnyChart = alt.layer(bars, labels, line).properties(height=alt.Step(ROW))
    return chart

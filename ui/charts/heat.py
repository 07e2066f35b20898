"""Departments by indicators: one glance at who is weak where."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import AnyChart, Drawing, nothing
from ui.charts.names import department_axis, in_two_lines
from ui.charts.palette import BAD, GOOD, WARNING
from ui.language import _, together

MOST = 20
LOW, HIGH = 0.6, 0.9
SHADES = {"low": 0.75, "mid": 0.38, "high": 0.12}
SMALL_SAMPLE = 5


def heat(
    frame: pd.DataFrame, order: list[str], title: str, *, steep: bool = False, measure: str | None = None
) -> Drawing:
    """Cells of shares, weakest departments on top; empty where there is nothing to measure.

    Columns: department, indicator (words), value (0..1), numerator, denominator; rule (optional: how it is counted).
    `order` is the order of the indicators.
    Below 60 % strong orange, below 90 % amber, above pale blue; fewer than 5 measured in brackets. `steep` writes many
    indicators' names upwards; `measure` is what the values are called where they are no rates.
    """
    measured = frame[frame["denominator"].fillna(0) > 0].copy()
    if measured.empty:
        return nothing(title, _("所选范围内没有可计算的指标。"))
    means = measured.groupby("department")["value"].mean().sort_values()
    departments = means.index.tolist()[:MOST]
    weak = int((measured["value"] < LOW).sum())
    measured = measured[measured["department"].isin(departments)]
    measured["band"] = ["low" if v < LOW else "mid" if v < HIGH else "high" for v in measured["value"]]
    measured["shade"] = measured["band"].map(SHADES)
    measured["label"] = [
        f"({100 * v:.0f})" if d < SMALL_SAMPLE else f"{100 * v:.0f}"
        for v, d in zip(measured["value"], measured["denominator"], strict=True)
    ]
    sentence = _("各指标平均最低的是{name}（{mean:.0%}）；共有 {n} 格低于 60%。").format(
        name=departments[0], mean=means.iloc[0], n=weak
    )
    sentence = together(sentence, _("括号内为不足 {n} 个样本。").format(n=SMALL_SAMPLE))
    if len(means) > MOST:
        sentence = together(sentence, _("图中只画最弱的 {n} 个部门。").format(n=MOST))
    return Drawing(title, _cells(measured, order, departments, steep, measure or _("比率")), sentence)


def _cells(
    measured: pd.DataFrame, order: list[str], departments: list[str], steep: bool, measure: str
) -> AnyChart:
    two_lines = in_two_lines(3)
    top = alt.Axis(
        orient="top",
        labelAngle=-60 if steep else 0,
        labelExpr="datum.label" if steep else two_lines,
        labelOverlap=False,
        labelFlush=False,
        ticks=False,
        domain=False,
    )
    base = alt.Chart(measured).encode(
        x=alt.X("indicator:N", sort=order, title=None, axis=top),
        y=alt.Y("department:N", sort=departments, title=None, axis=department_axis(departments)),
    )
    bands = alt.Scale(domain=["low", "mid", "high"], range=[BAD, WARNING, GOOD])
    cells = (
        base.mark_rect(cornerRadius=3, cursor="pointer", width={"band": 0.96}, height={"band": 0.9})
        .encode(
            color=alt.Color("band:N", legend=None, scale=bands),
            opacity=alt.Opacity("shade:Q", scale=None),
            tooltip=[
                alt.Tooltip("department:N", title=_("部门")),
                alt.Tooltip("indicator:N", title=_("指标")),
                alt.Tooltip("value:Q", title=measure, format=".1%"),
                alt.Tooltip("numerator:Q", title=_("达标数"), format=",.0f"),
                alt.Tooltip("denominator:Q", title=_("应计数"), format=",.0f"),
                *([alt.Tooltip("rule:N", title=_("口径"))] if "rule" in measured else []),
            ],
        )
        .add_params(alt.selection_point(name="picked", fields=["department"]))
    )
    labels = base.mark_text(fontSize=12).encode(text="label:N")
    chart: AnyChart = alt.layer(cells, labels).properties(height=alt.Step(24))
    return chart

"""Departments by indicators: one glance at who is weak where."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.cells import LOW, banded, cells
from ui.charts.drawing import Drawing, nothing
from ui.language import _, together

MOST = 20
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
    measured = measured[measured["department"].isin(departments)].copy()
    measured[["band", "shade"]] = banded(measured["value"])
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
    about = [
        alt.Tooltip("indicator:N", title=_("指标")),
        alt.Tooltip("value:Q", title=measure or _("比率"), format=".1%"),
        alt.Tooltip("numerator:Q", title=_("达标数"), format=",.0f"),
        alt.Tooltip("denominator:Q", title=_("应计数"), format=",.0f"),
        *([alt.Tooltip("rule:N", title=_("口径"))] if "rule" in measured else []),
    ]
    chart = cells(measured, "indicator", order, departments, about, steep=steep, row=24, tail=3)
    return Drawing(title, chart, sentence)

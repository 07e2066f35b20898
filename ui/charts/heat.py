"""Departments by indicators: one glance at who is weak where."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import Drawing, nothing
from ui.charts.palette import BAD, GOOD, WARNING
from ui.language import _

MOST = 30


def heat(frame: pd.DataFrame, order: list[str], title: str) -> Drawing:
    """Cells of shares, weakest departments on top; empty where there is nothing to measure.

    Columns: department, indicator (words), value (0..1), numerator, denominator. `order` is the indicators' order.
    """
    measured = frame[frame["denominator"].fillna(0) > 0].copy()
    if measured.empty:
        return nothing(title, _("所选范围内没有可计算的指标。"))
    means = measured.groupby("department")["value"].mean().sort_values()
    departments = means.index.tolist()[:MOST]
    measured = measured[measured["department"].isin(departments)]
    measured["label"] = (100 * measured["value"]).round().astype(int).astype(str)
    measured["band"] = ["low" if v < 0.6 else "mid" if v < 0.9 else "high" for v in measured["value"]]
    weak = int((measured["value"] < 0.6).sum())
    sentence = _("各指标平均最低的是{name}（{mean:.0%}）；共有 {n} 格低于 60%。").format(
        name=departments[0], mean=means.iloc[0], n=weak
    )
    if len(means) > MOST:
        sentence += _("图中只画最弱的 {n} 个部门。").format(n=MOST)
    base = alt.Chart(measured).encode(
        x=alt.X("indicator:N", sort=order, title=None, axis=alt.Axis(orient="top", labelAngle=0, labelLimit=110,
                                                                     ticks=False, domain=False)),
        y=alt.Y("department:N", sort=departments, title=None,
                axis=alt.Axis(labelLimit=220, ticks=False, domain=False)),
    )  # fmt: skip
    cells = (
        base.mark_rect(cornerRadius=3, stroke=None, cursor="pointer")
        .encode(
            color=alt.Color("band:N", legend=None,
                            scale=alt.Scale(domain=["low", "mid", "high"], range=[BAD, WARNING, GOOD])),
            opacity=alt.condition("datum.denominator < 5", alt.value(0.3), alt.value(0.85)),
            tooltip=[alt.Tooltip("department:N", title=_("部门")), alt.Tooltip("indicator:N", title=_("指标")),
                     alt.Tooltip("value:Q", title=_("比率"), format=".1%"),
                     alt.Tooltip("numerator:Q", title=_("达标数"), format=",.0f"),
                     alt.Tooltip("denominator:Q", title=_("应计数"), format=",.0f")],
        )
        .add_params(alt.selection_point(name="picked", fields=["department"]))
    )  # fmt: skip
    labels = base.mark_text(fontSize=11, color="#FFFFFF").encode(text="label:N")
    return Drawing(title, (cells + labels).properties(height=alt.Step(22)), sentence)

"""A grid of departments by what is measured: one figure in each cell, the weak cells strong."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import NARROW, AnyChart
from ui.charts.names import department_axis, in_two_lines
from ui.charts.palette import BAD, GOOD, WARNING
from ui.language import _

LOW, HIGH = 0.6, 0.9
MOST_WRITTEN = 8
"""Columns whose figures find room in the cells of a narrow chart."""
COLOURS = {"low": BAD, "mid": WARNING, "high": GOOD}
SHADES = {"low": 0.75, "mid": 0.38, "high": 0.12}


def banded(shares: pd.Series[float]) -> pd.DataFrame:
    """How each cell is drawn.

    Takes shares (0..1, null = nothing measured). Returns band (low: below 60 %, strong orange; mid: below 90 %, amber;
    high: pale blue; '' where nothing was measured) and shade (its opacity, 0 for ''), in the same rows.
    """
    bands = [
        "" if pd.isna(share) else "low" if share < LOW else "mid" if share < HIGH else "high"
        for share in shares
    ]
    shades = [SHADES.get(band, 0.0) for band in bands]
    return pd.DataFrame({"band": bands, "shade": shades}, index=shares.index)


def cells(
    frame: pd.DataFrame,
    across: str,
    titles: list[str],
    departments: list[str],
    about: list[alt.Tooltip],
    *,
    steep: bool,
    row: int,
    tail: int,
) -> AnyChart:
    """The grid; a click on a cell picks its department.

    Columns: department, the one named `across` (what is measured, words), band and shade (see `banded`), label (what
    stands in the cell). `titles` and `departments` are the orders across and down, `about` what the tooltip tells
    besides those two. Titles stand upright in two lines parted before their last `tail` characters, or `steep`; rows
    are `row` pixels high. Where a narrow chart has many titles, the colours stand alone.
    """
    top = alt.Axis(
        orient="top",
        labelAngle=alt.ExprRef(f"{NARROW} ? -90 : -60") if steep else 0,
        labelExpr="datum.label" if steep else in_two_lines(tail),
        labelOverlap=False,
        labelFlush=False,
        labelLimit=140,
        ticks=False,
        domain=False,
    )
    base = alt.Chart(frame).encode(
        x=alt.X(f"{across}:N", sort=titles, title=None, axis=top),
        y=alt.Y("department:N", sort=departments, title=None, axis=department_axis(departments)),
    )
    filled = (
        base.mark_rect(cornerRadius=3, cursor="pointer", width={"band": 0.96}, height={"band": 0.9})
        .encode(
            color=alt.Color(
                "band:N", legend=None, scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
            ),
            opacity=alt.Opacity("shade:Q", scale=None),
            tooltip=[alt.Tooltip("department:N", title=_("部门")), *about],
        )
        .add_params(alt.selection_point(name="picked", fields=["department"]))
    )
    crowded = alt.ExprRef(f"{NARROW} ? 0 : 1") if len(titles) > MOST_WRITTEN else 1
    labels = base.mark_text(fontSize=12, opacity=crowded).encode(text="label:N")
    chart: AnyChart = alt.layer(filled, labels).properties(height=alt.Step(row))
    return chart

"""A chart, its title and its sentence."""

from __future__ import annotations

import streamlit as st

from ui import filters, messages
from ui.charts.drawing import Drawing
from ui.language import _

INK = {"light": "#3B4754", "dark": "#D5DCE4", "None": "#3B4754"}
"""Colour of figures written into a chart, by the reader's theme."""


def chart(drawing: Drawing, key: str, *, narrows: bool = False) -> None:
    """Draw a chart with its sentence; with `narrows`, clicking a department sets the department filter."""
    st.markdown(f"**{drawing.title}**")
    if drawing.empty:
        messages.empty(drawing.sentence, _("请放宽时段或部门。"))
        return
    drawn = drawing.chart.configure_text(color=INK[str(st.context.theme.type)])
    if narrows:
        st.altair_chart(drawn, key=key, on_select=lambda: _narrow(key), alt=drawing.sentence)
    else:
        st.altair_chart(drawn, key=key, alt=drawing.sentence)
    st.caption(drawing.sentence)


def _narrow(key: str) -> None:
    picked = st.session_state[key].selection.get("picked") or []
    if picked and picked[0].get("department"):
        filters.narrow(picked[0]["department"])

"""A chart, its title and its sentence; built once per snapshot and choice of filters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ui import filters, messages
from ui.charts.drawing import Drawing
from ui.language import _

INK = {"light": "#3B4754", "dark": "#D5DCE4"}
"""Colour of figures written into a chart, by the reader's theme."""


@dataclass(frozen=True)
class Prepared:
    """A drawing ready to be sent: its Vega-Lite specification, never changed once made."""

    title: str
    sentence: str
    specification: dict[str, Any] | None


def chart(make: Callable[[], Drawing], key: str, chosen: filters.Filters, *, narrows: bool = False) -> None:
    """Draw a chart with its sentence; with `narrows`, clicking a department sets the department filter.

    `make` is called once per key and choice of filters: building and checking a chart costs most of a page.
    """
    prepared = _prepared(key, chosen.key, make)
    st.markdown(f"**{prepared.title}**")
    if prepared.specification is None:
        messages.empty(prepared.sentence, _("请放宽时段或部门。"))
        return
    ink = INK["dark" if st.context.theme.type == "dark" else "light"]
    config = {**prepared.specification.get("config", {}), "text": {"color": ink}}
    specification = {**prepared.specification, "config": config}
    if narrows:
        st.vega_lite_chart(
            specification, key=key, on_select=lambda: _narrow(key), alt=prepared.sentence, width="stretch"
        )
    else:
        st.vega_lite_chart(specification, key=key, alt=prepared.sentence, width="stretch")
    st.caption(prepared.sentence)


@st.cache_resource(show_spinner=False, max_entries=500)
def _prepared(key: str, choice: tuple[str, ...], _make: Callable[[], Drawing]) -> Prepared:  # noqa: ARG001
    drawing = _make()
    specification = None if drawing.empty else drawing.chart.to_dict()
    return Prepared(drawing.title, drawing.sentence, specification)


def _narrow(key: str) -> None:
    picked = st.session_state[key].selection.get("picked") or []
    if picked and picked[0].get("department"):
        filters.narrow(picked[0]["department"])

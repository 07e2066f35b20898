"""A chart, its title and its sentence; built once per snapshot, choice of filters and language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import streamlit as st
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from language import language
from ui import filters, messages, printing
from ui.blocks.downloading import deliverable
from ui.charts.drawing import Drawing
from ui.language import _

PICTURES: tuple[Literal["png", "svg"], ...] = ("png", "svg")
MIME = {"png": "image/png", "svg": "image/svg+xml"}
INK = {"light": "#3B4754", "dark": "#D5DCE4"}
"""Colour of names and figures written into a chart, by the reader's theme."""


@dataclass(frozen=True)
class Prepared:
    """A drawing ready to be sent: its Vega-Lite specification, never changed once made."""

    title: str
    sentence: str
    specification: dict[str, Any] | None
    datasets: dict[str, bytes] = field(default_factory=dict)
    """The specification's datasets as they are sent: Arrow instead of rows."""
    advice: str = ""
    """What to do where there is nothing to draw."""


def chart(make: Callable[[], Drawing], key: str, chosen: filters.Filters, *, narrows: bool = False) -> None:
    """Draw a chart with its sentence; with `narrows`, clicking a department sets the department filter.

    `make` is called once per key and choice of filters: building and checking a chart costs most of a page.
    """
    prepared = _prepared(key, (language(), *chosen.key), make)
    _heading(prepared, key)
    if prepared.specification is None:
        messages.empty(prepared.sentence, prepared.advice)
        return
    config = prepared.specification.get("config", {}) | _inked(
        INK["dark" if st.context.theme.type == "dark" else "light"]
    )
    specification = {**prepared.specification, "config": config, "datasets": prepared.datasets}
    if printing.asked():
        specification["title"] = prepared.title
    if narrows:
        st.vega_lite_chart(
            specification, key=key, on_select=lambda: _narrow(key), alt=prepared.sentence, width="stretch"
        )
    else:
        st.vega_lite_chart(specification, key=key, alt=prepared.sentence, width="stretch")
    st.caption(prepared.sentence)


def _inked(ink: str) -> dict[str, Any]:
    """Everything written in a chart in one colour; legends begin at the chart's left edge, where there is most room."""
    return {
        "text": {"color": ink},
        "axis": {"labelColor": ink, "titleColor": ink},
        "legend": {
            "labelColor": ink,
            "titleColor": ink,
            "layout": {"top": {"anchor": "start", "bounds": "full"}},
        },
    }


def _heading(prepared: Prepared, key: str) -> None:
    """The title, and the chart as a picture to keep."""
    if printing.asked() and prepared.specification is not None:
        return  # on paper it stands inside the chart, so that no page break parts them
    if prepared.specification is None:
        st.markdown(f"**{prepared.title}**")
        return
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.markdown(f"**{prepared.title}**", width="stretch")
        with st.container(horizontal=True, width="content", wrap=False):
            for kind in PICTURES:
                st.download_button(
                    kind.upper(),
                    deliverable(_picture(prepared, kind)),
                    file_name=f"{prepared.title.split('：')[0]}.{kind}",
                    mime=MIME[kind],
                    key=f"{key}_{kind}",
                    on_click="ignore",
                    type="tertiary",
                    icon=":material/download:",
                    help=_("把图保存为 {kind} 图片").format(kind=kind.upper()),
                )


def _picture(prepared: Prepared, kind: Literal["png", "svg"]) -> Callable[[], bytes]:
    """Drawn when asked for: the converter is loaded only then."""

    def build() -> bytes:
        from ui.charts.picture import picture

        return picture(prepared.specification or {}, prepared.title, kind)

    return build


@st.cache_resource(show_spinner=False, max_entries=500)
def _prepared(key: str, choice: tuple[str, ...], _make: Callable[[], Drawing]) -> Prepared:  # noqa: ARG001
    drawing = _make()
    if drawing.empty:
        return Prepared(
            drawing.title, drawing.sentence, None, advice=drawing.advice or _("请放宽时段或部门。")
        )
    specification = drawing.chart.to_dict()
    datasets = {
        name: convert_anything_to_arrow_bytes(rows)
        for name, rows in specification.get("datasets", {}).items()
    }
    return Prepared(drawing.title, drawing.sentence, specification, datasets)


def _narrow(key: str) -> None:
    picked = st.session_state[key].selection.get("picked") or []
    if picked and picked[0].get("department"):
        filters.narrow(picked[0]["department"])

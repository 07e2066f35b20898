"""A chart as a picture to keep: PNG or SVG, white ground, the same wherever it is opened."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Literal

import vl_convert

from ui.charts.palette import FONT

WIDTH = 760
SHARPNESS = 2.0
INK, PALE = "#1B2733", "#D5DDE6"
CONFIG: dict[str, Any] = {
    "font": FONT,
    "view": {"stroke": None},
    "title": {"anchor": "start", "fontSize": 15, "color": INK, "offset": 14},
    "axis": {
        "labelColor": INK,
        "gridColor": "#EAEEF3",
        "domainColor": PALE,
        "tickColor": PALE,
        "labelFontSize": 11,
    },
    "legend": {"labelColor": INK, "labelFontSize": 11},
    "text": {"color": INK},
    "range": {"heatmap": {"scheme": "blues"}, "ramp": {"scheme": "blues"}},
}


def picture(specification: dict[str, Any], title: str, kind: Literal["png", "svg"]) -> bytes:
    """The chart under its title; `specification` is Vega-Lite and stays as it is."""
    drawn = deepcopy(specification)
    own = drawn.get("config", {})
    drawn |= {"title": title, "background": "#FFFFFF", "padding": 16, "config": {**own, **CONFIG}}
    if not {"hconcat", "vconcat", "facet"} & set(drawn):
        drawn["width"] = WIDTH
    if kind == "svg":
        return str(vl_convert.vegalite_to_svg(drawn)).encode()
    return bytes(vl_convert.vegalite_to_png(drawn, scale=SHARPNESS))

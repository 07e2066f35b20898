"""What every chart function returns."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

HALF = "containerSize()[0] < 620"
"""A Vega expression: whether a chart has no more room than one of two beside each other on a desk's screen."""
NARROW = "containerSize()[0] < 480"
"""A Vega expression: whether a chart has no more room than a phone gives; never so in a picture to keep."""

AnyChart = alt.Chart | alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart


@dataclass(frozen=True)
class Drawing:
    """A chart, its title, and one plain sentence made from the same data (also its text alternative)."""

    title: str
    chart: AnyChart
    sentence: str
    empty: bool = False
    advice: str = ""
    """What to do where the drawing is empty; nothing: choose more."""


def nothing(title: str, sentence: str, advice: str = "") -> Drawing:
    """A drawing without data, and what to do about it where choosing more does not help."""
    return Drawing(title, alt.Chart(), sentence, empty=True, advice=advice)

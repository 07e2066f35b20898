"""Headline figures side by side."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from ui.figures import total
from ui.language import _

ROOMY = 4
"""Most tiles that leave room for a word beside the change."""
ABREAST, WIDE = 5, 14
"""So many tiles find room beside each other whatever they are called; more of them only with labels of so many letters,
a Chinese character counting for two. Otherwise they stand in two rows, so that no last one is left alone.
"""
LETTER, BIG_LETTER, AROUND, MARK, NARROWEST = 6.6, 13.3, 31, 24, 140
"""Pixels of a letter, of one of the figure, of a tile's frame, of a sign beside a text, and of the narrowest tile."""
HALF_A_PHONE = 177
"""Pixels of one of two tiles abreast on a phone."""


@dataclass(frozen=True)
class Tile:
    """One headline figure. `note` is its context, `change` its difference to the period before."""

    label: str
    value: str
    note: str = ""
    change: str | None = None
    help: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether the change is none, so that it is neither good nor bad."""
        return (self.change or "").startswith("0")


def tiles(figures: list[Tile]) -> None:
    """Figures side by side, on narrow screens fewer abreast, none with a text cut off.

    Tiles are of one width, unless a text among them is so long that a phone could show only one abreast.
    """
    named = max((_letters(tile.label) for tile in figures), default=0)
    abreast = -(-len(figures) // (2 if len(figures) > ABREAST and named > WIDE else 1))
    compared = _("较上期") if len(figures) <= ROOMY else ""
    widest = max((_width(tile, compared) for tile in figures), default=NARROWEST)
    if widest <= HALF_A_PHONE:
        with st.grid(abreast, min_column_width=widest, gap="xsmall"):
            _draw(figures, compared)
        return
    for start in range(0, len(figures), abreast):
        with st.container(horizontal=True, gap="xsmall"):
            _draw(figures[start : start + abreast], compared)


def _draw(figures: list[Tile], compared: str) -> None:
    for tile in figures:
        st.metric(
            tile.label,
            tile.value,
            delta=tile.change,
            delta_color="off" if tile.unchanged else "normal",
            delta_arrow="off" if tile.unchanged else "auto",
            delta_description=(compared if tile.change else tile.note) or None,
            help=tile.help,
            border=True,
            width="stretch",
            height="stretch",
        )


def _width(tile: Tile, compared: str) -> int:
    """Pixels a tile needs to show its texts whole."""
    label = LETTER * _letters(tile.label) + (MARK if tile.help else 0)
    below = (
        LETTER * _letters(f"{tile.change} {compared}") + MARK if tile.change else LETTER * _letters(tile.note)
    )
    return max(NARROWEST, round(max(label, below, BIG_LETTER * _letters(tile.value))) + AROUND)


def _letters(text: str) -> int:
    """Letters of a text, a Chinese character counting for two."""
    return sum(1 + (sign > "\u2e80") for sign in text)


def rate_tile(label: str, rates: pd.DataFrame, earlier: pd.DataFrame | None, note: str | None = None) -> Tile:
    """The rate of all chosen departments together, with its counts and its change; `note` explains it on
    hover.
    """
    rate = total(rates)
    change = None if earlier is None else rate.change(total(earlier))
    explained = "  \n".join(part for part in (note, rate.counts) if part)
    return Tile(label, rate.text, note=rate.counts, change=change, help=explained)


def count_tile(label: str, count: int | None, note: str = "") -> Tile:
    """A plain number as a tile; None where it cannot be told."""
    return Tile(label, "—" if count is None else f"{count:,}", note=note)

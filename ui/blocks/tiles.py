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


@dataclass(frozen=True)
class Tile:
    """One headline figure. `note` is its context, `change` its difference to the period before."""

    label: str
    value: str
    note: str = ""
    change: str | None = None
    help: str | None = None


def tiles(figures: list[Tile]) -> None:
    """Figures side by side, wrapping on narrow screens."""
    widest = max((sum(1 + (sign > "\u2e80") for sign in tile.label) for tile in figures), default=0)
    if len(figures) > ABREAST and widest > WIDE:
        half = -(-len(figures) // 2)
        _row(figures[:half], len(figures))
        _row(figures[half:], len(figures))
    else:
        _row(figures, len(figures))


def _row(figures: list[Tile], among: int) -> None:
    with st.container(horizontal=True, gap="small"):
        for tile in figures:
            compared = _("较上期") if among <= ROOMY else None
            st.metric(
                tile.label,
                tile.value,
                delta=tile.change,
                delta_description=compared if tile.change else (tile.note or None),
                help=tile.help,
                border=True,
                width="stretch",
                height="stretch",
            )


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

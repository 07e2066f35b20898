"""Titles and formats of table columns; one place, so that a column looks the same on every page and in every export."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from metrics import METRICS
from ui.columns import feeds, figures, rounds
from ui.language import _

TITLES = feeds.TITLES | figures.TITLES | rounds.TITLES
SHARES = frozenset(
    {"covered_weight", "fresh_share", "share", "success_share", "upheld_share", "value_before", "value_now"}
)
RATE = "value"
PLAIN = frozenset({"line", "batch_id", "budget_year", "snapshot_id", "edition", "scheme_version"})
HIDDEN = frozenset({"batch_id", "row_key", "row_hash", "mapping_sha256"})


def titled(column: str, metric: str | None = None) -> str:
    """The title of a column in the reader's language: as the metric describes it, else as known here, else
    its name.
    """
    about = METRICS[metric].columns.get(column) if metric in METRICS else None
    return _((about or TITLES.get(column, column)).replace("（代码）", ""))


def ordered(frame: pd.DataFrame, hide: tuple[str, ...] = ()) -> list[str]:
    """The columns to show: what was found and why first, where it stands in the files last."""
    names = [str(name) for name in frame.columns if name not in HIDDEN and name not in hide]
    if "reason" in names and "feed" in frame:
        names.remove("reason")
        names.insert(
            next((names.index(name) + 1 for name in ("resource_name", "department") if name in names), 0),
            "reason",
        )
    return [name for name in names if name != "feed" or "batch_id" not in frame]


def in_percent(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with shares as percentages, as `configured` draws them."""
    return frame.assign(**{name: 100 * frame[name] for name in _shares(frame)})


def percent_written(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with shares written out, as paper shows them: 0.672 as 67.2%, nothing where nothing was measured."""
    written = {
        name: ["" if pd.isna(share) else f"{100 * share:.1f}%" for share in frame[name]]
        for name in _shares(frame)
    }
    return frame.assign(**written)


def _shares(frame: pd.DataFrame) -> list[str]:
    shares = [str(name) for name in frame.columns if name == RATE or name in SHARES]
    return [name for name in shares if pd.api.types.is_numeric_dtype(frame[name])]


def configured(frame: pd.DataFrame, metric: str | None = None) -> dict[str, Any]:
    """How each column of a frame is drawn: title, number or date format; shares in percent, see `in_percent`."""
    return {str(name): _drawn(frame[name], str(name), titled(str(name), metric)) for name in frame.columns}


def _drawn(values: pd.Series, column: str, label: str) -> Any:  # noqa: ANN401
    config = st.column_config
    if column == RATE:
        return config.ProgressColumn(label, format="%.1f%%", min_value=0, max_value=100)
    if column in SHARES:
        return config.NumberColumn(label, format="%.1f%%")
    if pd.api.types.is_datetime64_any_dtype(values):
        days_only = column.endswith(("_on", "_from", "_until", "_to", "deadline")) or column == "day"
        return config.DatetimeColumn(label, format="YYYY-MM-DD" if days_only else "YYYY-MM-DD HH:mm")
    if pd.api.types.is_bool_dtype(values):
        return config.CheckboxColumn(label)
    if pd.api.types.is_integer_dtype(values):
        return config.NumberColumn(label, format="%d" if column in PLAIN else "localized")
    if pd.api.types.is_float_dtype(values):
        whole = bool(values.dropna().mod(1).eq(0).all())
        return config.NumberColumn(label, format="localized" if whole else "%,.2f")
    return config.Column(label)

"""Cached reads of metrics and of the evaluation: functions of the snapshot and of plain values, nothing else.

One read per section of a page. Frames are shared between sessions only through Streamlit's cache, which hands out copies.
"""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

import metrics
from metrics import Window
from ui import lake
from ui.filters import Filters


@st.cache_data(show_spinner=False, max_entries=500)
def _metric(
    snapshot: int,  # noqa: ARG001
    name: str,
    start: date,
    end: date,
    as_of: date,
    department: str | None,
) -> pd.DataFrame:
    with lake.lake().read() as (cursor, _):
        return metrics.run(name, cursor, Window(start=start, end=end, as_of=as_of), department)


def metric(name: str, chosen: Filters) -> pd.DataFrame:
    """A metric's rows for the reader's filters: computed once for the city or one department, then narrowed."""
    return among(at(name, chosen.snapshot, chosen.window, chosen.department), chosen.departments)


def before(name: str, chosen: Filters) -> pd.DataFrame:
    """The same metric for the period of equal length just before."""
    return among(at(name, chosen.snapshot, chosen.previous(), chosen.department), chosen.departments)


def at(name: str, snapshot: int, window: Window, department: str | None = None) -> pd.DataFrame:
    """A metric's rows for one window."""
    return _metric(snapshot, name, window.start, window.end, window.as_of, department)


def among(frame: pd.DataFrame, departments: tuple[str, ...]) -> pd.DataFrame:
    """The rows of the named departments; all rows where none is named or rows carry no department."""
    if not departments or "department" not in frame:
        return frame
    return frame[frame["department"].isin(departments)].reset_index(drop=True)

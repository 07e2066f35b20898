"""Cached reads of metrics and of the evaluation: functions of the snapshot and of plain values, nothing else.

One read per section of a page. Sessions share frames only through the cache, which hands out copies on write: what one
session changes in a frame stays its own, and nothing is copied until then (pandas' copy-on-write).
"""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

import metrics
from evaluation.evaluate import evaluate
from evaluation.results import Evaluation
from metrics import Window
from ui import lake
from ui.filters import Filters
from ui.language import _


@st.cache_resource(show_spinner=False, max_entries=300)
def _metric(
    snapshot: int,  # noqa: ARG001
    name: str,
    start: date,
    end: date,
    as_of: date,
    department: str | None,
) -> pd.DataFrame:
    with lake.lake().read() as (cursor, _snapshot):
        return metrics.run(name, cursor, Window(start=start, end=end, as_of=as_of), department)


def metric(name: str, chosen: Filters) -> pd.DataFrame:
    """A metric's rows for the reader's filters: computed once for the city or one department, then
    narrowed.
    """
    return among(at(name, chosen.snapshot, chosen.window, chosen.department), chosen.departments)


def before(name: str, chosen: Filters) -> pd.DataFrame:
    """The same metric for the period of equal length just before."""
    return among(at(name, chosen.snapshot, chosen.previous(), chosen.department), chosen.departments)


def at(name: str, snapshot: int, window: Window, department: str | None = None) -> pd.DataFrame:
    """A metric's rows for one window."""
    return _metric(snapshot, name, window.start, window.end, window.as_of, department).copy(deep=False)


def among(frame: pd.DataFrame, departments: tuple[str, ...]) -> pd.DataFrame:
    """The rows of the named departments; all rows where none is named or rows carry no department."""
    if not departments or "department" not in frame:
        return frame
    return frame[frame["department"].isin(departments)].reset_index(drop=True)


@st.cache_resource(show_spinner=_("正在计算评价结果…"), max_entries=8)
def _evaluation(snapshot: int, start: date, end: date, as_of: date) -> Evaluation:
    """Shared between sessions and never changed by them: frames of an evaluation are read only."""
    with lake.lake().read() as (cursor, _snapshot):
        return evaluate(cursor, None, Window(start=start, end=end, as_of=as_of), snapshot_id=snapshot)


def evaluation(chosen: Filters) -> Evaluation:
    """The default scheme's evaluation of all departments; narrowing is left to the page, ranks are the
    city's.
    """
    window = chosen.window
    return _evaluation(chosen.snapshot, window.start, window.end, window.as_of)


def evidence(chosen: Filters, code: str, department: str) -> pd.DataFrame:
    """Source rows behind one indicator of one department."""
    rows = evaluation(chosen).evidence.get(code, pd.DataFrame(columns=["department"]))
    return rows[rows["department"] == department].reset_index(drop=True)

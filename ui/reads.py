"""Cached reads of metrics and of the evaluation: functions of the snapshot and of plain values, nothing else.

One read per section of a page. Sessions share frames only through the cache, which hands out copies on write: what one
session changes in a frame stays its own, and nothing is copied until then (pandas' copy-on-write). Whoever may see one
department only gets that department's rows from the query itself, whatever was asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import fields, replace
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import metrics
from evaluation.evaluate import evaluate
from evaluation.results import Evaluation
from evaluation.scheme_store import current_scheme
from metrics import METRICS, Window
from metrics.record import sql_text
from ui import access, lake
from ui.filters import Filters
from ui.language import _

OF_THE_PLATFORM = frozenset({"log_coverage", "coverage_summary"})
"""Metrics that tell of no department and may be read by everybody."""
RANKS = ("rank", "peer_rank")
MOST_LISTED = 500
"""Rows of a list that are read for the screen; its export has all."""


@st.cache_resource(show_spinner=False, max_entries=300)
def _metric(
    snapshot: int,
    name: str,
    start: date,
    end: date,
    as_of: date,
    department: str | None,
    limit: int | None = None,
) -> pd.DataFrame:
    with lake.reading(snapshot) as cursor:
        return metrics.run(name, cursor, Window(start=start, end=end, as_of=as_of), department, limit)


def keep(snapshot: int, name: str, window: Window, department: str | None, limit: int | None = None) -> None:
    """Read one metric into the cache, wherever this runs; it must have been settled whose rows they may be."""
    _metric(snapshot, name, window.start, window.end, window.as_of, department, _cut(name, limit))


def _cut(name: str, limit: int | None) -> int | None:
    """The limit of a list; a metric that is no list is read and kept whole."""
    return limit if "$limit" in sql_text(name) else None


def metric(name: str, chosen: Filters) -> pd.DataFrame:
    """A metric's rows for the reader's filters: computed once for the city or one department, then
    narrowed.
    """
    return among(at(name, chosen.snapshot, chosen.window, chosen.department), chosen.departments)


def before(name: str, chosen: Filters) -> pd.DataFrame:
    """The same metric for the period of equal length just before."""
    return among(at(name, chosen.snapshot, chosen.previous(), chosen.department), chosen.departments)


def listed(name: str, chosen: Filters) -> pd.DataFrame:
    """The rows of a list for the screen: at most MOST_LISTED and one more, which tells that there are more. Several
    departments are read whole, because their rows stand between those of the others.
    """
    if len(chosen.departments) > 1:
        return metric(name, chosen)
    return at(name, chosen.snapshot, chosen.window, chosen.department, MOST_LISTED + 1)


def whole(name: str, chosen: Filters) -> Callable[[], pd.DataFrame]:
    """All rows of a list, read when called, for a download: outside the session, as this reader may see them."""
    own, (snapshot, window) = access.identity().limited_to, (chosen.snapshot, chosen.window)
    department, departments = own or chosen.department, chosen.departments

    def read() -> pd.DataFrame:
        frame = lake.settled(
            lambda state: _metric(state, name, window.start, window.end, window.as_of, department), snapshot
        )
        return among(_limited(frame, name, own), departments)

    return read


def at(
    name: str, snapshot: int, window: Window, department: str | None = None, limit: int | None = None
) -> pd.DataFrame:
    """A metric's rows for one window, of the one department a reader is limited to where there is one.

    A metric of the whole city that cannot be limited is empty for such a reader.
    """
    own, cut = access.identity().limited_to, _cut(name, limit)
    frame = lake.settled(
        lambda state: _metric(state, name, window.start, window.end, window.as_of, own or department, cut),
        snapshot,
    )
    return _limited(frame, name, own)


def _limited(frame: pd.DataFrame, name: str, own: str | None) -> pd.DataFrame:
    if own and name not in OF_THE_PLATFORM and "$department" not in sql_text(METRICS[name].name):
        return frame.head(0)
    return frame.copy(deep=False)


def among(frame: pd.DataFrame, departments: tuple[str, ...]) -> pd.DataFrame:
    """The rows of the named departments; all rows where none is named or rows carry no department."""
    if not departments or "department" not in frame:
        return frame
    return frame[frame["department"].isin(departments)].reset_index(drop=True)


@st.cache_resource(show_spinner=False, max_entries=8)
def _evaluation(snapshot: int, start: date, end: date, as_of: date) -> Evaluation:
    """Shared between sessions and never changed by them: frames of an evaluation are read only."""
    with lake.reading(snapshot, large=True) as cursor:
        window = Window(start=start, end=end, as_of=as_of)
        return evaluate(cursor, current_scheme(cursor), window, snapshot_id=snapshot)


def evaluation(chosen: Filters) -> Evaluation:
    """All departments evaluated by the scheme in force; narrowing is left to the page, ranks are the
    city's. Who may see one department only gets nothing of the others, and no rank before a round is sealed.
    """
    window = chosen.window
    with st.spinner(_("正在计算评价结果…")) if get_script_run_ctx() else nullcontext():
        whole = lake.settled(
            lambda state: _evaluation(state, window.start, window.end, window.as_of), chosen.snapshot
        )
    return own_part(whole, chosen.own) if chosen.own else whole


def own_part(whole: Evaluation, department: str) -> Evaluation:
    """An evaluation with one department's rows only, ranks left out."""

    def of(frame: pd.DataFrame) -> pd.DataFrame:
        if "department" not in frame:
            return frame.head(0)
        rows = frame[frame["department"] == department].reset_index(drop=True)
        return rows.assign(**{rank: pd.array([pd.NA] * len(rows), "Int64") for rank in RANKS if rank in rows})

    frames = {
        one.name: of(part)
        for one in fields(whole)
        if isinstance(part := getattr(whole, one.name), pd.DataFrame)
    }
    evidence = {code: of(part) for code, part in whole.evidence.items()}
    return replace(whole, **frames, evidence=evidence)  # type: ignore[arg-type]


def evidence(chosen: Filters, code: str, department: str) -> pd.DataFrame:
    """Source rows behind one indicator of one department."""
    rows = evaluation(chosen).evidence.get(code, pd.DataFrame(columns=["department"]))
    return rows[rows["department"] == department].reset_index(drop=True)

"""Cached reads of schemes, rounds and what hangs on them. Who may see one department reads its rows only."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from evaluation.appeal_records import Appeal, list_appeals, rulings_of
from evaluation.budget import budget_decisions
from evaluation.notices import Notice, list_notices
from evaluation.records import Scheme
from evaluation.results import Evaluation
from evaluation.round_records import Round, list_rounds, round_frame
from evaluation.scheme import parse_scheme
from evaluation.scheme_store import SchemeVersion, current_scheme, scheme_versions
from evaluation.trends import Comparison, compare_editions, definition_changes, trend
from ui import lake

FRAMES = ("ranking", "dimensions", "indicators", "adjustments", "vetoes")
WHOLE_NUMBERS = ("rank", "peer_rank")
WORDS = frozenset({
    "department", "peer_group", "grade", "grade_by_points", "notes", "note", "dimension", "dimension_title", "title",
    "parent", "state", "code", "article", "unit", "kind", "grade_at_most", "entry", "feed", "file_name", "record",
    "sentence", "fired",
})  # fmt: skip
"""Columns of kept documents that are not numbers."""


def rounds(snapshot: int, own: str | None = None) -> list[Round]:
    """Every round, the newest first; who reads one department (`own`) knows of published ones only."""
    found = lake.settled(_rounds, snapshot)
    return [one for one in found if one.editions] if own else found


@st.cache_resource(show_spinner=False, max_entries=8)
def _rounds(snapshot: int) -> list[Round]:
    with lake.reading(snapshot) as cur:
        return list_rounds(cur)


def kept(one: Round, edition: int, own: str | None = None) -> Evaluation:
    """The evaluation of an edition as it is kept, without evidence and figures; of one department with `own`."""
    return _kept(one.edition(edition).edition_sha256, one, edition, own)


@st.cache_resource(show_spinner=False, max_entries=16)
def _kept(sha256: str, _one: Round, edition: int, own: str | None) -> Evaluation:  # noqa: ARG001
    with lake.lake().read() as (cur, _snapshot):
        frames = {name: typed(round_frame(cur, _one.round_id, name, edition, own)) for name in FRAMES}
        toml = str(round_frame(cur, _one.round_id, "scheme", edition)["toml"].iloc[0])
    return Evaluation(
        scheme=parse_scheme(toml, _one.round_id),
        window=_one.window,
        snapshot_id=_one.edition(edition).snapshot_id,
        ranking=frames["ranking"],
        dimensions=frames["dimensions"],
        indicators=frames["indicators"],
        adjustments=frames["adjustments"],
        vetoes=frames["vetoes"],
    )


def kept_ledger(one: Round, edition: int, own: str | None = None) -> pd.DataFrame:
    """The ledger of an edition as it is kept; of one department with `own`."""
    return _kept_ledger(one.edition(edition).edition_sha256, one, edition, own).copy(deep=False)


@st.cache_resource(show_spinner=False, max_entries=16)
def _kept_ledger(sha256: str, _one: Round, edition: int, own: str | None) -> pd.DataFrame:  # noqa: ARG001
    with lake.lake().read() as (cur, _snapshot):
        return typed(round_frame(cur, _one.round_id, "ledger", edition, own))


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """A document read back: figures as figures, ranks as whole numbers, and at least a column of departments."""
    if frame.empty:
        return pd.DataFrame(columns=["department"])
    for column in frame.columns:
        if column in WHOLE_NUMBERS:
            frame[column] = pd.to_numeric(frame[column]).astype("Int64")
        elif column not in WORDS:
            frame[column] = pd.to_numeric(frame[column])
    return frame


def schemes(snapshot: int) -> list[SchemeVersion]:
    """Every stored version of every scheme, the newest first."""
    return lake.settled(_schemes, snapshot)


@st.cache_resource(show_spinner=False, max_entries=8)
def _schemes(snapshot: int) -> list[SchemeVersion]:
    with lake.reading(snapshot) as cur:
        return scheme_versions(cur)


def scheme_in_force(snapshot: int) -> Scheme:
    """The scheme evaluations use."""
    return lake.settled(_in_force, snapshot)


@st.cache_resource(show_spinner=False, max_entries=8)
def _in_force(snapshot: int) -> Scheme:
    with lake.reading(snapshot) as cur:
        return current_scheme(cur)


def appeals(snapshot: int, round_id: str | None, own: str | None) -> list[Appeal]:
    """Appeals of a round, oldest first; one department's with `own`."""
    return lake.settled(lambda state: _appeals(state, round_id, own), snapshot)


@st.cache_resource(show_spinner=False, max_entries=32)
def _appeals(snapshot: int, round_id: str | None, own: str | None) -> list[Appeal]:
    with lake.reading(snapshot) as cur:
        return list_appeals(cur, round_id, own)


def rulings(appeal_id: str) -> pd.DataFrame:
    """Every ruling ever made on an appeal the reader may see."""
    with lake.lake().read() as (cur, _snapshot):
        return rulings_of(cur, appeal_id)


def compared(snapshot: int, round_id: str, old: int, new: int, own: str | None) -> Comparison:
    """What changed between two editions; of one department with `own`."""
    return lake.settled(lambda state: _compared(state, round_id, old, new, own), snapshot)


@st.cache_resource(show_spinner=False, max_entries=16)
def _compared(snapshot: int, round_id: str, old: int, new: int, own: str | None) -> Comparison:
    with lake.reading(snapshot) as cur:
        return compare_editions(cur, round_id, old, new, own)


def trends(snapshot: int, own: str | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Totals and ranks from round to round, and every change of definition between rounds."""
    return lake.settled(lambda state: _trends(state, own), snapshot)


@st.cache_resource(show_spinner=False, max_entries=8)
def _trends(snapshot: int, own: str | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    with lake.reading(snapshot) as cur:
        return trend(cur, own), definition_changes(cur)


def notices(snapshot: int, round_id: str) -> list[Notice]:
    """Notices of a round, oldest first."""
    return lake.settled(lambda state: _notices(state, round_id), snapshot)


@st.cache_resource(show_spinner=False, max_entries=8)
def _notices(snapshot: int, round_id: str) -> list[Notice]:
    with lake.reading(snapshot) as cur:
        return list_notices(cur, round_id)


def decisions(snapshot: int, round_id: str) -> pd.DataFrame:
    """The newest decision on each project of a round."""
    return lake.settled(lambda state: _decisions(state, round_id), snapshot).copy(deep=False)


@st.cache_resource(show_spinner=False, max_entries=8)
def _decisions(snapshot: int, round_id: str) -> pd.DataFrame:
    with lake.reading(snapshot) as cur:
        return budget_decisions(cur, round_id)

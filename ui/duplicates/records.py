"""Cached reads of findings and rulings; a department user's are limited in the query."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from access import LOCAL, Person, Role
from duplicates.precision import observed_precision
from duplicates.store import newest_run, read_findings, read_rulings
from ui import lake


def _reader(own: str | None) -> Person:
    """Somebody who may read what `own` says: one department's part, or everything."""
    return Person("", frozenset({Role.DEPARTMENT}), own) if own else LOCAL


@st.cache_resource(show_spinner=False, max_entries=16)
def findings(snapshot: int, own: str | None) -> pd.DataFrame:  # noqa: ARG001
    """Findings of the newest comparison with their state."""
    with lake.lake().read() as (cur, _snapshot):
        return read_findings(cur, _reader(own))


@st.cache_resource(show_spinner=False, max_entries=16)
def observed(snapshot: int) -> pd.DataFrame:  # noqa: ARG001
    """How often findings of each band proved right."""
    with lake.lake().read() as (cur, _snapshot):
        return observed_precision(cur)


@st.cache_resource(show_spinner=False, max_entries=16)
def run(snapshot: int) -> pd.DataFrame:  # noqa: ARG001
    """The newest comparison."""
    with lake.lake().read() as (cur, _snapshot):
        return newest_run(cur)


@st.cache_resource(show_spinner=False, max_entries=64)
def rulings(snapshot: int, own: str | None, finding_id: str) -> pd.DataFrame:  # noqa: ARG001
    """All rulings on one finding, oldest first."""
    with lake.lake().read() as (cur, _snapshot):
        return read_rulings(cur, _reader(own), finding_id)

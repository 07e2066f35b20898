"""The lake as the screen sees it: one open lake per process, and small cached reads about its state.

Every cached function takes the snapshot id first, so a new load invalidates everything at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from warehouse.lake import Lake, open_lake

SQL = Path(__file__).parent / "sql"
MOST_RESTARTS = 3
Found = TypeVar("Found")
_opening = threading.Lock()


@st.cache_resource(show_spinner=False)
def _opened() -> Lake:
    return open_lake()


@st.cache_resource(show_spinner=False)
def _side_by_side() -> Lake:
    return open_lake(read_only=True, threads=1)


def lake() -> Lake:
    """The process's lake; opened on first use, by one thread only."""
    with _opening:
        return _opened()


def readers() -> Lake:
    """The same lake for the many small questions of a page, which are asked at once: each is answered by one thread,
    since dividing a small question costs more than answering it.
    """
    with _opening:
        _opened()  # makes the lake, or what an older one lacks
        return _side_by_side()


def snapshot() -> int:
    """Id of the newest snapshot; the first argument of every cached read."""
    return readers().snapshot_id()


class Moved(Exception):  # noqa: N818 - nothing is wrong, the lake has gone on
    """The lake has been written since the page began."""


@contextmanager
def reading(snapshot: int, *, large: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on exactly this state; raises Moved where the lake is already further, so that no cache keeps newer rows
    under an older number. A `large` question is answered by all threads.
    """
    with (lake() if large else readers()).read() as (cursor, found):
        if found != snapshot:
            raise Moved
        yield cursor


def settled(read: Callable[[int], Found], snapshot: int) -> Found:
    """What `read` finds at the page's snapshot. Where the lake has moved on meanwhile the page starts over, so that all
    its figures are of one state; after `MOST_RESTARTS` in a row, or outside a page, the newest state is read.
    """
    try:
        found = read(snapshot)
    except Moved:
        restarts = st.session_state.get("_restarts", 0) if get_script_run_ctx() else MOST_RESTARTS
        if restarts < MOST_RESTARTS:
            st.session_state["_restarts"] = restarts + 1
            st.rerun()
        return _newest(read)
    if get_script_run_ctx():
        st.session_state["_restarts"] = 0
    return found


def _newest(read: Callable[[int], Found]) -> Found:
    while True:
        try:
            return read(snapshot())
        except Moved:
            continue


@cache
def _text(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def query(name: str, **parameters: Any) -> pd.DataFrame:  # noqa: ANN401
    """Rows of `ui/sql/<name>.sql` with its `$named` parameters, on a cursor of its own."""
    with lake().cursor() as cur:
        return cur.execute(_text(name), parameters or None).df()


def at(snapshot: int, name: str, **parameters: Any) -> pd.DataFrame:  # noqa: ANN401
    """The same rows at one state of the lake, read once."""
    given = tuple(sorted(parameters.items()))
    return settled(lambda state: _at(state, name, given), snapshot).copy(deep=False)


@st.cache_resource(show_spinner=False, max_entries=100)
def _at(snapshot: int, name: str, parameters: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    with reading(snapshot) as cur:
        return cur.execute(_text(name), dict(parameters) or None).df()


@dataclass(frozen=True)
class LakeState:
    """What the lake holds: whether anything was loaded, and up to which day.

    `data_as_of` is the newest day any loaded file speaks about (never after today); `first_day` the oldest.
    """

    snapshot: int
    batches: int
    data_as_of: date | None
    first_day: date | None
    feeds: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """True before the first load."""
        return self.batches == 0


def state(snapshot: int) -> LakeState:
    """State of the lake in one read."""
    return settled(_state, snapshot)


@st.cache_data(show_spinner=False, max_entries=8)
def _state(snapshot: int) -> LakeState:
    with reading(snapshot) as cur:
        row = cur.execute(_text("state")).df().iloc[0]
    return LakeState(
        snapshot=snapshot,
        batches=int(row.batches),
        data_as_of=None if pd.isna(row.data_as_of) else pd.Timestamp(row.data_as_of).date(),
        first_day=None if pd.isna(row.first_day) else pd.Timestamp(row.first_day).date(),
        feeds=tuple(row.feeds),
    )


def departments(snapshot: int) -> pd.DataFrame:
    """The register: department, peer_group, in the register's order."""
    return settled(_departments, snapshot)


@st.cache_data(show_spinner=False, max_entries=8)
def _departments(snapshot: int) -> pd.DataFrame:
    with reading(snapshot) as cur:
        return cur.execute(_text("departments")).df()


def row_at(feed: str, batch_id: int, line: int) -> pd.DataFrame:
    """The stored row or rows that came from one line of one batch, with every column of the feed."""
    with lake().cursor() as cur:
        name = f"{feed}_history" if feed in UPSERT_FEEDS else feed
        origin = {"batch_id": batch_id, "line": line}
        return _where(cur.table(name), origin).df()


UPSERT_FEEDS = frozenset(
    {
        "catalogue",
        "items",
        "requests",
        "change_events",
        "corrections",
        "projects",
        "incidents",
        "outages",
        "departments",
    }
)


def _where(rows: duckdb.DuckDBPyRelation, values: Mapping[str, int]) -> duckdb.DuckDBPyRelation:
    for column, value in values.items():
        rows = rows.filter(duckdb.ColumnExpression(column) == duckdb.ConstantExpression(value))
    return rows

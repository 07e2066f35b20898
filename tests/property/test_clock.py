"""The set-based clock and the day-by-day proof are two ways of counting the same days: they must agree."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warehouse.clock import calendar_days, calendar_frame, explain_deadline
from warehouse.facts import rebuild_all
from warehouse.lake import open_lake

FIRST = date(2024, 12, 1)
DAYS = st.integers(0, 420).map(lambda n: FIRST + timedelta(n))
OPTIONAL_DAYS = st.none() | DAYS

REQUEST = st.fixed_dictionaries(
    {
        "applied": DAYS,
        "paused_from": OPTIONAL_DAYS,
        "paused_to": OPTIONAL_DAYS,
        "extended_to": OPTIONAL_DAYS,
        "replied": OPTIONAL_DAYS,
    }
)
OUTAGE = st.tuples(DAYS, st.none() | st.integers(0, 5))


@pytest.fixture(scope="module")
def clock_lake(tmp_path_factory):
    with open_lake(f"sqlite:{tmp_path_factory.mktemp('clock')}/catalog.sqlite") as opened:
        yield opened


@pytest.fixture(scope="module")
def calendar():
    return calendar_days(calendar_frame())


def _insert(cur: duckdb.DuckDBPyConnection, table: str, rows: list[dict]) -> None:
    if rows:
        cur.register("rows", pd.DataFrame(rows).astype(object).where(lambda frame: frame.notna(), None))
        cur.execute(f"insert into {table} by name from rows")
        cur.unregister("rows")


def _moment(day: date | None, hour: int) -> datetime | None:
    return None if day is None else datetime(day.year, day.month, day.day, hour)


def _outage_days(outages, as_of: date) -> set[date]:
    """Days touched by outages known on as_of, an open one running through as_of."""
    touched = set()
    for start, length in outages:
        if start <= as_of:
            end = as_of if length is None else min(start + timedelta(length), as_of)
            touched |= {start + timedelta(n) for n in range((end - start).days + 1)}
    return touched


def _expected(request: dict, calendar, outages: set[date], as_of: date) -> tuple[date, int, bool]:
    replied = request["replied"] if request["replied"] and request["replied"] <= as_of else None
    until = replied or as_of
    pause = None
    if request["paused_from"] and request["paused_from"] <= as_of:
        paused_to = request["paused_to"]
        pause = (request["paused_from"], paused_to if paused_to and paused_to <= as_of else None)
    proof = explain_deadline(
        request["applied"],
        5,
        calendar,
        pause,
        request["extended_to"],
        outages,
        pause_until=until,
    )
    paused = (pause[0], pause[1] or until) if pause else (date.max, date.min)
    counted = [
        day
        for day in (
            request["applied"] + timedelta(n) for n in range(1, (until - request["applied"]).days + 1)
        )
        if calendar[day].is_working and day not in outages and not paused[0] <= day <= paused[1]
    ]
    return proof.deadline, len(counted), proof.provisional


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    requests=st.lists(REQUEST, min_size=1, max_size=25),
    outages=st.lists(OUTAGE, max_size=4),
    as_of=DAYS,
    since=DAYS,
)
def test_sql_and_proof_agree(clock_lake, calendar, requests, outages, as_of, since):
    for (
        request
    ) in requests:  # as the loader guarantees: a reply or the end of a pause is not before its beginning
        if request["replied"] and request["replied"] < request["applied"]:
            request["replied"] = None
        if request["paused_to"] and request["paused_from"] and request["paused_to"] < request["paused_from"]:
            request["paused_to"] = None
    known = [request for request in requests if request["applied"] <= as_of]
    cur = clock_lake.cursor()
    cur.begin()
    try:
        resource = {"row_key": "r", "resource_id": "r", "department": "甲局", "share_type": "conditional"}
        _insert(
            cur, "catalogue_history", [{**resource, "exported_on": FIRST, "batch_id": 1, "removed": False}]
        )
        _insert(
            cur,
            "requests",
            [
                {
                    "request_id": str(number),
                    "resource_id": "r",
                    "applied_at": _moment(request["applied"], 17),
                    "paused_from": _moment(request["paused_from"], 12),
                    "paused_to": _moment(request["paused_to"], 9),
                    "extended_to": request["extended_to"],
                    "replied_at": _moment(request["replied"], 18),
                    "decision": "approved" if request["replied"] else None,
                }
                for number, request in enumerate(known)
            ],
        )
        _insert(
            cur,
            "outages",
            [
                {
                    "outage_id": str(number),
                    "started_at": _moment(start, 3),
                    "ended_at": None if length is None else _moment(start + timedelta(length), 4),
                }
                for number, (start, length) in enumerate(outages)
            ],
        )
        rebuild_all(cur)
        found = cur.execute(
            """
            select deadline, working_days_used, provisional
            from request_clock($as_of) order by request_id::integer
            """,
            {"as_of": as_of},
        ).fetchall()
        later = """
            select request_id, deadline, state from request_clock($as_of, since := $since)
            where deadline >= $since or applied_on >= $since order by request_id
        """
        narrowed = cur.execute(later, {"as_of": as_of, "since": since}).fetchall()
        whole = cur.execute(
            later.replace("since := $since", "since := date '0001-01-01'"), {"as_of": as_of, "since": since}
        ).fetchall()
    finally:
        cur.rollback()
        cur.close()
    assert narrowed == whole
    touched = _outage_days(outages, as_of)
    assert found == [_expected(request, calendar, touched, as_of) for request in known]

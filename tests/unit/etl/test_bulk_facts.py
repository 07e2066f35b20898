"""Daily facts counted while a large log is read."""

from __future__ import annotations

from datetime import date, datetime

import pyarrow as pa
import pytest

from etl.bulk_facts import Counted, add_up, count_calls

TEXTS = ("consumer", "resource_id", "request_id", "purpose", "mode", "status")
CALL = {
    "batch_id": 1,
    "called_at": datetime(2026, 3, 1, 9, 0, 0),
    "consumer": "甲局",
    "resource_id": "R1",
    "request_id": None,
    "purpose": "核对",
    "mode": "api",
    "status": "success",
    "row_count": 2,
    "latency_ms": 10,
}


def rows(*changes: dict[str, object]) -> pa.Table:
    table = pa.Table.from_pylist([CALL | change for change in changes])
    table = table.set_column(1, "called_at", table.column("called_at").cast(pa.timestamp("us")))
    for name in TEXTS:
        at = table.schema.get_field_index(name)
        table = table.set_column(at, name, table.column(name).cast(pa.string()).dictionary_encode())
    return table


def said(facts: pa.Table) -> dict[tuple[object, ...], tuple[int, int, int, dict[int, int]]]:
    """Day, resource and request -> calls, rows, latency in all, calls per bucket that is not empty."""
    return {
        (fact["called_on"], fact["resource_id"], fact["request_id"]): (
            fact["calls"],
            fact["row_count"],
            fact["latency_total_ms"],
            {at: calls for at, calls in enumerate(fact["latency_histogram"]) if calls},
        )
        for fact in facts.to_pylist()
    }


def test_calls_of_a_day_are_added_up() -> None:
    facts = count_calls(
        rows(
            {},
            {"called_at": datetime(2026, 3, 1, 23, 59, 59), "latency_ms": 11, "row_count": None},
            {"called_at": datetime(2026, 3, 2), "latency_ms": 10_001},
            {"latency_ms": None},
            {"latency_ms": 10_000},
            {"latency_ms": 999_999_999_999_999, "request_id": "Q1"},
        )
    )
    # 1 March: latencies 10, 11, none, 10000 ms; rows 2 + 0 + 2 + 2
    # buckets: 0 up to 10 ms, 1 up to 20 ms, 9 up to 10000 ms, 10 above
    assert said(facts) == {
        (date(2026, 3, 1), "R1", None): (4, 6, 10_021, {0: 1, 1: 1, 9: 1}),
        (date(2026, 3, 2), "R1", None): (1, 2, 10_001, {10: 1}),
        (date(2026, 3, 1), "R1", "Q1"): (1, 2, 999_999_999_999_999, {10: 1}),
    }


def test_calls_that_did_not_succeed_are_kept_one_by_one() -> None:
    counted = Counted()
    counted.count(rows({}, {"status": "failure"}, {"status": None}))
    counted.count(rows({}))
    assert said(counted.facts()) == {(date(2026, 3, 1), "R1", None): (2, 4, 20, {0: 2})}
    assert counted.others().column("status").to_pylist() == ["failure", None]


def test_too_many_other_calls_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.bulk_facts.MOST_OTHERS", 1)
    counted = Counted()
    counted.count(rows({"status": "failure"}))
    assert counted.complete
    counted.count(rows({"status": "failure"}))
    assert not counted.complete


def test_days_before_1970_and_great_sums_are_exact() -> None:
    most = 999_999_999_999_999
    changes = [{"called_at": datetime(1969, 12, 31, 23, 0), "row_count": most} for _ in range(11)]
    facts = count_calls(rows(*changes, {"called_at": datetime(1969, 12, 31), "row_count": 1}))
    # 11 × 999,999,999,999,999 + 1 = 10,999,999,999,999,990, more than 2^53
    assert said(facts) == {(date(1969, 12, 31), "R1", None): (12, 10_999_999_999_999_990, 120, {0: 12})}


def test_parts_are_added_up() -> None:
    one = count_calls(rows({}, {"resource_id": "R2"}))
    other = count_calls(rows({"resource_id": "R2", "latency_ms": 30}, {"resource_id": "R3"}))
    none = count_calls(rows({}).slice(0, 0))
    assert said(add_up([one, other, none])) == {
        (date(2026, 3, 1), "R1", None): (1, 2, 10, {0: 1}),
        (date(2026, 3, 1), "R2", None): (2, 4, 40, {0: 1, 2: 1}),
        (date(2026, 3, 1), "R3", None): (1, 2, 10, {0: 1}),
    }
    assert add_up([none, none]).num_rows == 0

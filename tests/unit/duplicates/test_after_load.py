"""After a load the catalogue is compared again by whoever loaded; a comparison that fails is told, never raised."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from access import AccessError, Person, Role
from duplicates import after_load
from duplicates.after_load import SETTING, compare_after_load
from duplicates.errors import DuplicatesError
from duplicates.find import find
from duplicates.store import compare_and_store, compare_loaded, newest_run, read_findings
from tests.unit.duplicates.test_find import AGAIN
from warehouse.local_time import now

CLERK = Person("李四", frozenset({Role.UPLOADER}), page="upload")


def run(town):
    with town.lake.read() as (cur, _):
        return newest_run(cur)


def test_a_load_of_items_is_compared_and_the_person_recorded(town):
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, published=date(2022, 9, 1))
    told = compare_after_load(town.lake, CLERK, {"items"})
    with town.lake.read() as (cur, _):
        found = read_findings(cur, Person("周", frozenset({Role.LEADER})))
        audit = cur.execute(
            "select person, page from audit_log where action = 'compare catalogue'"
        ).fetchall()
    many = int((found["finding_class"] == "duplicate").sum())
    assert many > 0
    assert told == f"重复采集已重新比对：疑似重复采集 {many} 项，其中新发现 {many} 项。"
    assert run(town)["found_by"].tolist() == ["李四"]
    assert audit == [("李四", "upload")]
    assert compare_after_load(town.lake, CLERK, {"catalogue"}).endswith("其中新发现 0 项。")


def test_only_what_changed_is_compared_again(town):
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, published=date(2022, 9, 1))
    compare_after_load(town.lake, CLERK, {"items"})
    town.resource("C1", "林业局", "古树名木", ["树种", "胸径"], source="process")
    compare_after_load(town.lake, CLERK, {"items"})
    assert run(town)["compared"].tolist() == [0]  # what came asks nobody and holds nothing anybody asks
    assert find(town.lake, incremental=False).compared > 0


@pytest.mark.parametrize("feeds", [{"usage"}, {"departments", "requests"}, set()])
def test_other_feeds_are_not_compared(town, feeds):
    assert compare_after_load(town.lake, CLERK, feeds) == ""
    assert run(town).empty


def test_without_items_there_is_nothing_to_compare(lake):
    assert compare_after_load(lake, CLERK, {"catalogue"}) == ""


def test_it_can_be_switched_off(town, monkeypatch):
    monkeypatch.setenv(SETTING, "off")
    assert compare_after_load(town.lake, CLERK, {"items"}) == ""
    assert run(town).empty


@pytest.mark.parametrize(
    ("error", "why"), [(DuplicatesError("词典不可用"), "词典不可用"), (ValueError("x"), "意外错误")]
)
def test_a_failure_is_told_and_nothing_is_raised(town, monkeypatch, error, why):
    def fails(*_):
        raise error

    monkeypatch.setattr(after_load, "compare_loaded", fails)
    told = compare_after_load(town.lake, CLERK, {"items"})
    assert told.startswith("数据已载入，但重复采集未能重新比对")
    assert why in told


def test_a_comparison_of_an_older_state_does_not_replace_a_newer_one(town, monkeypatch, evaluator):
    older = find(town.lake)
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, published=date(2022, 9, 1))
    newer = compare_and_store(town.lake, evaluator)
    assert older.snapshot < newer.snapshot
    monkeypatch.setattr("duplicates.store.find", lambda *_: older)
    compare_loaded(town.lake, CLERK)
    assert run(town)["findings"].tolist() == [len(newer.frame)]
    assert len(newer.frame) > len(older.frame)


def test_who_may_not_load_may_not_compare(town):
    with pytest.raises(AccessError):
        compare_loaded(town.lake, Person("周", frozenset({Role.LEADER})))
    with pytest.raises(AccessError):
        compare_and_store(town.lake, CLERK)


def test_a_run_tells_what_was_compared(town, evaluator):
    """The hash stays while catalogue and dictionary do, and changes with either."""
    hashes = [compare_and_store(town.lake, evaluator).inputs_sha256 for _ in range(2)]
    assert hashes[0] == hashes[1] == run(town)["inputs_sha256"].iloc[0]
    assert len(hashes[0]) == 64
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, published=date(2022, 9, 1))
    assert compare_and_store(town.lake, evaluator).inputs_sha256 != hashes[0]


def test_loads_since_a_comparison_are_counted(town, evaluator):
    compare_and_store(town.lake, evaluator)
    assert run(town)["behind"].tolist() == [0]
    with town.lake.write("test", "batch") as cur:
        cur.execute(
            "insert into batches (batch_id, feed, loaded_at) values (99, 'items', timestamp '2999-01-01')"
        )
        cur.execute(
            "insert into batches (batch_id, feed, loaded_at) values (98, 'usage', timestamp '2999-01-01')"
        )
    assert run(town)["behind"].tolist() == [1]


def test_what_is_loaded_while_comparing_is_not_taken_for_compared(town, monkeypatch, evaluator):
    def slow(*arguments):
        found = find(*arguments)
        with town.lake.write("test", "batch") as cur:
            cur.execute(
                "insert into batches (batch_id, feed, loaded_at) values (99, 'items', $at)",
                {"at": now() + timedelta(seconds=1)},
            )
        return found

    monkeypatch.setattr("duplicates.store.find", slow)
    compare_and_store(town.lake, evaluator)
    assert run(town)["behind"].tolist() == [1]

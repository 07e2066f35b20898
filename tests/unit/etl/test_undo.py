"""Undo: exactly what stood before, also when later files repeated or replaced what is undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from access import LOCAL, AccessError, Role
from etl.undo import undo_batch
from tests.feed_files import REQUESTS, TESTER, USAGE, counts, load_rows
from warehouse.errors import LoadError
from warehouse.lake import Lake


def state(lake: Lake) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables a load of requests or usage touches."""
    tables = ("requests", "requests_history", "usage", "usage_daily", "unchanged_rows")
    return {name: lake.cursor().execute(f"from {name} order by all").fetchall() for name in tables}


def test_undo_restores_exactly_what_stood_before(any_town: Lake, tmp_path: Path) -> None:
    load_rows(any_town, tmp_path, "requests", REQUESTS, on=date(2026, 3, 30))
    load_rows(any_town, tmp_path, "usage", USAGE)
    before = state(any_town)
    refused = [REQUESTS[0], [*REQUESTS[1][:5], "2026-03-05 10:00", "不同意", "涉密", "", ""]]
    batch = load_rows(any_town, tmp_path, "requests", refused).batch_id
    assert (
        state(any_town)["usage_daily"] != before["usage_daily"]
    )  # the grant is gone, calls are classed anew
    assert batch is not None
    report = undo_batch(any_town, batch, TESTER)
    assert (report.batch_id, report.feed, report.rows) == (batch, "requests", 1)
    assert state(any_town) == before


def test_log_lines_another_batch_delivered_too_become_that_batchs(any_town: Lake, tmp_path: Path) -> None:
    # batch 3 brings L1..L3, batch 4 repeats L2 and brings L4; without batch 3, L2 and L4 remain, both of batch 4
    first = load_rows(any_town, tmp_path, "usage", USAGE).batch_id
    second = load_rows(any_town, tmp_path, "usage", [USAGE[0], USAGE[2], ["L4", *USAGE[1][1:]]])
    assert counts(second) == (2, 1, 1, 0, 0)
    assert first is not None
    undo_batch(any_town, first, TESTER)
    cursor = any_town.cursor()
    assert cursor.execute("select log_id, batch_id, line from usage order by 1").fetchall() == [
        ("L2", 4, 2),
        ("L4", 4, 3),
    ]
    assert cursor.execute("select sum(calls), min(batch_id) from usage_daily").fetchone() == (2, 4)
    assert cursor.execute("select count(*) from unchanged_rows").fetchone() == (0,)


def test_the_record_of_an_undone_batch_stays(town: Lake, tmp_path: Path) -> None:
    undo_batch(town, 2, replace(TESTER, name="李四"))
    row = (
        town.cursor()
        .execute("select undone_by, undone_at is not null, loaded from batches where batch_id = 2")
        .fetchone()
    )
    assert row == ("李四", True, 3)
    assert town.cursor().execute("select count(*) from catalogue").fetchone() == (0,)


def test_unknown_and_undone_batches_are_refused(town: Lake, tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="没有编号为 99"):
        undo_batch(town, 99, TESTER)
    undo_batch(town, 2, replace(TESTER, name="李四"))
    with pytest.raises(LoadError, match="由 李四 撤销"):
        undo_batch(town, 2, TESTER)


def test_uploaders_undo_their_own_batches_and_others_none(town: Lake, tmp_path: Path) -> None:
    uploader = replace(TESTER, roles=frozenset({Role.UPLOADER}))
    for person in (
        replace(uploader, name="李四"),
        replace(TESTER, roles=frozenset({Role.LEADER, Role.DEPARTMENT})),
    ):
        with pytest.raises(AccessError):
            undo_batch(town, 2, person)
    undo_batch(town, 2, uploader)
    undo_batch(town, 1, replace(LOCAL, name="李四", roles=frozenset({Role.EVALUATOR})))
    trail = (
        town.cursor().execute("select person, action, subject from audit_log order by acted_at").fetchall()
    )
    assert trail == [
        ("tester", "load", "batch 1"),
        ("tester", "load", "batch 2"),
        ("tester", "undo", "batch 2"),
        ("李四", "undo", "batch 1"),
    ]


def test_a_preview_counts_what_an_undo_changes_and_changes_nothing(town: Lake, tmp_path: Path) -> None:
    # batch 3 brings Q1 and Q2; batch 4 answers Q2 and adds Q3: its undo takes Q3 away and gives Q2 back
    load_rows(town, tmp_path, "requests", REQUESTS, on=date(2026, 3, 30))
    changed = [*REQUESTS[2][:5], "2026-03-05 10:00", "同意", "", "", ""]
    batch = load_rows(town, tmp_path, "requests", [REQUESTS[0], changed, ["Q3", *REQUESTS[2][1:]]]).batch_id
    before = state(town)
    report = undo_batch(town, batch, TESTER, dry_run=True)
    assert (report.rows, report.removed, report.restored, report.kept) == (2, 1, 1, 0)
    assert state(town) == before
    undo_batch(town, batch, TESTER)
    assert town.cursor().execute("select count(*) from requests").fetchone() == (2,)


def test_a_preview_tells_log_lines_that_stay_with_another_file(town: Lake, tmp_path: Path) -> None:
    # batch 3 brings L1..L3, batch 4 repeats L2: without batch 3 two lines go and L2 stays
    first = load_rows(town, tmp_path, "usage", USAGE).batch_id
    load_rows(town, tmp_path, "usage", [USAGE[0], USAGE[2]])
    report = undo_batch(town, first, TESTER, dry_run=True)
    assert (report.removed, report.restored, report.kept) == (2, 0, 1)
    assert town.cursor().execute("select count(*) from usage").fetchone() == (3,)

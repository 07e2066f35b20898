"""A read for one snapshot never keeps the rows of a later one."""

from __future__ import annotations

import pytest

from ui import lake as screen
from warehouse.lake import Lake


@pytest.fixture
def shown(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> Lake:
    monkeypatch.setattr(screen, "lake", lambda: lake)
    monkeypatch.setattr(screen, "readers", lambda: lake)
    return lake


def batches(snapshot: int) -> int:
    with screen.reading(snapshot) as cursor:
        return int(cursor.execute("select count(*) from lake_meta").fetchone()[0])


def note(lake: Lake, key: str) -> None:
    with lake.write("test", key) as cur:
        cur.execute("insert into lake_meta values ($key, '')", {"key": key})


def test_a_snapshot_that_is_still_the_newest_is_read(shown: Lake) -> None:
    before = batches(shown.snapshot_id())
    note(shown, "one more")
    assert batches(shown.snapshot_id()) == before + 1


def test_a_read_after_a_write_is_refused_under_the_old_number(shown: Lake) -> None:
    old = shown.snapshot_id()
    note(shown, "written meanwhile")
    with pytest.raises(screen.Moved):
        batches(old)


def test_outside_a_page_the_newest_state_is_read(shown: Lake) -> None:
    old, before = shown.snapshot_id(), batches(shown.snapshot_id())
    note(shown, "written meanwhile")
    assert screen.settled(batches, old) == before + 1

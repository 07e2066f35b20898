"""Undo one batch: the lake is then as if the file had never been loaded."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from access import Person, allow, record
from etl.append import undo_append
from etl.batches import LOADERS, allow_batch
from etl.facts import mark_affected, mark_batch, refresh_facts, remove_facts_of_batch, settle_batch
from etl.feeds import FEEDS, Feed
from etl.statements import execute, one_number
from etl.upsert import touch_batch, undo_upsert
from warehouse.errors import LoadError
from warehouse.lake import Lake
from warehouse.local_time import now


@dataclass(frozen=True)
class UndoReport:
    """What was undone: the batch, its feed and file, and the rows that had been loaded with it.

    `removed`, `restored` and `kept` are rows of the feed's table, counted for previews only: rows that go, rows that
    say again what they said before (or are back), and log lines that stay because another file delivered them too.
    """

    batch_id: int
    feed: str
    file_name: str
    rows: int
    removed: int = 0
    restored: int = 0
    kept: int = 0


class _Preview(Exception):  # noqa: N818 - ends the transaction of a preview, not an error
    def __init__(self, report: UndoReport) -> None:
        self.report = report


def undo_batch(lake: Lake, batch_id: int, person: Person, *, dry_run: bool = False) -> UndoReport:
    """Undo a batch in one transaction; its record, its refused lines and who undid it stay readable.

    What later files repeated stays known through them. With `dry_run` everything is done and taken back, and the
    report counts what would change. Raises LoadError for an unknown or already undone batch, AccessError where
    `person` may not undo it.
    """
    allow(person, *LOADERS)
    try:
        return _undo(lake, batch_id, person, dry_run)
    except _Preview as preview:
        return preview.report


def _undo(lake: Lake, batch_id: int, person: Person, dry_run: bool) -> UndoReport:
    with lake.write(person.name, f"undo batch {batch_id}") as cur:
        row = execute(cur, "batch_to_undo", {"batch_id": batch_id}).fetchone()
        if row is None:
            raise LoadError(f"没有编号为 {batch_id} 的批次", "", "请在加载记录中核对批次编号")
        feed_name, file_name, rows, loaded_by, undone_at, undone_by = row
        allow_batch(person, loaded_by)
        if undone_at is not None:
            raise LoadError(f"批次 {batch_id} 已于 {undone_at:%Y-%m-%d %H:%M} 由 {undone_by} 撤销", file_name)
        feed = FEEDS[feed_name]
        gaining: list[int] = []
        if feed.kind == "append":
            mark_batch(cur, feed.name, batch_id)
            held = _count(cur, feed, batch_id) if dry_run else 0
            gaining = undo_append(cur, feed, batch_id)
            if dry_run:
                kept = one_number(cur.execute("select count(*) from displaced"))
                raise _Preview(UndoReport(batch_id, feed_name, file_name, int(rows), held - kept, 0, kept))
            settle_batch(cur, feed.name)
            if feed.name == "usage":
                remove_facts_of_batch(cur, batch_id)
        else:
            touch_batch(cur, feed, batch_id)
            if dry_run:
                execute(cur, "undo_before", feed=feed.name)
            else:
                mark_affected(cur, feed.name)
            undo_upsert(cur, feed, batch_id)
            if dry_run:
                removed, restored = execute(cur, "undo_changes", feed=feed.name).fetchone() or (0, 0)
                raise _Preview(UndoReport(batch_id, feed_name, file_name, int(rows), removed, restored))
        if feed.kind == "upsert" or (gaining and feed.name == "usage"):
            refresh_facts(cur, feed.name, gaining)
        execute(cur, "mark_undone", {"batch_id": batch_id, "undone_at": now(), "undone_by": person.name})
        record(cur, person, "undo", f"batch {batch_id}", file_name)
    return UndoReport(batch_id, feed_name, file_name, int(rows))


def _count(cur: duckdb.DuckDBPyConnection, feed: Feed, batch_id: int) -> int:
    return one_number(execute(cur, "undo_held", {"batch_id": batch_id}, feed=feed.name))

"""Undo one batch: the lake is then as if the file had never been loaded."""

from __future__ import annotations

from dataclasses import dataclass

from etl.append import undo_append
from etl.facts import mark_affected, mark_batch, refresh_facts, remove_facts_of_batch, settle_batch
from etl.feeds import FEEDS
from etl.load import now
from etl.statements import execute
from etl.upsert import touch_batch, undo_upsert
from warehouse.errors import LoadError
from warehouse.lake import Lake


@dataclass(frozen=True)
class UndoReport:
    """What was undone: the batch, its feed and file, and the rows that had been loaded with it."""

    batch_id: int
    feed: str
    file_name: str
    rows: int


def undo_batch(lake: Lake, batch_id: int, by: str) -> UndoReport:
    """Undo a batch in one transaction; its record, its refused lines and who undid it stay readable.

    What later files repeated stays known through them. Raises LoadError for an unknown or already undone batch.
    """
    with lake.write(by, f"undo batch {batch_id}") as cur:
        row = execute(cur, "batch_to_undo", {"batch_id": batch_id}).fetchone()
        if row is None:
            raise LoadError(f"没有编号为 {batch_id} 的批次", "", "请在加载记录中核对批次编号")
        feed_name, file_name, rows, undone_at, undone_by = row
        if undone_at is not None:
            raise LoadError(f"批次 {batch_id} 已于 {undone_at:%Y-%m-%d %H:%M} 由 {undone_by} 撤销", file_name)
        feed = FEEDS[feed_name]
        gaining: list[int] = []
        if feed.kind == "append":
            mark_batch(cur, feed.name, batch_id)
            gaining = undo_append(cur, feed, batch_id)
            settle_batch(cur, feed.name)
            if feed.name == "usage":
                remove_facts_of_batch(cur, batch_id)
        else:
            touch_batch(cur, feed, batch_id)
            mark_affected(cur, feed.name)
            undo_upsert(cur, feed, batch_id)
        if feed.kind == "upsert" or (gaining and feed.name == "usage"):
            refresh_facts(cur, feed.name, gaining)
        execute(cur, "mark_undone", {"batch_id": batch_id, "undone_at": now(), "undone_by": by})
    return UndoReport(batch_id, feed_name, file_name, int(rows))

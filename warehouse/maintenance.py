"""Keeps the lake small and quick: merge small files, forget old snapshots that nothing refers to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from warehouse.lake import Lake
from warehouse.locks import write_lock


@dataclass(frozen=True)
class MaintenanceReport:
    """Snapshots and data files before and after."""

    snapshots_before: int
    snapshots_after: int
    files_before: int
    files_after: int


def maintain(lake: Lake, *, keep_days: int = 30) -> MaintenanceReport:
    """Merge adjacent files, expire snapshots older than `keep_days` days and delete files no snapshot needs.

    Files that a killed or failed load left behind go first: that needs no space. Nobody writes meanwhile.
    Snapshots listed in lake_meta under keys `kept_snapshot:…` never expire.
    """
    cursor = lake.cursor()
    before = _counts(lake)
    with write_lock(lake.settings, cursor):
        cursor.execute("call ducklake_delete_orphaned_files('lake', cleanup_all => true)")
        cursor.execute("call ducklake_flush_inlined_data('lake')")
        cursor.execute("call ducklake_merge_adjacent_files('lake')")
        kept = {int(row[0]) for row in cursor.execute(
            "select value from lake_meta where key like 'kept_snapshot:%'").fetchall()}  # fmt: skip
        old = cursor.execute(
            "select snapshot_id from ducklake_snapshots('lake')"
            " where snapshot_time < now() - $age"
            " and snapshot_id < (select max(snapshot_id) from ducklake_snapshots('lake'))",
            {"age": timedelta(days=keep_days)},
        ).fetchall()
        expired = [int(row[0]) for row in old if int(row[0]) not in kept]
        if expired:
            cursor.execute(
                "call ducklake_expire_snapshots('lake', versions => $versions)", {"versions": expired}
            )
        cursor.execute("call ducklake_cleanup_old_files('lake', older_than => now() - interval 1 day)")
    after = _counts(lake)
    return MaintenanceReport(before[0], after[0], before[1], after[1])


def _counts(lake: Lake) -> tuple[int, int]:
    cursor = lake.cursor()
    snapshots = cursor.execute("select count(*) from ducklake_snapshots('lake')").fetchone()
    files = cursor.execute("select coalesce(sum(file_count), 0) from ducklake_table_info('lake')").fetchone()
    return (int(snapshots[0]) if snapshots else 0, int(files[0]) if files else 0)

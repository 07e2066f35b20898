"""Maintenance: fewer files, same content; states that are kept stay readable."""

from __future__ import annotations

from pathlib import Path

from tests.feed_files import USAGE, load_register, load_rows
from warehouse.lake import Lake, open_lake
from warehouse.maintenance import maintain


def test_maintenance_keeps_the_content_and_the_kept_snapshots(lake: Lake, tmp_path: Path) -> None:
    load_register(lake, tmp_path)
    many = [[f"L{number}", *USAGE[1][1:]] for number in range(60)]
    load_rows(lake, tmp_path, "usage", [USAGE[0], *many[:30]])
    kept = lake.snapshot_id()
    load_rows(lake, tmp_path, "usage", [USAGE[0], *many[30:]])
    with lake.write("tester", "a sealed round refers to this state") as cur:
        cur.execute("insert into lake_meta values ('kept_snapshot:1', $value)", {"value": str(kept)})
    before = lake.cursor().execute("from usage order by all").fetchall()
    report = maintain(lake, keep_days=0)
    assert report.snapshots_after < report.snapshots_before
    assert lake.cursor().execute("from usage order by all").fetchall() == before
    catalog, data = lake.settings.catalog, lake.settings.data
    with open_lake(catalog, data, snapshot=kept) as past:
        assert past.cursor().execute("select count(*) from usage").fetchone() == (30,)


def test_recent_states_are_not_forgotten(lake: Lake, tmp_path: Path) -> None:
    load_register(lake, tmp_path)
    report = maintain(lake, keep_days=30)
    assert report.snapshots_after >= report.snapshots_before


def test_files_of_a_killed_load_go(lake: Lake, tmp_path: Path) -> None:
    load_register(lake, tmp_path)
    load_rows(lake, tmp_path, "usage", USAGE)
    maintain(lake)
    kept = sorted(Path(lake.settings.data).rglob("*.parquet"))
    left = kept[0].with_name("ducklake-left-behind.parquet")
    left.write_bytes(kept[0].read_bytes())
    maintain(lake)
    assert not left.exists()
    assert lake.cursor().execute("select count(*) from usage").fetchone() == (3,)

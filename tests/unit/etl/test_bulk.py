"""Large logs in one pass give the same lake as the careful way; anything untidy takes the careful way."""

from __future__ import annotations

from pathlib import Path

import pytest

import etl.readers.blocks as reader_blocks
import etl.readers.staging as reader_staging
from etl.load import LoadReport, load_file
from etl.undo import undo_batch
from tests.feed_files import (
    EXPORTED,
    TESTER,
    USAGE,
    counts,
    load_rows,
    own_registered_lake,
    write_rows,
)
from warehouse.lake import Lake, open_lake

TIDY = [
    USAGE[0],
    *[[f"L{number:04d}", f"2026-03-{number % 28 + 1:02d} 09:00:00", *USAGE[1][2:]] for number in range(200)],
]
BAD = ["L9999", "2026-02-30 09:00:00", *USAGE[1][2:]]
CASES = {
    "tidy": TIDY,
    "one bad line": [*TIDY, BAD],
    "an untidy department": [*TIDY, ["L9998", *USAGE[1][1:3], " 市民政局 ", *USAGE[1][4:]]],
    "an unknown department": [*TIDY, ["L9998", *USAGE[1][1:3], "天上人间局", *USAGE[1][4:]]],
    "unusual cells that can be read": [
        *TIDY,
        [],
        [" L9990", "2026/3/9 9:03", "　R1", *USAGE[1][3:]],
        [
            "L9991",
            "2026-03-09 09:03:00",
            "R1",
            "市民政局",
            "无",
            "核对 ＡＢＣ ",
            "无",
            "成功",
            "1,000",
            "30毫秒",
        ],
        ["L9992", "2026-03-09T09:03:00", "R1", "乌海市民政局", "/", "", "API", "success", "", "无"],
        ["", "2026-03-09 09:03:01", *USAGE[1][2:]],
    ],
    "unusual cells that cannot be read": [
        *TIDY,
        ["L9990", "2026-03-09 09:03:00+02", *USAGE[1][2:]],
        ["L9991", "2026-03-09 09:03:00", "", *USAGE[1][3:]],
        ["L9992", *USAGE[1][1:8], "1e3", "1.5"],
        ["L9993", *USAGE[1][1:5], "核对\x01", *USAGE[1][6:]],
        ["L9994", *USAGE[1][1:6], "传真", "也许", "-1", "30"],
        ["L9995", "2026-03-09 09:03:00", "R1"],
    ],
    "a repeated line in another wording": [
        *TIDY,
        [TIDY[5][0], "2026/3/5 9:00", "R1", "150302", *TIDY[5][4:]],
    ],
    "a repeated line": [*TIDY, TIDY[5]],
    "many times in another wording": [
        *TIDY,
        *[
            [f"M{number:04d}", f"2026/3/{number % 28 + 1} 9:{number % 60:02d}", *USAGE[1][2:]]
            for number in range(2500)
        ],
    ],
    "log numbers in no order": [
        USAGE[0],
        *[[f"L{number * 7919 % 3001:04d}", *USAGE[1][1:]] for number in range(3000)],
        [f"L{7919 % 3001:04d}", *USAGE[1][1:]],
    ],
    "an earlier log appended": [*TIDY, ["A0001", *USAGE[1][1:]], ["A0002", *USAGE[1][1:]], TIDY[1]],
    "a failed call and calls without figures": [
        *TIDY,
        ["L9990", *USAGE[1][1:7], "失败", "", "70000"],
        ["L9991", *USAGE[1][1:7], "", "", ""],
        ["L9992", *USAGE[1][1:4], "", "", "", "成功", "999999999999999", "10"],
        ["L9993", *USAGE[1][1:4], "", "", "", "成功", "999999999999999", "10001"],
    ],
    "a contradictory line": [*TIDY, [TIDY[5][0], "2026-03-30 23:00:00", *TIDY[5][2:]]],
}


def load_both(
    factory: pytest.TempPathFactory,
    folder: Path,
    rows: list[list[str]],
    bytes_streamed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[list[LoadReport], dict[str, list[tuple[object, ...]]]]:
    folder.mkdir()
    monkeypatch.setattr(reader_staging, "STREAMED_BYTES", bytes_streamed)
    monkeypatch.setattr(reader_blocks, "BLOCK_BYTES", 2000)  # some 25 lines: the log is many runs of blocks
    address = own_registered_lake(factory, folder)
    with open_lake(address.catalog, address.data, readable=[folder]) as lake:
        reports = [load_rows(lake, folder, "usage", rows), load_rows(lake, folder, "usage", rows)]
        return reports, contents(lake)


def contents(lake: Lake) -> dict[str, list[tuple[object, ...]]]:
    cursor = lake.cursor()
    tables = ("usage", "usage_daily", "refused_rows", "unchanged_rows")
    found = {name: cursor.execute(f"from {name} order by all").fetchall() for name in tables}
    found["batches"] = cursor.execute(
        "select * exclude (loaded_at, sha256) from batches order by all"
    ).fetchall()
    return found


@pytest.mark.parametrize("case", CASES)
def test_both_ways_leave_the_same_lake(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    careful, expected = load_both(tmp_path_factory, tmp_path / "careful", CASES[case], 1 << 30, monkeypatch)
    at_once, found = load_both(tmp_path_factory, tmp_path / "at_once", CASES[case], 0, monkeypatch)
    assert [counts(report) for report in at_once] == [counts(report) for report in careful]
    assert found == expected


def data_files(lake: Lake) -> set[Path]:
    return set(Path(lake.settings.data).rglob("*.parquet"))


def test_a_rehearsal_leaves_no_file_and_undoing_leaves_no_line(
    town: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_staging, "STREAMED_BYTES", 0)
    before, empty = data_files(town), contents(town)
    path = write_rows(tmp_path / "usage.csv", TIDY)
    rehearsal = load_file(town, "usage", path, exported_on=EXPORTED, person=TESTER, dry_run=True)
    assert counts(rehearsal) == (200, 200, 0, 0, 0)
    assert data_files(town) == before
    batch = load_rows(town, tmp_path, "usage", TIDY).batch_id
    assert batch is not None
    added = {path.parent.name for path in data_files(town) - before}
    assert "usage" in added
    undo_batch(town, batch, TESTER)
    left = contents(town)
    assert (left["usage"], left["usage_daily"]) == (empty["usage"], empty["usage_daily"]) == ([], [])


def test_files_of_a_load_that_breaks_off_are_deleted(
    town: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_staging, "STREAMED_BYTES", 0)
    before = data_files(town)
    with monkeypatch.context() as broken:
        broken.setattr("etl.load.store_refused", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            load_rows(town, tmp_path, "usage", TIDY)
    assert data_files(town) == before
    assert contents(town)["usage"] == []
    assert counts(load_rows(town, tmp_path, "usage", TIDY)) == (200, 200, 0, 0, 0)


def test_a_log_repeated_overlapped_and_undone(
    any_town: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_staging, "STREAMED_BYTES", 0)
    first = load_rows(any_town, tmp_path, "usage", [*TIDY, BAD, TIDY[5]])
    assert counts(first) == (202, 200, 1, 0, 1)  # 200 lines, one of them twice, one refused
    once = contents(any_town)
    assert counts(load_rows(any_town, tmp_path, "usage", [*TIDY, BAD, TIDY[5]])) == (202, 0, 201, 0, 1)
    # 201 rows in TIDY with its header: lines 150 to 200 are 51 log lines that are known
    later = [[f"N{number:04d}", "2026-03-20 10:00:00", *USAGE[1][2:]] for number in range(2000)]
    overlapping = load_rows(any_town, tmp_path, "usage", [TIDY[0], *TIDY[150:], *later])
    assert counts(overlapping) == (2051, 2000, 51, 0, 0)
    assert overlapping.batch_id is not None
    undo_batch(any_town, overlapping.batch_id, TESTER)
    twice = contents(any_town)
    assert (twice["usage"], twice["usage_daily"]) == (once["usage"], once["usage_daily"])

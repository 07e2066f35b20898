"""Large logs in one pass give the same lake as the careful way; anything untidy takes the careful way."""

from __future__ import annotations

from pathlib import Path

import pytest

import etl.readers.staging as reader_staging
from etl.load import LoadReport
from tests.feed_files import USAGE, counts, load_register, load_rows
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
    "a contradictory line": [*TIDY, [TIDY[5][0], "2026-03-30 23:00:00", *TIDY[5][2:]]],
}


def load_both(
    folder: Path, rows: list[list[str]], bytes_streamed: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[LoadReport], dict[str, list[tuple[object, ...]]]]:
    folder.mkdir()
    monkeypatch.setattr(reader_staging, "STREAMED_BYTES", bytes_streamed)
    with open_lake(f"sqlite:{folder}/lake/catalog.sqlite", readable=[folder]) as lake:
        load_register(lake, folder)
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
def test_both_ways_leave_the_same_lake(tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    careful, expected = load_both(tmp_path / "careful", CASES[case], 1 << 30, monkeypatch)
    at_once, found = load_both(tmp_path / "at_once", CASES[case], 0, monkeypatch)
    assert [counts(report) for report in at_once] == [counts(report) for report in careful]
    assert found == expected

"""Refused lines as files: marked where they are wrong, safe to open, loadable again once corrected."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from etl.load import load_file
from etl.rejects import refused_lines, write_rejects
from tests.feed_files import EXPORTED, USAGE, counts, load_register, load_rows
from warehouse.errors import LoadError
from warehouse.lake import Lake

BAD = ["L9", "2026-02-30 09:00", "R1", "市民政局", "=cmd|' /C calc'!A0", "", "接口", "成功", "1", "30"]


@pytest.fixture
def batch(lake: Lake, tmp_path: Path) -> int:
    load_register(lake, tmp_path)
    report = load_rows(lake, tmp_path, "usage", [*USAGE, BAD])
    assert counts(report) == (4, 3, 0, 0, 1)
    assert report.batch_id is not None
    return report.batch_id


def test_workbook_marks_the_bad_cell_and_keeps_formulas_as_text(
    lake: Lake, tmp_path: Path, batch: int
) -> None:
    out = tmp_path / "rejects.xlsx"
    assert write_rejects(lake, batch, out) == 1
    sheet = openpyxl.load_workbook(out).active
    assert [cell.value for cell in sheet[1]] == [*USAGE[0], "原文件行号", "拒收原因"]
    row = sheet[2]
    assert row[1].value == "2026-02-30 09:00"
    assert "2026-02-30" in row[1].comment.text
    assert row[1].fill.fgColor.rgb == "FFF8D7C4"
    assert row[0].comment is None
    assert (row[4].value, row[4].data_type) == ("=cmd|' /C calc'!A0", "s")
    assert row[10].value == 5
    assert row[11].value.startswith("调用时间：")


def test_corrected_file_loads_just_the_corrected_lines(lake: Lake, tmp_path: Path, batch: int) -> None:
    out = tmp_path / "rejects.csv"
    write_rejects(lake, batch, out)
    with out.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    lines[1][1] = "2026-02-27 09:00"
    corrected = tmp_path / "corrected.csv"
    with corrected.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(lines)
    report = load_file(lake, "usage", corrected, exported_on=EXPORTED, by="tester")
    assert counts(report) == (1, 1, 0, 0, 0)
    assert report.unknown_headers == ("原文件行号", "拒收原因")


def test_unknown_batch_and_other_endings_are_refused(lake: Lake, tmp_path: Path, batch: int) -> None:
    with pytest.raises(LoadError, match="没有编号为 99"):
        refused_lines(lake, 99)
    with pytest.raises(LoadError, match=r"\.xlsx"):
        write_rejects(lake, batch, tmp_path / "rejects.pdf")

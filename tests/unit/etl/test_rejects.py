"""Refused lines as files: marked where they are wrong, safe to open, loadable again once corrected."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from access import AccessError, Role
from etl.load import load_file
from etl.rejects import refused_lines, write_rejects
from etl.remembered import mapping_of, recall, remember
from tests.feed_files import EXPORTED, TESTER, USAGE, counts, load_rows
from warehouse.errors import LoadError
from warehouse.lake import Lake

BAD = ["L9", "2026-02-30 09:00", "R1", "市民政局", "=cmd|' /C calc'!A0", "", "接口", "成功", "1", "30"]


@pytest.fixture
def batch(town: Lake, tmp_path: Path) -> int:
    report = load_rows(town, tmp_path, "usage", [*USAGE, BAD])
    assert counts(report) == (4, 3, 0, 0, 1)
    assert report.batch_id is not None
    return report.batch_id


def test_workbook_marks_the_bad_cell_and_keeps_formulas_as_text(
    town: Lake, tmp_path: Path, batch: int
) -> None:
    out = tmp_path / "rejects.xlsx"
    assert write_rejects(town, batch, out, TESTER) == 1
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


def test_corrected_file_loads_just_the_corrected_lines(town: Lake, tmp_path: Path, batch: int) -> None:
    out = tmp_path / "rejects.csv"
    write_rejects(town, batch, out, TESTER)
    with out.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    assert lines[1][4] == "\u200b=cmd|' /C calc'!A0"  # no formula for a spreadsheet
    lines[1][1] = "2026-02-27 09:00"
    corrected = tmp_path / "corrected.csv"
    with corrected.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(lines)
    report = load_file(town, "usage", corrected, exported_on=EXPORTED, person=TESTER)
    assert counts(report) == (1, 1, 0, 0, 0)
    assert report.unknown_headers == ("原文件行号", "拒收原因")
    stored = town.cursor().execute("select request_id from usage where log_id = 'L9'").fetchone()
    assert stored == ("=cmd|' /C calc'!A0",)  # as the sender wrote it


def test_unknown_batch_and_other_endings_are_refused(town: Lake, tmp_path: Path, batch: int) -> None:
    with pytest.raises(LoadError, match="没有编号为 99"):
        refused_lines(town, 99, TESTER)
    with pytest.raises(LoadError, match=r"\.xlsx"):
        write_rejects(town, batch, tmp_path / "rejects.pdf", TESTER)


def test_uploaders_see_the_refused_lines_of_their_own_batches(town: Lake, batch: int) -> None:
    uploader = replace(TESTER, roles=frozenset({Role.UPLOADER}))
    assert len(refused_lines(town, batch, uploader).lines) == 1
    with pytest.raises(AccessError, match="其他人上传"):
        refused_lines(town, batch, replace(uploader, name="李四"))


def test_cells_of_columns_somebody_named_are_marked_too(lake: Lake, tmp_path: Path) -> None:
    path = tmp_path / "故障.csv"
    headers = ("单号", "起", "止")
    path.write_text("单号,起,止\nGZ-1,2026-02-30 09:00,2026-03-01 09:00\n", encoding="utf-8")
    columns = {"outage_id": "单号", "started_at": "起", "ended_at": "止"}
    remember(lake, headers, "outages", columns, TESTER)
    mapping = mapping_of("outages", columns)
    report = load_file(lake, "outages", path, exported_on=EXPORTED, person=TESTER, mapping=mapping)
    out = tmp_path / "rejects.xlsx"
    assert report.batch_id is not None
    assert write_rejects(lake, report.batch_id, out, TESTER) == 1
    sheet = openpyxl.load_workbook(out).active
    assert sheet["A2"].comment is None
    assert "在日历上不存在" in sheet["B2"].comment.text
    assert recall(lake, [cell.value for cell in sheet[1]]) == recall(lake, headers)

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from etl.feeds import FEEDS
from etl.readers import open_source, original_cells, stage
from etl.readers.sheets import cell_text
from tests.office import recalculated
from tests.unit.etl.readers.conftest import Table
from warehouse.errors import LoadError

Read = Callable[..., Table]


def workbook(path: Path) -> Path:
    """A cover sheet, and a sheet whose table begins at B3 under a merged title."""
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    book.add_worksheet("封面").write("A1", "乌海市数据更新日志")
    sheet = book.add_worksheet("一月")
    sheet.merge_range("B1:E1", "数据更新日志")
    sheet.write_row("B3", ["资源编号", "数据更新时间", "数据量", "内容摘要", "是否"])
    sheet.write_row("B4", ["R1", "", 1200])
    sheet.write_string("E4", "=摘要")
    sheet.write_datetime("C4", datetime(2026, 1, 5, 9, 3, 7), moment)
    sheet.write_boolean("F4", True)
    sheet.write_row("B6", [1001, "", 12.5, ""])
    sheet.write_datetime("C6", datetime(2026, 1, 6), day)
    sheet.write_datetime("E6", datetime(2026, 1, 7), day)
    sheet.write_formula("D7", "=1/0", None, "#DIV/0!")
    sheet.write_string("B7", "R3")
    book.close()
    return path


def test_first_sheet_with_a_header(read: Read, tmp_path: Path) -> None:
    table = read(workbook(tmp_path / "log.xlsx"))
    assert (table.source.container, table.staged.sheet, table.staged.header_line) == ("xlsx", "一月", 3)
    assert table.rows("resource_id", "refreshed_at", "row_count", "content_hash") == [
        (4, "R1", "2026-01-05 09:03:07", "1200", "=摘要"),
        (6, "1001", "2026-01-06", "12.5", "2026-01-07"),
        (7, "R3", "", "#DIV/0!", ""),
    ]
    assert table.staged.unknown_headers == ("是否",)
    cells = original_cells(table.cur, table.source, table.staged, [4])
    assert cells == {4: ["R1", "2026-01-05 09:03:07", "1200", "=摘要", "是"]}


@pytest.mark.office
@pytest.mark.parametrize("container", ["ods", "xls"])
def test_other_workbooks(read: Read, tmp_path: Path, container: str) -> None:
    table = read(recalculated(workbook(tmp_path / "log.xlsx"), tmp_path, container))
    assert (table.source.container, table.staged.sheet) == (container, "一月")
    assert table.rows("resource_id", "refreshed_at", "row_count")[:2] == [
        (4, "R1", "2026-01-05 09:03:07", "1200"),
        (6, "1001", "2026-01-06", "12.5"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (-2.5, "-2.5"),
        (1e-7, "0.0000001"),
        (20260105.0, "20260105"),
        (123456789012345.0, "123456789012345"),
        (1e20, "100000000000000000000"),
        (0.0, "0"),
        (7, "7"),
        (True, "是"),
        (False, "否"),
        (None, ""),
        (" 甲 ", " 甲 "),
        (date(2026, 1, 5), "2026-01-05"),
        (datetime(2026, 1, 5), "2026-01-05"),
        (datetime(2026, 1, 5, 9, 3), "2026-01-05 09:03:00"),
        (datetime(2026, 1, 5, 9, 2, 59, 999_999), "2026-01-05 09:03:00"),
        (datetime(2026, 1, 5, 9, 3, 0, 250_000), "2026-01-05 09:03:00.250"),
        (time(9, 3), "09:03:00"),
        (timedelta(hours=30), "30:00:00"),
    ],
)
def test_cells_as_a_clerk_reads_them(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_workbook_without_content_or_header(tmp_path: Path, read: Read) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "empty.xlsx"))
    book.add_worksheet()
    book.close()
    with pytest.raises(LoadError, match="没有任何内容"):
        read(tmp_path / "empty.xlsx")
    book = xlsxwriter.Workbook(str(tmp_path / "other.xlsx"))
    book.add_worksheet("说明").write("A1", "填表说明")
    book.close()
    with pytest.raises(LoadError) as caught:
        read(tmp_path / "other.xlsx")
    assert "没有找到“数据更新日志”的表头" in caught.value.what
    assert "工作表“说明”" in caught.value.where
    assert "填表说明" in caught.value.where


def test_far_away_cell_is_refused_before_opening(tmp_path: Path, read: Read) -> None:
    for cell, what in (("XFD1", "16,384列"), ("ZZ1048576", "范围过大")):
        path = tmp_path / f"{cell}.xlsx"
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["资源编号", "数据更新时间"])
        sheet.write(cell, "x")
        book.close()
        with pytest.raises(LoadError) as caught:
            read(path)
        assert what in caught.value.what
        assert path.name in caught.value.where


def test_archive_that_lies_about_its_size(tmp_path: Path, cur: duckdb.DuckDBPyConnection) -> None:
    path = tmp_path / "lying.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (80 << 20))
    content = path.read_bytes()
    path.write_bytes(content.replace((80 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    source = open_source(path)
    with pytest.raises(LoadError, match="解压后超过上限"):
        stage(cur, source, None, FEEDS["refreshes"])


def test_damaged_workbooks(tmp_path: Path, read: Read) -> None:
    path = workbook(tmp_path / "log.xlsx")
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, content[: len(content) // 2] if "workbook.xml" in member else content)
    for content in (broken.read_bytes(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600):
        (tmp_path / "damaged").write_bytes(content)
        with pytest.raises(LoadError, match="损坏") as caught:
            read(tmp_path / "damaged")
        assert caught.value.remedy

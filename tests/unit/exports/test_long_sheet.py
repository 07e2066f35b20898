"""Long tables are written as XlsxWriter itself would write them, byte for byte, and cannot break the file."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from xlsxwriter import Workbook

from exports.long_sheet import LongSheet, Value

COLUMNS: list[list[Value]] = [
    ["=1+1", "+2", "@乌海", "-3", " 前后有空格 ", "一\n二"],
    ["a<b & c>d", "_x000D_", "\x07响铃", "https://example.org", "", "mailto:x"],
    [1.0, 2.5, None, 1e-12, 123456789012.0, -0.1],
    [None, None, None, None, None, None],
]
FIRST = 3


def by_us(path: Path, columns: list[list[Value]]) -> list[int]:
    told: list[int] = []
    with Workbook(path, {"constant_memory": True}) as book:
        text, number = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0.00"})
        sheet = book.add_worksheet("甲", LongSheet)
        sheet.write_string(2, 0, "表头")
        sheet.write_table(FIRST, columns, [text, text, number, text], told.append)
        sheet.autofilter(2, 0, FIRST + len(columns[0]) - 1, 3)
    return told


def by_xlsxwriter(path: Path) -> None:
    with Workbook(path, {"constant_memory": True}) as book:
        text, number = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0.00"})
        sheet = book.add_worksheet("甲")
        sheet.write_string(2, 0, "表头")
        for row, values in enumerate(zip(*COLUMNS, strict=True), FIRST):
            for column, (value, style) in enumerate(zip(values, [text, text, number, text], strict=True)):
                if value is None:
                    sheet.write_blank(row, column, None, style)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value, style)
                else:
                    sheet.write_number(row, column, value, style)
        sheet.autofilter(2, 0, FIRST + len(COLUMNS[0]) - 1, 3)


def test_the_sheet_is_the_one_xlsxwriter_writes(tmp_path: Path) -> None:
    by_us(tmp_path / "ours.xlsx", COLUMNS)
    by_xlsxwriter(tmp_path / "theirs.xlsx")
    part = "xl/worksheets/sheet1.xml"
    with ZipFile(tmp_path / "ours.xlsx") as ours, ZipFile(tmp_path / "theirs.xlsx") as theirs:
        assert ours.read(part) == theirs.read(part)
        assert ours.read("xl/styles.xml") == theirs.read("xl/styles.xml")


@pytest.mark.parametrize("text", ["<r>不成对</r>", "<r><t>甲</t></r>", "</t></is></c>"])
def test_text_that_looks_like_markup_stays_text(tmp_path: Path, text: str) -> None:
    by_us(tmp_path / "a.xlsx", [[text], [text], [None], [text]])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["甲"]
    assert [sheet["A4"].value, sheet["D4"].value, sheet["A4"].data_type] == [text, text, "s"]


def test_text_is_cut_to_what_a_cell_holds(tmp_path: Path) -> None:
    # an emoji takes two of the 32,767 units: 16,383 of them and no half one
    by_us(tmp_path / "a.xlsx", [["😀" * 20_000], ["长" * 40_000], [None], [None]])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["甲"]
    assert (sheet["A4"].value, sheet["B4"].value) == ("😀" * 16_383, "长" * 32_767)


def test_what_is_no_number_is_left_empty(tmp_path: Path) -> None:
    by_us(tmp_path / "a.xlsx", [["a"], ["b"], [float("inf")], [None]])
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["甲"]["C4"].value is None


def test_progress_is_told_by_the_thousand(tmp_path: Path) -> None:
    rows = 2500
    columns: list[list[Value]] = [["x"] * rows, ["y"] * rows, [float(n) for n in range(rows)], [None] * rows]
    assert by_us(tmp_path / "a.xlsx", columns) == [1000, 1000, 500]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["甲"]
    assert [sheet.cell(row, 3).value for row in (4, 1003, 1004, 2503)] == [0, 999, 1000, 2499]


def test_an_empty_table_leaves_the_headings(tmp_path: Path) -> None:
    assert by_us(tmp_path / "a.xlsx", [[], [], [], []]) == []
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["甲"]
    assert (sheet.max_row, sheet["A3"].value) == (3, "表头")

"""Templates: a filled-in one is loaded as it stands, and offers the words the loader takes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from access import COMMAND_LINE
from etl.feeds import FEEDS
from etl.headers import match_headers
from etl.inspection import inspect_file
from etl.load import load_file
from exports.template import write_template
from warehouse.errors import ExportError


@pytest.mark.parametrize("feed", list(FEEDS))
def test_every_template_carries_exactly_the_columns_of_its_feed(feed: str, tmp_path: Path) -> None:
    out = tmp_path / "模板.xlsx"
    write_template(feed, out)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    match = match_headers(headers, FEEDS[feed])
    assert (match.missing, match.problems, match.unknown) == ((), (), ())
    assert list(match.columns) == [column.name for column in FEEDS[feed].columns]
    required = {column.title for column in FEEDS[feed].columns if column.required}
    marked = {cell.value for cell in sheet[1] if cell.fill.start_color.rgb == "FFC8501E"}
    assert marked == required
    assert all(cell.comment for cell in sheet[1])


def test_drop_downs_offer_the_official_words_and_the_register(tmp_path: Path) -> None:
    out = tmp_path / "申请.xlsx"
    write_template("requests", out, ["乌海市公安局", "乌海市民政局"])
    book = openpyxl.load_workbook(out)
    sheet, choices = book.worksheets[0], book["选项"]
    lists = {
        rule.formula1: sheet.cell(1, next(iter(rule.sqref.ranges)).min_col).value
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert set(lists.values()) == {"使用部门", "答复结果"}
    at = [cell.value for cell in sheet[1]].index("答复结果") + 1
    assert [choices.cell(row, at).value for row in (1, 2, 3, 4)] == ["同意", "部分同意", "不同意", None]
    at = [cell.value for cell in sheet[1]].index("使用部门") + 1
    assert [choices.cell(row, at).value for row in (1, 2, 3)] == ["乌海市公安局", "乌海市民政局", None]


def test_a_filled_template_is_loaded_as_it_stands(lake, tmp_path: Path) -> None:
    out = tmp_path / "平台故障.xlsx"
    write_template("outages", out)
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    for at, value in enumerate(["GZ-1", "2026-03-02 09:00", "2026-03-02 11:30", "共享平台"], start=1):
        sheet.cell(2, at, value)
    book.save(out)
    assert inspect_file(out).feed == "outages"
    report = load_file(lake, "outages", out, exported_on=date(2026, 4, 1), person=COMMAND_LINE)
    assert (report.rows_read, report.loaded, report.refused) == (1, 1, 0)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="没有名为“weather”的数据类别"):
        write_template("weather", tmp_path / "a.xlsx")
    with pytest.raises(ExportError, match="模板只能写成"):
        write_template("usage", tmp_path / "a.csv")

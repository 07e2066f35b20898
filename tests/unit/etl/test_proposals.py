from __future__ import annotations

import gzip
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from etl.proposals import day_by_name, feed_by_name, feed_of, first_rows

REQUESTS = "申请编号,资源编号,使用部门,申请时间\nSQ1,WH1,乌海市公安局,2026-01-05 09:00\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_header_tells_the_feed_in_any_encoding(encoding: str) -> None:
    assert feed_of(BytesIO(REQUESTS.encode(encoding)), "数据.csv") == "requests"


def test_packed_texts_and_workbooks_are_looked_into() -> None:
    assert feed_of(BytesIO(gzip.compress(REQUESTS.encode())), "数据.csv.gz") == "requests"
    book = BytesIO()
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["乌海市共享申请台账"])
        sheet.write_row(1, 0, REQUESTS.splitlines()[0].split(","))
    book.seek(0)
    assert feed_of(book, "台账.xlsx") == "requests"
    assert book.tell() == 0


def test_junk_falls_back_to_the_name_and_then_to_nothing() -> None:
    assert feed_of(BytesIO(b"PK\x03\x04 broken"), "使用日志.xlsx") == "usage"
    assert feed_of(BytesIO(b"\x00\x01\x02"), "x.bin") is None
    assert feed_of(BytesIO(b""), "部门名录.csv") == "departments"


def test_names_speak_of_feeds() -> None:
    assert feed_by_name("03_资源目录_20260630.csv") == "catalogue"
    assert feed_by_name("change_events.csv") == "change_events"
    assert feed_by_name("会议纪要.csv") is None


def test_the_day_in_the_name_is_proposed_unless_it_lies_ahead() -> None:
    today = date(2026, 7, 1)
    assert day_by_name("资源目录_20260630.csv", today) == date(2026, 6, 30)
    assert day_by_name("申请 2026年1月5日.xlsx", today) == date(2026, 1, 5)
    assert day_by_name("申请_20270101.csv", today) == today
    assert day_by_name("申请_20260231.csv", today) == today
    assert day_by_name("申请.csv", today) == today


def test_first_rows_leave_out_a_character_cut_in_half() -> None:
    assert first_rows(BytesIO("甲,乙\n丙,丁\n".encode()[:-2]))[0] == ["甲", "乙"]

"""What is exported to a reader of English is English; data stay as they are, and checking works in either language."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from etl.feeds import FEEDS
from etl.headers import match_headers
from evaluation.notices import Fact, Notice, NoticeStep
from exports.comparing import compare_workbook
from exports.notice_document import notice_docx, notice_lines
from exports.template import template_bytes
from exports.workbook import write_ranking
from language import CHINESE, ENGLISH, speaking
from language.extraction import CHINESE_SIGN
from tests.unit.evaluation.examples import city

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

DATA = re.compile(
    "乌海市第..局|乌海市公式局|乌海市人力资源和社会保障局（含社会保险事业管理中心）|综合部门|服务部门|监管部门"
    "|共享申请_2025一季度.csv|@应于 5 个工作日内答复，已逾期 \\d+ 天"
)
"""Names of departments, groups and files, and a reason no catalogue knows: in Chinese whoever reads."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("english") / "ranking.xlsx"
    with speaking(ENGLISH):
        write_ranking(city(12, seed=3, evidence_rows=40), path)
    return path


def test_every_word_of_the_workbook_is_english(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    assert book.sheetnames == [
        "Explanation", "Ranking", "Charts", "Dimension scores", "Indicator scores", "Bonuses and vetoes",
        "Deduction ledger", "Stability", "Method", "Parameters", "Ev. Requests answered in time", "Check data",
    ]  # fmt: skip
    chinese = [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if CHINESE_SIGN.search(DATA.sub("", str(cell.value)))
    ]
    assert chinese == []


def test_figures_are_the_same_in_both_languages(written: Path, tmp_path: Path) -> None:
    write_ranking(city(12, seed=3, evidence_rows=40), tmp_path / "chinese.xlsx")
    english = openpyxl.load_workbook(written, data_only=True)
    chinese = openpyxl.load_workbook(tmp_path / "chinese.xlsx", data_only=True)
    for ours, theirs in zip(english.worksheets[1:-1], chinese.worksheets[1:-1], strict=True):
        assert ours.dimensions == theirs.dimensions, theirs.title
        numbers = [
            [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]
            for sheet in (ours, theirs)
        ]
        assert numbers[0] == numbers[1], theirs.title


@pytest.mark.parametrize("reader", [CHINESE, ENGLISH])
def test_an_english_workbook_is_checked_in_either_language(
    written: Path, tmp_path: Path, reader: str
) -> None:
    with speaking(reader):
        assert compare_workbook(written) == []
        book = openpyxl.load_workbook(written)
        book["Method"]["B5"] = "changed"
        book.save(tmp_path / "changed.xlsx")
        altered = compare_workbook(tmp_path / "changed.xlsx")
    assert [(one.sheet, one.cell, one.found) for one in altered if one.kind == "value"] == [
        ("Method", "B5", "changed")
    ]


def test_a_chinese_workbook_is_checked_by_a_reader_of_english(tmp_path: Path) -> None:
    write_ranking(city(5, seed=3), tmp_path / "chinese.xlsx")
    with speaking(ENGLISH):
        assert compare_workbook(tmp_path / "chinese.xlsx") == []


def notice() -> Notice:
    fact = Fact(
        "R1", "申请按时答复率", "第九条", "应于2026-03-09前答复，截至2026-06-30仍未答复", "申请.csv", 7
    )
    step = NoticeStep(
        "TZ-1", "issue", date(2026, 7, 6), date(2026, 7, 20), False, "", "张三", datetime(2026, 7, 6)
    )
    return Notice(
        "TZ-1",
        "2026Q2",
        1,
        "乌海市水务局",
        "20-1",
        (fact,),
        "0" * 64,
        10,
        "张三",
        datetime(2026, 7, 5),
        (step,),
    )


def test_a_notice_in_english_is_marked_as_a_translation() -> None:
    with speaking(ENGLISH):
        lines = notice_lines(notice())
        document = docx.Document(io.BytesIO(notice_docx(notice())))
    assert lines[0] == ("mark", "Unofficial translation. The Chinese notice is the authoritative document.")
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Notice of Rectification within a Time Limit" in text
    assert "20 July 2026" in text
    cells = [cell.text for cell in document.tables[0].rows[1].cells]
    assert cells == [
        "1",
        "reply due by 2026-03-09, still unanswered as of 2026-06-30",
        "Article 9",
        "申请.csv line 7",
    ]
    assert not CHINESE_SIGN.search(text.replace("乌海市水务局", ""))


def test_the_chinese_notice_carries_no_such_mark() -> None:
    assert [kind for kind, _text in notice_lines(notice())][:2] == ["title", "number"]
    assert "2026年7月20日" in "".join(text for _kind, text in notice_lines(notice()))


@pytest.mark.parametrize("feed", list(FEEDS))
def test_a_template_explains_in_english_and_keeps_the_headers_the_loader_reads(feed: str) -> None:
    with speaking(ENGLISH):
        book = openpyxl.load_workbook(io.BytesIO(template_bytes(FEEDS[feed], ["乌海市公安局"])))
    match = match_headers([cell.value for cell in book.worksheets[0][1]], FEEDS[feed])
    assert (match.missing, match.problems, match.unknown) == ((), (), ())
    notes = [str(cell.comment.text) for cell in book.worksheets[0][1] if cell.comment]
    assert len(notes) == len(FEEDS[feed].columns)
    assert all(not CHINESE_SIGN.search(note.splitlines()[0]) for note in notes)

"""Notices for each circumstance of article 20, opened by LibreOffice: the text is the golden one, facts and all."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from evaluation.notices import Fact, Notice, NoticeStep, circumstance_of
from exports.notice_document import SHOWN_FACTS, notice_docx
from language import CHINESE, speaking
from tests.office import recalculated

pytestmark = pytest.mark.office

GOLDEN = Path(__file__).parent / "notices"
CIRCUMSTANCES = ("20-1", "20-2", "20-3", "20-4")


def facts_of(circumstance: str) -> list[Fact]:
    """The facts of a circumstance, from notices/facts.csv."""
    with (GOLDEN / "facts.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row.pop("circumstance") == circumstance]
    return [Fact(**{**row, "line": int(row["line"]) if row["line"] else None}) for row in rows]


def notice(circumstance: str, *, issued: bool = True, facts: int | None = None) -> Notice:
    """A notice to the city's labour office; issued on Monday 6 July 2026 with 15 working days: 27 July."""
    own = facts_of(circumstance)
    if facts:
        own = [
            Fact("C1", "目录要素完整率", "第六条", f"事实之{n}", "目录.csv", n) for n in range(1, facts + 1)
        ]
    notice_id = f"2026Q2-整改-{circumstance}"
    taken = NoticeStep(
        notice_id,
        "issue",
        date(2026, 7, 6),
        date(2026, 7, 27),
        False,
        "",
        "评价员甲",
        datetime(2026, 7, 6, 10),
    )
    return Notice(
        notice_id=notice_id, round_id="2026Q2", edition=1, department="乌海市人力资源和社会保障局",
        circumstance=circumstance, facts=tuple(own), facts_sha256="", working_days=15, drafted_by="评价员甲",
        drafted_at=datetime(2026, 7, 3, 9), steps=(taken,) if issued else (),
    )  # fmt: skip


def opened(one: Notice, folder: Path) -> str:
    """The notice's text as LibreOffice reads it out of the document."""
    with speaking(CHINESE):
        (folder / "notice.docx").write_bytes(notice_docx(one))
    return recalculated(folder / "notice.docx", folder, "txt").read_text(encoding="utf-8-sig")


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("circumstance", CIRCUMSTANCES)
def test_the_document_opens_and_says_the_golden_text(circumstance: str, tmp_path: Path) -> None:
    found = lines(opened(notice(circumstance), tmp_path))
    assert found == lines((GOLDEN / f"{circumstance}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("circumstance", CIRCUMSTANCES)
def test_the_golden_text_holds_every_fact_article_and_the_deadline(circumstance: str) -> None:
    """The golden file itself is checked against the regulation and the facts, so that it cannot be blessed wrongly."""
    golden = (GOLDEN / f"{circumstance}.txt").read_text(encoding="utf-8")
    one = circumstance_of(circumstance)
    for said in (
        "限期整改通知书",
        "乌海市人力资源和社会保障局",
        one.title,
        one.article,
        "2026年7月27日",
        "2026年7月6日",
    ):
        assert said in golden
    for fact in facts_of(circumstance):
        assert fact.sentence in golden
        assert all(article in golden for article in fact.article.split("、"))
        assert (f"{fact.file_name} 第 {fact.line} 行" if fact.line else "评价结果") in golden
    named = re.findall("第[^、》]+?(?:条|项)", golden.split("不符合")[1].split("的规定")[0])
    assert len(named) == len(set(named))


def test_a_draft_has_a_place_for_the_deadline_and_no_date(tmp_path: Path) -> None:
    text = opened(notice("20-1", issued=False), tmp_path)
    assert "发出之日起 15 个工作日" in text
    assert "2026年7月27日" not in text


def test_long_evidence_is_cut_and_the_document_says_how_much_more_there_is(tmp_path: Path) -> None:
    text = opened(notice("20-3", facts=SHOWN_FACTS + 12), tmp_path)
    assert f"事实之{SHOWN_FACTS}" in text
    assert f"事实之{SHOWN_FACTS + 1}\n" not in text
    assert "12" in text

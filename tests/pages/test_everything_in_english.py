"""In English nothing is Chinese but names: in every cell and chart, every stored sentence, every file."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pandas as pd
import pytest

from access import LOCAL
from duplicates.precision import observed_precision
from duplicates.store import read_findings
from etl.feeds import FEEDS
from etl.rejects import write_rejects
from evaluation.budget import budget_proposals
from evaluation.notices import list_notices
from evaluation.round_records import round_frame
from evaluation.watch import watch
from exports.digest import write_digest
from exports.duplicate_workbook import findings_workbook
from exports.notice_document import notice_docx
from exports.round_workbook import write_round
from language import ENGLISH, speaking
from language.extraction import CHINESE_SIGN
from language.retelling import retold
from metrics import METRICS, run
from tests.lakes import LakeAddress
from tests.pages.chinese import Names, said
from tests.pages.conftest import Draw
from tests.pages.judged import SECOND_QUARTER, judged_city
from ui.navigation import PAGES
from ui.rounds.records import typed
from warehouse.lake import Lake, open_lake

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

ROUND = "2026Q2"
DOCUMENTS = (
    "ranking",
    "dimensions",
    "indicators",
    "adjustments",
    "vetoes",
    "ledger",
    "calendar",
    "deadline_rules",
)
SENTENCES = (
    "reason",
    "note",
    "notes",
    "sentence",
    "missing",
    "title",
    "article",
    "name",
    "source",
    "evidence",
    "near_line",
)
FIGURE = re.compile(r"\d+(?:[.,:-]\d+)*")
AS_SENT = ("data.column", "data.original")
"""Columns of refused lines: the sender's header, and the line."""
OWN_ROLE = ("appeals", "budget", "department", "evaluation", "notices", "upload")
"""Pages that show something else to a department or to its uploader."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[LakeAddress, str]:
    """A judged city of this module's own: writing a workbook puts it on record."""
    return judged_city(tmp_path_factory)


@pytest.fixture(scope="module")
def lake(city: tuple[LakeAddress, str]) -> Iterator[Lake]:
    with open_lake(city[0].catalog, city[0].data) as opened:
        yield opened


@pytest.fixture(scope="module")
def names(lake: Lake) -> Names:
    titles = [column.title for feed in FEEDS.values() for column in feed.columns]
    with lake.read() as (cur, _snapshot):
        return Names(cur, (f"{title}:" for title in titles))


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_every_cell_and_chart_of_a_page(
    draw: Draw, city: tuple[LakeAddress, str], names: Names, entry: Any
) -> None:
    address, own = city
    pages = [draw(entry.stem, address, lang="en")]
    if entry.stem in OWN_ROLE:
        pages.append(draw(entry.stem, address, role="department", own=own, lang="en"))
    assert not any(page.exception for page in pages)
    found = {(where, text) for page in pages for where, text in said(page) if names.left(text)}
    assert sorted(f"{where}: {text}" for where, text in found if not where.endswith(AS_SENT)) == []


@pytest.fixture(scope="module")
def stored(lake: Lake) -> set[str]:
    """Every sentence a computation writes: reasons of all metrics, a round's documents, signs, proposals, refusals."""
    frames: list[pd.DataFrame] = []
    with lake.read() as (cur, _snapshot):
        frames += [run(name, cur, SECOND_QUARTER) for name in METRICS]
        frames += [round_frame(cur, ROUND, document) for document in DOCUMENTS]
        frames.append(watch(cur, SECOND_QUARTER))
        frames.append(budget_proposals(cur, typed(round_frame(cur, ROUND, "ranking")), SECOND_QUARTER.as_of))
        refused = cur.execute("select unnest(problems).reason as reason from refused_rows").df()
        frames.append(cur.execute("select class_reason as reason, article from duplicate_findings").df())
    columns = [frame[name] for frame in [*frames, refused] for name in SENTENCES if name in frame]
    return {str(text) for column in columns for text in column.dropna() if CHINESE_SIGN.search(str(text))}


def test_every_stored_sentence(stored: set[str], names: Names) -> None:
    with speaking(ENGLISH):
        told = {text: retold(text) for text in stored}
    assert len(told) > 300
    assert sorted(text for text in told.values() if names.left(text)) == []


def test_every_figure_of_a_stored_sentence_is_in_what_is_told(stored: set[str]) -> None:
    """Articles are counted in Chinese numerals there and in figures here; units such as 10,000 yuan bring their own."""
    with speaking(ENGLISH):
        told = {
            text: retold(text) for text in stored if not re.search("第[一二三四五六七八九十]+条|万元", text)
        }
    different = [
        text for text, said in told.items() if Counter(FIGURE.findall(text)) != Counter(FIGURE.findall(said))
    ]
    assert different == []


def _cells(data: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        yield sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                yield str(cell.value or "")
                yield str(cell.comment.text) if cell.comment else ""
        for rule in sheet.data_validations.dataValidation:
            yield from (
                str(text or "") for text in (rule.prompt, rule.promptTitle, rule.error, rule.errorTitle)
            )


def _paragraphs(data: bytes) -> Iterator[str]:
    document = docx.Document(io.BytesIO(data))
    yield from (paragraph.text for paragraph in document.paragraphs)
    yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)


def _round(lake: Lake, folder: Path) -> Iterator[str]:
    write_round(lake, LOCAL, ROUND, folder / "round.xlsx")
    yield from _cells((folder / "round.xlsx").read_bytes())


def _duplicates(lake: Lake, _folder: Path) -> Iterator[str]:
    with lake.read() as (cur, _snapshot):
        yield from _cells(findings_workbook(read_findings(cur, LOCAL), observed_precision(cur)))


def _digest(lake: Lake, folder: Path) -> Iterator[str]:
    write_digest(lake, folder / "week.html", LOCAL)
    text = re.sub("(?s)<style.*?</style>", "", (folder / "week.html").read_text(encoding="utf-8"))
    yield from map(unescape, re.split("<[^>]+>", text))


def _notices(lake: Lake, _folder: Path) -> Iterator[str]:
    with lake.read() as (cur, _snapshot):
        found = list_notices(cur)
    assert found
    for one in found:
        yield from _paragraphs(notice_docx(one))


@pytest.mark.parametrize("written", [_round, _duplicates, _digest, _notices], ids=lambda one: one.__name__)
def test_every_text_of_a_file(
    lake: Lake, names: Names, tmp_path: Path, written: Callable[[Lake, Path], Iterator[str]]
) -> None:
    with speaking(ENGLISH):
        texts = set(written(lake, tmp_path))
    assert len(texts) > 20
    assert sorted(text for text in texts if names.left(text)) == []


def test_reasons_of_refused_lines_beside_the_sender_s_own_headers(
    lake: Lake, names: Names, tmp_path: Path
) -> None:
    with lake.read() as (cur, _snapshot):
        rows = (
            "select batch_id from refused_rows join batches using (batch_id) where feed = 'requests' limit 1"
        )
        (batch,) = cur.execute(rows).fetchone() or (0,)
    with speaking(ENGLISH):
        write_rejects(lake, batch, tmp_path / "refused.xlsx", LOCAL)
    book = openpyxl.load_workbook(tmp_path / "refused.xlsx")
    assert book.sheetnames == ["To correct"]
    heads = [cell.value for cell in book.worksheets[0][1]]
    assert heads[0] == "申请编号"
    reasons = [str(row[-1]) for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert any("“Requested at”" in reason for reason in reasons)
    assert [reason for reason in reasons if names.left(reason)] == []

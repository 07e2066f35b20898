"""A whole round's workbook, 100 departments by 25 indicators: LibreOffice's numbers are ours, no row is missing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from evaluation.ledger import build_ledger
from evaluation.results import Evaluation
from evaluation.stability import rank_intervals
from exports.book import BookParts
from exports.workbook import write_ranking
from tests.golden.generated_round import DEPARTMENTS, INDICATORS, appeals, generated_city, proposals
from tests.golden.test_workbook import differences, formula_results
from tests.office import recalculated

pytestmark = [pytest.mark.office, pytest.mark.filterwarnings("ignore::UserWarning")]

HEADER, FIRST = 3, 4


@dataclass
class Written:
    made: Evaluation
    parts: BookParts
    ours: Path
    theirs: Path


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("round_book")
    made = generated_city()
    ledger = build_ledger(made)
    parts = BookParts(
        ledger=ledger,
        stability=rank_intervals(made, 1000),
        appeals=appeals(ledger),
        budget=proposals(made.ranking["department"].tolist()),
        decisions=pd.DataFrame(),
    )
    ours = folder / "round.xlsx"
    write_ranking(made, ours, parts=parts)
    return Written(made, parts, ours, recalculated(ours, folder))


def shown(path: Path, sheet: str) -> list[tuple[object, ...]]:
    """Data rows of a table sheet: values of the cells."""
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    return [
        row
        for row in book[sheet].iter_rows(min_row=FIRST, values_only=True)
        if row and row[0] not in (None, "")
    ]


def test_every_formula_recalculates_to_our_number(written: Written) -> None:
    ours = formula_results(written.ours, written.ours)
    assert differences(ours, formula_results(written.theirs, written.ours)) == []
    # at least score, effective weight and points of every cell, and rank, peer rank, total and grade of everybody
    assert len(ours) > 3 * DEPARTMENTS * INDICATORS + 4 * DEPARTMENTS


def test_rank_total_and_grade_after_recalculation_are_the_evaluation_s(written: Written) -> None:
    book = openpyxl.load_workbook(written.theirs, data_only=True, read_only=True)
    rows = list(book["排名"].iter_rows(min_row=HEADER, values_only=True))
    heading = {str(cell).replace("\n", ""): n for n, cell in enumerate(rows[0]) if cell}
    ranking = written.made.ranking
    assert ranking["total"].notna().sum() >= 90
    assert len(set(ranking["grade"])) >= 3
    for row, expected in zip(rows[1:], ranking.to_dict("records"), strict=False):
        ranked = not pd.isna(expected["total"])
        assert row[heading["部门"]] == expected["department"]
        assert row[heading["名次"]] == (expected["rank"] if ranked else "—")
        assert row[heading["组内名次"]] == (expected["peer_rank"] if ranked else "—")
        total = row[heading["总分（满分 100）"]]
        assert total == (pytest.approx(expected["total"], abs=1e-9) if ranked else "数据不足")
        assert row[heading["等次"]] == expected["grade"]


def test_row_counts_of_every_sheet_reconcile_with_the_results(written: Written) -> None:
    made, parts = written.made, written.parts
    assert parts.ledger is not None
    assert parts.stability is not None
    expected = {
        "排名": DEPARTMENTS,
        "维度得分": DEPARTMENTS,
        "指标得分": DEPARTMENTS * INDICATORS,
        "扣分明细": len(parts.ledger),
        "稳定性": len(parts.stability.table),
        "申诉": 7,
        "证据-指标之00": 300,
        "证据-指标之05": 300,
    }
    found = {name: len(shown(written.ours, name)) for name in expected}
    assert found == expected
    assert len(parts.stability.table) == made.ranking["total"].notna().sum()
    projects = [
        row for row in shown(written.ours, "预算建议") if str(row[0]).startswith("XM") or "XM" in str(row)
    ]
    assert len(projects) == 13


def test_the_ledger_sheet_adds_up_to_the_totals_on_the_ranking_sheet(written: Written) -> None:
    sheet = openpyxl.load_workbook(written.ours, data_only=True, read_only=True)["扣分明细"]
    rows = list(sheet.iter_rows(min_row=HEADER, values_only=True))
    heading = [str(cell).replace("\n", "") for cell in rows[0]]
    points = next(n for n, name in enumerate(heading) if name == "分数")
    unit = heading.index("部门")
    lost: dict[str, float] = {}
    for row in rows[1:]:
        if row[unit]:
            lost[str(row[unit])] = lost.get(str(row[unit]), 0.0) + float(str(row[points]))
    for expected in written.made.ranking.to_dict("records"):
        if not pd.isna(expected["total"]):
            assert 100 + lost.get(expected["department"], 0.0) == pytest.approx(expected["total"], abs=1e-6)

"""The English workbook's formulas, whose words differ, give the same numbers after recalculation by LibreOffice."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from exports.workbook import write_ranking
from language import ENGLISH, speaking
from tests.golden.test_workbook import differences, formula_results
from tests.office import recalculated
from tests.unit.evaluation.examples import city

pytestmark = [pytest.mark.office, pytest.mark.filterwarnings("ignore::UserWarning")]


def test_the_english_workbook_recalculates_to_our_numbers(tmp_path: Path) -> None:
    ours = tmp_path / "ranking.xlsx"
    example = city(14, evidence_rows=5)
    with speaking(ENGLISH):
        write_ranking(example, ours)
    theirs = formula_results(recalculated(ours, tmp_path), ours)
    assert differences(formula_results(ours, ours), theirs) == []
    shown = openpyxl.load_workbook(recalculated(ours, tmp_path), data_only=True)["Ranking"]
    grades = {row[5] for row in shown.iter_rows(min_row=4, values_only=True) if row[1]}
    assert grades <= {"Excellent", "Good", "Passed", "Failed", "Not enough data"}
    assert "Not enough data" in grades

"""A workbook that somebody changed: every altered cell is named, an untouched one is not."""

import openpyxl
import pytest

from exports.comparing import compare_workbook
from exports.workbook import write_ranking
from tests.unit.evaluation.examples import city
from warehouse.errors import ExportError

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    path = tmp_path_factory.mktemp("compare") / "ranking.xlsx"
    write_ranking(city(8, seed=3, evidence_rows=20), path)
    return path


def changed(exported, tmp_path, change):
    book = openpyxl.load_workbook(exported)
    change(book)
    path = tmp_path / "changed.xlsx"
    book.save(path)
    return compare_workbook(path)


def test_an_untouched_workbook_differs_nowhere(exported):
    assert compare_workbook(exported) == []


def test_a_changed_text_is_named_with_what_it_says_now(exported, tmp_path):
    def change(book):
        book["证据-申请按时答复率"]["A5"] = "改过的内容"

    found = [cell for cell in changed(exported, tmp_path, change) if cell.kind == "value"]
    assert [(cell.sheet, cell.cell, cell.found) for cell in found] == [
        ("证据-申请按时答复率", "A5", "改过的内容")
    ]


def test_a_formula_replaced_by_a_number_is_named(exported, tmp_path):
    heading = [str(cell.value).replace("\n", "") for cell in openpyxl.load_workbook(exported)["排名"][3]]
    column = openpyxl.utils.get_column_letter(heading.index("总分（满分 100）") + 1)

    def change(book):
        book["排名"][f"{column}4"] = 99.99

    found = [
        (cell.sheet, cell.cell) for cell in changed(exported, tmp_path, change) if cell.kind == "formula"
    ]
    assert found == [("排名", f"{column}4")]


def test_a_sheet_taken_out_is_named(exported, tmp_path):
    def change(book):
        del book["扣分明细"]

    found = changed(exported, tmp_path, change)
    assert ("扣分明细", "sheet") in {(cell.sheet, cell.kind) for cell in found}


def test_a_file_of_another_origin_is_refused(tmp_path):
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(ExportError):
        compare_workbook(path)

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from evaluation.ledger import build_ledger
from evaluation.results import Evaluation
from evaluation.scheme import SCHEMES, load_scheme
from exports import evidence_sheet
from exports.evidence_sheet import sheet_name
from exports.workbook import default_parts, evidence_parts, long_rows, write_ranking
from tests.unit.evaluation.examples import ALL_FEEDS, city, evaluation
from warehouse.errors import ExportError

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

HEADER, FIRST = 3, 4
"""Row numbers of headings and first data row in every table sheet."""


@pytest.fixture(scope="module")
def example() -> Evaluation:
    return city(12, seed=3, evidence_rows=40)


@pytest.fixture(scope="module")
def written(example: Evaluation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "ranking.xlsx"
    write_ranking(example, path)
    return path


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """Data rows of a table sheet as heading -> value."""
    headings = [str(c.value).replace("\n", "") for c in sheet[HEADER]]
    return [
        dict(zip(headings, values, strict=True))
        for values in sheet.iter_rows(min_row=FIRST, values_only=True)
        if values[0] is not None
    ]


def test_the_sheets_stand_in_reading_order(written: Path) -> None:
    assert openpyxl.load_workbook(written).sheetnames == [
        "说明", "排名", "图表", "维度得分", "指标得分", "加减分与否决", "扣分明细", "稳定性", "方法", "参数",
        "证据-申请按时答复率", "核对信息",
    ]  # fmt: skip


def test_ranking_shows_our_numbers_as_cached_results_of_formulas(written: Path, example: Evaluation) -> None:
    shown = rows(openpyxl.load_workbook(written, data_only=True)["排名"])
    live = rows(openpyxl.load_workbook(written)["排名"])
    assert len(shown) == len(example.ranking) == 12
    for cached, formulas, expected in zip(shown, live, example.ranking.to_dict("records"), strict=True):
        assert cached["部门"] == expected["department"]
        assert cached["等次"] == expected["grade"]
        ranked = not pd.isna(expected["total"])
        assert cached["名次"] == (expected["rank"] if ranked else "—")
        assert cached["组内名次"] == (expected["peer_rank"] if ranked else "—")
        assert cached["总分（满分 100）"] == (expected["total"] if ranked else "数据不足")
        for column in ("名次", "组内名次", "总分（满分 100）", "等次"):
            assert str(formulas[column]).startswith("="), column


def test_departments_without_enough_data_stand_below_the_ranked(written: Path) -> None:
    totals = [
        row["总分（满分 100）"] for row in rows(openpyxl.load_workbook(written, data_only=True)["排名"])
    ]
    assert totals[-1] == "数据不足"
    ranked = [t for t in totals if isinstance(t, int | float)]
    assert ranked == sorted(ranked, reverse=True)
    assert totals[: len(ranked)] == ranked


def test_text_that_begins_like_a_formula_stays_text(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    found = {
        cell.value: cell.data_type
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if isinstance(cell.value, str) and cell.value.startswith(("=乌", "+乌", "@应"))
    }
    assert {"=乌海市公式局*", "+乌海市人力资源和社会保障局（含社会保险事业管理中心）"} <= set(found)
    assert any(text.startswith("@应") for text in found)
    assert set(found.values()) == {"s"}


def test_indicator_rows_carry_numerator_denominator_value_weights_and_reason(
    written: Path, example: Evaluation
) -> None:
    shown = rows(openpyxl.load_workbook(written, data_only=True)["指标得分"])
    expected: Any = example.indicators.set_index(["department", "code"])
    assert len(shown) == len(expected) == 12 * 15
    for row in shown:
        own = expected.loc[(row["部门"], row["指标代码"])]
        for heading, column in (
            ("分子", "numerator"), ("分母", "denominator"), ("数值", "value"), ("得分（0–100）", "score"),
            ("名义权重（分）", "weight_declared"), ("实际权重（分）", "weight_effective"),
        ):  # fmt: skip
            if pd.isna(own[column]):
                assert row[heading] in (None, "")
            else:
                assert row[heading] == pytest.approx(own[column], abs=1e-12)
        assert (row["说明"] or "") == own["note"]


def test_every_table_is_ready_to_print_and_to_filter(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    for sheet in (sheet for sheet in book if sheet.title != "核对信息"):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        if sheet.title == "图表":  # at full size, a page to a chart
            assert [mark.id for mark in sheet.row_breaks.brk] == [34, 67]
            continue
        assert sheet.page_setup.fitToWidth in (None, 1, 2)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        if sheet.title not in ("说明", "参数"):
            assert sheet.freeze_panes is not None
            assert sheet.auto_filter.ref is not None
            assert sheet.print_title_rows == "$1:$3"
    assert book["排名"]["B4"].font.name == "微软雅黑"


def test_what_holds_for_every_department_is_said_once(tmp_path: Path) -> None:
    without_items = tuple(feed for feed in ALL_FEEDS if feed != "items")
    write_ranking(city(12, seed=3, feeds=without_items), tmp_path / "ranking.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "ranking.xlsx")["排名"]
    sentence = "“重复采集”维度不予评分，权重（10 分）由其他维度分担"
    assert sentence in str(sheet["A2"].value)
    assert not any(sentence in str(row["备注"]) for row in rows(sheet))
    assert "2025-01-01 至 2025-03-31，数据截至 2025-04-15" in str(sheet["A2"].value)


def test_the_method_names_article_scoring_minimum_sample_and_missing_rule(written: Path) -> None:
    found = {row["代码"]: row for row in rows(openpyxl.load_workbook(written)["方法"])}
    assert found["R1"]["依据条款"] == "第九条"
    assert found["R1"]["计分方法"] == (
        "50%得 0 分，100%得 100 分，其间按比例计分，超出部分不再增减；样本小的向同组均值调整（经验贝叶斯）后计分"
    )
    assert found["R2"]["计分方法"] == "10 工作日得 0 分，2 工作日得 100 分，其间按比例计分，超出部分不再增减"
    assert found["R1"]["最低样本"] == "5"
    assert "有事项而得不出数值的按 0 分计" in str(found["R2"]["无数据时"])
    assert found["D1"]["统计口径"] == "经确认的重复采集（项）"
    assert found["V1"]["计分方法"] == "数值 < 50% 时，等次最高为合格，得分照常显示"


def test_evidence_names_file_and_line(written: Path, example: Evaluation) -> None:
    shown = rows(openpyxl.load_workbook(written)["证据-申请按时答复率"])
    assert len(shown) == 40
    assert shown[0]["来源文件"] == "共享申请_2025一季度.csv"
    assert [row["文件行号"] for row in shown] == list(range(2, 42))
    assert shown[0]["数据类别"] == "共享申请"
    assert shown[1]["申请时间"] == "2025-01-02 09:01"


def test_codes_in_evidence_become_words_and_lists_become_text(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "department": ["甲局"], "use_class": ["no_grant"], "mode": ["api"], "state": ["late"],
            "counted": [True], "provisional": [True], "purpose": [None], "missing": [["格式", "时效"]],
            "row_count": [None], "feed": ["usage"], "line": [2], "file_name": ["a.csv"],
            "reason": ["无授权使用"],
        }
    )  # fmt: skip
    used = evaluation(load_scheme(), {"甲局": ""}, {}, evidence={"U1": frame})
    write_ranking(used, tmp_path / "a.xlsx")
    row = rows(openpyxl.load_workbook(tmp_path / "a.xlsx")["证据-规范使用率"])[0]
    assert list(row)[:2] == ["部门", "情形"]
    words = set(row.values())
    assert {"无授权", "接口", "逾期办结", "是", "格式、时效", "使用日志"} <= words
    assert "counted" not in row


def test_long_evidence_is_split_over_sheets(monkeypatch: pytest.MonkeyPatch, example: Evaluation) -> None:
    import exports.workbook

    monkeypatch.setattr(exports.workbook, "ROWS_PER_SHEET", 15)
    parts = evidence_parts(example)
    assert [(name, len(part)) for name, _, _, part in parts] == [
        ("证据-申请按时答复率", 15), ("证据-申请按时答复率(2)", 15), ("证据-申请按时答复率(3)", 10),
    ]  # fmt: skip
    assert evidence_sheet.ROWS_PER_SHEET < 1_048_576 - FIRST


def test_a_long_ledger_goes_on_on_further_sheets_and_adds_up(
    monkeypatch: pytest.MonkeyPatch, example: Evaluation, tmp_path: Path
) -> None:
    import exports.workbook

    ledger = build_ledger(example)
    size = len(ledger) // 2 + 1  # two sheets, the second a little shorter
    monkeypatch.setattr(exports.workbook, "ROWS_PER_SHEET", size)
    write_ranking(example, tmp_path / "a.xlsx", parts=default_parts(example))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    first, second = rows(book["扣分明细"]), rows(book["扣分明细(2)"])
    assert (len(first), len(second)) == (size, len(ledger) - size)
    points = [float(str(row["分数"])) for row in (*first, *second)]
    assert sum(points) == pytest.approx(ledger["points"].sum(), abs=1e-9)
    contents = {row[0].value: row[1].value for row in book["说明"].iter_rows() if row[0].value}
    assert contents["扣分明细(2)"] == f"每一分扣在哪里：{len(ledger) - size} 行"


def test_sheet_names_are_legal_short_and_different() -> None:
    taken: set[str] = set()
    first = sheet_name("甲/乙[丙]:*?" + "长" * 40, taken)
    second = sheet_name("甲/乙[丙]:*?" + "长" * 40, taken)
    assert len(first) <= 31
    assert len(second) <= 31
    assert first != second
    assert not set("[]:*?/\\") & set(first)


def test_an_empty_evaluation_of_a_geometric_scheme_is_written(tmp_path: Path) -> None:
    used = evaluation(load_scheme(SCHEMES / "hdi.toml"), {"甲国": ""}, {})
    write_ranking(used, tmp_path / "hdi.xlsx")
    shown = rows(openpyxl.load_workbook(tmp_path / "hdi.xlsx", data_only=True)["排名"])
    assert shown[0]["等次"] == "数据不足"


def test_a_missing_folder_and_an_unwritable_file_are_refused(tmp_path: Path, example: Evaluation) -> None:
    with pytest.raises(ExportError, match="文件夹不存在"):
        write_ranking(example, tmp_path / "no" / "a.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(ExportError, match="无法写入"):
        write_ranking(example, tmp_path / "folder.xlsx")


def test_progress_tells_every_evidence_row(tmp_path: Path, example: Evaluation) -> None:
    told: list[int] = []
    parts = default_parts(example)
    begun: list[int] = []
    write_ranking(example, tmp_path / "a.xlsx", told.append, parts, begun.append)
    assert begun == [sum(told)] == [40 + len(build_ledger(example))] == [long_rows(example, parts)]

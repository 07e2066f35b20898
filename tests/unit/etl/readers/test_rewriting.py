from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.feeds import FEEDS
from etl.mapping import SEPARATORS, load_mapping, parse_mapping
from etl.readers.rewriting import split_bracket, split_list
from tests.unit.etl.readers.conftest import Table

Read = Callable[..., Table]
SAMPLES = Path(__file__).resolve().parents[4] / "data" / "samples" / "mappings"


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("委辦單位、電話、地址", ["委辦單位", "電話", "地址"]),
        ("a，b,c；d;e/f\ng\th", list("abcdefgh")),
        (" 、a、、b、\r\n", ["a", "b"]),
        ("分類(境外移入、本土)、日期（起，止）", ["分類(境外移入、本土)", "日期（起，止）"]),
        ("a((b、c)、d、(e", ["a((b、c)", "d", "(e"]),
        ("a)、b(c(d、e)、f)", ["a)", "b(c(d、e)、f)"]),
        ("", []),
    ],
)
def test_lists(text: str, elements: list[str]) -> None:
    assert split_list(text, SEPARATORS) == elements


@pytest.mark.parametrize(
    ("element", "parts"),
    [
        ("通報日期(通報的日期)", ("通報日期", "通報的日期")),
        ("罰鍰(含按次)(罰鍰含按次)", ("罰鍰(含按次)", "罰鍰含按次")),
        ("比重（百分比(%)）", ("比重", "百分比(%)")),
        ("長度(m)值", ("長度(m)值", None)),
        ("(只有括號)", ("(只有括號)", None)),
        ("姓名()", ("姓名", None)),
    ],
)
def test_trailing_brackets(element: str, parts: tuple[str, str | None]) -> None:
    assert split_bracket(element) == parts


def test_every_kind_of_rewriting(read: Read) -> None:
    mapping = parse_mapping(
        {
            "feed": "items",
            "simplify": True,
            "columns": {"resource_id": "編號", "item_name": "主要欄位"},
            "constants": {"collected_from": "自然人", "data_type": "字串"},
            "split": {"column": "item_name", "brackets": "description"},
            "strip": {"resource_id": "^\\w+-(\\d+)"},
            "values": {"item_name": {"电话": "联系电话"}, "data_type": {"字串": "字符型"}},
        },
        FEEDS["items"],
    )
    content = "編號,主要欄位,長度\nR-1,姓名(中文姓名)、電話,5\nX2,,6\n"
    table = read(content.encode(), "items", mapping)
    assert table.rows("resource_id", "item_name", "description", "length", "collected_from", "data_type") == [
        (2, "1", "姓名", "中文姓名", "5", "自然人", "字符型"),
        (2, "1", "联系电话", None, "5", "自然人", "字符型"),
        (3, "X2", None, None, "6", "自然人", "字符型"),
    ]
    assert table.staged.rows == 3
    assert table.staged.columns == {"resource_id": "編號", "item_name": "主要欄位", "length": "長度"}


def test_identical_rows_once(read: Read) -> None:
    mapping = parse_mapping(
        {
            "feed": "departments",
            "recognise": False,
            "distinct": True,
            "columns": {"department_code": "機關", "department": "機關"},
            "strip": {"department_code": "^(\\w+)", "department": "【(.+?)】"},
        },
        FEEDS["departments"],
    )
    content = "序,機關\n1,10A 【社會局】\n2,20B 【衛生局】\n3,10A 【社會局】\n4\n"
    table = read(content.encode(), "departments", mapping)
    assert table.rows("department_code", "department") == [(2, "10A", "社會局"), (3, "20B", "衛生局")]
    assert (table.staged.rows, table.staged.merged, len(table.staged.bad_lines)) == (3, 1, 1)
    assert table.staged.unknown_headers == ("序",)


def test_real_open_data_list(read: Read, real_folder: Path) -> None:
    path = real_folder / "taoyuan_catalogue_2018.csv"
    catalogue = read(path, "catalogue", load_mapping(SAMPLES / "taoyuan_catalogue.toml", FEEDS["catalogue"]))
    assert (catalogue.source.encoding, catalogue.staged.rows, catalogue.staged.bad_lines) == (
        "utf-8-sig",
        1429,
        (),
    )
    # quoted cells span lines: 1,429 records on 3,097 lines; resource 700 begins on line 1485
    lines = catalogue.cur.execute(
        "select line, department from raw where resource_id in ('1', '700', '1429') order by line"
    ).fetchall()
    assert [line for line, _ in lines] == [2, 1485, 3097]
    assert lines[0][1] == "社会局"
    items = read(path, "items", load_mapping(SAMPLES / "taoyuan_items.toml", FEEDS["items"]))
    first = items.cur.execute("select item_name from raw where line = 2").fetchall()
    assert first == [("委办单位",), ("电话",), ("地址",), ("服务对象",), ("服务内容",)]
    assert items.staged.rows == len(items.rows("item_name")) > 11_000
    departments = read(
        path, "departments", load_mapping(SAMPLES / "taoyuan_departments.toml", FEEDS["departments"])
    )
    assert (departments.staged.rows, departments.staged.merged) == (34, 1429 - 34)


def test_real_service_requests(read: Read, real_folder: Path) -> None:
    path = real_folder / "boston311_requests_2022.csv"
    counts = {}
    for name in ("requests", "catalogue", "departments", "channels"):
        feed = "departments" if name == "channels" else name
        mapping = load_mapping(SAMPLES / f"boston_{name}.toml", FEEDS[feed])
        counts[name] = read(path, feed, mapping).staged.rows
    # 100 cases in 35 queues, answered by 7 departments, received through 4 channels
    assert counts == {"requests": 100, "catalogue": 35, "departments": 7, "channels": 4}

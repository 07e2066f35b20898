from __future__ import annotations

import pytest

from etl.feeds import FEEDS
from etl.headers import (
    canonical_name,
    find_header,
    match_headers,
    normalise_header,
    recognise_feed,
    require_columns,
)
from warehouse.errors import LoadError

USAGE = FEEDS["usage"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("資源編號", "资源编号"),
        (" 资源\n编号* ", "资源编号"),
        ("\ufeff资源　编号：", "资源编号"),
        ("ＲＥＳＯＵＲＣＥ＿ＩＤ", "resource_id"),
        ("Resource ID", "resource_id"),
        ("resource-id", "resource_id"),
    ],
)
def test_spellings_of_one_header(written: str, read: str) -> None:
    assert normalise_header(written) == normalise_header(read)
    assert canonical_name(written, USAGE) == ("resource_id", 0)


@pytest.mark.parametrize("feed", FEEDS.values(), ids=lambda feed: feed.name)
def test_every_header_of_every_feed(feed: object) -> None:
    assert hasattr(feed, "columns")
    for column in feed.columns:
        for header in (column.name, column.name.upper(), *column.headers):
            found = canonical_name(header, feed)
            assert found is not None
            assert found[0] == column.name, header


def test_units_in_brackets() -> None:
    match = match_headers(["调用时间", "资源编号", "使用部门", "返回行数（行）", "响应时间（毫秒）"], USAGE)
    assert match.columns["row_count"] == 3
    assert match.columns["latency_ms"] == 4
    assert match.problems == ()
    match = match_headers(["调用时间", "资源编号", "使用部门", "耗时（秒）"], USAGE)
    assert match.problems == ("第4列“耗时（秒）”的单位与要求的“毫秒”不一致",)
    match = match_headers(["预算金额（元）"], FEEDS["projects"])
    assert "“万元”不一致" in match.problems[0]


def test_twice_the_same_column_is_refused_naming_both() -> None:
    match = match_headers(["调用时间", "资源编号", "使用部门", "资源 编号"], USAGE)
    assert match.problems == ("第2列“资源编号”、第4列“资源 编号”都表示“资源编号”，不能确定采用哪一列",)
    match = match_headers(["调用时间", "资源编号", "调用方", "调用部门"], USAGE)
    assert match.problems == ("第3列“调用方”、第4列“调用部门”都表示“使用部门”，不能确定采用哪一列",)
    assert match.missing == ()


def test_the_official_header_goes_before_an_alias() -> None:
    match = match_headers(["部门", "调用时间", "资源编号", "使用部门"], USAGE)
    assert match.columns["consumer"] == 3
    assert match.unknown == ("部门",)
    assert match.problems == ()


def test_a_mapping_goes_first() -> None:
    headers = ["调用方", "调用部门", "时间", "资源编号"]
    match = match_headers(headers, USAGE, {"consumer": "调用部门", "called_at": "时间"})
    assert match.columns == {"consumer": 1, "called_at": 2, "resource_id": 3}
    assert match.unknown == ("调用方",)
    match = match_headers(headers, USAGE, {"consumer": "部门", "called_at": "时间"}, {"resource_id"}, False)
    assert match.problems == ("映射文件为“使用部门”指定的列“部门”在文件中不存在",)
    assert match.missing == ()
    match = match_headers(["时间", "时间"], USAGE, {"called_at": "时间"})
    assert "出现了2次（第1列、第2列）" in match.problems[0]


def test_all_missing_columns_are_listed_with_the_headers_found() -> None:
    headers = ["资源编号", "别的", ""]
    with pytest.raises(LoadError) as caught:
        require_columns(match_headers(headers, USAGE), [headers], USAGE, "文件“a.csv”第1行（表头）")
    error = caught.value
    assert "缺少必需的列：调用时间（called_at）、使用部门（consumer）" in error.what
    assert error.where == "文件“a.csv”第1行（表头），文件中的列：资源编号、别的"


def test_another_feed_is_named() -> None:
    headers = ["申请编号", "资源编号", "使用部门", "申请时间", "答复时间"]
    assert recognise_feed(headers)[0].name == "requests"
    with pytest.raises(LoadError) as caught:
        require_columns(match_headers(headers, USAGE), [headers], USAGE, "文件“a.csv”")
    assert "表头与“共享申请”（requests）相符" in caught.value.remedy


def test_the_header_row_names_most_columns() -> None:
    rows = [
        ["使用日志"],
        ["部门：市大数据中心", "资源编号"],
        ["调用时间", "资源编号", "使用部门"],
        ["x", "y", "z"],
    ]
    assert find_header(rows, USAGE) == 2
    assert find_header([["x"], ["y"]], USAGE) is None
    assert find_header([["x", "甲"], ["y", "乙"]], USAGE, {"consumer": "乙"}) == 1

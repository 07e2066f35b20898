from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from etl.feeds import FEEDS
from etl.mapping import SEPARATORS, Mapping, Split, load_mapping, parse_mapping
from warehouse.errors import MappingError

ITEMS = FEEDS["items"]
SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples" / "mappings"


def test_a_complete_mapping(tmp_path: Path) -> None:
    path = tmp_path / "items.toml"
    path.write_text(
        """
        feed = "items"
        recognise = false
        simplify = true
        distinct = true
        [columns]
        resource_id = "編號"
        item_name = "主要欄位"
        [constants]
        data_type = "字符型"
        [split]
        column = "item_name"
        brackets = "description"
        [strip]
        resource_id = '^(\\w+)'
        [values.item_name]
        "电话" = "联系电话"
        """,
        "utf-8",
    )
    assert load_mapping(path, ITEMS) == Mapping(
        feed="items",
        columns={"resource_id": "編號", "item_name": "主要欄位"},
        constants={"data_type": "字符型"},
        split=Split("item_name", SEPARATORS, "description"),
        strip={"resource_id": r"^(\w+)"},
        values={"item_name": {"电话": "联系电话"}},
        simplify=True,
        recognise=False,
        distinct=True,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def test_every_problem_at_once() -> None:
    data = {
        "feed": "items",
        "colums": {},
        "simplify": "yes",
        "columns": {"resource": "編號", "item_name": " ", "length": 5},
        "constants": {"item_name": "x", "data_type": 1},
        "split": {"column": "item_name", "separators": "、(", "brackets": "item_name", "by": "x"},
        "strip": {"length": "(", "data_type": "a(b)(c)", "description": "x"},
        "values": {"unknown": {"a": "b"}, "length": {"a": 1}},
    }
    with pytest.raises(MappingError) as caught:
        parse_mapping(data, ITEMS, "文件“x.toml”")
    error = caught.value
    assert error.where == "文件“x.toml”"
    for problem in (
        "映射文件有16处问题",
        "不认识的项“colums”",
        "simplify 应为 true 或 false",
        "“resource”不是“信息项”的列",
        "columns.item_name 没有写列名",
        "columns.length 应为文字",
        "constants.item_name 与 columns.item_name 重复",
        "constants.data_type 应为文字",
        "不认识的项“split.by”",
        "split.column“item_name”已由 constants 给出",
        "split.separators 不能含括号：(",
        "split.brackets“item_name”已由别处给出",
        "strip.length 不是正确的正则表达式",
        "strip.data_type 应有且只有一个括号分组，现有2个",
        "strip.description 应有且只有一个括号分组，现有0个",
        "values：“unknown”不是",
        "values.length.a 应为文字",
    ):
        assert problem in error.what


def test_made_for_another_feed() -> None:
    with pytest.raises(MappingError, match="是为“资源目录”写的，不能用于“信息项”"):
        parse_mapping({"feed": "catalogue"}, ITEMS)
    with pytest.raises(MappingError, match="feed 应为数据种类之一"):
        parse_mapping({}, ITEMS)


def test_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="不能读取"):
        load_mapping(tmp_path / "absent.toml", ITEMS)
    path = tmp_path / "bad.toml"
    path.write_bytes(b"feed = ")
    with pytest.raises(MappingError, match="TOML"):
        load_mapping(path, ITEMS)
    path.write_bytes("feed = '信息项'".encode("gb18030"))
    with pytest.raises(MappingError, match="UTF-8"):
        load_mapping(path, ITEMS)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_samples_are_valid(path: Path) -> None:
    feed = "departments" if path.stem.endswith("channels") else path.stem.split("_")[1]
    assert load_mapping(path, FEEDS[feed]).feed == feed


def test_a_feed_that_is_no_text_is_one_problem_among_others() -> None:
    with pytest.raises(MappingError, match=r"有2处问题.*feed 应为数据种类之一.*values 应为表"):
        parse_mapping({"feed": ["items"], "values": 3}, ITEMS)

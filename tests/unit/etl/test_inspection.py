"""Looking at a file: what it is, which column is which, what is remembered; nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from access import AccessError, Person, Role
from etl.feeds import FEEDS
from etl.inspection import alike_columns, inspect_file
from etl.mapping import load_mapping
from etl.remembered import as_toml, headers_key, recall, remember
from tests.feed_files import TESTER
from warehouse.lake import Lake


def written(folder: Path, text: str, name: str = "台账.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_feed_encoding_header_and_first_rows_are_told(tmp_path: Path) -> None:
    text = "平台故障台账\n故障编号,开始时间\n" + "".join(f"GZ-{n},2026-03-0{n} 09:00\n" for n in range(1, 10))
    found = inspect_file(written(tmp_path, text, encoding="gb18030"))
    assert (found.feed, found.encoding, found.header_line) == ("outages", "gb18030", 2)
    assert found.columns == {"outage_id": "故障编号", "started_at": "开始时间"}
    assert len(found.rows) == 8
    assert found.rows[0] == (3, ("GZ-1", "2026-03-01 09:00"))


def test_headers_of_no_feed_are_shown_as_they_are(tmp_path: Path) -> None:
    found = inspect_file(written(tmp_path, "议题,参会人\n数据共享,张三\n"))
    assert (found.feed, found.columns, found.headers) == (None, {}, ("议题", "参会人"))


def test_headers_that_look_alike_are_proposed_each_once() -> None:
    proposed = alike_columns(FEEDS["outages"], {"outage_id": "故障编号"}, ("开始的时间", "天气"))
    assert proposed == {"started_at": "开始的时间"}


def test_what_was_said_holds_for_the_same_headers_and_their_corrected_file(
    lake: Lake, tmp_path: Path
) -> None:
    path = written(tmp_path, "单号,起,止\nGZ-1,2026-03-01 09:00,\n")
    headers = ["单号", "起", "止"]
    remember(lake, headers, "outages", {"outage_id": "单号", "started_at": "起"}, TESTER)
    found = inspect_file(path, lake)
    assert (found.feed, found.remembered) == ("outages", True)
    assert found.columns == {"outage_id": "单号", "started_at": "起"}
    assert headers_key([*headers, "原文件行号", "拒收原因"]) == headers_key(headers)
    assert headers_key(["起", "单号", "止"]) != headers_key(headers)
    remember(lake, headers, "outages", {"outage_id": "单号", "started_at": "止"}, TESTER)
    newest = recall(lake, headers)
    assert newest is not None
    assert newest.columns["started_at"] == "止"
    assert lake.cursor().execute("select count(*) from column_mappings").fetchone() == (2,)


def test_only_uploaders_may_say_so(lake: Lake) -> None:
    leader = Person("王局长", frozenset({Role.LEADER}))
    with pytest.raises(AccessError):
        remember(lake, ["单号"], "outages", {"outage_id": "单号"}, leader)


def test_the_mapping_file_says_the_same(tmp_path: Path) -> None:
    columns = {"outage_id": '单"号', "started_at": "起"}
    path = written(tmp_path, as_toml("outages", columns), "m.toml")
    mapping = load_mapping(path, FEEDS["outages"])
    assert (mapping.columns, mapping.recognise) == (columns, False)

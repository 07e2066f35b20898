from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from etl.readers import original_cells
from tests.unit.etl.readers.conftest import Table
from warehouse.errors import LoadError

Read = Callable[..., Table]


def test_json_lines(read: Read) -> None:
    lines = [
        '{"event_id": "E1", "department": "市民政局", "changed_on": "2026-01-05"}',
        "",
        '{"event_id": 2, "department": null, "resource_ids": ["R1", "R2", null], "extra": {"a": [1]}}',
        '{"event_id": "E3", "event_id": "E4"}',
        '{"event_id": "E5"',
        "[1, 2]",
        '{"event_id": 123456789012345678901, "changed_on": true}',
    ]
    table = read("\r\n".join(lines).encode("gb18030"), "change_events", name="events.jsonl")
    assert (table.source.container, table.staged.header_line) == ("jsonl", 0)
    assert table.rows("event_id", "department", "changed_on", "resource_ids") == [
        (1, "E1", "市民政局", "2026-01-05", None),
        (3, "2", None, None, "R1、R2"),
        (7, "123456789012345678901", None, "是", None),
    ]
    assert [(bad.line, bad.reason) for bad in table.staged.bad_lines] == [
        (4, "同一字段在该行出现两次"),
        (5, "该行不是正确的 JSON"),
        (6, "该行不是 JSON 对象"),
    ]
    assert table.staged.rows == 3 + 3
    assert table.staged.unknown_headers == ("extra",)
    cells = original_cells(table.cur, table.source, table.staged, [3, 5])
    assert cells == {3: ["2", "", "", "R1、R2", '{"a": ["1"]}'], 5: [lines[4]]}


def test_json_lines_with_chinese_names(read: Read) -> None:
    rows = [{"资源编号": f"R{n}", "数据更新时间": "2026-01-05", "数据量": n + 0.5} for n in range(3)]
    table = read("\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode(), name="log.json")
    assert table.rows("resource_id", "row_count") == [(1, "R0", "0.5"), (2, "R1", "1.5"), (3, "R2", "2.5")]


def test_parquet(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    moment = datetime(2026, 1, 5, 1, 3, tzinfo=UTC)
    parquet.write_table(
        pa.table(
            {
                "resource_id": pa.array(["R1", "R2", None]).dictionary_encode(),
                "数据更新时间": pa.array([moment, None, None], pa.timestamp("us", "UTC")),
                "row_count": pa.array([1.0, 2.5, None]),
                "content_hash": pa.array([b"ab", b"cd", None]),
            }
        ),
        path,
    )
    table = read(path)
    assert table.source.container == "parquet"
    # 01:03 in UTC is 09:03 in Shanghai; the last row is blank
    assert table.rows("resource_id", "refreshed_at", "row_count", "content_hash") == [
        (1, "R1", "2026-01-05 09:03:00", "1", "ab"),
        (2, "R2", None, "2.5", "cd"),
    ]
    assert table.staged.rows == 2


def test_parquet_lists_dates_and_decimals(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    parquet.write_table(
        pa.table(
            {
                "event_id": [1],
                "department": ["市民政局"],
                "changed_on": [date(2026, 1, 5)],
                "resource_ids": [["R1", "R2"]],
                "description": [Decimal("1.50")],
            }
        ),
        path,
    )
    table = read(path, "change_events")
    assert table.rows("event_id", "changed_on", "resource_ids", "description") == [
        (1, "1", "2026-01-05", "R1、R2", "1.50")
    ]


def test_damaged_parquet(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    parquet.write_table(pa.table({"resource_id": ["R1"] * 1000, "refreshed_at": ["2026-01-05"] * 1000}), path)
    content = path.read_bytes()
    for damaged in (content[:-40], content[:20] + b"\xff" * 40 + content[60:]):
        path.write_bytes(damaged)
        with pytest.raises(LoadError, match="损坏"):
            read(path)


def test_lines_that_are_no_objects_are_refused_as_such(read: Read) -> None:
    with pytest.raises(LoadError, match="没有一行是正确的 JSON 对象"):
        read(b'{"a": 1\n[2]\n', "requests", name="x.jsonl")


def test_half_a_character_refuses_its_line_only(read: Read) -> None:
    lines = [
        r'{"event_id": "\ud800", "department": "市民政局"}',
        r'{"event_id": "E2", "\udfff": "1"}',
        r'{"event_id": "\ud83d\ude00", "department": "\u6c11\u653f\u5c40", "changed_on": ""}',
    ]
    table = read("\n".join(lines).encode(), "change_events", name="events.jsonl")
    assert [(bad.line, bad.reason) for bad in table.staged.bad_lines] == [
        (1, "该行不是正确的 JSON"),
        (2, "该行不是正确的 JSON"),
    ]
    assert table.rows("event_id", "department") == [(3, "\U0001f600", "民政局")]

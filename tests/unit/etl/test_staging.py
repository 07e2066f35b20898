from datetime import date, datetime
from typing import Any

import duckdb
import pytest

from etl.feeds import FEEDS, Feed
from etl.load import MACROS
from etl.reasons import REASONS, RefusalError
from etl.staging import type_rows
from warehouse.lake import Lake


@pytest.fixture
def cursor(lake: Lake) -> duckdb.DuckDBPyConnection:
    lake.define_macros(MACROS)
    return lake.cursor()


def stage(cursor: duckdb.DuckDBPyConnection, feed: str, *lines: dict[str, str]) -> list[dict[str, Any]]:
    names = [column.name for column in FEEDS[feed].columns]
    cursor.execute(
        f"create or replace temp table raw (line bigint, {', '.join(f'{n} varchar' for n in names)})"
    )
    for number, line in enumerate(lines, start=2):
        marks = ", ".join(["?"] * (len(names) + 1))
        cursor.execute(f"insert into raw values ({marks})", [number, *map(line.get, names)])  # noqa: S608 - question marks only
    type_rows(cursor, feed, date(2026, 7, 1))
    result = cursor.execute("from typed order by line")
    titles = [column[0] for column in result.description]
    return [dict(zip(titles, row, strict=True)) for row in result.fetchall()]


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS.keys())
def test_columns_and_types_are_those_of_the_lake(cursor: duckdb.DuckDBPyConnection, feed: Feed) -> None:
    stage(cursor, feed.name)
    described = cursor.execute("describe typed").fetchall()
    assert [(name, kind.lower()) for name, kind, *_ in described] == [
        ("line", "bigint"),
        *feed.stored.items(),
        ("row_key", "varchar"),
        ("problems", 'struct("column" varchar, "value" varchar, reason varchar)[]'),
    ]


def test_every_reason_reads_the_same_in_sql(cursor: duckdb.DuckDBPyConnection) -> None:
    parts = {
        "title": "甲",
        "value": "乙",
        "other": "丙",
        "other_value": "丁",
        "choices": "戊",
        "kind": "己",
        "least": 1,
        "most": 2,
    }
    for code, sentence in REASONS.items():
        named = [name for name in parts if f"{{{name}}}" in sentence]
        marks = ", ".join("?" for _ in named)
        said = cursor.execute(f"select reason_{code}({marks})", [parts[name] for name in named]).fetchone()
        assert said == (RefusalError(code, **parts).sentence("甲"),)


def test_a_fine_line_has_no_problems(cursor: duckdb.DuckDBPyConnection) -> None:
    [row] = stage(
        cursor,
        "requests",
        {
            "request_id": "Q1",
            "resource_id": "Ｒ１",
            "applicant": "　市人社局 ",
            "applied_at": "2026/1/5 9:3",
            "replied_at": "2026年1月9日",
            "decision": "部分同意",
            "valid_from": "46033",
            "valid_until": "20261231",
        },
    )
    assert row["problems"] is None
    assert (row["line"], row["row_key"], row["resource_id"], row["applicant"]) == (2, "Q1", "R1", "市人社局")
    assert (row["applied_at"], row["replied_at"]) == (datetime(2026, 1, 5, 9, 3), datetime(2026, 1, 9))
    assert (row["valid_from"], row["valid_until"]) == (
        date(2026, 1, 11),
        date(2026, 12, 31),
    )  # 46027 = 2026-01-05


def test_a_bad_line_names_every_problem(cursor: duckdb.DuckDBPyConnection) -> None:
    [row] = stage(
        cursor,
        "usage",
        {
            "called_at": "1900-01-01 00:00:00",
            "resource_id": "R1",
            "consumer": "/",
            "status": "不详",
            "row_count": "-1",
            "latency_ms": "快",
        },
    )
    assert [tuple(problem.values()) for problem in row["problems"]] == [
        ("called_at", "1900-01-01 00:00:00", "“调用时间”“1900-01-01 00:00:00”早于 2000 年，请核对年份"),
        ("consumer", "", "“使用部门”为必填项，请补填"),
        ("status", "不详", "“结果”中的“不详”不在可选范围内，请填写：成功、失败"),
        ("row_count", "-1", "“返回行数”“-1”是负数，请核对"),
        ("latency_ms", "快", "“耗时”中的“快”不是数字，请只填数字"),
    ]


def test_one_untidy_cell_does_not_change_how_the_others_are_read(cursor: duckdb.DuckDBPyConnection) -> None:
    tidy = {
        "log_id": "L0000001",
        "called_at": "2026-01-05 09:03:00",
        "resource_id": "R1",
        "consumer": "市人社局",
        "request_id": "Q1",
        "purpose": "办理养老待遇",
        "mode": "接口",
        "status": "成功",
        "row_count": "10",
        "latency_ms": "35",
    }
    untidy = {
        "log_id": "Ｌ0000002",
        "called_at": "2026-01-05T01:03:00Z",
        "resource_id": " R1",
        "consumer": "市人社局　",
        "request_id": "Ｑ1",
        "purpose": "办理养老待遇\n",
        "mode": "API接口",
        "status": " 成功",
        "row_count": "10.0",
        "latency_ms": "35毫秒",
    }
    alone, together, cleaned = stage(cursor, "usage", tidy)[0], *stage(cursor, "usage", tidy, untidy)
    assert alone == together
    own = {"line", "log_id", "row_key"}
    assert {k: v for k, v in cleaned.items() if k not in own} == {
        k: v for k, v in alone.items() if k not in own
    }
    assert cleaned["log_id"] == "L0000002"


def test_the_key_of_a_refresh_is_all_it_says(cursor: duckdb.DuckDBPyConnection) -> None:
    [row] = stage(
        cursor, "refreshes", {"resource_id": "R1", "refreshed_at": "2026-01-05", "content_hash": "ab"}
    )
    assert row["row_key"].split(chr(31)) == ["R1", "2026-01-05 00:00:00.000000", "", "ab"]

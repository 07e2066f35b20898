from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.feeds import FEEDS
from etl.readers import open_source, stage
from tests.unit.etl.readers.conftest import Table
from warehouse.errors import LoadError

Read = Callable[..., Table]


def test_all_columns_of_the_feed_are_there_as_text(read: Read) -> None:
    table = read("资源编号,数据更新时间\nR1,2026-01-05\n".encode())
    described = table.cur.execute("describe raw").fetchall()
    assert [(name, kind) for name, kind, *_ in described] == [
        ("line", "BIGINT"),
        *((column.name, "VARCHAR") for column in FEEDS["refreshes"].columns),
    ]
    # absent columns are null
    assert table.rows("row_count", "content_hash") == [(2, None, None)]


def test_no_header(read: Read) -> None:
    with pytest.raises(LoadError) as caught:
        read(b"R1,2026-01-05,10\nR2,2026-01-06,20\n")
    error = caught.value
    assert "没有找到“数据更新日志”的表头" in error.what
    assert "资源编号（resource_id）、数据更新时间（refreshed_at）" in error.what
    assert "首行内容：R1、2026-01-05、10" in error.where
    assert error.remedy


def test_wrong_feed(read: Read) -> None:
    requests = "申请编号,资源编号,使用部门,申请时间\nQ1,R1,市民政局,2026-01-05\n"
    with pytest.raises(LoadError) as caught:
        read(requests.encode(), "usage")
    assert "缺少必需的列：调用时间（called_at）" in caught.value.what
    assert "与“共享申请”（requests）相符" in caught.value.remedy
    outages = "故障编号,故障开始时间\nF1,2026-01-05\n"
    with pytest.raises(LoadError) as caught:
        read(outages.encode(), "items")
    assert "没有找到“信息项”的表头" in caught.value.what
    assert "与“平台故障”（outages）相符" in caught.value.remedy


def test_header_without_data(read: Read) -> None:
    table = read("资源编号,数据更新时间\n".encode())
    assert (table.staged.rows, table.rows("resource_id")) == (0, [])


def test_very_many_broken_lines_refuse_the_file(read: Read) -> None:
    content = "资源编号,数据更新时间\n" + "R1,2026-01-05,x\n" * 100_001
    with pytest.raises(LoadError) as caught:
        read(content.encode())
    assert "超过100,000行的单元格与表头对不上" in caught.value.what
    assert "第2行起" in caught.value.where


def test_failure_of_a_streamed_relation_is_told(read: Read) -> None:
    content = "资源编号,数据更新时间\n" + "R1,2026-01-05,x\n" * 100_001
    table = read(content.encode(), streamed=True)
    with pytest.raises(duckdb.Error):
        table.rows("resource_id")
    failure = table.staged.failure()
    assert failure is not None
    assert "100,000行" in failure.what


def test_staging_replaces_what_stood_there(read: Read) -> None:
    for streamed in (True, False, False, True, True):
        table = read("资源编号,数据更新时间\nR1,2026-01-05\n".encode(), streamed=streamed)
        assert table.rows("resource_id") == [(2, "R1")]


def test_beside_a_lake_in_the_search_path(cur: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    cur.execute("attach ':memory:' as lake")
    cur.execute("set search_path = 'lake.main'")
    path = tmp_path / "a.csv"
    path.write_text("资源编号,数据更新时间\nR1,2026-01-05\n", "utf-8")
    for streamed in (True, False):
        stage(cur, open_source(path), None, FEEDS["refreshes"], streamed=streamed)
        assert cur.execute("select line, resource_id from raw").fetchall() == [(2, "R1")]
    assert cur.execute("select count(*) from duckdb_tables() where not temporary").fetchone() == (0,)


def test_too_many_columns(read: Read) -> None:
    headers = ["资源编号", "数据更新时间", *(f"c{number}" for number in range(2_000))]
    with pytest.raises(LoadError, match="文件有2,002列，超过上限2,000列"):
        read(",".join(headers).encode())

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from itertools import product
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.feeds import FEEDS
from etl.readers import open_source, original_cells, stage
from tests.unit.etl.readers.conftest import Table

HEADER = ["资源编号", "数据更新时间", "数据量", "内容摘要"]
COLUMNS = ("resource_id", "refreshed_at", "row_count", "content_hash")
Read = Callable[..., Table]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    list(product(["utf-8", "utf-8-sig", "gb18030", "utf-16"], [",", "\t", ";", "|", "，"])),
)
def test_any_encoding_with_any_delimiter(read: Read, encoding: str, delimiter: str) -> None:
    lines = [HEADER, ["R1", "2026-01-05", "10", "甲"], ["R2", "2026-01-06", "", "乙"]]
    table = read("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    assert table.rows(*COLUMNS) == [(2, "R1", "2026-01-05", "10", "甲"), (3, "R2", "2026-01-06", "", "乙")]
    assert (table.staged.rows, table.staged.bad_lines, table.staged.header_line) == (2, (), 1)
    assert table.staged.columns == dict(zip(COLUMNS, HEADER, strict=True))


def test_titles_blank_rows_and_stray_blanks_around_the_header(read: Read) -> None:
    content = (
        "乌海市数据更新日志,,,\n,,,\n\n导出时间：2026-01-31,,,\n"
        "\ufeff ＊资源编号 , 数据更新 时间,数据量（行）,內容摘要\n"
        "R1,2026-01-05,1,a\n   \n,,,\n　, ,\t,\nR2,2026-01-06,2,b\n\n"
    )
    table = read(content.encode())
    assert table.staged.header_line == 5
    assert table.rows("resource_id", "content_hash") == [(6, "R1", "a"), (10, "R2", "b")]
    assert table.staged.rows == 2
    assert table.staged.bad_lines == ()


def test_lines_with_other_numbers_of_cells_are_kept_with_reason(read: Read) -> None:
    content = (
        "资源编号,数据更新时间,数据量\nR1,2026-01-05,1\nR2,2026-01-06\nR3,2026-01-07,1,000\nR4,2026-01-08,4"
    )
    table = read(content.encode())
    assert table.rows("resource_id") == [(2, "R1"), (5, "R4")]
    few, many = table.staged.bad_lines
    assert (few.line, few.cells) == (3, ("R2", "2026-01-06"))
    assert "有2个单元格，表头有3个" in few.reason
    assert (many.line, many.cells) == (4, ("R3", "2026-01-07", "1", "000"))
    assert "有4个单元格，表头有3个" in many.reason
    assert table.staged.rows == 2 + 2


def test_quoted_line_breaks_keep_the_line_of_the_record(read: Read) -> None:
    header = '"资源\n编号",数据更新时间,内容摘要\r\n'
    content = header + 'R1,2026-01-05,"a\r\nb\r\nc"\r\n\r\nR2,2026-01-06,"d ""e"", f"\r\n'
    table = read(content.encode())
    assert table.staged.header_line == 1
    # the header takes lines 1-2, R1 lines 3-5, line 6 is blank
    assert table.rows("resource_id", "content_hash") == [(3, "R1", "a\r\nb\r\nc"), (7, "R2", 'd "e", f')]
    assert table.staged.rows == 2


def test_unclosed_quote_costs_one_line(read: Read) -> None:
    lines = ["资源编号,数据更新时间,内容摘要", "R1,2026-01-05,a", 'R2,2026-01-06,"b', "R3,2026-01-07,c"]
    table = read("\n".join(lines).encode())
    assert table.rows("resource_id") == [(2, "R1"), (4, "R3")]
    (bad,) = table.staged.bad_lines
    assert (bad.line, bad.cells) == (3, ("R2", "2026-01-06", '"b'))
    assert "引号" in bad.reason


def test_text_after_a_closing_quote_is_refused_like_that(read: Read) -> None:
    rows = ['R1,2026-01-05,"a"b', 'R2,2026-01-06,5" 屏', 'R3,2026-01-07,"c"']
    table = read("\n".join(["资源编号,数据更新时间,内容摘要", *rows]).encode())
    assert table.rows("resource_id", "content_hash") == [(3, "R2", '5" 屏'), (4, "R3", "c")]
    assert [bad.line for bad in table.staged.bad_lines] == [2]


def test_trailing_delimiter_on_every_line(read: Read) -> None:
    table = read("资源编号,数据更新时间,内容摘要\nR1,2026-01-05,a,\nR2,2026-01-06,b,\n".encode())
    assert table.rows("resource_id", "content_hash") == [(2, "R1", "a"), (3, "R2", "b")]


def test_declared_separator(read: Read) -> None:
    table = read("sep=;\r\n资源编号;数据更新时间\r\nR1,x;2026-01-05\r\n".encode())
    assert table.rows("resource_id") == [(3, "R1,x")]


def test_byte_order_marks_inside_the_file_stay(read: Read) -> None:
    for first in ("\ufeff", "\ufeffR1"):
        table = read(f"资源编号,数据更新时间\n{first},2026-01-05\n".encode("utf-8-sig"))
        assert table.rows("resource_id") == [(2, first)]


def test_old_line_ends(read: Read) -> None:
    table = read("资源编号,数据更新时间\rR1,2026-01-05\rR2,2026-01-06\r".encode())
    assert table.rows("resource_id") == [(2, "R1"), (3, "R2")]


@pytest.mark.parametrize("streamed", [True, False])
def test_original_cells_of_any_line(read: Read, streamed: bool) -> None:
    rows = [f"R{n},2026-01-05,{n},{'长' * 40}" for n in range(2, 40_000)]
    rows[20_000 - 2] += ",多"
    content = "\n".join(["资源编号,更新时间,数据量,别的", *rows])
    table = read(content.encode(), streamed=streamed)
    total = table.cur.execute("select count(*), sum(line - row_count::int) from raw").fetchone()
    assert total == (39_997, 0)
    assert table.staged.rows == 39_998
    assert table.staged.unknown_headers == ("别的",)
    cells = original_cells(table.cur, table.source, table.staged, [2, 20_000, 39_999])
    assert [cells[line][0] for line in (2, 20_000, 39_999)] == ["R2", "R20000", "R39999"]
    assert cells[20_000][-1] == "多"
    assert len(cells) == 3


def test_a_streamed_relation_can_be_read_again(read: Read) -> None:
    table = read("资源编号,数据更新时间\nR1,2026-01-05\nR2\n".encode(), streamed=True)
    with pytest.raises(RuntimeError):
        _ = table.staged.rows
    for _ in range(2):
        assert table.rows("resource_id") == [(2, "R1")]
        assert (table.staged.rows, len(table.staged.bad_lines)) == (2, 1)
    table.staged.release(table.cur)
    again = read("资源编号,数据更新时间\nR3,2026-01-05\n".encode(), streamed=False)
    assert again.rows("resource_id") == [(2, "R3")]


def test_large_gb18030_file_is_decoded_in_two_parts(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    line = "，".join(["乌海市大数据中心共享交换平台数据更新日志"] * 8)
    with path.open("w", encoding="gb18030", newline="") as file:
        file.write("资源编号,数据更新时间,数据量,内容摘要\n")
        file.writelines(f"R{n},2026-01-05,{n},{line}\n" for n in range(2, 60_002))
    table = read(path)
    assert table.source.encoding == "gb18030"
    assert table.cur.execute(
        "select count(*), sum(abs(line - row_count::int)), count(distinct content_hash) from raw"
    ).fetchone() == (60_000, 0, 1)


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], max_codepoint=0x9FFF)
    | st.sampled_from(list('",;|，、\t "\n乌海市')),
    max_size=12,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    delimiter=st.sampled_from([",", "\t", ";", "|", "，"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    titles=st.lists(st.sampled_from(["乌海市数据更新日志", ""]), max_size=3),
    streamed=st.booleans(),
)
def test_tables_come_back_as_written(
    tmp_path: Path,
    cur: duckdb.DuckDBPyConnection,
    rows: list[tuple[str, ...]],
    encoding: str,
    delimiter: str,
    quoting: int,
    line_end: str,
    titles: list[str],
    streamed: bool,
) -> None:
    buffer = io.StringIO(newline="")
    buffer.write("".join(title + line_end for title in titles))
    writer = csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator=line_end)
    writer.writerow(["资源编号", "数据更新时间", "数据量", "内容摘要"])
    expected: list[tuple[int, list[str]]] = []
    for row in rows:
        line = buffer.getvalue().count("\n") + 1
        writer.writerow(["R", *row])
        expected.append((line, ["R", *row]))
    path = tmp_path / "table.csv"
    path.write_bytes(buffer.getvalue().encode(encoding))
    source = open_source(path)
    staged = stage(cur, source, None, FEEDS["refreshes"], streamed=streamed)
    found = Table(cur, source, staged).rows(*COLUMNS)
    assert staged.bad_lines == ()
    assert [(line, cells) for line, *cells in found] == expected
    last, cells = expected[-1]
    assert original_cells(cur, source, staged, [last]) == {last: cells}

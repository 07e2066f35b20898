"""Both paths of the feeds' contract agree: pydantic row by row, SQL for whole files.

For any cells, both accept and refuse the same lines, read the same values, and refuse with the same reasons.
"""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from etl.feeds import FEEDS, Feed, check_row
from etl.frequencies import PATTERNS
from etl.load import MACROS
from etl.staging import type_rows
from etl.values import FALSE_WORDS, TRUE_WORDS
from tests.property.cells import EXPORTED_ON, files
from warehouse.lake import open_lake

EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "6"))


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("lake")
    with open_lake(f"sqlite:{folder}/catalog.sqlite", folder / "data") as lake:
        lake.define_macros(MACROS)
        yield lake.cursor()


def staged(
    cursor: duckdb.DuckDBPyConnection, feed: Feed, lines: list[dict[str, str | None]]
) -> list[dict[str, Any]]:
    """What the SQL path makes of these lines."""
    names = [column.name for column in feed.columns]
    texts = {name: pa.array([line[name] for line in lines], pa.string()) for name in names}
    raw = pa.table({"line": pa.array(range(2, len(lines) + 2), pa.int64()), **texts})
    cursor.register("given_lines", raw)
    cursor.execute("create or replace temp table raw as from given_lines")
    type_rows(cursor, feed.name, EXPORTED_ON)
    result = cursor.execute("from typed")
    titles = [description[0] for description in result.description]
    return sorted(
        (dict(zip(titles, row, strict=True)) for row in result.fetchall()), key=lambda row: int(row["line"])
    )


def assert_same(feed: Feed, lines: list[dict[str, str | None]], read: list[dict[str, Any]]) -> None:
    """Fails naming, per line, each cell that the two paths do not treat alike."""
    assert [row["line"] for row in read] == list(range(2, len(lines) + 2))
    differences = [one for line, row in zip(lines, read, strict=True) for one in differing(feed, line, row)]
    assert not differences, "\n".join(map(str, differences[:20]))


def differing(feed: Feed, line: dict[str, str | None], row: dict[str, Any]) -> list[tuple[object, ...]]:
    """(column, cell, what SQL says, what pydantic says) wherever they disagree."""
    checked = check_row(feed, line, EXPORTED_ON)
    by_sql = {(one["column"], one["value"], one["reason"]) for one in row["problems"] or []}
    by_model = {(one.column, one.value, one.reason) for one in checked.problems}
    refused_by_one = [
        (column, line[column], "SQL" if (column, value, reason) in by_sql else "pydantic", reason)
        for column, value, reason in by_sql ^ by_model
    ]
    if checked.values is None or row["problems"]:
        return [
            *refused_by_one,
            *([] if bool(by_sql) == bool(row["problems"]) else [("problems", row["problems"])]),
        ]
    assert list(checked.values) == list(feed.stored)
    expected = checked.values | {
        "row_key": chr(31).join(_key_text(checked.values[name]) for name in feed.key)
    }
    return refused_by_one + [
        (name, line.get(name), row[name], value) for name, value in expected.items() if row[name] != value
    ]


def _key_text(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S.%f}"
    return "" if value is None else str(value)


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS.keys())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(data=st.data())
def test_both_paths_agree_on_any_cells(
    feed: Feed, cursor: duckdb.DuckDBPyConnection, data: st.DataObject
) -> None:
    lines = data.draw(files(feed))
    assert_same(feed, lines, staged(cursor, feed, lines))


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS.keys())
def test_both_paths_agree_on_every_accepted_term(feed: Feed, cursor: duckdb.DuckDBPyConnection) -> None:
    """Every accepted text of every code column and every yes-or-no word, one line each."""
    lines: list[dict[str, str | None]] = []
    for column in feed.columns:
        words = [*column.codes] if column.kind == "code" else []
        if column.kind == "boolean":
            words = sorted(TRUE_WORDS | FALSE_WORDS)
        lines += [{other.name: word if other is column else None for other in feed.columns} for word in words]
    if lines:
        assert_same(feed, lines, staged(cursor, feed, lines))


def test_frequency_patterns_are_read_alike(cursor: duckdb.DuckDBPyConnection) -> None:
    """Each frequency pattern alone, on texts drawn from it."""

    @settings(max_examples=150, deadline=None)
    @given(st.one_of([st.from_regex(pattern, fullmatch=True) for _, pattern in PATTERNS]))
    def agree(text: str) -> None:
        line = dict.fromkeys((column.name for column in FEEDS["catalogue"].columns), None) | {
            "update_frequency": text
        }
        assert_same(FEEDS["catalogue"], [line], staged(cursor, FEEDS["catalogue"], [line]))

    agree()

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from etl.feeds import FEEDS
from etl.mapping import Mapping
from etl.readers import SourceFile, Staged, open_source, stage


@dataclass(frozen=True)
class Table:
    """A staged file with its rows."""

    cur: duckdb.DuckDBPyConnection
    source: SourceFile
    staged: Staged

    def rows(self, *columns: str) -> list[tuple[object, ...]]:
        relation = self.cur.table("raw").project(", ".join(["line", *columns]))
        return relation.order("all").fetchall()


@pytest.fixture
def cur() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    yield connection
    connection.close()


@pytest.fixture
def read(cur: duckdb.DuckDBPyConnection, tmp_path: Path) -> Callable[..., Table]:
    """Write bytes to a file, open and stage it."""

    def read(
        content: bytes | Path,
        feed: str = "refreshes",
        mapping: Mapping | None = None,
        *,
        name: str = "export.csv",
        streamed: bool | None = None,
    ) -> Table:
        if isinstance(content, bytes):
            path = tmp_path / name
            path.write_bytes(content)
        else:
            path = content
        source = open_source(path)
        return Table(cur, source, stage(cur, source, mapping, FEEDS[feed], streamed=streamed))

    return read

"""SQL files of this package and appended rows: the only two ways the evaluation reads and writes the lake."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql"


@cache
def text(name: str) -> str:
    """The text of evaluation/sql/<name>.sql."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def named(name: str, **values: object) -> dict[str, object]:
    """Those of the values that the file names as `$parameters`; DuckDB refuses others."""
    known = set(re.findall(r"\$(\w+)", text(name)))
    return {key: value for key, value in values.items() if key in known}


def frame(cur: DuckDBPyConnection, name: str, **parameters: object) -> pd.DataFrame:
    """Rows of evaluation/sql/<name>.sql with its `$named` parameters."""
    return cur.execute(text(name), parameters).df()


def rows(cur: DuckDBPyConnection, name: str, **parameters: object) -> list[dict[str, Any]]:
    """The same as plain Python values, one dictionary per row (None = null)."""
    found = cur.execute(text(name), parameters)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def append(cur: DuckDBPyConnection, table: str, added: Sequence[Mapping[str, object]]) -> None:
    """Add rows to a table inside the caller's write transaction; columns are matched by name."""
    if added:
        cur.append(table, pd.DataFrame(list(added), dtype=object), by_name=True)

"""The SQL files of the finder."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

FOLDER = Path(__file__).resolve().parent / "sql"


@cache
def statement(name: str) -> str:
    """Text of `sql/<name>.sql`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def execute(cur: duckdb.DuckDBPyConnection, name: str, **values: Any) -> duckdb.DuckDBPyConnection:  # noqa: ANN401
    """Run one SQL file with the `$named` values it uses."""
    return cur.execute(statement(name), values or None)


def put(cur: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    """A frame as the temporary table `table`, one of this package's own names."""
    cur.register("given_frame", frame)
    cur.execute(f"create or replace temp table {table} as from given_frame")
    cur.unregister("given_frame")

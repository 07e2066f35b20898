"""SQL files of the loader; the only names put into them are identifiers of the feeds' own contract."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

FOLDER = Path(__file__).resolve().parent / "sql"
IDENTIFIER = re.compile(r"^[a-z_]*$")


@cache
def statement(name: str, **identifiers: str) -> str:
    """Text of `sql/<name>.sql` with `{placeholders}` replaced by identifiers (lower-case names only)."""
    for value in identifiers.values():
        if not IDENTIFIER.match(value):
            raise ValueError(value)
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return text.format(**identifiers) if identifiers else text


def execute(
    cursor: duckdb.DuckDBPyConnection,
    name: str,
    parameters: dict[str, Any] | None = None,
    /,
    **identifiers: str,
) -> duckdb.DuckDBPyConnection:
    """Run one SQL file with identifiers and the `$named` parameters it uses."""
    text = statement(name, **identifiers)
    used = {key: value for key, value in (parameters or {}).items() if f"${key}" in text}
    return cursor.execute(text, used) if used else cursor.execute(text)


def one_number(result: duckdb.DuckDBPyConnection) -> int:
    """The only cell of an aggregate's answer."""
    row = result.fetchone()
    assert row is not None  # noqa: S101 - asked of aggregates only
    return int(row[0])

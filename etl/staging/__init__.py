"""Raw text rows -> typed, checked rows: the SQL path of the feeds' contract.

One file per feed. It selects from the temporary table `raw` (`line`, and every column of the feed as text or
null) and takes the parameter `$exported_on` where the feed has dates. It gives `line`, the columns of the
lake table in order, `row_key` (key columns joined with chr(31)) and `problems`: null for a fine line, else
every problem as struct("column", "value", reason). Departments stay as the sender wrote them, cleaned.
"""

from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Protocol

import duckdb

_FOLDER = Path(__file__).resolve().parent
_MACROS = _FOLDER.parent / "macros"
_INSTALLING = Lock()


class HasCursors(Protocol):
    """A lake, or a DuckDB connection."""

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own to the same database."""
        ...


_INSTALLED = "select count(*) from duckdb_functions() where schema_name = 'macros' and function_name = $last"


def install_macros(database: HasCursors) -> None:
    """Define the macros of etl/macros in schema memory.macros, once for all cursors of the database.

    Cursors find them when their search path includes memory.macros.
    """
    cursor = database.cursor()
    with _INSTALLING:
        cursor.execute("create schema if not exists memory.macros")
        cursor.execute("set search_path = 'memory.macros'")
        if cursor.execute(_INSTALLED, {"last": "number_reason"}).fetchone() == (0,):
            for path in sorted(_MACROS.glob("*.sql")):
                cursor.execute(path.read_text(encoding="utf-8"))
    cursor.close()


def type_rows(cursor: duckdb.DuckDBPyConnection, feed: str, exported_on: date) -> None:
    """Make the temporary table `typed` from the relation `raw` of a file of this feed.

    `exported_on` is the last plausible day of logged times but one. Raises duckdb.Error.
    """
    select = staging_sql(feed)
    create = f"create or replace temp table typed as {select}"
    parameters: dict[str, object] = {"exported_on": exported_on} if "$exported_on" in select else {}
    if "$careful" not in select:
        cursor.execute(create, parameters)
        return
    cursor.execute(create, {**parameters, "careful": False})
    answer = cursor.execute(staging_sql(f"{feed}_texts")).fetchone()
    if answer is not None and answer[0]:
        cursor.execute(create, {**parameters, "careful": True})


def view_rows(cursor: duckdb.DuckDBPyConnection, feed: str, exported_on: date) -> None:
    """Make `typed` a temporary view of `raw`, texts as they stand: every query on it reads the file."""
    select = staging_sql(feed).replace("$exported_on", f"date '{exported_on:%Y-%m-%d}'")
    cursor.execute(f"create or replace temp view typed as {select.replace('$careful', 'false')}")


@cache
def staging_sql(feed: str) -> str:
    """The select that types and checks the raw rows of a feed."""
    return (_FOLDER / f"{feed}.sql").read_text(encoding="utf-8")

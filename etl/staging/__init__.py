"""Raw text rows -> typed, checked rows: the SQL path of the feeds' contract.

One file per feed. It selects from the temporary table `raw` (`line`, and every column of the feed as text or
null) and takes the parameter `$exported_on` where the feed has dates. It gives `line`, the columns of the
lake table in order, `row_key` (key columns joined with chr(31)) and `problems`: null for a fine line, else
every problem as struct("column", "value", reason). Departments stay as the sender wrote them, cleaned.
"""

from datetime import date
from functools import cache
from pathlib import Path

import duckdb

_FOLDER = Path(__file__).resolve().parent


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


@cache
def staging_sql(feed: str) -> str:
    """The select that types and checks the raw rows of a feed."""
    return (_FOLDER / f"{feed}.sql").read_text(encoding="utf-8")

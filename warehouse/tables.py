"""The lake's tables: made on first use, added to when the product grows."""

from __future__ import annotations

import re
from pathlib import Path

from warehouse.connection import Lake

SCHEMA = Path(__file__).parent / "schema"


def _statements() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(SCHEMA.glob("*.sql"))]


def lacks_tables(lake: Lake) -> bool:
    """Whether nobody has made this lake's tables yet, or an earlier edition made fewer than there are now."""
    wanted = {
        name for text in _statements() for name in re.findall(r"create table if not exists (\w+)", text)
    }
    present = lake.cursor().execute("select table_name from duckdb_tables() where database_name = 'lake'")
    return not wanted <= {name for (name,) in present.fetchall()}


def create_tables(lake: Lake) -> None:
    """Create the missing tables in one transaction; those that are there stay as they are. Raises LakeError."""
    with lake.write("system", "create tables") as cur:
        for text in _statements():
            cur.execute(text)

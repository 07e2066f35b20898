"""Refused lines kept with what they said and why, to be corrected and loaded again."""

from __future__ import annotations

import json

import duckdb
import pandas as pd

from etl.feeds import Feed
from etl.readers import SourceFile, Staged, original_cells
from etl.statements import execute, one_number
from warehouse.errors import LoadError

MOST_REFUSED = 500_000
"""More refused lines than this are a wrong file, not a file with mistakes."""
FIRST_PROBLEMS = 50
"""Refused lines whose problems the account of a load names."""


def first_problems(
    cur: duckdb.DuckDBPyConnection, batch_id: int, *, everything: bool
) -> list[tuple[int, str, str | None, str]]:
    """Line, column, value and reason of the refused cells of a batch: of its first lines, or of all."""
    listed = {"batch_id": batch_id, "most": MOST_REFUSED if everything else FIRST_PROBLEMS}
    return execute(cur, "first_problems", listed).fetchall()


def store_refused(
    cur: duckdb.DuckDBPyConnection, feed: Feed, source: SourceFile, staged: Staged, batch_id: int
) -> int:
    """Keep the refused lines of temp table incoming or set_aside and the lines that could not be read; their number.

    Raises LoadError when they are too many for a file with mistakes.
    """
    table = "incoming" if feed.kind == "upsert" else "set_aside"
    refused = one_number(execute(cur, "count_refused", source=table)) + len(staged.bad_lines)
    if refused > MOST_REFUSED:
        raise LoadError(
            f"文件有 {refused} 行无法接收，未加载任何数据",
            source.name,
            "请检查是否选错了数据类别或导出了错误的文件",
        )
    rows = execute(cur, "refused_lines", source=table).fetchall()
    originals = original_cells(cur, source, staged, sorted({row[0] for row in rows}))
    kept = [
        {"line": line, "row_key": key, "original": originals.get(line, []), "problems": problems}
        for line, key, problems in rows
    ]
    kept += [
        {
            "line": bad.line,
            "row_key": None,
            "original": list(bad.cells),
            "problems": [{"column": "", "value": "", "reason": bad.reason}],
        }
        for bad in staged.bad_lines
    ]
    if kept:
        texts = pd.DataFrame({"row": [json.dumps(row, ensure_ascii=False) for row in kept]}, dtype="string")
        cur.register("refused_frame", texts)
        execute(cur, "store_refused", {"batch_id": batch_id})
        cur.unregister("refused_frame")
    return refused

"""From a file to checked rows, before any lock is taken: stage, type, check, resolve names, find repetitions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from etl.departments import resolve_departments
from etl.feeds import Feed
from etl.mapping import Mapping
from etl.readers import SourceFile, Staged, open_source, stage
from etl.staging import type_rows
from etl.statements import execute

Progress = Callable[[str, float], None]
"""Called with the Chinese name of the step that begins and the share of the work done (0..1)."""


def append_names(feed: Feed, source: str = "") -> dict[str, str]:
    """Identifiers of an append feed's SQL files: its identity column, and row_key where the table has none."""
    by_log_id = "log_id" in feed.key
    names = {
        "feed": feed.name,
        "identity": "log_id" if by_log_id else "row_key",
        "key": feed.key[0],
        "dropped": "row_key" if by_log_id else "",
    }
    return {**names, "source": source} if source else names


def stage_file(
    cursor: duckdb.DuckDBPyConnection,
    feed: Feed,
    path: Path,
    *,
    name: str,
    folder: Path,
    mapping: Mapping | None,
    progress: Progress,
) -> tuple[SourceFile, Staged]:
    """Recognise one file and offer its rows as relation `raw`; `folder` keeps unpacked copies meanwhile.

    Raises LoadError when the file as a whole cannot be taken.
    """
    progress("识别文件", 0.02)
    source = open_source(path, name, folder)
    progress("读取文件", 0.1)
    return source, stage(cursor, source, mapping, feed, "raw")


def check_rows(cursor: duckdb.DuckDBPyConnection, feed: Feed, staged: Staged, exported_on: date) -> str:
    """Type and check the rows of `raw` and resolve their departments; returns the view of checked rows.

    Upsert feeds: also temp table `incoming`. Raises LoadError when the file breaks off.
    """
    try:
        type_rows(cursor, feed.name, exported_on)
    except duckdb.Error:
        if (failure := staged.failure()) is not None:
            raise failure from None
        raise
    staged.release(cursor)
    view = resolve_departments(cursor, feed, "typed")
    if feed.kind == "upsert":
        execute(cursor, "incoming_upsert", {"key_columns": list(feed.key)}, source=view, key=feed.key[0])
    return view

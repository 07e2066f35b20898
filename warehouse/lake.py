"""The lake: DuckLake tables as Parquet, their catalog in SQLite or PostgreSQL; opened here, once per process."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path

import duckdb
from duckdb_extensions import import_extension

from warehouse.connection import Lake
from warehouse.errors import LakeError, SharingError
from warehouse.faults import explained
from warehouse.locks import write_lock
from warehouse.reference import refresh_reference
from warehouse.settings import LakeSettings, lake_settings
from warehouse.tables import create_tables, lacks_tables

__all__ = ["Lake", "open_lake"]

FOLDER = Path(__file__).resolve().parent
_opened: set[str] = set()
"""SQLite catalogs this process has attached. Python's SQLite and DuckDB's do not see each other's locks inside one
process: what one closes is torn from under the other. From then on only DuckDB's touches them.
"""


def open_lake(
    catalog: str | None = None,
    data: str | Path | None = None,
    *,
    read_only: bool = False,
    snapshot: int | None = None,
    readable: Sequence[Path] = (),
    threads: int | None = None,
) -> Lake:
    """Open the lake, creating its tables and reference data on first use.

    `snapshot` opens the lake as it stood at that snapshot (for reading only). `readable` names further folders whose
    files may be read through SQL; everything else on the machine is out of reach of any query. `threads` takes the
    place of the setting. Raises LakeError.
    """
    settings = lake_settings(catalog, data)
    if threads is not None:
        settings = replace(settings, threads=threads)
    read_only = read_only or snapshot is not None
    if settings.kind == "sqlite":
        _prepare_sqlite(settings, read_only)
    _prepare_work(settings)
    connection = duckdb.connect()
    try:
        alone = nullcontext() if _initialised(settings) else write_lock(settings, connection)
        with alone:
            _attach(connection, settings, read_only=read_only, snapshot=snapshot)
        _opened.add(settings.address)
        _restrict(connection, settings, readable)
        connection.execute("create schema memory.macros")
        lake = Lake(connection, settings, read_only)
        if snapshot is None and lacks_tables(lake):
            if read_only:
                raise LakeError(
                    "数据湖由较早的版本建立，缺少本版需要的表",
                    settings.address,
                    "请先运行一次 python -m etl status，系统会自动补齐",
                )
            create_tables(lake)
        lake.define_macros(FOLDER / "macros")
        if not read_only:
            refresh_reference(lake)
    except (duckdb.Error, UnicodeDecodeError) as error:  # a damaged catalog's words need not be text
        connection.close()
        raise explained(error, settings) from error
    except SharingError:
        connection.close()
        raise
    return lake


def _prepare_sqlite(settings: LakeSettings, read_only: bool) -> None:
    path = Path(settings.address)
    if not path.exists():
        _opened.discard(settings.address)
    if read_only and not path.exists():
        raise LakeError("数据湖还不存在", str(path), "请先加载数据，或检查 LAKE_CATALOG 设置")
    try:
        if not path.exists() and next(Path(settings.data).rglob("*.parquet"), None) is not None:
            raise LakeError(
                "目录库不存在，但数据文件夹中已有数据，未新建数据湖",
                f"目录库 {path}，数据文件夹 {settings.data}",
                "请从备份恢复目录库，或检查 LAKE_CATALOG 和 LAKE_DATA 设置；确要重新开始，请先移走数据文件夹",
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        if not read_only and settings.address not in _opened:
            Path(settings.data).mkdir(parents=True, exist_ok=True)
            with sqlite3.connect(path, timeout=30) as catalog:
                catalog.execute("pragma journal_mode = wal")
            catalog.close()
    except (OSError, UnicodeError, sqlite3.Error) as error:
        raise explained(error, settings, f"数据湖目录库无法打开：{path}") from error


def _prepare_work(settings: LakeSettings) -> None:
    try:
        settings.work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explained(error, settings, "工作文件夹无法建立，请检查 LAKE_WORK 设置") from error


def _initialised(settings: LakeSettings) -> bool:
    """Whether attaching will find a catalog; two processes must not make one at the same time."""
    if settings.kind == "postgres":
        return True  # the server's own transactions settle who makes it
    if settings.address in _opened:
        return True
    with closing(sqlite3.connect(settings.address, timeout=30)) as catalog:
        found = catalog.execute("select 1 from sqlite_master where name = 'ducklake_metadata'").fetchone()
    return found is not None


def _attach(
    connection: duckdb.DuckDBPyConnection, settings: LakeSettings, *, read_only: bool, snapshot: int | None
) -> None:
    for name in ("ducklake", "sqlite_scanner" if settings.kind == "sqlite" else "postgres_scanner"):
        import_extension(name, con=connection)
        connection.load_extension(name)
    options = [f"data_path {_literal(settings.data)}"]
    if settings.kind == "sqlite":
        options.append("meta_busy_timeout 30000")
    if snapshot is not None:
        options.append(f"snapshot_version {int(snapshot)}")
    elif read_only:
        options.append("read_only")
    address = _literal(f"ducklake:{settings.catalog}")
    connection.execute(f"attach {address} as lake ({', '.join(options)})")
    if settings.kind == "postgres" and not read_only:
        connection.execute(f"attach {_literal(settings.address)} as lake_lock (type postgres)")


def _restrict(
    connection: duckdb.DuckDBPyConnection, settings: LakeSettings, readable: Sequence[Path]
) -> None:
    folders = [settings.data, str(settings.work), *(str(Path(folder).resolve()) for folder in readable)]
    if settings.kind == "sqlite":
        folders.append(str(Path(settings.address).parent))
    listed = ", ".join(_literal(folder) for folder in folders)
    connection.execute(f"set memory_limit = {_literal(settings.memory)}")
    if settings.threads:
        connection.execute(f"set threads = {settings.threads}")
    connection.execute(f"set temp_directory = {_literal(str(settings.work / 'spill'))}")
    connection.execute(f"set allowed_directories = [{listed}]")
    connection.execute("set autoinstall_known_extensions = false")
    connection.execute("set enable_external_access = false")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

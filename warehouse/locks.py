"""One writer at a time: a file lock beside a SQLite catalog, an advisory lock inside a PostgreSQL one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from warehouse.errors import LakeError
from warehouse.settings import LakeSettings


@contextmanager
def write_lock(settings: LakeSettings, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Hold the lake's write lock; the operating system or the server frees it when the process dies.

    Raises LakeError when another writer holds it longer than `settings.lock_seconds`.
    """
    if settings.kind == "sqlite":
        with _file_lock(settings):
            yield
    else:
        with _advisory_lock(settings, connection):
            yield


def _busy(settings: LakeSettings) -> LakeError:
    return LakeError(
        f"等待 {settings.lock_seconds:g} 秒后，数据湖仍被另一个进程写入，本次没有写入任何数据",
        "" if settings.kind == "postgres" else settings.address,
        "请等待另一项加载完成后重试",
    )


@contextmanager
def _file_lock(settings: LakeSettings) -> Iterator[None]:
    lock = FileLock(Path(settings.address).with_suffix(".lock"))
    try:
        lock.acquire(timeout=settings.lock_seconds)
    except Timeout as error:
        raise _busy(settings) from error
    except OSError as error:
        raise LakeError("数据湖写锁无法建立", str(error), "请检查数据目录的写权限和磁盘空间") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _advisory_lock(settings: LakeSettings, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    cursor = connection.cursor()
    cursor.begin()
    try:
        milliseconds = int(settings.lock_seconds * 1000)
        cursor.execute(
            "call postgres_query('lake_lock', $query)",
            {"query": f"select set_config('lock_timeout', '{milliseconds}ms', true)"},
        )
        cursor.execute(
            "call postgres_query('lake_lock', 'select 1 from (select pg_advisory_xact_lock(5720015)) t')"
        ).fetchall()
    except duckdb.Error as error:
        cursor.close()
        raise (
            _busy(settings)
            if "lock timeout" in str(error)
            else LakeError("数据湖目录库无法连接", str(error).splitlines()[0])
        ) from error
    try:
        yield
    finally:
        cursor.rollback()
        cursor.close()

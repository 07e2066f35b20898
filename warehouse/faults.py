"""Errors of the database engine and of the operating system as sentences with a remedy."""

from __future__ import annotations

from warehouse.errors import LakeError
from warehouse.settings import LakeSettings

_FULL = "磁盘空间不足，本次没有写入任何数据"
_FREE = "请清理磁盘后重新操作；python -m etl maintain 会删除中断的加载留下的文件"
_BUSY = "数据湖正被其他进程写入，本次没有写入任何数据"
_BROKEN = "数据湖目录库已损坏，无法读取"
_RESTORE = "请从备份中一并恢复目录库和数据文件夹"
_DENIED = "没有读写数据湖的权限"
_GRANT = "请检查目录库、数据文件夹和工作文件夹的读写权限"

_FAULTS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("No space left", "disk full", "disk is full", "disk I/O error", "Could not write"), _FULL, _FREE),
    (
        ("Out of Memory",),
        "内存不足，本次没有写入任何数据",
        "请清理工作文件夹所在的磁盘，或调大 LAKE_MEMORY 后重试",
    ),
    (("database is locked", "onflict"), _BUSY, "请稍后重试"),
    (
        ("does not match existing data path",),
        "LAKE_DATA 与目录库登记的数据文件夹不一致",
        "请把 LAKE_DATA 改为登记的文件夹，或把数据文件夹移回原处",
    ),
    (("malformed", "not a database", "codec can't decode"), _BROKEN, _RESTORE),
    (
        ("Permission denied", "readonly database", "unable to open database file", "Read-only file system"),
        _DENIED,
        _GRANT,
    ),
    (
        (".parquet\": No such file", "No magic bytes", "Invalid Parquet", "too small to be a Parquet"),
        "数据湖的数据文件缺失或已损坏",
        _RESTORE,
    ),
)  # fmt: skip
"""Marks in the engine's words, what happened, and what to do."""


def explained(
    error: Exception, settings: LakeSettings, otherwise: str = "数据湖操作失败，本次没有写入任何数据"
) -> LakeError:
    """An error of DuckDB, SQLite or the operating system as a sentence; `otherwise` for what is unknown."""
    text = str(error)
    first = text.splitlines()[0][:300] if text else type(error).__name__
    for marks, what, remedy in _FAULTS:
        if any(mark in text for mark in marks):
            where = settings.address if what == _BUSY and settings.kind == "sqlite" else first
            if what == _FULL:
                where = settings.data
            return LakeError(what, where, remedy)
    return LakeError(otherwise, first, "请联系管理员查看日志")

"""Errors of the engine and the system become sentences with a remedy."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse.errors import LakeError
from warehouse.faults import explained
from warehouse.lake import open_lake
from warehouse.settings import LakeSettings

SETTINGS = LakeSettings("sqlite:/lake/catalog.sqlite", "/lake/data", Path("/lake/work"))


@pytest.mark.parametrize(
    ("words", "what", "where"),
    [
        ("IO Error: Could not write file: No space left on device", "磁盘空间不足", "/lake/data"),
        ("database or disk is full", "磁盘空间不足", "/lake/data"),
        ("Out of Memory Error: failed to offload data block", "内存不足", "offload"),
        ("TransactionContext Error: database is locked", "正被其他进程写入", "/lake/catalog.sqlite"),
        ('DATA_PATH "a" does not match existing data path "b"', "LAKE_DATA", "existing"),
        ("database disk image is malformed", "目录库已损坏", "malformed"),
        ('Cannot open file "a.parquet": Permission denied', "没有读写数据湖的权限", "Permission"),
        ('Cannot open file "a.parquet": No such file or directory', "数据文件缺失或已损坏", "a.parquet"),
        ("Something else\nsecond line", "数据湖操作失败", "Something else"),
    ],
)
def test_known_faults_have_their_own_sentence(words: str, what: str, where: str) -> None:
    told = explained(duckdb.IOException(words), SETTINGS)
    assert what in told.what
    assert where in told.where
    assert told.remedy


def test_scrambled_catalog_is_told_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    open_lake(f"sqlite:{path}").close()
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 3):
        content[at] = (content[at] * 7 + 13) % 256
    path.write_bytes(content)
    with pytest.raises(LakeError, match="已损坏"):
        open_lake(f"sqlite:{path}")


def test_work_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").write_text("x")
    monkeypatch.setenv("LAKE_WORK", str(tmp_path / "taken"))
    with pytest.raises(LakeError, match="工作文件夹"):
        open_lake(f"sqlite:{tmp_path}/catalog.sqlite")


def test_settings_that_are_no_numbers_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("LAKE_MEMORY", "viel"), ("LAKE_THREADS", "-3"), ("LAKE_LOCK_SECONDS", "abc")):
        monkeypatch.setenv(name, text)
    with pytest.raises(LakeError, match=r"LAKE_MEMORY=viel，LAKE_THREADS=-3，LAKE_LOCK_SECONDS=abc"):
        open_lake()

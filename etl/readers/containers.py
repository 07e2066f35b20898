"""What kind of file it is, by its first bytes; packed files are unpacked within limits."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from pathlib import Path

from etl.readers.delimited import Text, head_of
from etl.readers.limits import UNPACKED_BYTES, UNPACKED_TEXT_BYTES, check_unpacked
from warehouse.errors import LoadError

_ACCEPTED = "请上传 CSV、XLSX、XLS、ODS、JSON 行或 Parquet 文件。"
_REFUSED = (
    (b"%PDF", "PDF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"BZh", "bzip2 压缩包"),
    (b"\xfd7zXZ", "xz 压缩包"),
    (b"\x28\xb5\x2f\xfd", "zstd 压缩包"),
    (b"\x7fELF", "程序"),
    (b"MZ\x90", "程序"),
    (b"SQLite format 3", "数据库文件"),
)


def unpack(path: Path, name: str, work: Path) -> tuple[Path, str | None]:
    """The file without gzip, and its container; None for text of any kind."""
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(b"\x1f\x8b"):
        target = work / "unpacked"
        _gunzip(path, name, target)
        inner, container = unpack(target, name, work / "no")
        return inner, container
    if head.startswith(b"PK\x03\x04"):
        return path, _workbook(path, name)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return path, "xls"
    if head.startswith(b"PAR1"):
        return path, "parquet"
    for magic, kind in _REFUSED:
        if head.startswith(magic):
            raise LoadError(f"文件是{kind}，不能装载。", f"文件“{name}”", _ACCEPTED)
    return path, None


def container_of(text: Text, name: str) -> str:
    """Either csv or jsonl; LoadError for web pages, JSON arrays and files without any text."""
    head = head_of(text)
    start = head.lstrip("\ufeff \t\r\n\u3000")
    if not start:
        raise LoadError("文件没有内容，只有空行。", f"文件“{name}”", "请重新导出后上传。")
    if start[:200].lower().startswith(("<html", "<!doctype", "<table", "<?xml", "<meta")):
        raise LoadError(
            "文件是网页或 XML 格式，扩展名与内容不符。",
            f"文件“{name}”",
            "请用 Excel 或 WPS 打开后另存为 XLSX 再上传。",
        )
    if start.startswith("["):
        if '"' in start and start[1:].lstrip().startswith("{"):
            raise LoadError(
                "文件是 JSON 数组，不是 JSON 行。", f"文件“{name}”", "请导出为每行一个对象的 JSON 行文件。"
            )
        return "csv"
    return "jsonl" if start.startswith("{") else "csv"


def _gunzip(path: Path, name: str, target: Path) -> None:
    packed = path.stat().st_size
    written = 0
    try:
        with gzip.open(path, "rb") as read, target.open("wb") as write:
            while chunk := read.read(4 << 20):
                written += len(chunk)
                check_unpacked(written, packed, name, UNPACKED_TEXT_BYTES)
                write.write(chunk)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise LoadError(
            "gzip 压缩文件不完整或已损坏。", f"文件“{name}”", "请重新压缩或重新传输后上传。"
        ) from error
    if not written:
        raise LoadError("文件是空的。", f"文件“{name}”", "请重新导出后上传。")


def _workbook(path: Path, name: str) -> str:
    """Either xlsx or ods; refuses zip bombs by the archive's directory, without unpacking."""
    damaged = LoadError("工作簿文件不完整或已损坏。", f"文件“{name}”", "请用 Excel 或 WPS 重新保存后上传。")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged from error
    names = {member.filename for member in members}
    total = sum(member.file_size for member in members)
    check_unpacked(total, path.stat().st_size, name, UNPACKED_BYTES)
    for member in members:
        check_unpacked(member.file_size, member.compress_size, name, UNPACKED_BYTES)
    if names & {"xl/workbook.xml", "xl/workbook.bin"} or any(n.startswith("xl/") for n in names):
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    raise LoadError("文件是压缩包，不是工作簿。", f"文件“{name}”", "请先解压，再逐个上传其中的文件。")

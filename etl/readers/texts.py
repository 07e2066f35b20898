"""A text file as UTF-8 on disk, checked byte by byte."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NoReturn

from etl.readers import transcode
from etl.readers.delimited import Text
from etl.readers.encoding import legacy_encoding, marked_encoding, unmarked_utf16
from etl.readers.scan import line_at, scan_text
from warehouse.errors import LoadError

_SAMPLE_BYTES = 256 << 10
_SHARED_BYTES = 16 << 20
"""Larger files are decoded by two processes."""
_SAVE_AS_UTF8 = "请用原系统重新导出，或在文本编辑器中另存为 UTF-8 编码后上传。"


def open_text(path: Path, name: str, work: Path) -> tuple[Text, str]:
    """The text as UTF-8 and the encoding it came in; a transcoded copy goes to `work`."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE_BYTES)
    marked = marked_encoding(head)
    encoding, start = marked or ("utf-8", 0)
    if not marked and b"\0" in head:
        encoding = unmarked_utf16(head) or "utf-8"
        if encoding == "utf-8":
            _refuse_binary(head, name)
    if encoding.startswith("utf-8"):
        scan = scan_text(path, name, start)
        if scan.invalid_at is None:
            return Text(path, start, scan), encoding
        _refuse_binary(head, name)
        if marked:
            _refuse_mixed(path, name, _invalid_byte(path, scan.invalid_at), "UTF-8")
        encoding = _legacy(path, name, head, scan.invalid_at)
    target = work / "text"
    try:
        _transcode(path, target, encoding, start)
    except transcode.UndecodableError as error:
        _refuse_mixed(path, name, error.offset, _SHOWN[encoding])
    return Text(target, 0, scan_text(target, name)), encoding


_SHOWN = {
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "gb18030": "GB18030",
    "cp950": "Big5",
    "big5hkscs": "Big5",
}


def _legacy(path: Path, name: str, head: bytes, invalid_at: int) -> str:
    """The encoding of a file that is not UTF-8, decided on its head and on where it ceases to be UTF-8."""
    at = _invalid_byte(path, invalid_at)
    with path.open("rb") as file:
        file.seek(at)
        file.seek(at - len(_line_before(path, at)))
        around = file.read(_SAMPLE_BYTES)
    sample = _whole_lines(head) + (b"\n" + _whole_lines(around) if at >= len(head) else b"")
    if transcode.utf8_line(sample) is not None:
        _refuse_mixed(path, name, at, "UTF-8")
    encoding = legacy_encoding(sample)
    if encoding is None:
        raise LoadError(
            "不能确定文件的编码（不是 UTF-8，也不能确认是 GB18030 还是 Big5）。",
            f"文件“{name}”第{line_at(path, at)}行起",
            _SAVE_AS_UTF8,
        )
    return encoding


def _line_before(path: Path, at: int) -> bytes:
    with path.open("rb") as file:
        back = min(at, 1 << 20)
        file.seek(at - back)
        data = file.read(back)
    return data[data.rfind(b"\n") + 1 :]


def _whole_lines(data: bytes) -> bytes:
    return data[: data.rfind(b"\n") + 1] or data


def _invalid_byte(path: Path, run_start: int) -> int:
    """Offset of the first byte that is not UTF-8, from the start of the run of lines that holds it."""
    with path.open("rb") as file:
        file.seek(run_start)
        for position, line in _positions(file, run_start):
            try:
                line.decode()
            except UnicodeDecodeError as error:
                return position + error.start
    return run_start


def _positions(file: BinaryIO, position: int) -> Iterator[tuple[int, bytes]]:
    for line in file:
        yield position, line
        position += len(line)


def _refuse_mixed(path: Path, name: str, offset: int, expected: str) -> NoReturn:
    line = line_at(path, offset)
    raise LoadError(
        f"文件混用了多种编码：第{line}行的字节不是 {expected}。", f"文件“{name}”第{line}行", _SAVE_AS_UTF8
    )


def _refuse_binary(head: bytes, name: str) -> None:
    """LoadError where control bytes show that this is no text."""
    controls = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 32)))
    if controls + head.count(0) > max(len(head) / 200, 4):
        raise LoadError(
            "文件不是表格或文本，内容是二进制数据。",
            f"文件“{name}”",
            "请上传 CSV、XLSX、XLS、ODS、JSON 行或 Parquet 文件。",
        )


def _transcode(path: Path, target: Path, encoding: str, start: int) -> None:
    end = path.stat().st_size
    if end - start < _SHARED_BYTES or encoding.startswith("utf"):
        transcode.transcode(path, target, encoding, start, end)
        return
    with path.open("rb") as file:
        file.seek(start + (end - start) // 2)
        file.readline()
        middle = file.tell()
    second = target.with_name("text-2")
    jobs = [
        subprocess.Popen(  # noqa: S603 - our own program on our own paths
            [sys.executable, "-I", transcode.__file__, str(path), str(part), encoding, str(first), str(last)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for part, first, last in ((target, start, middle), (second, middle, end))
    ]
    results = [(job.communicate(), job.returncode) for job in jobs]
    for (out, err), code in results:
        if code == 3:
            offset, utf8 = out.split()
            raise transcode.UndecodableError(int(offset), utf8 == "1")
        if code:
            raise OSError(0, err.strip() or "文件解码中断")
    with target.open("ab") as whole, second.open("rb") as part_:
        while chunk := part_.read(8 << 20):
            whole.write(chunk)
    second.unlink()

"""One pass over the bytes of a text file: what a reader must know before it may read fast."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from etl.readers.blocks import OverlongLineError, whole_lines
from etl.readers.limits import COLUMNS, LINE_BYTES
from etl.readers.side_by_side import side_by_side
from warehouse.errors import LoadError


@dataclass(frozen=True)
class TextScan:
    """Properties of a text file.

    `invalid_at`: byte offset of the first line that is not UTF-8 (the scan ends there), else None. `quoted`:
    it contains quotation marks. `spanning`: some line holds an odd number of them, so cells may span lines.
    `lone_returns`: carriage returns without line feed occur.
    """

    invalid_at: int | None = None
    quoted: bool = False
    spanning: bool = False
    lone_returns: bool = False


def sha256_of(path: Path) -> str:
    """SHA-256 of a file as it was delivered, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def scan_text(path: Path, name: str, start: int = 0) -> TextScan:
    """Look at every byte from `start` on; LoadError for NUL bytes and for lines longer than the limit."""
    quoted = spanning = lone_returns = False
    try:
        for look in side_by_side(_look, whole_lines(path, start)):
            if look.overlong is not None:
                raise OverlongLineError(look.overlong)
            if look.nul is not None:
                raise LoadError(
                    "文件含有空字符（NUL），不是完好的文本文件。",
                    f"文件“{name}”第{line_at(path, look.nul)}行",
                    "文件可能在传输中损坏，请重新导出后上传。",
                )
            if not look.utf8:
                return TextScan(invalid_at=look.offset)
            quoted, spanning = quoted or look.quoted, spanning or look.spanning
            lone_returns = lone_returns or look.lone_returns
    except OverlongLineError as error:
        raise _too_long(path, name, error.offset) from None
    return TextScan(None, quoted, spanning, lone_returns)


@dataclass(frozen=True)
class _Look:
    """What was seen in one run of lines; places are bytes of the file."""

    offset: int
    overlong: int | None
    nul: int | None
    utf8: bool
    quoted: bool
    spanning: bool
    lone_returns: bool


def _look(run: tuple[int, bytes]) -> _Look:
    offset, data = run
    overlong, nul = _overlong(data), data.find(b"\0")
    quoted = b'"' in data
    return _Look(
        offset,
        None if overlong is None else offset + overlong,
        None if nul < 0 else offset + nul,
        is_utf8(data),
        quoted,
        quoted and _odd_quotes(data),
        b"\r" in data and data.count(b"\r") != data.count(b"\r\n"),
    )


def _overlong(data: bytes) -> int | None:
    """Position of a line longer than LINE_BYTES, found in steps from line end to line end."""
    position = 0
    while len(data) - position > LINE_BYTES:
        end = data.rfind(b"\n", position, position + LINE_BYTES + 1)
        if end < 0:
            return position
        position = end + 1
    return None


def is_utf8(data: bytes) -> bool:
    """Whether bytes are valid UTF-8, checked by Arrow."""
    offsets = np.array([0, len(data)], dtype=np.int64)
    text = pa.LargeStringArray.from_buffers(1, pa.py_buffer(offsets), pa.py_buffer(data))
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _too_long(path: Path, name: str, offset: int) -> LoadError:
    where = f"文件“{name}”第{line_at(path, offset)}行"
    with path.open("rb") as file:
        file.seek(offset)
        part = file.read(LINE_BYTES)
    cells = max(part.count(mark.encode()) for mark in (",", "\t", ";", "|"))
    if cells > COLUMNS:
        return LoadError(
            f"有一行超过{cells:,}个单元格，超过上限{COLUMNS:,}列。",
            where,
            "请确认分隔符和换行是否正确，只导出需要的列。",
        )
    return LoadError(
        f"有一行超过{LINE_BYTES // 1024:,} KB，不是正常的数据行。",
        where,
        "可能缺少换行符或引号未成对，请检查后重新导出。",
    )


def line_at(path: Path, offset: int) -> int:
    """Number of the physical line (first = 1) in which a byte stands."""
    line = 1
    with path.open("rb") as file:
        while offset > 0 and (chunk := file.read(min(offset, 8 << 20))):
            line += chunk.count(b"\n")
            offset -= len(chunk)
    return line


def _odd_quotes(data: bytes) -> bool:
    text = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(text == ord("\n"))
    quotes = np.flatnonzero(text == ord('"'))
    return bool(len(quotes) % 2 or (np.searchsorted(quotes, ends) % 2).any())

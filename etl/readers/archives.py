"""Look into a workbook's archive before anything opens it: real sizes, extent of the sheets, formula errors.

A workbook library keeps a sheet as one rectangle, so a single stray cell in the far corner would need
gigabytes.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import unescape

from etl.readers.limits import COLUMNS, SHEET_CELLS, UNPACKED_BYTES, check_unpacked
from warehouse.errors import LoadError

_CHUNK = 1 << 20
_PART_BYTES = 16 << 20
"""Most bytes of the archive's own lists of sheets: 16 MiB."""
# Every pattern stops at the next "<", so that hostile content costs no more time than its length.
_CELL = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\s[^<>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"[^<>]{0,200}?\bt="e"[^<>]{0,200}>'
    rb"([^<]*(?:<(?!/?(?:\w+:)?c[\s>])[^<]*)*)</(?:\w+:)?c>"
)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(r'(?<![\w:])([\w:]+)="([^"]*)"')
_REPEATED_CELL = re.compile(rb'<table:table-cell\s[^<>]*?number-columns-repeated="([0-9]+)"[^<>]*')
_REPEATED_ROW = re.compile(
    rb'<table:table-row\s[^<>]{0,1000}?number-rows-repeated="([0-9]+)"[^<>]{0,1000}>'
    rb"([^<]*(?:<(?!/?table:table-row[\s>])[^<]*)*)</table:table-row>"
)

Errors = dict[tuple[int, int], str]
"""(row from 1, column from 0) -> what the cell shows instead of a value, such as #DIV/0!."""


def inspect_workbook(path: Path, name: str, container: str) -> dict[str, Errors]:
    """Formula errors per sheet of an xlsx (others: none); LoadError where opening it would be dangerous."""
    try:
        with zipfile.ZipFile(path) as archive:
            packed = path.stat().st_size
            total = 0
            found: dict[str, Errors] = {}
            for member in archive.infolist():
                errors: Errors = {}
                sheet = container == "xlsx" and member.filename.startswith("xl/worksheets/")
                far, last = 0, 0
                for data in _unpacked(path, archive, member):
                    total += len(data[1])
                    check_unpacked(total, packed, name, UNPACKED_BYTES)
                    if sheet:
                        far, last = _extent(data[0] + data[1], far, last)
                        errors.update(_errors(data[0] + data[1]))
                        _check_extent(far, last, name)
                    elif container == "ods" and member.filename == "content.xml":
                        _check_repeats(data[0] + data[1], name)
                if errors:
                    found[member.filename] = errors
            if not found:
                return {}
            parts = _sheet_parts(archive)
            return {title: found[part] for title, part in parts.items() if part in found}
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError) as error:
        raise LoadError(
            "工作簿文件不完整或已损坏。", f"文件“{name}”", "请用 Excel 或 WPS 重新保存后上传。"
        ) from error


def _unpacked(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """(end of the piece before, piece) of a member's true content, whatever size the directory claims."""
    del archive
    with path.open("rb") as file:
        file.seek(member.header_offset)
        header = file.read(30)
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise zipfile.BadZipFile(member.filename)
        skip = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        file.seek(skip, 1)
        left = member.compress_size
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotImplementedError(member.filename)
        inflate = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
        before = b""
        while left and (raw := file.read(min(_CHUNK, left))):
            left -= len(raw)
            while raw:
                piece = inflate.decompress(raw, 8 * _CHUNK) if inflate else raw
                raw = inflate.unconsumed_tail if inflate else b""
                yield before, piece
                before = (before + piece)[-4096:]
                if inflate and inflate.eof:
                    return


def _extent(data: bytes, far: int, last: int) -> tuple[int, int]:
    """Widest column (letters as a number) and last row among the cells of a piece of a sheet."""
    cells = _CELL.findall(data)
    if not cells:
        return far, last
    widest = max({letters for letters, _ in cells}, key=lambda letters: (len(letters), letters))
    return max(far, column_number(widest.decode())), max(last, int(cells[-1][1]), int(cells[0][1]))


def column_number(letters: str) -> int:
    """A = 1, Z = 26, AA = 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _check_extent(columns: int, rows: int, name: str) -> None:
    if columns > COLUMNS:
        raise LoadError(
            f"工作表有{columns:,}列，超过上限{COLUMNS:,}列。",
            f"文件“{name}”",
            "请删除表格右侧多余的内容后重新保存。",
        )
    if columns * rows > SHEET_CELLS:
        raise LoadError(
            f"工作表范围过大（{rows:,}行×{columns:,}列）。",
            f"文件“{name}”",
            "请删除表格外的零散内容，或改用 CSV 文件。",
        )


def _errors(data: bytes) -> Errors:
    if b't="e"' not in data:
        return {}
    return {
        (int(row), column_number(letters.decode()) - 1): unescape(value.group(1).decode("utf-8", "replace"))
        for letters, row, content in _ERROR.findall(data)
        if (value := _VALUE.search(content))
    }


def _check_repeats(data: bytes, name: str) -> None:
    wide = any(
        int(found.group(1)) > COLUMNS and b"office:value" in found.group()
        for found in _REPEATED_CELL.finditer(data)
    )
    long = any(
        int(found.group(1)) > 10_000 and b"office:value" in found.group(2)
        for found in _REPEATED_ROW.finditer(data)
    )
    if wide or long:
        raise LoadError(
            "工作表范围过大（同一内容重复过多次）。", f"文件“{name}”", "请删除多余的行列，或改用 CSV 文件。"
        )


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet title -> name of its part in the archive."""
    book = _part(archive, "xl/workbook.xml")
    relations = _part(archive, "xl/_rels/workbook.xml.rels")
    targets = {}
    for found in _RELATION.finditer(relations):
        each = dict(_ATTRIBUTE.findall(found.group(1)))
        targets[each.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", each.get("Target", "")))[1:]
    sheets = (dict(_ATTRIBUTE.findall(found.group(1))) for found in _SHEET.finditer(book))
    return {
        unescape(each.get("name", ""), {"&quot;": '"'}): targets.get(each.get("r:id", ""), "")
        for each in sheets
    }


def _part(archive: zipfile.ZipFile, name: str) -> str:
    """A small part of the archive as text, never more than _PART_BYTES of it."""
    with archive.open(name) as part:
        return part.read(_PART_BYTES).decode("utf-8", "replace")

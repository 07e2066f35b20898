"""Workbooks (xlsx, xls, ods): the first sheet with a recognised header, its cells as a clerk reads them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice

import python_calamine as calamine

from etl.feeds import Feed
from etl.headers import find_header, hits, match_headers
from etl.readers.archives import Errors, inspect_workbook
from etl.readers.cells import BLOCK_ROWS, BadLines, Cells, Reader, block_of, without_blank_rows
from etl.readers.limits import COLUMNS, HEADER_ROWS
from etl.readers.source import SourceFile
from warehouse.errors import LoadError

_FIRST_ROWS = 1_000
"""The header is looked for within this many rows, blank ones included."""


def cell_text(value: object) -> str:
    """A cell as text: dates as ISO, whole numbers without decimals, truth values as 是 and 否.

    Numbers carry the 15 digits a workbook keeps; longer ones have lost their end already in the sender's
    file.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return format(Decimal(f"{value:.15g}").normalize(), "f")
    if isinstance(value, datetime):
        whole = value + timedelta(microseconds=500) if value.microsecond else value
        milliseconds = whole.microsecond // 1000
        text = f"{whole:%Y-%m-%d %H:%M:%S}" + (f".{milliseconds:03d}" if milliseconds else "")
        return text.removesuffix(" 00:00:00")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds")
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return "" if value is None else str(value)


class SheetReader(Reader):
    """One sheet of a workbook; `line` is the row number on the sheet."""

    def __init__(self, source: SourceFile, feed: Feed, named: Mapping[str, str] | None) -> None:
        self._errors: dict[str, Errors] = {}
        if source.container in ("xlsx", "ods"):
            self._errors = inspect_workbook(source.payload, source.name, source.container)
        self._book = _open(source)
        self._source = source
        best: tuple[int, int] = (0, -1)
        for title in _sheets(self._book):
            self.sheet = title
            rows = list(islice(self._rows(), _FIRST_ROWS))
            filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
            first = [cells for _, cells in filled[:HEADER_ROWS]]
            at = find_header(first, feed, named)
            if at is None:
                continue
            complete = not match_headers(first[at], feed, named).missing
            if (score := (int(complete), hits(first[at], feed, named))) > best or (complete and best[0] == 0):
                best, chosen, self.header_line = score, title, filled[at][0]
                self.headers, self.first_rows = tuple(first[at]), first
            if complete:
                break
        if best == (0, -1) or not hasattr(self, "headers"):
            self._no_header()
        else:
            self.sheet = chosen
        if len(self.headers) > COLUMNS:
            raise LoadError(
                f"工作表有{len(self.headers):,}列，超过上限{COLUMNS:,}列。",
                f"文件“{source.name}”工作表“{self.sheet}”",
                "请删除表格右侧多余的内容后重新保存。",
            )

    def _no_header(self) -> None:
        """Leave the first sheet with any content for the message."""
        self.headers, self.header_line, self.first_rows = (), 1, []
        for title in _sheets(self._book):
            self.sheet = title
            rows = [
                cells for _, cells in islice(self._rows(), _FIRST_ROWS) if any(cell.strip() for cell in cells)
            ]
            if rows:
                self.first_rows, self.headers = rows[:HEADER_ROWS], tuple(rows[0])
                return
        raise LoadError("工作簿中没有任何内容。", f"文件“{self._source.name}”", "请重新导出后上传。")

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """(row number, texts) of all rows of the sheet, blank ones included."""
        sheet = self._book.get_sheet_by_name(self.sheet or "")
        errors = self._errors.get(self.sheet or "", {})
        shift = sheet.start[1] if sheet.start else 0
        for line, row in enumerate(sheet.iter_rows(), 1):
            texts = [cell if type(cell) is str else cell_text(cell) for cell in row]
            if errors:
                for at in range(len(texts)):
                    texts[at] = errors.get((line, at + shift), texts[at])
            yield line, texts

    def batches(self, bad: BadLines) -> Iterator[Cells]:
        """Rows below the header."""
        del bad
        rows = ((line, cells) for line, cells in self._rows() if line > self.header_line)
        while part := list(islice(rows, BLOCK_ROWS)):
            block = block_of([line for line, _ in part], [cells for _, cells in part], len(self.headers))
            yield without_blank_rows(block)


def _sheets(book: calamine.CalamineWorkbook) -> list[str]:
    """Titles of worksheets, visible ones first."""
    sheets = [each for each in book.sheets_metadata if each.typ == calamine.SheetTypeEnum.WorkSheet]
    sheets.sort(key=lambda each: each.visible != calamine.SheetVisibleEnum.Visible)
    return [each.name for each in sheets]


def _open(source: SourceFile) -> calamine.CalamineWorkbook:
    where = f"文件“{source.name}”"
    try:
        return calamine.CalamineWorkbook.from_path(source.payload)
    except calamine.PasswordError as error:
        raise LoadError("工作簿设有打开密码。", where, "请取消密码后重新保存。") from error
    except (calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise LoadError("工作簿文件不完整或已损坏。", where, "请用 Excel 或 WPS 重新保存后上传。") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise LoadError(
            "工作簿文件已损坏，无法读取。", where, "请用 Excel 或 WPS 重新保存后上传。"
        ) from error

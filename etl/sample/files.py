"""Sheets as files: text in an encoding with a delimiter, or a workbook; title rows above the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.csv as pacsv
import xlsxwriter

from etl.sample.sheet import Sheet
from etl.sample.tables import BigRows

CREATED = datetime(2026, 1, 1)
SLICE = 400_000


def write_text(
    sheet: Sheet, path: Path, *, encoding: str, delimiter: str = ",", titles: Sequence[str] = ()
) -> None:
    """A delimited text file; `sheet.top` is the header's line, below `titles` and blank lines."""
    with path.open("w", encoding=encoding, newline="") as sink:
        writer = csv.writer(sink, delimiter=delimiter, lineterminator="\r\n")
        for number in range(sheet.top - 1):
            writer.writerow([titles[number]] if number < len(titles) and titles[number] else [])
        writer.writerow(sheet.headers)
        for cells in sheet.all_cells():
            writer.writerow([] if not any(cells) else cells)


def write_workbook(sheet: Sheet, path: Path, *, titles: Sequence[str] = ()) -> None:
    """A workbook of one sheet; dates among the cells become real dates. Same input, same bytes."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": CREATED})
        page = book.add_worksheet("导出")
        styles = {
            date: book.add_format({"num_format": "yyyy/m/d"}),
            datetime: book.add_format({"num_format": "yyyy/m/d h:mm"}),
        }
        for number, title in enumerate(titles[: sheet.top - 1]):
            page.write_string(number, 0, title)
        page.write_row(sheet.top - 1, 0, sheet.headers)
        for number, cells in enumerate(sheet.all_cells(), start=sheet.top):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(number, column, cell, styles[type(cell)])
                elif cell != "":
                    page.write_string(number, column, cell)


def write_big(sheet: Sheet, rows: BigRows, path: Path, *, delimiter: str = ",") -> None:
    """A UTF-8 text file of rows given as tables, in slices; planted lines are put between them."""
    with path.open("wb") as sink:
        sink.write(_plain(sheet.headers, delimiter))
        at = 0
        for line in sheet.planted:
            _write_rows(rows, at, line.before, sink, delimiter)
            at = line.before
            sink.write(_plain([str(cell) for cell in line.cells] if any(line.cells) else [], delimiter))
        _write_rows(rows, at, len(rows), sink, delimiter)


def _write_rows(rows: BigRows, first: int, last: int, sink: BinaryIO, delimiter: str) -> None:
    options = pacsv.WriteOptions(include_header=False, delimiter=delimiter, quoting_style="none")
    for begin in range(first, last, SLICE):
        table: pa.Table = rows.table(begin, min(begin + SLICE, last))
        buffer = io.BytesIO()
        pacsv.write_csv(table, buffer, options)
        sink.write(buffer.getbuffer())


def _plain(cells: list[str], delimiter: str) -> bytes:
    if any(delimiter in cell or '"' in cell for cell in cells):
        raise ValueError("a cell of a big file would need quotes")
    return (delimiter.join(cells) + "\n").encode()

"""Tables as files: CSV that Excel opens with Chinese intact, and XLSX. Text never runs as a formula."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from ui import columns, terms

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_SHEET_SIGNS = re.compile(r"[\[\]:*?/\\]")
MOST_ROWS = 1_048_575


def readable(frame: pd.DataFrame, metric: str | None = None) -> pd.DataFrame:
    """The frame with words for codes and titles for column names, as people read it."""
    return terms.spelled_out(frame).rename(columns=lambda name: columns.titled(str(name), metric))


Source = pd.DataFrame | Callable[[], pd.DataFrame]
"""Rows, or what reads them when the file is asked for."""


def written(frame: pd.DataFrame, metric: str | None = None) -> pd.DataFrame:
    """The frame as texts, the way they stand on paper: words for codes, short dates, no empty-value marks."""
    out = readable(frame, metric).astype(object)
    return out.map(_text)


def _text(cell: Any) -> str:  # noqa: ANN401
    if isinstance(cell, list | tuple | np.ndarray):
        return "、".join(str(part) for part in cell)
    if cell is None or cell is pd.NaT or cell is pd.NA or cell != cell:
        return ""
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return f"{cell:%Y-%m-%d}" if midnight else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, float):
        return f"{cell:,.0f}" if cell.is_integer() else f"{cell:,.2f}"
    return str(cell)


def csv_of(source: Source, metric: str | None = None) -> Callable[[], bytes]:
    """Builds the CSV when called: UTF-8 with BOM, cells that a spreadsheet would run prefixed with an
    apostrophe.
    """

    def build() -> bytes:
        out = readable(source() if callable(source) else source, metric)
        out = out.map(_harmless)
        return out.to_csv(index=False).encode("utf-8-sig")

    return build


def xlsx_of(source: Source, sheet: str, metric: str | None = None) -> Callable[[], bytes]:
    """Builds a one-sheet workbook when called: header frozen and filterable, every text written as text."""

    def build() -> bytes:
        frame = source() if callable(source) else source
        buffer = BytesIO()
        settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(buffer, settings) as book:
            _fill(
                book, readable(frame.head(MOST_ROWS), metric), _SHEET_SIGNS.sub(" ", sheet)[:31].strip(" '")
            )
        return buffer.getvalue()

    return build


def _harmless(cell: Any) -> Any:  # noqa: ANN401
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def _fill(book: Any, frame: pd.DataFrame, sheet: str) -> None:  # noqa: ANN401
    page = book.add_worksheet(sheet)
    bold = book.add_format({"bold": True, "bg_color": "#F3F6FA", "bottom": 1, "text_wrap": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))
    for at, title in enumerate(frame.columns):
        page.write_string(0, at, str(title), bold)
        page.set_column(at, at, min(max(2 * len(str(title)) + 4, 12), 40))
        for row, cell in enumerate(frame.iloc[:, at].tolist(), start=1):
            _write(page, row, at, cell, day, moment)


def _write(page: Any, row: int, at: int, cell: Any, day: Any, moment: Any) -> None:  # noqa: ANN401
    if isinstance(cell, list | tuple):
        page.write_string(row, at, "、".join(str(part) for part in cell))
    elif cell is None or cell is pd.NaT or cell is pd.NA or cell != cell:
        return
    elif isinstance(cell, str):
        page.write_string(row, at, cell)
    elif isinstance(cell, bool):
        page.write_boolean(row, at, cell)
    elif isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        page.write_datetime(row, at, cell, day if midnight else moment)
    elif isinstance(cell, date):
        page.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), day)
    else:
        page.write_number(row, at, float(cell))

"""Cell formats of the workbooks: one place for fonts, colours, number formats and page set-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exports.fingerprints import harmless
from language import _

FONT = "微软雅黑"
"""In both languages: names of departments and resources are Chinese."""
INK, ACCENT, PALE, RULE, INPUT = "#1F2933", "#1F4E79", "#E8EEF5", "#B8C4D1", "#FFF8E1"

NARROW = 0.88
ROOM = 2
"""Characters a column is wider than the longest word of its heading."""

PAGE_WIDTH = 240
"""Characters of a table that are readable across one page."""

TITLE_ROW, CAPTION_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2, 3
"""Zero-based rows every table sheet shares: title, one explaining sentence, column headings, first data
row.
"""

_PIECE = re.compile(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+")
"""What a line is broken between: a Chinese character, or a word with the blanks after it."""

NUMBER_FORMATS = {
    "text": "@",
    "count": "#,##0",
    "score": "0.00",
    "number": "#,##0.00",
    "percent": "0.0%",
    "parameter": "General",
    "plain": "General",
    "rank": "0",
    "date": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
}


class Styles:
    """Formats of one workbook, each made once: ``styles("score", bold=True)``."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def make(self, **properties: object) -> Format:
        """A format with the house font and these XlsxWriter properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
            self._made[key] = self._workbook.add_format({**base, **properties})
        return self._made[key]

    def __call__(self, kind: str, **properties: object) -> Format:
        """The format of a data cell of a kind in NUMBER_FORMATS, with a thin rule below."""
        align = {"text": "left", "rank": "center"}.get(kind, "right")
        base = {"num_format": NUMBER_FORMATS[kind], "align": align, "bottom": 1, "bottom_color": RULE}
        if properties.get("align", align) == "left":
            base["indent"] = 1
        return self.make(**{**base, **properties})

    def wrapped(self) -> Format:
        """Text that breaks into lines inside its cell."""
        return self("text", text_wrap=True)

    def heading(self) -> Format:
        """A column heading."""
        return self.make(
            bold=True,
            bg_color=ACCENT,
            font_color="#FFFFFF",
            text_wrap=True,
            align="center",
            border=1,
            border_color=RULE,
        )

    def title(self) -> Format:
        """The sheet's title."""
        return self.make(bold=True, font_size=16, font_color=ACCENT)

    def caption(self) -> Format:
        """The sentence under the title."""
        return self.make(font_size=9, font_color="#52606D", text_wrap=True, valign="top")


def text_width(text: str) -> int:
    """Width of a text in characters of a Latin font: Chinese characters count twice."""
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text)


def lines_needed(text: str, width: float) -> int:
    """Lines a text takes in a cell of that width (characters): Latin words are kept whole, line breaks are counted."""
    most = max(int(width), 1)
    if 2 * len(text) <= most and "\n" not in text:
        return 1
    lines = 0
    for part in text.split("\n"):
        lines, filled = lines + 1, 0.0
        for piece in _PIECE.findall(part):
            needed = _measured(piece.rstrip())
            if filled and filled + needed > most:
                lines, filled = lines + 1, 0.0
            lines += int(max(0, -(-needed // most) - 1))
            filled = (filled + _measured(piece)) if needed <= most else needed % most
    return lines


def _measured(text: str) -> float:
    """Width of a text as it is drawn: Latin letters are narrower than the digits columns are measured in."""
    return sum(2 if ord(c) > 0x2E80 else NARROW for c in text)


def row_height(lines: int) -> float:
    """Height of a row (points) whose deepest cell has so many lines; at most what a row can have."""
    return min(6 + 14.5 * lines, 409)


def fitted(texts: Iterable[str], least: float, most: float = 28) -> float:
    """Width of a column that shows these texts unbroken, within bounds."""
    return max(least, min(most, max((text_width(text) for text in texts), default=0) + ROOM + 1))


def longest_word(text: str) -> int:
    """Width of the longest part of a text that cannot be broken between lines."""
    return max((text_width(piece.rstrip()) for piece in _PIECE.findall(text)), default=0)


def lay_out(
    sheet: Worksheet,
    styles: Styles,
    title: str,
    caption: str,
    headings: Sequence[tuple[str, float]],
    printed: int,
) -> None:
    """Title, caption, headings with widths (characters), frozen header and A4 landscape print set-up.

    `printed` is the number of columns that are printed; columns to the right of them only serve the formulas. A table
    too wide for one page is printed on two side by side.
    """
    sheet.hide_gridlines(2)
    sheet.set_row(TITLE_ROW, 30)
    sheet.write_string(TITLE_ROW, 0, title, styles.title())
    headings = [(heading, max(w, longest_word(heading) + ROOM)) for heading, w in headings]
    width = sum(w for _heading, w in headings[:printed])
    wide = width > PAGE_WIDTH
    covered, reach = _caption_columns([w for _heading, w in headings[:printed]], width / 2 if wide else width)
    sheet.set_row(CAPTION_ROW, 8 + 14 * lines_needed(caption, reach))
    if covered > 1:
        sheet.merge_range(CAPTION_ROW, 0, CAPTION_ROW, covered - 1, "", styles.caption())
    sheet.write_string(CAPTION_ROW, 0, caption, styles.caption())
    deepest = max((lines_needed(heading, w - 1) for heading, w in headings), default=1)
    sheet.set_row(HEADER_ROW, 10 + 15 * min(deepest, 6))
    for column, (heading, characters) in enumerate(headings):
        sheet.set_column(column, column, characters)
        sheet.write_string(HEADER_ROW, column, heading, styles.heading())
    page(sheet, title, pages_wide=2 if wide else 1)
    sheet.repeat_rows(TITLE_ROW, HEADER_ROW)


def _caption_columns(widths: Sequence[float], most: float) -> tuple[int, float]:
    """How many columns a caption runs over, and how wide they are: those of the first page."""
    covered, reach = 0, 0.0
    for width in widths:
        if covered and reach + width > most:
            break
        covered, reach = covered + 1, reach + width
    return covered, reach


def page(sheet: Worksheet, title: str, pages_wide: int = 1) -> None:
    """A4 landscape, so many pages wide (0 = at full size) and as many tall as needed, numbered."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    if pages_wide:
        sheet.fit_to_pages(pages_wide, 0)
    pages = _("第 {page} 页，共 {pages} 页").format(page="&P", pages="&N")
    sheet.set_footer(f'&L&"{FONT}"&8{title.replace("&", "&&")}&R&"{FONT}"&8{pages}')


def finish(sheet: Worksheet, rows: int, columns: int, printed: int, frozen: int = 2) -> None:
    """Freeze, filter and print area once the number of data rows is known."""
    last = max(FIRST_ROW + rows - 1, HEADER_ROW)
    sheet.freeze_panes(FIRST_ROW, frozen)
    sheet.autofilter(HEADER_ROW, 0, last, columns - 1)
    sheet.print_area(0, 0, last, printed - 1)
    sheet.repeat_columns(0, frozen - 1)


def put(sheet: Worksheet, row: int, column: int, value: Any, style: Format) -> None:  # noqa: ANN401
    """Write a value: text always as text (never as a formula or link), missing as an empty cell."""
    if isinstance(value, str):
        sheet.write_string(row, column, harmless(value), style)
    elif value is None or value is pd.NaT or (isinstance(value, float) and value != value) or value is pd.NA:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, bool):
        sheet.write_string(row, column, _("是") if value else _("否"), style)
    else:
        sheet.write_number(row, column, float(value), style)

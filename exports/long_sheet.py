"""Sheets of many rows: written straight to disk, a thousand rows at a time, and fingerprinted as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from math import isfinite

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from exports.fingerprints import RecordedSheet, bulk_record
from exports.styles import lines_needed, row_height

Advance = Callable[[int], None]
Value = str | float | None
PART = 1000
"""Rows written between two reports of progress."""
REMEMBERED = 100_000
"""Different values of a column whose written form is kept for the next time they occur."""
LONGEST_TEXT = 32_767
"""UTF-16 units an Excel cell can hold."""
_SPECIAL = re.compile("[^ -%'-;=?-^`-\ud7ff\ue000-\ufffd]")
"""Characters that may need escaping in XML or by Excel's own rule (`_x000D_`)."""


class LongSheet(RecordedSheet):
    """A worksheet whose table is written as rows of XML, past XlsxWriter's cells: the same file, four times as fast.

    For a workbook's sheets in constant-memory mode only. Cells above the table are written as in any sheet, and
    before it; nothing can be written after it.
    """

    def write_table(
        self,
        first_row: int,
        columns: Sequence[Sequence[Value]],
        styles: Sequence[Format],
        advance: Advance | None = None,
        wrapped: Mapping[int, float] | None = None,
    ) -> None:
        """Write a table given by columns: text as text, numbers as numbers, None as an empty cell.

        `wrapped` gives the width of the columns whose text is broken into lines: rows are as high as these need.
        `advance` is told after every thousand rows and at the end. What is kept for comparing later goes to `bulk`.
        """
        rows = len(columns[0]) if columns else 0
        if rows:
            self._check_dimensions(first_row + rows - 1, len(columns) - 1)
            self._write_single_row(first_row)
        written = [
            _Column(f'<c r="{xl_col_to_name(place)}', f'" s="{style._get_xf_index()}"', self)
            for place, style in enumerate(styles)
        ]
        for start in range(0, rows, PART):
            numbers = range(first_row + start + 1, first_row + min(start + PART, rows) + 1)
            cells = [
                column.cells(numbers, values[start : start + PART])
                for column, values in zip(written, columns, strict=True)
            ]
            heights = _heights(columns, wrapped or {}, start, len(numbers))
            lines = ["".join(line) for line in zip(*cells, strict=True)]
            self.fh.write(
                "".join(
                    f'<row r="{number}"{height}>{line}</row>'
                    for number, height, line in zip(numbers, heights, lines, strict=True)
                )
            )
            if advance:
                advance(len(numbers))
        if rows:
            self.previous_row = first_row + rows
        self.bulk = bulk_record(first_row, columns)

    def escaped(self, text: str) -> str:
        """Text as XML, cut to what a cell can hold."""
        if len(text) * 2 > LONGEST_TEXT:
            text = text.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
        if not _SPECIAL.search(text):
            return text
        return str(self._escape_data(self._escape_control_characters(text)))


def _heights(
    columns: Sequence[Sequence[Value]], wrapped: Mapping[int, float], start: int, rows: int
) -> list[str]:
    """What a row says of its height: nothing where one line will do."""
    deepest = [1] * rows
    for column, width in wrapped.items():
        values = columns[column][start : start + rows]
        deep: dict[Value, int] = {
            text: lines_needed(text, width - 3) for text in set(values) if isinstance(text, str)
        }
        deepest = [max(lines, deep.get(value, 1)) for lines, value in zip(deepest, values, strict=True)]
    return [f' ht="{row_height(lines):g}" customHeight="1"' if lines > 1 else "" for lines in deepest]


class _Column:
    """One column of a table: the written form of its values, made once for values that occur again."""

    def __init__(self, begins: str, style: str, sheet: LongSheet) -> None:
        self._begins, self._style, self._sheet = begins, style, sheet
        self._known: dict[Value, str] = {}

    def cells(self, numbers: range, values: Sequence[Value]) -> list[str]:
        """XML of the cells of rows `numbers` (1-based)."""
        known = self._known
        if len(known) > REMEMBERED:
            known.clear()
        for value in set(values) - known.keys():
            known[value] = self._form(value)
        return [
            f"{begins}{number}{known[value]}"
            for begins, number, value in zip(repeat(self._begins), numbers, values, strict=False)
        ]

    def _form(self, value: Value) -> str:
        if value is None or (not isinstance(value, str) and not isfinite(value)):
            return f"{self._style}/>"
        if not isinstance(value, str):
            return f"{self._style}><v>{value:.16G}</v></c>"
        text = self._sheet.escaped(value)
        kept = "" if text == text.strip() else ' xml:space="preserve"'
        return f'{self._style} t="inlineStr"><is><t{kept}>{text}</t></is></c>'

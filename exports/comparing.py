"""Comparing a workbook with what was exported: every altered cell is named."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

from exports.fingerprints import (
    SHEET,
    canonical,
    canonical_formula,
    cell_hashes,
    kept_in,
    read_manifest,
    row_hashes,
    unpacked,
)
from language import N_, _
from warehouse.errors import ExportError

KINDS = {
    "value": N_("内容被改动"),
    "formula": N_("公式被改动"),
    "recalculated": N_("随改动重新计算"),
    "added": N_("新增内容"),
    "sheet": N_("工作表缺失或新增"),
}
TOLERANCE = 1e-9
warnings.filterwarnings("ignore", "(Conditional Formatting|Unknown) extension", UserWarning, "openpyxl")


@dataclass(frozen=True)
class AlteredCell:
    """One cell that differs: `kind` is a key of KINDS; `exported` is '' where only a fingerprint is kept."""

    sheet: str
    cell: str
    kind: str
    exported: str
    found: str


def exported_sha256(path: str | Path) -> str:
    """The SHA-256 that names an exported workbook's content; raises ExportError when it carries none."""
    return _manifest(Path(path))[0]


def compare_workbook(path: str | Path) -> list[AlteredCell]:
    """Every cell of a workbook that differs from what was exported, sheet by sheet; empty when none does.

    Results that only followed from an altered cell come last, as `recalculated`.

    Raises ExportError when the file is no workbook of this product, or its own record was altered.
    """
    file = Path(path)
    _digest, kept = _manifest(file)
    book = openpyxl.load_workbook(file, data_only=False)
    results = openpyxl.load_workbook(file, data_only=True)
    found: list[AlteredCell] = []
    known = {*kept["sheets"], *kept["bulk"]}
    present = [name for name in book.sheetnames if name not in kept_in()]
    found += [AlteredCell(name, "", "sheet", name, "") for name in sorted(known - set(present))]
    found += [AlteredCell(name, "", "sheet", "", name) for name in present if name not in known]
    for name in present:
        if name in known:
            bulk = kept["bulk"].get(name)
            found += _sheet(name, kept["sheets"].get(name, []), bulk, book[name], results[name])
    return sorted(found, key=lambda one: one.kind == "recalculated")


def _manifest(file: Path) -> tuple[str, dict[str, Any]]:
    remedy = _("请选择由本系统导出的评价工作簿（.xlsx）。")
    try:
        book = CalamineWorkbook.from_path(str(file))
        name = next((name for name in book.sheet_names if name in kept_in()), SHEET)
        pieces = [row[0] for row in book.get_sheet_by_name(name).to_python()]
    except (OSError, CalamineError, InvalidFileException, zipfile.BadZipFile) as refused:
        raise ExportError(_("文件不是本系统导出的工作簿，无法核对。"), f"{file}: {refused}", remedy) from None
    try:
        return read_manifest(pieces)
    except (ValueError, IndexError, KeyError):
        raise ExportError(_("工作簿内的核对信息已被改动，无法信任。"), str(file), remedy) from None


def _sheet(
    name: str,
    kept: list[list[Any]],
    bulk: dict[str, Any] | None,
    formulas: Worksheet,
    results: Worksheet,
) -> Iterator[AlteredCell]:
    recorded = {(row, column): (value, formula) for row, column, value, formula in kept}
    long_rows: dict[int, tuple[Any, ...]] = {}
    first = bulk["first_row"] if bulk else -1
    last = first + bulk["rows"] if bulk else -1
    for row, (cells, shown) in enumerate(zip(formulas.iter_rows(), results.iter_rows(), strict=False)):
        if bulk and first <= row < last:
            long_rows[row] = tuple(cell.value for cell in cells)
            continue
        for column, (cell, result) in enumerate(zip(cells, shown, strict=False)):
            value, formula = recorded.pop((row, column), ("", ""))
            yield from _cell(name, row, column, value, formula, cell, result.value)
    for (row, column), (value, formula) in recorded.items():
        if value or formula:
            yield AlteredCell(name, _place(row, column), "value", value, "")
    if bulk:
        yield from _bulk(name, bulk, long_rows)


def _cell(
    name: str,
    row: int,
    column: int,
    value: str,
    formula: str,
    cell: Cell | MergedCell,
    result: object,
) -> Iterator[AlteredCell]:
    at = _place(row, column)
    if cell.data_type == "f":
        text = str(getattr(cell.value, "text", cell.value))
        if canonical_formula(text) != formula:
            yield AlteredCell(name, at, "formula", f"={formula}" if formula else value, text)
        elif result is not None and not _same(value, canonical(result)):  # None: saved without results
            yield AlteredCell(name, at, "recalculated", value, canonical(result))
        return
    now = canonical(cell.value)
    if formula:
        yield AlteredCell(name, at, "formula", f"={formula}", now)
    elif not _same(value, now):
        yield AlteredCell(name, at, "value" if value else "added", value, now)


def _same(exported: str, found: str) -> bool:
    if exported == found:
        return True
    try:
        return abs(float(exported) - float(found)) <= TOLERANCE * max(1.0, abs(float(exported)))
    except ValueError:
        return False


def _bulk(name: str, kept: dict[str, Any], rows: dict[int, tuple[Any, ...]]) -> Iterator[AlteredCell]:
    first, count, width = kept["first_row"], kept["rows"], kept["columns"]
    lines = unpacked(kept["lines"], "<u8")
    cells = unpacked(kept["cells"], "<u2").reshape(width, count)
    widest = max([width, *(len(values) for values in rows.values())])
    table = [
        [(rows.get(first + n) or ())[c] if c < len(rows.get(first + n) or ()) else None for n in range(count)]
        for c in range(widest)
    ]
    now = cell_hashes(table)
    for n in np.nonzero((row_hashes(now[:, :width]) != lines) | (now[:, width:] != 0).any(axis=1))[0]:
        own = (now[n, :width] & np.uint64(0xFFFF)).astype("<u2")
        columns = [*np.nonzero(own != cells[:, n])[0], *(width + np.nonzero(now[n, width:])[0])]
        for column in columns or [0]:
            yield AlteredCell(
                name, _place(first + int(n), int(column)), "value", "", canonical(table[int(column)][int(n)])
            )


def _place(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column))

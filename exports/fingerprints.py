"""Fingerprints of a workbook's cells, kept inside it: enough to name every cell altered later."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Sequence
from hashlib import blake2b, sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from language import LANGUAGES, N_, _, speaking

SHEET = N_("核对信息")
"""The hidden sheet, named in the workbook's language; it survives saving by Excel, LibreOffice and openpyxl."""
PIECE = 32_000
"""Characters per cell of the hidden sheet (Excel's limit is 32,767)."""
_FIRST = 1
Cells = dict[str, list[Any]]


def canonical(value: object) -> str:
    """A cell's content as text that reads the same whoever saved the file: numbers to 12 significant digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{float(value):.12g}"
    return str(value).replace("\r\n", "\n")


def canonical_formula(formula: str) -> str:
    """A formula without what programs rewrite on saving: quotes of sheet names, blanks, case, prefixes."""
    return re.sub(r"_xlfn\.|_xlws\.|['\s]", "", formula.lstrip("=")).upper()


def harmless(text: str) -> str:
    """Text that XlsxWriter writes as text: what it would take for its own markup gets a blank at the end."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def kept_in() -> set[str]:
    """Names the hidden sheet may have: a workbook may be checked in another language than it was written in."""
    names = set()
    for code in LANGUAGES:
        with speaking(code):
            names.add(_(SHEET))
    return names


class RecordedSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that remembers what is written: `cells` maps (row, column) to result and formula.

    `bulk` is what is kept of a table of many rows (`bulk_record`); empty where there is none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[tuple[int, int], tuple[str, str]] = {}
        self.bulk: dict[str, Any] = {}

    def write_string(self, row: int, col: int, string: str, *more: object) -> int:
        """As XlsxWriter's, remembered; text between <r> and </r>, which XlsxWriter takes for markup, gets a blank."""
        string = harmless(string)
        self.cells[row, col] = (canonical(string), "")
        return int(super().write_string(row, col, string, *more))

    def write_number(self, row: int, col: int, number: float, *more: object) -> int:
        """As XlsxWriter's, remembered."""
        self.cells[row, col] = (canonical(number), "")
        return int(super().write_number(row, col, number, *more))

    def write_formula(
        self, row: int, col: int, formula: str, cell_format: object = None, value: object = 0
    ) -> int:
        """As XlsxWriter's, remembered with its result."""
        self.cells[row, col] = (canonical(value), canonical_formula(formula))
        return int(super().write_formula(row, col, formula, cell_format, value))

    def write_url(
        self, row: int, col: int, url: str, cell_format: object = None, string: str | None = None
    ) -> int:
        """As XlsxWriter's, the shown text remembered."""
        self.cells[row, col] = (canonical(string or url), "")
        return int(super().write_url(row, col, url, cell_format, string))


def cell_hashes(columns: Sequence[Sequence[object]]) -> NDArray[np.uint64]:
    """64-bit hash of every cell (rows x columns) of a table given by columns; equal texts are hashed once."""
    rows = len(columns[0]) if columns else 0
    found = np.zeros((rows, len(columns)), dtype=np.uint64)
    for n, values in enumerate(columns):
        known: dict[object, int] = {}
        own = np.empty(rows, dtype=np.uint64)
        for row, value in enumerate(values):
            number = known.get(value)
            if number is None:
                number = known[value] = _hash(canonical(value))
            own[row] = number
        found[:, n] = own
    return found


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") if text else 0


def row_hashes(cells: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One 64-bit hash per row: a weighted sum of its cells' hashes, so that swapped cells differ."""
    weights = np.array([_hash(f"column {n}") | 1 for n in range(cells.shape[1])], dtype=np.uint64)
    with np.errstate(over="ignore"):
        return np.asarray((cells * weights).sum(axis=1, dtype=np.uint64), dtype=np.uint64)


def bulk_record(first_row: int, columns: Sequence[Sequence[object]]) -> dict[str, Any]:
    """What is kept of a long table: per cell 16 bits, per row 64 bits, compressed."""
    cells = cell_hashes(columns)
    short = np.asarray(cells & np.uint64(0xFFFF), dtype="<u2")
    return {
        "first_row": first_row, "rows": int(cells.shape[0]), "columns": int(cells.shape[1]),
        "cells": _packed(np.ascontiguousarray(short.T).tobytes()),
        "lines": _packed(row_hashes(cells).astype("<u8").tobytes()),
    }  # fmt: skip


def _packed(raw: bytes) -> str:
    return base64.b64encode(zlib.compress(raw, 1)).decode()


def unpacked(text: str, kind: str) -> NDArray[Any]:
    """The array kept by `bulk_record`."""
    return np.frombuffer(zlib.decompress(base64.b64decode(text)), dtype=kind)


def manifest(sheets: Iterable[RecordedSheet]) -> str:
    """The fingerprints of recorded sheets and their long tables as text (base64 of compressed JSON)."""
    recorded = {sheet.get_name(): sheet for sheet in sheets}
    kept = {
        name: [[row, column, value, formula] for (row, column), (value, formula) in sheet.cells.items()]
        for name, sheet in recorded.items()
    }
    bulk = {name: sheet.bulk for name, sheet in recorded.items() if sheet.bulk}
    return _packed(
        json.dumps({"sheets": kept, "bulk": bulk}, ensure_ascii=False, separators=(",", ":")).encode()
    )


def write_manifest(workbook: Workbook, text: str) -> str:
    """Keep a manifest in a hidden sheet of the workbook; returns its SHA-256."""
    sheet = workbook.add_worksheet(_(SHEET))
    digest = sha256(text.encode()).hexdigest()
    sheet.write_string(0, 0, digest)
    for number, start in enumerate(range(0, len(text), PIECE)):
        sheet.write_string(_FIRST + number, 0, text[start : start + PIECE])
    sheet.very_hidden()
    return digest


def read_manifest(pieces: Sequence[object]) -> tuple[str, dict[str, Any]]:
    """SHA-256 and content of a manifest from the hidden sheet's cells; raises ValueError when it is damaged."""
    digest, text = str(pieces[0]), "".join(str(piece) for piece in pieces[_FIRST:] if piece is not None)
    if sha256(text.encode()).hexdigest() != digest:
        raise ValueError(digest)
    content: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(text)))
    return digest, content

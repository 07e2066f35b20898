"""What the sheets of one workbook share: the evaluation, formats, row numbers and cell addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from evaluation.appeal_records import Appeal
from evaluation.results import Evaluation
from evaluation.round_records import Edition, Round
from evaluation.stability import Stability
from exports.fingerprints import RecordedSheet
from exports.long_sheet import LongSheet
from exports.styles import FIRST_ROW, Styles
from language import N_, _

RANKING, DIMENSIONS, INDICATORS = N_("排名"), N_("维度得分"), N_("指标得分")
ADJUSTMENTS, METHOD, PARAMETERS, COVER = N_("加减分与否决"), N_("方法"), N_("参数"), N_("说明")
LEDGER, STABILITY, APPEALS = N_("扣分明细"), N_("稳定性"), N_("申诉")
BUDGET, CHARTS = N_("预算建议"), N_("图表")
"""Sheets, named in the language the workbook is written in."""

NUMERIC = '">-1E+300"'
"""Criterion that counts every number and no text."""


@dataclass(frozen=True)
class BookParts:
    """What a workbook shows beside the evaluation itself; None leaves a sheet out.

    `budget` are proposals (`budget_proposals`), `decisions` the newest decisions; `found` and `edition` name the
    round the workbook documents.
    """

    ledger: pd.DataFrame | None = None
    stability: Stability | None = None
    appeals: Sequence[Appeal] | None = None
    budget: pd.DataFrame | None = None
    decisions: pd.DataFrame | None = None
    found: Round | None = None
    edition: Edition | None = None


@dataclass
class Book:
    """One workbook being written.

    `numbers` gives each department its number 1..n in ranking order, the key that formulas join sheets by
    (names may hold wildcards or begin with an operator). `places` maps a name to an absolute cell or range
    reference.
    """

    workbook: Workbook
    evaluation: Evaluation
    styles: Styles
    numbers: dict[str, int]
    places: dict[str, str] = field(default_factory=dict)
    parts: BookParts = BookParts()

    def sheet(self, name: str) -> Worksheet:
        """A new sheet whose cells are remembered one by one."""
        return self.workbook.add_worksheet(name, RecordedSheet)

    def long_sheet(self, name: str) -> LongSheet:
        """A new sheet for a table of many rows, which keeps none of them in memory."""
        self.workbook.constant_memory = True
        try:
            return self.workbook.add_worksheet(name, LongSheet)  # type: ignore[no-any-return]
        finally:
            self.workbook.constant_memory = False

    def __getitem__(self, name: str) -> str:
        return self.places[name]

    @property
    def departments(self) -> list[str]:
        """Departments in ranking order."""
        return list(self.numbers)


def cell(row: int, column: int, *, fixed: bool = False) -> str:
    """A1 reference of a zero-based cell on the same sheet."""
    return str(xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed))


def place(sheet: str, row: int, column: int) -> str:
    """Absolute reference of a cell on a sheet of this workbook (RANKING, …)."""
    return f"'{_(sheet)}'!{cell(row, column, fixed=True)}"


def span(sheet: str, column: int, rows: int, first: int = FIRST_ROW) -> str:
    """Absolute reference of `rows` cells of a column on a sheet (RANKING, …), from row `first` (zero-based)."""
    last = first + max(rows, 1) - 1
    return f"'{_(sheet)}'!{cell(first, column, fixed=True)}:{cell(last, column, fixed=True)}"


def quoted(text: str) -> str:
    """A text as a formula writes it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def lookup(values: str, keys: str, key: str) -> str:
    """Formula part: the entry of range `values` beside `key` in range `keys`."""
    return f"INDEX({values},MATCH({key},{keys},0))"


def unit_kind(unit: str) -> str:
    """Number format of values in this unit: shares are stored 0..1 and shown as per cent."""
    return "percent" if unit == "%" else "plain"


def number(value: object) -> float | str:
    """A cached formula result: the number, or '' for a missing one."""
    return "" if pd.isna(value) else float(value)  # type: ignore[call-overload, arg-type]

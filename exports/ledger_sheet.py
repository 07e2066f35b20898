"""Sheet 扣分明细: every point lost or gained, row by row, with its source; the sums prove the totals."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from evaluation.cells import FEEDS
from evaluation.ledger import KINDS
from exports.book import Book
from exports.long_sheet import LongSheet
from exports.styles import FIRST_ROW, finish, lay_out

HEADINGS: tuple[tuple[str, str, float], ...] = (
    ("department", "部门", 24),
    ("code", "指标", 8),
    ("title", "指标名称", 18),
    ("kind", "类别", 11),
    ("points", "分数", 10),
    ("sentence", "说明", 70),
    ("article", "依据条款", 18),
    ("feed", "数据类别", 12),
    ("file_name", "来源文件", 24),
    ("line", "文件行号", 9),
    ("batch_id", "批次", 7),
    ("entry", "明细编号", 20),
)
PRINTED = 10
ROWS_PER_SHEET = 1_000_000


def write_ledger(
    book: Book, sheet: LongSheet, ledger: pd.DataFrame, advance: Callable[[int], None] | None = None
) -> None:
    """Write the sheet; negative points are lost, positive gained."""
    scheme, styles = book.evaluation.scheme, book.styles
    caption = (
        f"共 {len(ledger)} 行。满分 {scheme.scale:g} 分加上一个部门各行分数之和，即为该部门的总分；"
        "“事实”“扣分”各行可凭来源文件和行号核对，并可提出申诉；其余各行是计算规则的结果。"
    )
    lay_out(sheet, styles, "扣分明细", caption, [(name, width) for _, name, width in HEADINGS], PRINTED)
    columns = [_column(ledger, code) for code, _, _ in HEADINGS]
    kinds = [
        styles("score", num_format="0.0000") if code == "points"
        else styles("parameter") if code in ("line", "batch_id")
        else styles("text", text_wrap=code == "sentence")
        for code, _, _ in HEADINGS
    ]  # fmt: skip
    sheet.write_table(FIRST_ROW, columns, kinds, advance)
    finish(sheet, len(ledger), len(HEADINGS), PRINTED, frozen=1)


def _column(ledger: pd.DataFrame, code: str) -> list[str | float | None]:
    values = ledger[code].tolist()
    if code == "kind":
        return [KINDS[value] for value in values]
    if code == "feed":
        return [None if value is None or value != value else FEEDS.get(value, value) for value in values]
    if code in ("points", "line", "batch_id"):
        return [None if value is None or value != value else float(value) for value in values]
    return [None if value is None or value != value else str(value) for value in values]

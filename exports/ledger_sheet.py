"""Sheet 扣分明细: every point lost or gained, row by row, with its source; the sums prove the totals."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from evaluation.ledger import KINDS
from exports.book import LEDGER, Book
from exports.long_sheet import LongSheet
from exports.styles import FIRST_ROW, finish, fitted, lay_out
from language import N_, _
from language.retelling import retold
from metrics.words import WORDS

HEADINGS: tuple[tuple[str, str, float], ...] = (
    ("department", N_("部门"), 24),
    ("code", N_("指标"), 8),
    ("title", N_("指标名称"), 18),
    ("kind", N_("类别"), 11),
    ("points", N_("分数"), 10),
    ("sentence", N_("说明"), 70),
    ("article", N_("依据条款"), 18),
    ("feed", N_("数据类别"), 12),
    ("file_name", N_("来源文件"), 24),
    ("line", N_("文件行号"), 9),
    ("batch_id", N_("批次"), 7),
    ("entry", N_("明细编号"), 20),
)
PRINTED = 10
TOLD = ("title", "sentence", "article")
"""Columns in the product's own words, told again in the reader's language."""
WRAPPED = ("sentence", "article", "file_name")


def write_ledger(
    book: Book, sheet: LongSheet, ledger: pd.DataFrame, advance: Callable[[int], None] | None = None
) -> None:
    """Write the sheet; negative points are lost, positive gained."""
    scheme, styles = book.evaluation.scheme, book.styles
    caption = _(
        "共 {n} 行。满分 {scale:g} 分加上一个部门各行分数之和，即为该部门的总分；"
        "“事实”“扣分”各行可凭来源文件和行号核对，并可提出申诉；其余各行是计算规则的结果。"
    ).format(n=len(ledger), scale=scheme.scale)
    headings = [(_(name), width) for _code, name, width in HEADINGS]
    columns = [_column(ledger, code) for code, _name, _width in HEADINGS]
    headings = [
        (
            name,
            width
            if code in (*TOLD[1:], "file_name")
            else fitted((v for v in set(values) if isinstance(v, str)), width, 24),
        )
        for (code, _name, _width), (name, width), values in zip(HEADINGS, headings, columns, strict=True)
    ]
    lay_out(sheet, styles, _(LEDGER), caption, headings, PRINTED)
    kinds = [
        styles("score", num_format="0.0000") if code == "points"
        else styles("parameter") if code in ("line", "batch_id")
        else styles("text", text_wrap=code in WRAPPED)
        for code, _name, _width in HEADINGS
    ]  # fmt: skip
    wrapped = {place: headings[place][1] for place, one in enumerate(HEADINGS) if one[0] in WRAPPED}
    sheet.write_table(FIRST_ROW, columns, kinds, advance, wrapped)
    finish(sheet, len(ledger), len(HEADINGS), PRINTED, frozen=1)


def _column(ledger: pd.DataFrame, code: str) -> list[str | float | None]:
    values = ledger[code].tolist()
    if code == "kind":
        return [_(KINDS[value]) for value in values]
    if code == "feed":
        return [
            None if value is None or value != value else _(WORDS["feed"].get(value, value))
            for value in values
        ]
    if code in TOLD:
        return [None if value is None or value != value else retold(str(value)) for value in values]
    if code in ("points", "line", "batch_id"):
        return [None if value is None or value != value else float(value) for value in values]
    return [None if value is None or value != value else str(value) for value in values]

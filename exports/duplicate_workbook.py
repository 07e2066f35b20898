"""Findings of duplicate collection as a workbook: the list, every alignment, and how often each band proved right."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pandas as pd
from xlsxwriter import Workbook

from duplicates.find import headline
from duplicates.words import REASONS, WORDS
from exports.styles import FIRST_ROW, Styles, finish, lay_out, put
from language import N_, _
from language.retelling import retold

FINDINGS: tuple[tuple[str, str, float], ...] = (
    ("finding_id", N_("编号"), 14), ("state", N_("状态"), 14), ("finding_class", N_("归类"), 16),
    ("band", N_("等级"), 16), ("sentence", N_("发现"), 44), ("department", N_("采集部门"), 26),
    ("resource_id", N_("资源编号"), 18), ("resource_name", N_("采集资源"), 28),
    ("provider", N_("提供部门"), 26), ("source_id", N_("来源资源编号"), 18),
    ("source_name", N_("来源资源"), 28), ("score", N_("得分"), 9), ("asked", N_("采集项数"), 9),
    ("held", N_("已共享项数"), 11), ("evidence", N_("证据强度"), 9),
    ("published_on", N_("采集方发布"), 13), ("source_published_on", N_("来源发布"), 13),
    ("first", N_("先后"), 11), ("visible_then", N_("当时可见"), 9), ("requests", N_("申请次数"), 9),
    ("calls", N_("调用次数"), 9), ("burden", N_("负担（项×表单）"), 12), ("article", N_("依据条款"), 24),
    ("reason", N_("裁定理由"), 30), ("legal_basis", N_("法定依据"), 24), ("ruled_by", N_("裁定人"), 10),
    ("ruled_at", N_("裁定时间"), 17),
)  # fmt: skip
PAIRS: tuple[tuple[str, float], ...] = (
    (N_("编号"), 14), (N_("采集部门"), 26), (N_("采集资源"), 28), (N_("采集的信息项"), 24), (N_("已共享的信息项"), 24),
    (N_("配对理由"), 14), (N_("标准数据元"), 16), (N_("相似度"), 9), (N_("别名确认人"), 12), (N_("提供部门"), 26),
    (N_("来源资源"), 28),
)  # fmt: skip
BANDS: tuple[tuple[str, str, float], ...] = (
    ("kind", N_("种类"), 12), ("band", N_("等级"), 18), ("ruled", N_("已裁定"), 10), ("right", N_("属实"), 10),
    ("precision", N_("准确率"), 10), ("lower", N_("95%区间下限"), 14), ("upper", N_("95%区间上限"), 14),
)  # fmt: skip
TOLD = ("article", "ruled_by")
"""Columns that are stored in Chinese."""


def findings_workbook(findings: pd.DataFrame, observed: pd.DataFrame) -> bytes:
    """Sheets 发现, 信息项对照, 准确率; every text is written as text.

    `findings` as from `duplicates.store.read_findings`, `observed` as from `duplicates.precision`.
    """
    buffer = BytesIO()
    with Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        styles = Styles(book)
        rows = [[_cell(row, name) for name, _title, _width in FINDINGS] for row in findings.itertuples()]
        _sheet(
            book, styles, _("发现"), _("每行一项发现；只有裁定为“确认重复采集”的计入评价。"),
            [(_(title), width) for _name, title, width in FINDINGS], rows,
        )  # fmt: skip
        _sheet(
            book, styles, _("信息项对照"), _("每行一对信息项，或一方没有对应的信息项。"),
            [(_(title), width) for title, width in PAIRS],
            [line for row in findings.itertuples() for line in _lines(row)],
        )  # fmt: skip
        shares = [
            [_word(name, row[name]) for name, _title, _width in BANDS] for row in observed.to_dict("records")
        ]
        _sheet(
            book, styles, _("准确率"), _("由裁定得出：确认与有法定依据的视为属实。未裁定的等级不列。"),
            [(_(title), width) for _name, title, width in BANDS], shares,
        )  # fmt: skip
    return buffer.getvalue()


def _sheet(
    book: Workbook, styles: Styles, title: str, caption: str, headings: Sequence[tuple[str, float]],
    rows: Sequence[Sequence[Any]],
) -> None:  # fmt: skip
    sheet = book.add_worksheet(title)
    lay_out(sheet, styles, title, caption, headings, len(headings))
    for at, cells in enumerate(rows, FIRST_ROW):
        for column, cell in enumerate(cells):
            put(sheet, at, column, cell, styles("text" if isinstance(cell, str) else "parameter"))
    finish(sheet, len(rows), len(headings), len(headings), frozen=1)


def _cell(row: Any, name: str) -> str | float | bool | None:  # noqa: ANN401
    return headline(row) if name == "sentence" else _word(name, getattr(row, name))


def _word(name: str, value: Any) -> str | float | bool | None:  # noqa: ANN401
    if isinstance(value, str):
        return (
            _(WORDS[name][value])
            if value in WORDS.get(name, {})
            else retold(value)
            if name in TOLD
            else value
        )
    if value is None or value is pd.NaT or value != value:
        return None
    if isinstance(value, bool):
        return value
    if hasattr(value, "strftime"):
        return str(value.strftime("%Y-%m-%d %H:%M" if name == "ruled_at" else "%Y-%m-%d"))
    return round(float(value), 4)


def _lines(row: Any) -> list[list[str | float | None]]:  # noqa: ANN401
    mine, theirs = [row.finding_id, row.department, row.resource_name], [row.provider, row.source_name]
    found: list[list[str | float | None]] = [
        [
            *mine, pair["item"], pair["source_item"], _(REASONS[pair["reason"]]), pair["element"] or None,
            round(float(pair["likeness"]), 2), pair["confirmed_by"] or None, *theirs,
        ]
        for pair in row.pairs
    ]  # fmt: skip
    found += [[*mine, item, None, _("来源没有"), None, None, None, *theirs] for item in row.unmatched]
    found += [[*mine, None, item, _("未采集"), None, None, None, *theirs] for item in row.source_unmatched]
    return found

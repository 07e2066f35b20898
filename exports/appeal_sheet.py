"""Sheet 申诉: every appeal with its deadline, ruling and effect; also the list of appeals as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from evaluation.appeal_records import RULINGS, Appeal
from exports.styles import FIRST_ROW, Styles, finish, lay_out, lines_needed, put, row_height
from language import N_, _
from language.retelling import retold
from warehouse.errors import ExportError

WAITING = N_("待裁定")


def headings() -> list[tuple[str, float]]:
    """Column headings and widths."""
    return [
        (_("申诉编号"), 15), (_("部门"), 20), (_("指标"), 7), (_("扣分明细"), 38), (_("分数"), 8), (_("申诉理由"), 34),
        (_("附件"), 16), (_("提出时间"), 15), (_("裁定期限"), 11), (_("状态"), 10), (_("比例"), 7), (_("裁定理由"), 28),
        (_("裁定前得分"), 9), (_("裁定后得分"), 9), (_("裁定前名次"), 7), (_("裁定后名次"), 7), (_("裁定人"), 10),
    ]  # fmt: skip


def write_appeal_sheet(sheet: Worksheet, styles: Styles, appeals: Sequence[Appeal], today: date) -> None:
    """Write the sheet; open appeals past their deadline on `today` are marked."""
    columns = headings()
    waiting = sum(one.ruling is None for one in appeals)
    late = sum(one.ruling is None and one.rule_by < today for one in appeals)
    caption = _("共 {n} 件，待裁定 {waiting} 件，其中超过裁定期限 {late} 件（截至 {today}）。").format(
        n=len(appeals), waiting=waiting, late=late, today=today
    )
    lay_out(sheet, styles, _("申诉与裁定"), caption, columns, len(columns))
    for offset, one in enumerate(appeals):
        row = FIRST_ROW + offset
        sentence = retold(one.sentence)
        overdue = one.ruling is None and one.rule_by < today
        state = _(RULINGS[one.ruling]) if one.ruling else _(WAITING) + (_("（超期）") if overdue else "")
        for column, (value, kind) in enumerate((
            (one.appeal_id, "text"), (one.department, "text"), (one.code, "text"), (sentence, "text"),
            (one.points, "score"), (one.statement, "text"), (_("、").join(one.files), "text"),
            (f"{one.filed_at:%Y-%m-%d %H:%M}", "text"), (f"{one.rule_by:%Y-%m-%d}", "text"), (state, "text"),
            (one.share, "percent"), (one.reason or "", "text"), (one.score_before, "score"), (one.score_after, "score"),
            (one.rank_before, "rank"), (one.rank_after, "rank"), (_(one.ruled_by or ""), "text"),
        )):  # fmt: skip
            style = styles.wrapped() if kind == "text" else styles(kind)
            if column == 9 and overdue:
                style = styles("text", text_wrap=True, bold=True, bg_color="#FCE4D6")
            put(sheet, row, column, value, style)
        texts = ((sentence, 38), (one.statement, 34), (one.reason or "", 28), (one.department, 20))
        sheet.set_row(row, row_height(max(lines_needed(text, width - 3) for text, width in texts)))
    finish(sheet, len(appeals), len(columns), len(columns), frozen=2)


def write_appeals(appeals: Sequence[Appeal], path: str | Path, today: date) -> None:
    """Write the list of appeals as a workbook of one sheet; raises ExportError when it cannot be written."""
    workbook = Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    write_appeal_sheet(workbook.add_worksheet(_("申诉")), Styles(workbook), appeals, today)
    try:
        workbook.close()
    except (XlsxWriterException, OSError) as refused:
        raise ExportError(_("申诉清单无法写入。"), f"{path}: {refused}", _("请换一个路径后重试。")) from None

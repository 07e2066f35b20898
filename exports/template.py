"""An empty workbook per feed to be filled in: headers with notes, drop-down values, dates checked while typing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from etl.feeds import FEEDS, Column, Feed
from exports.styles import INPUT, Styles, text_width
from language import N_, _
from warehouse.errors import ExportError

ROWS = 5000
"""Rows prepared for filling in."""
NOTED_ALIASES = 6
FORMATS = {"date": "yyyy-mm-dd", "timestamp": "yyyy-mm-dd hh:mm", "integer": "0", "decimal": "0.00"}
KINDS = {
    "text": N_("文字"),
    "code": N_("从列表中选择"),
    "department": N_("部门全称或名录中的别名"),
    "date": N_("日期，如 2026-01-31"),
    "timestamp": N_("日期和时间，如 2026-01-31 09:30"),
    "integer": N_("整数"),
    "decimal": N_("数字"),
    "boolean": N_("是或否"),
    "list": N_("可填多个，用顿号分隔"),
}
YES_NO = ("是", "否")
"""What the loader reads; like headers and the words of codes it is Chinese in every template."""
DATA, NOTES, CHOICES = N_("数据"), N_("填写说明"), N_("选项")


def template_bytes(feed: Feed, departments: Sequence[str] = ()) -> bytes:
    """The workbook of a feed; `departments` of the register become the drop-down of department columns."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        styles = Styles(workbook)
        sheet = workbook.add_worksheet(_(DATA))
        _explain(workbook.add_worksheet(_(NOTES)), styles, feed)
        choices = workbook.add_worksheet(_(CHOICES))
        choices.hide()
        for at, column in enumerate(feed.columns):
            _head(sheet, styles, feed, column, at)
            listed = _choices(column, departments)
            for row, word in enumerate(listed):
                choices.write_string(row, at, word)
            _check(sheet, column, at, listed)
        sheet.set_row(0, 26)
        sheet.freeze_panes(1, 1)
        sheet.activate()
    return buffer.getvalue()


def write_template(feed: str, out: Path, departments: Sequence[str] = ()) -> None:
    """Write a feed's template to an .xlsx file. Raises ExportError for an unknown feed or an unwritable file."""
    if feed not in FEEDS:
        listed = _("、").join(FEEDS)
        raise ExportError(
            _("没有名为“{name}”的数据类别").format(name=feed),
            "",
            _("可用的类别：{listed}").format(listed=listed),
        )
    if out.suffix.lower() != ".xlsx":
        raise ExportError(_("模板只能写成 .xlsx 文件"), str(out))
    try:
        out.write_bytes(template_bytes(FEEDS[feed], departments))
    except (OSError, XlsxWriterException) as error:
        raise ExportError(_("模板无法写出"), f"{out}: {error}", _("请检查文件夹和写权限")) from error


def _words(column: Column) -> list[str]:
    """The official word of each code: it stands first."""
    official: dict[str, str] = {}
    for text, code in column.codes.items():
        official.setdefault(code, text)
    return list(official.values())


def _choices(column: Column, departments: Sequence[str]) -> list[str]:
    if column.kind == "department":
        return list(departments)
    return list(YES_NO) if column.kind == "boolean" else _words(column)


def note(feed: Feed, column: Column) -> list[str]:
    """What a header's comment says: needed or not, how to write it, what goes with it."""
    titles = {one.name: one.title for one in feed.columns}
    lines = [] if _(column.title) == column.title else [_(column.title)]
    lines += [_("必填") if column.required else _("选填"), _(KINDS[column.kind])]
    if column.unit:
        lines.append(_("单位：{unit}").format(unit=_(column.unit)))
    if column.codes:
        lines.append(_("可填：{words}").format(words=_("、").join(_words(column))))
    if column.lenient:
        lines.append(_("填写其他内容不会被拒收，但可能按未申报处理"))
    if column.needs:
        lines.append(_("填写时须同时填写“{other}”").format(other=titles[column.needs]))
    if column.not_before:
        lines.append(_("不得早于“{other}”").format(other=titles[column.not_before]))
    if len(column.headers) > 1:
        names = _("、").join(column.headers[1 : NOTED_ALIASES + 1])
        lines.append(_("也认得的列名：{names}").format(names=names))
    return lines


def _head(sheet: Worksheet, styles: Styles, feed: Feed, column: Column, at: int) -> None:
    must = {"bg_color": "#C8501E"} if column.required else {}
    heading: dict[str, Any] = {
        "bold": True,
        "bg_color": "#1F4E79",
        "font_color": "#FFFFFF",
        "border": 1,
        **must,
    }
    sheet.write_string(0, at, column.title, styles.make(align="center", **heading))
    text = "\n".join(note(feed, column))
    sheet.write_comment(0, at, text, {"x_scale": 2.2, "y_scale": 1.6, "font_size": 9})
    cells = styles.make(num_format=FORMATS.get(column.kind, "@"))
    sheet.set_column(at, at, max(text_width(column.title) + 4, 14), cells)


def _check(sheet: Worksheet, column: Column, at: int, listed: list[str]) -> None:
    rule: dict[str, Any] | None = None
    if listed:
        name = xl_col_to_name(at)
        rule = {
            "validate": "list",
            "source": f"='{_(CHOICES)}'!${name}$1:${name}${len(listed)}",
            "error_type": "warning" if column.lenient or column.kind == "department" else "stop",
        }
    elif column.kind in ("date", "timestamp"):
        first = date(1949 if column.era != "logged" else 2000, 1, 1)
        rule = {"validate": "date", "criteria": "between", "minimum": first, "maximum": date(2100, 12, 31)}
    elif column.kind in ("integer", "decimal"):
        least, most = column.least or 0, column.most or 10**15
        kind = column.kind
        rule = {
            "validate": kind,
            "criteria": "between",
            "minimum": least,
            "maximum": most,
            "error_type": "warning",
        }
    if rule is not None:
        told = {
            "error_title": _("请检查"),
            "error_message": _("{name}：{said}").format(name=column.title, said=_(KINDS[column.kind])),
        }
        sheet.data_validation(1, at, ROWS, at, {**rule, **told, "ignore_blank": True})


def _explain(sheet: Worksheet, styles: Styles, feed: Feed) -> None:
    """One line per column; a table a reader can print."""
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, _("{title}：填写说明").format(title=_(feed.title)), styles.title())
    text = _("橙色列必填，蓝色列选填。填好后保存，在“上传数据”页上传；多余的列不影响上传。")
    sheet.write_string(1, 0, text, styles.caption())
    wrapped = styles.make(text_wrap=True, valign="top")
    named = styles.make(bold=True, valign="top", bg_color=INPUT)
    for row, column in enumerate(feed.columns, start=3):
        sheet.write_string(row, 0, column.title, named)
        sheet.write_string(row, 1, _("；").join(note(feed, column)), wrapped)

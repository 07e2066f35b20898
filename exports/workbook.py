"""The evaluation as an Excel workbook with live formulas and our own results cached beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from evaluation.results import Evaluation
from exports import adjustment_sheet, dimension_sheet, indicator_sheet
from exports.book import ADJUSTMENTS, COVER, DIMENSIONS, INDICATORS, METHOD, PARAMETERS, RANKING, Book
from exports.cover_sheet import write_cover
from exports.evidence_sheet import ROWS_PER_SHEET, sheet_name, write_evidence
from exports.method_sheet import write_method
from exports.parameters import write_parameters
from exports.ranking_sheet import common_notes, write_ranking_sheet
from exports.styles import Styles
from warehouse.errors import ExportError

Advance = Callable[[int], None]


def ranking_caption(evaluation: Evaluation, general: list[str]) -> str:
    """The sentence under the ranking's title: period, day of view, scheme, and what holds for every
    department.
    """
    window, parts = evaluation.window, []
    if window is not None:
        parts.append(
            f"评价期 {window.start:%Y-%m-%d} 至 {window.end:%Y-%m-%d}，数据截至 {window.as_of:%Y-%m-%d}"
        )
    if evaluation.snapshot_id is not None:
        parts.append(f"数据快照第 {evaluation.snapshot_id} 号")
    parts.append(f"方案：{evaluation.scheme.title}（版次 {evaluation.scheme.edition}）")
    head = "；".join(parts) + "。"
    return head + (f"全部部门：{'；'.join(general)}。" if general else "")


def evidence_parts(evaluation: Evaluation) -> list[tuple[str, str, str | None, pd.DataFrame]]:
    """(sheet name, title, metric, rows) of every evidence sheet; long evidence is split over several
    sheets.
    """
    taken: set[str] = set()
    parts = []
    titles = {i.code: i for i in evaluation.scheme.indicators}
    for code, frame in evaluation.evidence.items():
        indicator = titles[code]
        for part, start in enumerate(range(0, max(len(frame), 1), ROWS_PER_SHEET), 1):
            rows = frame.iloc[start : start + ROWS_PER_SHEET]
            name = sheet_name(indicator.title, taken, part)
            parts.append((name, f"{indicator.title}（{indicator.code}）", indicator.evidence, rows))
    return parts


def write_ranking(evaluation: Evaluation, path: str | Path, advance: Advance | None = None) -> None:
    """Write the ranking workbook (sheets 说明, 排名, 维度得分, 指标得分, 方法, 参数, 证据-…) to `path`.

    `advance` is called with numbers of evidence rows written. Raises ExportError when the file cannot be
    written.
    """
    file = Path(path)
    if not file.parent.is_dir():
        raise ExportError(
            "工作簿无法写入：文件夹不存在。", str(file.parent), "请先建立文件夹或改用其他路径。"
        )
    workbook = Workbook(str(file), {"strings_to_formulas": False, "strings_to_urls": False})
    ranking = evaluation.ranking
    numbers = {str(name): n for n, name in enumerate(ranking["department"], 1)}
    book = Book(workbook, evaluation, Styles(workbook), numbers)
    general = common_notes(ranking)
    parts = evidence_parts(evaluation)
    live = adjustment_sheet.has_adjustments(evaluation.scheme)
    contents = [
        (RANKING, "名次、总分、等次和各维度得分"),
        (DIMENSIONS, "各维度的得分、实际权重和折算分"),
        (INDICATORS, "各指标的分子、分母、数值、得分、权重和失分"),
        *([(ADJUSTMENTS, "加分、扣分和单项否决")] if live else []),
        (METHOD, "指标、依据条款、统计口径、计分方法和理由"),
        (PARAMETERS, "公式所用的全部参数，可改"),
        *((name, f"{title}：{len(rows)} 行") for name, title, _, rows in parts),
    ]
    sheets = {name: workbook.add_worksheet(name) for name in (COVER, *(name for name, _ in contents))}

    write_parameters(book, sheets[PARAMETERS])
    indicator_sheet.record_ranges(book)
    dimension_sheet.record_ranges(book)
    if live:
        adjustment_sheet.record_ranges(book)
        adjustment_sheet.write_adjustments(book, sheets[ADJUSTMENTS])
    indicator_sheet.write_indicators(book, sheets[INDICATORS])
    dimension_sheet.write_dimensions(book, sheets[DIMENSIONS])
    write_ranking_sheet(book, sheets[RANKING], ranking_caption(evaluation, general))
    write_method(book, sheets[METHOD])
    write_cover(book, sheets[COVER], contents, general)
    for name, title, metric, rows in parts:
        write_evidence(book, sheets[name], title, metric, rows, advance)
    workbook.set_properties({"title": "政务信息资源共享评价结果", "subject": evaluation.scheme.title})
    try:
        workbook.close()
    except (XlsxWriterException, OSError) as refused:
        remedy = "请关闭正在打开该文件的程序，或检查磁盘空间后重试。"
        raise ExportError("工作簿无法写入。", f"{file}：{refused}", remedy) from None

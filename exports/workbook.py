"""The evaluation as an Excel workbook with live formulas and our own results cached beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from evaluation.ledger import build_ledger
from evaluation.results import Evaluation
from evaluation.stability import rank_intervals
from exports import adjustment_sheet, dimension_sheet, indicator_sheet
from exports.appeal_sheet import write_appeal_sheet
from exports.book import (
    ADJUSTMENTS,
    APPEALS,
    BUDGET,
    CHARTS,
    COVER,
    DIMENSIONS,
    INDICATORS,
    LEDGER,
    METHOD,
    PARAMETERS,
    RANKING,
    STABILITY,
    Book,
    BookParts,
)
from exports.budget_sheet import write_budget
from exports.chart_sheet import write_charts
from exports.cover_sheet import TITLE, write_cover
from exports.evidence_sheet import ROWS_PER_SHEET, sheet_name, write_evidence
from exports.fingerprints import manifest, write_manifest
from exports.ledger_sheet import write_ledger
from exports.method_sheet import write_method
from exports.parameters import write_parameters
from exports.ranking_sheet import common_notes, write_ranking_sheet
from exports.stability_sheet import write_stability
from exports.styles import Styles
from language import _
from language.retelling import retold
from warehouse.errors import ExportError
from warehouse.local_time import now

Advance = Callable[[int], None]
EvidencePart = tuple[str, str, str | None, pd.DataFrame]


def ranking_caption(evaluation: Evaluation, general: list[str]) -> str:
    """The sentence under the ranking's title: period, day of view, scheme, and what holds for every
    department.
    """
    window, parts = evaluation.window, []
    if window is not None:
        parts.append(
            _("评价期 {start:%Y-%m-%d} 至 {end:%Y-%m-%d}，数据截至 {as_of:%Y-%m-%d}").format(
                start=window.start, end=window.end, as_of=window.as_of
            )
        )
    if evaluation.snapshot_id is not None:
        parts.append(_("数据快照第 {n} 号").format(n=evaluation.snapshot_id))
    scheme = evaluation.scheme
    parts.append(_("方案：{title}（版次 {edition}）").format(title=_(scheme.title), edition=scheme.edition))
    head = _("{sentence}。").format(sentence=_("；").join(parts))
    return head + (_("全部部门：{notes}。").format(notes=_("；").join(general)) if general else "")


def evidence_parts(evaluation: Evaluation) -> list[EvidencePart]:
    """(sheet name, title, metric, rows) of every evidence sheet; long evidence is split over several
    sheets.
    """
    taken: set[str] = set()
    parts: list[EvidencePart] = []
    titles = {i.code: i for i in evaluation.scheme.indicators}
    for code, frame in evaluation.evidence.items():
        if code not in titles:
            continue
        indicator = titles[code]
        for part, start in enumerate(range(0, max(len(frame), 1), ROWS_PER_SHEET), 1):
            rows = frame.iloc[start : start + ROWS_PER_SHEET]
            own = _(indicator.title)
            name = sheet_name(own, taken, part)
            parts.append(
                (
                    name,
                    _("{title}（{code}）").format(title=own, code=indicator.code),
                    indicator.evidence,
                    rows,
                )
            )
    return parts


def ledger_parts(ledger: pd.DataFrame | None) -> list[tuple[str, pd.DataFrame]]:
    """(sheet, rows) of the ledger: one sheet, or several where there are more rows than a sheet can hold."""
    if ledger is None:
        return []
    starts = range(0, max(len(ledger), 1), ROWS_PER_SHEET)
    return [
        (LEDGER if part == 1 else f"{_(LEDGER)}({part})", ledger.iloc[start : start + ROWS_PER_SHEET])
        for part, start in enumerate(starts, 1)
    ]


def default_parts(evaluation: Evaluation) -> BookParts:
    """Ledger and stability of an evaluation, for a workbook that documents no round. Raises LedgerError."""
    return BookParts(ledger=build_ledger(evaluation), stability=rank_intervals(evaluation))


def long_rows(evaluation: Evaluation, parts: BookParts) -> int:
    """Rows `advance` will be told of: evidence and ledger."""
    evidence = sum(len(rows) for _name, _title, _metric, rows in evidence_parts(evaluation))
    return evidence + (0 if parts.ledger is None else len(parts.ledger))


def write_ranking(
    evaluation: Evaluation,
    path: str | Path,
    advance: Advance | None = None,
    parts: BookParts | None = None,
    begin: Advance | None = None,
) -> str:
    """Write the evaluation workbook to `path`.

    Sheets: 说明, 排名, 图表, 维度得分, 指标得分, 扣分明细, 申诉, 预算建议, 稳定性, 方法, 参数, 证据-…, in the language
    chosen when it is called. Those whose part is None are left out; without `parts` ledger and stability are made.

    `begin` is told how many rows of evidence and ledger there are, `advance` how many more are written. Returns the
    SHA-256 of the cells' fingerprints, which names the workbook's content (see `comparing`). Raises ExportError when
    the file cannot be written.
    """
    file = Path(path)
    if not file.parent.is_dir():
        raise ExportError(
            _("工作簿无法写入：文件夹不存在。"), str(file.parent), _("请先建立文件夹或改用其他路径。")
        )
    used = parts or default_parts(evaluation)
    if begin:
        begin(long_rows(evaluation, used))
    workbook = Workbook(str(file), {"strings_to_formulas": False, "strings_to_urls": False})
    numbers = {str(name): n for n, name in enumerate(evaluation.ranking["department"], 1)}
    book = Book(workbook, evaluation, Styles(workbook), numbers, parts=used)
    evidence = evidence_parts(evaluation)
    contents = _contents(book, evidence)
    ledger = ledger_parts(used.ledger)
    long = {name for name, *_rest in (*ledger, *evidence)}
    sheets = {
        name: book.long_sheet(_(name)) if name in long else book.sheet(_(name))
        for name in (COVER, *(name for name, _said in contents))
    }
    _write_scores(book, sheets, contents)
    for name, rows in ledger:
        write_ledger(book, sheets[name], rows, advance)
    if used.appeals is not None:
        write_appeal_sheet(sheets[APPEALS], book.styles, used.appeals, now().date())
    if used.budget is not None:
        write_budget(book, sheets[BUDGET], used.budget, used.decisions)
    if used.stability is not None:
        write_stability(book, sheets[STABILITY], used.stability)
    write_charts(book, sheets[CHARTS])
    for name, title, metric, rows in evidence:
        write_evidence(book, sheets[name], title, metric, rows, advance)
    digest = write_manifest(workbook, manifest(sheets.values()))
    workbook.set_properties({"title": _(TITLE), "subject": _(evaluation.scheme.title)})
    try:
        workbook.close()
    except (XlsxWriterException, OSError) as refused:
        raise ExportError(
            _("工作簿无法写入。"),
            f"{file}: {refused}",
            _("请关闭正在打开该文件的程序，或检查磁盘空间后重试。"),
        ) from None
    return digest


def _contents(book: Book, evidence: list[EvidencePart]) -> list[tuple[str, str]]:
    """Names of all sheets after the cover, in order, and what each shows."""
    parts = book.parts
    listed = [
        (True, RANKING, _("名次、总分、等次和各维度得分")),
        (True, CHARTS, _("总分、维度得分和得分区间")),
        (True, DIMENSIONS, _("各维度的得分、实际权重和折算分")),
        (True, INDICATORS, _("各指标的分子、分母、原值、计分用值、得分、权重和失分")),
        (adjustment_sheet.has_adjustments(book.evaluation.scheme), ADJUSTMENTS, _("加分、扣分和单项否决")),
        *(
            (True, name, _("每一分扣在哪里：{n} 行").format(n=len(rows)))
            for name, rows in ledger_parts(parts.ledger)
        ),
        (parts.appeals is not None, APPEALS, _("申诉、裁定及其影响")),
        (parts.budget is not None, BUDGET, _("每个项目的预算建议、依据和决定")),
        (parts.stability is not None, STABILITY, _("得分和名次的区间、难以区分的部门")),
        (True, METHOD, _("指标、依据条款、统计口径、计分方法和理由")),
        (True, PARAMETERS, _("公式所用的全部参数，可改")),
    ]
    return [
        *((name, said) for there, name, said in listed if there),
        *(
            (name, _("{title}：{n} 行").format(title=title, n=len(rows)))
            for name, title, _metric, rows in evidence
        ),
    ]


def _write_scores(book: Book, sheets: dict[str, Worksheet], contents: list[tuple[str, str]]) -> None:
    """The sheets whose formulas give score, rank and grade, parameters first: the others refer to them."""
    general = [retold(note) for note in common_notes(book.evaluation.ranking)]
    write_parameters(book, sheets[PARAMETERS])
    indicator_sheet.record_ranges(book)
    dimension_sheet.record_ranges(book)
    if ADJUSTMENTS in sheets:
        adjustment_sheet.record_ranges(book)
        adjustment_sheet.write_adjustments(book, sheets[ADJUSTMENTS])
    indicator_sheet.write_indicators(book, sheets[INDICATORS])
    dimension_sheet.write_dimensions(book, sheets[DIMENSIONS])
    write_ranking_sheet(book, sheets[RANKING], ranking_caption(book.evaluation, general))
    write_method(book, sheets[METHOD])
    write_cover(book, sheets[COVER], contents, general)

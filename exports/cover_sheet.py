"""Sheet 说明: what this workbook is, for which period, from which data, and how to read it."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from evaluation.archive import code_sha256
from evaluation.cells import STATES
from evaluation.results import NO_RANK
from evaluation.round_records import KINDS
from evaluation.round_records import STATES as STEPS
from exports.book import Book
from exports.styles import lines_needed, page, put

MEANINGS = {
    "scored": "按数值计分。",
    "not_reported": "应报未报或有事项而得不出数值：按 0 分计，权重保留。",
    "not_scored": "所需数据未送达：既不算 0 分也不算满分，权重由同维度其他指标分担，但仍计入适用权重。",
    "not_enough_data": "样本少于最低样本：不计分，权重由同维度其他指标分担。",
    "not_applicable": "没有可评事项，或平台日志缺得太多：不计分，权重由同维度其他指标分担，不计入适用权重。",
    "not_due": "事项均未到期：不计分，权重由同维度其他指标分担，不计入适用权重。",
    "planned": "统计口径尚未启用：不计分，权重由同维度其他指标分担，不计入适用权重。",
}


def write_cover(
    book: Book, sheet: Worksheet, sheets: Sequence[tuple[str, str]], general: Sequence[str]
) -> None:
    """Write the sheet. `sheets` are (name, what it shows); `general` are sentences true of every
    department.
    """
    evaluation, scheme, styles = book.evaluation, book.evaluation.scheme, book.styles
    window, provenance = evaluation.window, evaluation.provenance
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 106)
    sheet.set_row(0, 42)
    sheet.write_string(
        0, 0, "政务信息资源共享评价结果", styles.make(bold=True, font_size=22, font_color="#1F4E79")
    )
    ranked = int(evaluation.ranking["total"].notna().sum())
    count = len(evaluation.ranking)
    facts = [("评价方案", f"{scheme.title}，版次 {scheme.edition}")]
    if window is not None:
        facts.insert(0, ("评价期", f"{window.start:%Y-%m-%d} 至 {window.end:%Y-%m-%d}"))
        facts.insert(1, ("数据截至", f"{window.as_of:%Y-%m-%d}"))
    if evaluation.snapshot_id is not None:
        facts.append(("数据快照", f"第 {evaluation.snapshot_id} 号"))
    facts += [
        ("评价依据", scheme.source),
        ("参评部门", f"{count} 个，其中参加排名 {ranked} 个，{NO_RANK} {count - ranked} 个"),
    ]
    row = _table(book, sheet, 2, "基本情况", facts)
    if scheme.grades:
        put(sheet, row, 0, "等次分布", styles.make(bold=True, font_size=12, font_color="#1F4E79"))
        row += 1
        for title, floor in [
            *((g.title, f"总分 {g.floor:g} 分以上") for g in scheme.grades),
            (NO_RANK, "不参加排名"),
        ]:
            own = int((evaluation.ranking["grade"] == title).sum())
            put(sheet, row, 0, f"{title}（{floor}）", styles("text"))
            formula = f'=COUNTIF({book["ranking grades"]},"{title}")'
            sheet.write_formula(row, 1, formula, styles("rank", align="left", num_format='0" 个部门"'), own)
            row += 1
        row += 1
    if general:
        row = _table(book, sheet, row, "适用于全部部门", [("提示", sentence) for sentence in general])
    row = _table(book, sheet, row, "状态怎么读", [(STATES[code], text) for code, text in MEANINGS.items()])
    live = (
        "得分、权重、总分、名次、等次均为公式，改动“参数”表中的底色单元格即重新计算；"
        "文件中已存有计算结果，受保护的视图下也能看到。"
    )
    rounding = f"总分四舍五入到 {scheme.rounding.digits} 位小数，取整前先消除二进制求和误差（第 12 位小数）。"
    row = _table(book, sheet, row, "怎么核对", [
        ("公式", live),
        ("取整", rounding),
        ("证据", "“证据”各表逐行列出原始记录所在的文件和行号；“扣分明细”各行之和加满分即为总分。"),
        ("改动", "导出后的任何改动都能指出：python -m evaluation compare 文件名，或在评价页面上传核对。"),
    ])  # fmt: skip
    put(sheet, row, 0, "目录", styles.make(bold=True, font_size=12, font_color="#1F4E79"))
    row += 1
    for name, content in sheets:
        link = styles.make(font_color="#1F4E79", underline=1, bottom=1, bottom_color="#B8C4D1")
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, string=name)
        put(sheet, row, 1, content, styles.wrapped())
        row += 1
    hashes = [
        ("方案校验值", provenance.get("scheme_sha256", "")),
        ("程序版本", provenance.get("code_version", "")),
        ("程序校验值", code_sha256()),
        *_edition(book),
    ]
    row = _table(book, sheet, row + 1, "存档信息", [(name, text) for name, text in hashes if text])
    page(sheet, "政务信息资源共享评价结果", 1)
    sheet.print_area(0, 0, row, 1)


def _edition(book: Book) -> list[tuple[str, str]]:
    """The round and edition the workbook documents, with the hash that covers all of it."""
    found, edition = book.parts.found, book.parts.edition
    if found is None or edition is None:
        return []
    return [
        ("评价期次", f"{found.round_id} {found.title}（{STEPS[found.state]}）"),
        (
            "版次",
            f"第 {edition.edition} 版（{KINDS[edition.kind]}），{edition.made_by}，{edition.made_at:%Y-%m-%d %H:%M}",
        ),
        ("该版校验值", edition.edition_sha256),
        ("复核命令", f"python -m evaluation verify {found.round_id} --edition {edition.edition}"),
    ]


def _table(book: Book, sheet: Worksheet, row: int, title: str, lines: Sequence[tuple[str, str]]) -> int:
    styles = book.styles
    if not lines:
        return row
    put(sheet, row, 0, title, styles.make(bold=True, font_size=12, font_color="#1F4E79"))
    for offset, (name, text) in enumerate(lines, 1):
        put(sheet, row + offset, 0, name, styles("text"))
        put(sheet, row + offset, 1, text, styles.wrapped())
        sheet.set_row(row + offset, 6 + 14.5 * lines_needed(text, 104))
    return row + len(lines) + 2

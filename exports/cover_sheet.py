"""Sheet 说明: what this workbook is, for which period, from which data, and how to read it."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from evaluation.archive import code_sha256
from evaluation.cells import STATES
from evaluation.results import NO_RANK
from evaluation.round_records import KINDS
from evaluation.round_records import STATES as STEPS
from exports.book import Book, quoted
from exports.styles import fitted, lines_needed, page, put, row_height
from language import LANGUAGES, N_, _, language
from language.retelling import retold

MEANINGS = {
    "scored": N_("按数值计分。"),
    "not_reported": N_("应报未报或有事项而得不出数值：按 0 分计，权重保留。"),
    "not_scored": N_("所需数据未送达：既不算 0 分也不算满分，权重由同维度其他指标分担，但仍计入适用权重。"),
    "not_enough_data": N_("样本少于最低样本：不计分，权重由同维度其他指标分担。"),
    "not_applicable": N_(
        "没有可评事项，或平台日志缺得太多：不计分，权重由同维度其他指标分担，不计入适用权重。"
    ),
    "not_due": N_("事项均未到期：不计分，权重由同维度其他指标分担，不计入适用权重。"),
    "planned": N_("统计口径尚未启用：不计分，权重由同维度其他指标分担，不计入适用权重。"),
}
TEXT_WIDTH = 106
TITLE = N_("政务信息资源共享评价结果")


def write_cover(
    book: Book, sheet: Worksheet, sheets: Sequence[tuple[str, str]], general: Sequence[str]
) -> None:
    """Write the sheet. `sheets` are (name, what it shows); `general` are sentences true of every
    department.
    """
    evaluation, scheme, styles = book.evaluation, book.evaluation.scheme, book.styles
    window, provenance = evaluation.window, evaluation.provenance
    sheet.hide_gridlines(2)
    names = [*sheets, *((_(STATES[code]), "") for code in MEANINGS)]
    sheet.set_column(0, 0, fitted((_(name) for name, _content in names), 24, 34))
    sheet.set_column(1, 1, TEXT_WIDTH)
    sheet.set_row(0, 42)
    sheet.write_string(0, 0, _(TITLE), styles.make(bold=True, font_size=22, font_color="#1F4E79"))
    ranked = int(evaluation.ranking["total"].notna().sum())
    count = len(evaluation.ranking)
    edition = _("{title}，版次 {edition}").format(title=_(scheme.title), edition=scheme.edition)
    facts = [(_("评价方案"), edition)]
    if window is not None:
        period = _("{start:%Y-%m-%d} 至 {end:%Y-%m-%d}").format(start=window.start, end=window.end)
        facts.insert(0, (_("评价期"), period))
        facts.insert(1, (_("数据截至"), f"{window.as_of:%Y-%m-%d}"))
    if evaluation.snapshot_id is not None:
        facts.append((_("数据快照"), _("第 {n} 号").format(n=evaluation.snapshot_id)))
    evaluated = _("{n} 个，其中参加排名 {ranked} 个，数据不足 {few} 个").format(
        n=count, ranked=ranked, few=count - ranked
    )
    facts += [(_("评价依据"), _(scheme.source)), (_("参评部门"), evaluated)]
    row = _table(book, sheet, 2, _("基本情况"), facts)
    if scheme.grades:
        put(sheet, row, 0, _("等次分布"), styles.make(bold=True, font_size=12, font_color="#1F4E79"))
        row += 1
        for title, floor in [
            *((g.title, _("总分 {floor:g} 分以上").format(floor=g.floor)) for g in scheme.grades),
            (NO_RANK, _("不参加排名")),
        ]:
            own = int((evaluation.ranking["grade"] == title).sum())
            put(sheet, row, 0, _("{title}（{floor}）").format(title=_(title), floor=floor), styles.wrapped())
            formula = f"=COUNTIF({book['ranking grades']},{quoted(_(title))})"
            counted = f'0" {_("个部门")}"'
            sheet.write_formula(
                row, 1, formula, styles("rank", align="left", indent=1, num_format=counted), own
            )
            sheet.set_row(row, row_height(1))
            row += 1
        row += 1
    if general:
        row = _table(book, sheet, row, _("适用于全部部门"), [(_("提示"), sentence) for sentence in general])
    states = [(_(STATES[code]), _(text)) for code, text in MEANINGS.items()]
    row = _table(book, sheet, row, _("状态怎么读"), states)
    row = _table(book, sheet, row, _("怎么核对"), _checking(scheme.rounding.digits))
    put(sheet, row, 0, _("目录"), styles.make(bold=True, font_size=12, font_color="#1F4E79"))
    row += 1
    for name, content in sheets:
        link = styles.make(font_color="#1F4E79", underline=1, bottom=1, bottom_color="#B8C4D1")
        sheet.write_url(row, 0, f"internal:'{_(name)}'!A1", link, string=_(name))
        put(sheet, row, 1, content, styles.wrapped())
        sheet.set_row(row, row_height(lines_needed(content, TEXT_WIDTH - 3)))
        row += 1
    hashes = [
        (_("方案校验值"), provenance.get("scheme_sha256", "")),
        (_("程序版本"), provenance.get("code_version", "")),
        (_("程序校验值"), code_sha256()),
        (_("语言"), LANGUAGES[language()]),
        *_edition(book),
    ]
    row = _table(book, sheet, row + 1, _("存档信息"), [(name, text) for name, text in hashes if text])
    page(sheet, _(TITLE))
    sheet.print_area(0, 0, row, 1)


def _checking(digits: int) -> list[tuple[str, str]]:
    """How a reader can check the workbook."""
    return [
        (_("公式"), _("得分、权重、总分、名次、等次均为公式，改动“参数”表中的底色单元格即重新计算；"
                      "文件中已存有计算结果，受保护的视图下也能看到。")),
        (_("取整"), _("总分四舍五入到 {n} 位小数，取整前先消除二进制求和误差（第 12 位小数）。").format(n=digits)),
        (_("证据"), _("“证据”各表逐行列出原始记录所在的文件和行号；“扣分明细”各行之和加满分即为总分。")),
        (_("改动"), _("导出后的任何改动都能指出：python -m evaluation compare 文件名，或在评价页面上传核对。")),
    ]  # fmt: skip


def _edition(book: Book) -> list[tuple[str, str]]:
    """The round and edition the workbook documents, with the hash that covers all of it."""
    found, edition = book.parts.found, book.parts.edition
    if found is None or edition is None:
        return []
    return [
        (_("评价期次"), _("{round_id} {title}（{state}）").format(
            round_id=found.round_id, title=found.title, state=_(STEPS[found.state]))),
        (_("版次"), _("第 {n} 版（{kind}），{who}，{when:%Y-%m-%d %H:%M}").format(
            n=edition.edition, kind=_(KINDS[edition.kind]), who=retold(edition.made_by), when=edition.made_at)),
        (_("该版校验值"), edition.edition_sha256),
        (_("复核命令"), f"python -m evaluation verify {found.round_id} --edition {edition.edition}"),
    ]  # fmt: skip


def _table(book: Book, sheet: Worksheet, row: int, title: str, lines: Sequence[tuple[str, str]]) -> int:
    styles = book.styles
    if not lines:
        return row
    put(sheet, row, 0, title, styles.make(bold=True, font_size=12, font_color="#1F4E79"))
    for offset, (name, text) in enumerate(lines, 1):
        put(sheet, row + offset, 0, name, styles("text"))
        put(sheet, row + offset, 1, text, styles.wrapped())
        sheet.set_row(row + offset, row_height(lines_needed(text, TEXT_WIDTH - 3)))
    return row + len(lines) + 2

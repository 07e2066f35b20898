"""Notice of rectification 限期整改通知书 as a Word document."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from evaluation.notices import Notice, circumstance_of
from evaluation.rules import Rules
from language import CHINESE, N_, _, language
from language.retelling import retold

SHOWN_FACTS = 30
TITLE_FONT = "方正小标宋简体"
BODY_FONT = "仿宋_GB2312"
"""Fonts of official documents (GB/T 9704-2012); where they are not installed the reader's substitute is used."""
LATIN_FONT = "Times New Roman"
CHINESE_DATE = "{day.year}年{day.month}月{day.day}日"
CITY = N_("乌海市")


def full_date(day: date) -> str:
    """A date as documents write it: 2026年3月2日, 2 March 2026."""
    if language() == CHINESE:
        return CHINESE_DATE.format(day=day)
    return f"{day.day} {day:%B %Y}"


def notice_docx(notice: Notice, *, city: str = CITY, rules: Rules | None = None) -> bytes:
    """The notice as .docx bytes: facts, articles, what has to be done until when; layout after GB/T 9704-2012.

    The official document is Chinese; in another language it is marked as a translation. A draft carries no date
    and a place for the deadline. The same notice gives the same bytes. Long evidence is cut after SHOWN_FACTS facts,
    and the document says how many more there are and where.
    """
    city = _(city)
    document = Document()
    _page(document)
    _write(document, notice_lines(notice, city=city, rules=rules))
    _facts_table(document, notice)
    _sign(document, notice, city)
    document.core_properties.title = _("限期整改通知书")
    document.core_properties.author = _("{city}大数据中心").format(city=city)
    moment = notice.drafted_at
    document.core_properties.created = document.core_properties.modified = moment
    written = BytesIO()
    document.save(written)
    return _without_clock(written)


def _without_clock(document: BytesIO) -> bytes:
    """The same archive without the times its parts were written at: the earliest a ZIP file knows stands for each."""
    packed = BytesIO()
    with ZipFile(document) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as out:
        for part in parts.infolist():
            out.writestr(ZipInfo(part.filename), parts.read(part), ZIP_DEFLATED)
    return packed.getvalue()


def notice_lines(notice: Notice, *, city: str = CITY, rules: Rules | None = None) -> list[tuple[str, str]]:
    """The text of a notice before its table of facts, as (style, text): title, number, to, body, heading; and mark
    where it is a translation.
    """
    city = _(city)
    one = circumstance_of(notice.circumstance, rules)
    deadline, issued = notice.deadline, notice.issued_on
    until = (
        full_date(deadline) if deadline else _("（发出之日起 {n} 个工作日）").format(n=notice.working_days)
    )
    given = (
        _(
            "请于{until}前完成整改（自{issued}起 {n} 个工作日，按国务院办公厅公布的放假和调休安排计算）"
        ).format(until=until, issued=full_date(issued), n=notice.working_days)
        if deadline and issued
        else _("请在{until}内完成整改").format(until=until)
    )
    provisional = next((step.provisional for step in reversed(notice.steps) if step.deadline), False)
    if provisional:
        given += _("；其中部分日期的放假安排尚未公布，期限暂定")
    articles = _("、").join(dict.fromkeys(retold(article) for article in _articles(notice)))
    translated = [] if language() == CHINESE else [("mark", _("本译文仅供参考，以中文通知书为准。"))]
    return [
        *translated,
        ("title", _("限期整改通知书")),
        ("number", _("编号：{number}").format(number=notice.notice_id)),
        ("to", _("{name}：").format(name=notice.department)),
        ("body", _("经{city}大数据中心对政务信息资源共享工作的评价（期次：{round_id}，第 {edition} 版结果），"
                   "你单位存在“{title}”的情形，"
                   "涉及事实 {n} 项。").format(city=city, round_id=notice.round_id, edition=notice.edition,
                                             title=_(one.title), n=len(notice.facts))),
        ("body", _("上述情形不符合《{city}政务信息资源共享管理办法》{articles}的规定。依据该办法{article}，"
                   "现予书面通报，责令限期改正。")
         .format(city=city, articles=articles, article=retold(one.article))),
        ("body", _("{given}，并将整改情况书面报送{city}大数据中心。对事实有异议的，"
                   "可在申诉期内通过评价系统提出申诉。")
         .format(given=given, city=city)),
        ("heading", _("附：事实清单")),
    ]  # fmt: skip


def _articles(notice: Notice) -> list[str]:
    """Articles the facts name, each by itself in Chinese; other languages have words for what stands together."""
    together = [fact.article for fact in notice.facts]
    return [one for named in together for one in named.split("、")] if language() == CHINESE else together


def _page(document: Any) -> None:  # noqa: ANN401 - python-docx has no types
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    style = document.styles["Normal"]
    _font(style, BODY_FONT, 16)
    style.paragraph_format.line_spacing = Pt(28)
    style.paragraph_format.space_after = Pt(0)


def _font(styled: Any, name: str, size: float) -> None:  # noqa: ANN401
    styled.font.name, styled.font.size = name if language() == CHINESE else LATIN_FONT, Pt(size)
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _write(document: Any, lines: list[tuple[str, str]]) -> None:  # noqa: ANN401
    for kind, text in lines:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        if kind == "title":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _font(run, TITLE_FONT, 22)
        elif kind == "mark":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run.italic = True
            _font(run, BODY_FONT, 12)
        elif kind == "number":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(20)
        elif kind == "body":
            paragraph.paragraph_format.first_line_indent = Pt(32)
        elif kind == "heading":
            paragraph.paragraph_format.space_before = Pt(14)
            run.bold = True


def _facts_table(document: Any, notice: Notice) -> None:  # noqa: ANN401
    shown = notice.facts[:SHOWN_FACTS]
    headings = (_("序号"), _("事实"), _("依据条款"), _("来源文件及行号"))
    widths = (Cm(1.4), Cm(8.2), Cm(2.6), Cm(3.4))
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    rows = [headings, *(
        (str(number), retold(fact.sentence), retold(fact.article),
         _("{file} 第 {line} 行").format(file=fact.file_name, line=fact.line) if fact.line else _("评价结果"))
        for number, fact in enumerate(shown, 1)
    )]  # fmt: skip
    for number, values in enumerate(rows):
        row = table.rows[0] if number == 0 else table.add_row()
        cells, properties = row.cells, row._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:cantSplit"), {}))
        for cell, value, width in zip(cells, values, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.line_spacing = Pt(16)
            run = paragraph.add_run(value)
            _font(run, BODY_FONT, 10.5)
            run.bold = number == 0
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(header.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    if len(notice.facts) > SHOWN_FACTS:
        more = _("另有 {n} 项，见评价系统中该期次的扣分明细。").format(n=len(notice.facts) - SHOWN_FACTS)
        document.add_paragraph().add_run(more)


def _sign(document: Any, notice: Notice, city: str) -> None:  # noqa: ANN401
    day: date | None = notice.issued_on
    for text in (
        _("{city}大数据中心").format(city=city),
        full_date(day) if day else _("（草稿，未发出）"),
    ):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(32)
        paragraph.paragraph_format.space_before = Pt(14)
        paragraph.add_run(text)

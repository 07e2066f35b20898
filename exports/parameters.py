"""Sheet 参数: every figure the formulas use, once; changing one recalculates scores, totals, ranks and
grades.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from evaluation.records import TOTAL, Goalposts, Steps
from exports.book import PARAMETERS, Book, place, span
from exports.styles import INPUT, lines_needed, page, put, row_height
from language import N_, _

WIDTHS = (36, 30, 18, 14, 14, 14, 14, 14, 14, 18)
AGGREGATIONS = {"arithmetic": N_("算术平均"), "geometric": N_("几何平均")}
DIRECTIONS = {"higher": N_("越高越好"), "lower": N_("越低越好")}
MISSING = {
    "not_scored": N_("不计分，权重由同维度其他指标分担"),
    "zero": N_("按 0 分计，权重保留"),
    "zero_with_cases": N_("有事项而得不出数值的按 0 分计，没有事项的不计分"),
}
ROUNDING = {"before_ranking": N_("先取整、后排名"), "after_ranking": N_("按未取整总分排名")}


class _Writer:
    """Writes the tables of the sheet one below the other; `row` is the next free row."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book, self.sheet, self.row = book, sheet, 2

    def table(self, title: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
        """Write a titled table and return the row of its first line; numbers are marked as inputs."""
        styles = self.book.styles
        self.sheet.write_string(
            self.row, 0, title, styles.make(bold=True, font_size=12, font_color="#1F4E79")
        )
        self.sheet.set_row(self.row + 1, row_height(max(map(lines_needed, headings, WIDTHS))))
        for column, heading in enumerate(headings):
            self.sheet.write_string(self.row + 1, column, heading, styles.heading())
        first = self.row + 2
        for offset, line in enumerate(rows):
            deepest = max(
                lines_needed(str(value), width - 3) for value, width in zip(line, WIDTHS, strict=False)
            )
            self.sheet.set_row(first + offset, row_height(deepest))
            for column, value in enumerate(line):
                text = isinstance(value, str)
                style = styles.wrapped() if text else styles("parameter", bg_color=INPUT)
                put(self.sheet, first + offset, column, value, style)
        self.row = first + len(rows) + 1
        return first


def write_parameters(book: Book, sheet: Worksheet) -> None:
    """Write the sheet and record the address of every parameter in `book.places`."""
    scheme, places = book.evaluation.scheme, book.places
    sheet.hide_gridlines(2)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, _("评价参数"), book.styles.title())
    sheet.write_string(
        1,
        0,
        _("底色单元格可改，改后得分、总分、名次和等次随之重算；样本是否充足由系统判定，不随之变动。"),
        book.styles.make(font_size=9, font_color="#52606D"),
    )
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    writer = _Writer(book, sheet)

    general = [
        (_("满分"), "scale", scheme.scale),
        (_("权重总和"), "weight_total", scheme.weight_total),
        (_("参加排名：计分权重占适用权重至少"), "minimum_coverage", scheme.minimum_coverage),
        (_("参加排名：计分权重占全部权重至少"), "minimum_scored", scheme.minimum_scored),
        (_("总分小数位数（四舍五入）"), "digits", scheme.rounding.digits),
    ]
    first = writer.table(
        _("总则"), (_("项目"), _("说明"), _("数值")), [(title, "", value) for title, _name, value in general]
    )
    for offset, (_title, name, _value) in enumerate(general):
        places[name] = place(PARAMETERS, first + offset, 2)
    put(sheet, first + 3, 1, _(ROUNDING[scheme.rounding.when]), book.styles("text"))

    grades = list(reversed(scheme.grades))
    if grades:
        lines = [(_(grade.title), "", grade.floor) for grade in grades]
        first = writer.table(_("等次（从低到高）"), (_("等次"), "", _("总分下限")), lines)
        places["grade_titles"] = span(PARAMETERS, 0, len(grades), first)
        places["grade_floors"] = span(PARAMETERS, 2, len(grades), first)

    tree = scheme.tree()
    titles = {TOTAL: _("总分"), **{d.code: _(d.title) for d in tree}}
    overall = scheme.overall_weights()
    first = writer.table(
        _("维度"),
        (_("代码"), _("维度"), _("上级"), _("同级权重"), _("汇总方法")),
        [(d.code, _(d.title), titles[d.parent], d.weight, _(AGGREGATIONS[d.aggregation])) for d in tree],
    )
    for offset, dimension in enumerate(tree):
        places[f"weight {dimension.code}"] = place(PARAMETERS, first + offset, 3)

    first = writer.table(
        _("指标"),
        (
            _("代码"),
            _("指标"),
            _("维度"),
            _("同级权重"),
            _("折合总权重"),
            _("计分方法"),
            _("下限"),
            _("上限"),
            _("最低样本"),
            _("方向"),
        ),
        [
            (
                i.code,
                _(i.title),
                titles[i.dimension],
                i.weight,
                overall[i.code],
                *_rule(i.scoring),
                str(i.minimum_sample),
                _(DIRECTIONS[i.direction]),
            )
            for i in scheme.indicators
        ],
    )
    for offset, indicator in enumerate(scheme.indicators):
        row = first + offset
        places[f"weight {indicator.code}"] = place(PARAMETERS, row, 3)
        places[f"low {indicator.code}"] = place(PARAMETERS, row, 6)
        places[f"high {indicator.code}"] = place(PARAMETERS, row, 7)
        chain = [places[f"weight {indicator.code}"]]
        step = indicator.dimension
        while step != TOTAL:
            chain.append(places[f"weight {step}"])
            step = next(d.parent for d in tree if d.code == step)
        product = "*".join(chain)
        divisor = f"/{places['weight_total']}^{len(chain) - 1}" if len(chain) > 1 else ""
        places[f"overall {indicator.code}"] = place(PARAMETERS, row, 4)
        style = book.styles("parameter")
        sheet.write_formula(row, 4, f"={product}{divisor}", style, overall[indicator.code])

    stepped = [i for i in scheme.indicators if isinstance(i.scoring, Steps)]
    if stepped:
        stepped_lines = [
            (i.code, _(i.title), s.at_least, s.score)
            for i in stepped
            for s in i.scoring.steps  # type: ignore[union-attr]
        ]
        first = writer.table(
            _("分档计分"), (_("指标代码"), _("指标"), _("数值达到"), _("得分")), stepped_lines
        )
        for indicator in stepped:
            count = sum(line[0] == indicator.code for line in stepped_lines)
            start = first + next(n for n, line in enumerate(stepped_lines) if line[0] == indicator.code)
            places[f"step floors {indicator.code}"] = span(PARAMETERS, 2, count, start)
            places[f"step scores {indicator.code}"] = span(PARAMETERS, 3, count, start)
            places[f"step first {indicator.code}"] = place(PARAMETERS, start, 3)
            places[f"step floor {indicator.code}"] = place(PARAMETERS, start, 2)

    if scheme.adjustments:
        kinds = {"bonus": _("加分"), "deduction": _("扣分")}
        first = writer.table(
            _("加减分"),
            (_("代码"), _("项目"), _("类别"), _("每单位分数"), _("封顶分数")),
            [(a.code, _(a.title), kinds[a.kind], a.per_unit, a.cap) for a in scheme.adjustments],
        )
        for offset, item in enumerate(scheme.adjustments):
            places[f"per unit {item.code}"] = place(PARAMETERS, first + offset, 3)
            places[f"cap {item.code}"] = place(PARAMETERS, first + offset, 4)
    if scheme.vetoes:
        first = writer.table(
            _("单项否决"),
            (_("代码"), _("情形"), _("比较"), _("界限"), _("等次最高为")),
            [(v.code, _(v.title), v.comparison, v.threshold, _(v.grade_at_most)) for v in scheme.vetoes],
        )
        for offset, veto in enumerate(scheme.vetoes):
            places[f"threshold {veto.code}"] = place(PARAMETERS, first + offset, 3)
            places[f"limit {veto.code}"] = place(PARAMETERS, first + offset, 4)
    page(sheet, _("评价参数"))
    sheet.print_area(0, 0, writer.row, len(WIDTHS) - 1)


def _rule(scoring: Goalposts | Steps) -> tuple[str, float | str, float | str]:
    if isinstance(scoring, Steps):
        return _("分档"), "", ""
    return (_("对数") if scoring.transform == "log" else _("线性")), scoring.low, scoring.high

"""Sheet 加减分与否决: one row per department, live points of bonus and deduction items and live vetoes."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from evaluation.records import Scheme
from exports.book import ADJUSTMENTS, Book, cell, number, quoted, span
from exports.styles import FIRST_ROW, finish, lay_out, put
from language import _


def has_adjustments(scheme: Scheme) -> bool:
    """Whether the scheme has anything this sheet shows."""
    return bool(scheme.adjustments or scheme.vetoes)


def _headings(scheme: Scheme) -> list[tuple[str, float]]:
    headings: list[tuple[str, float]] = [(_("部门"), 26)]
    units = {i.code: i.unit for i in scheme.indicators}
    for item in scheme.adjustments:
        kind = _("加分") if item.kind == "bonus" else _("扣分")
        headings += [
            (_("{kind}：{title}（数值）").format(kind=kind, title=_(item.title)), 16),
            (_("{kind}：{title}（分）").format(kind=kind, title=_(item.title)), 16),
        ]
    headings.append((_("加减分合计（分）"), 13))
    for veto in scheme.vetoes:
        bound = f"{veto.threshold:.0%}" if units.get(veto.indicator or "") == "%" else f"{veto.threshold:g}"
        condition = f"{veto.comparison} {bound}"
        title = _("否决：{title}（数值，{condition}）").format(title=_(veto.title), condition=condition)
        headings += [(title, 20), (_("是否触发"), 10)]
    return [*headings, (_("等次上限（序号，1 为最低等次）"), 15), (_("部门序号"), 9)]


def record_ranges(book: Book) -> None:
    """Make the sheet's columns known to the ranking sheet before it is written."""
    scheme, rows = book.evaluation.scheme, len(book.numbers)
    total = 1 + 2 * len(scheme.adjustments)
    limit = total + 1 + 2 * len(scheme.vetoes)
    for name, column in (("total", total), ("limit", limit), ("number", limit + 1)):
        book.places[f"adjustments {name}"] = span(ADJUSTMENTS, column, rows)


def write_adjustments(book: Book, sheet: Worksheet) -> None:
    """Write the sheet; departments in ranking order."""
    evaluation, scheme, styles = book.evaluation, book.evaluation.scheme, book.styles
    headings = _headings(scheme)
    lay_out(
        sheet, styles, _("加减分与单项否决"),
        _("加减分直接计入总分，每项不超过封顶分数；触发单项否决的，等次受限，得分照常显示。条款和理由见“方法”表。"),
        headings, len(headings) - 1,
    )  # fmt: skip
    items = {(r["department"], r["code"]): r for r in evaluation.adjustments.to_dict("records")}
    limits = {(r["department"], r["code"]): r for r in evaluation.vetoes.to_dict("records")}
    titles = [grade.title for grade in reversed(scheme.grades)]
    best = max(len(titles), 1)
    units = {i.code: i.unit for i in scheme.indicators}
    yes, no = _("是"), _("否")
    for offset, department in enumerate(book.departments):
        row, column = FIRST_ROW + offset, 1
        put(sheet, row, 0, department, styles.wrapped())
        points_cells, points = [], 0.0
        for item in scheme.adjustments:
            found = items[department, item.code]
            put(sheet, row, column, found["value"], styles("plain"))
            sign = "" if item.kind == "bonus" else "-"
            per, cap = book[f"per unit {item.code}"], book[f"cap {item.code}"]
            formula = f"={sign}MIN({cap},{per}*MAX(0,N({cell(row, column)})))"
            sheet.write_formula(row, column + 1, formula, styles("score"), number(found["points"]))
            points_cells.append(cell(row, column + 1))
            points += float(found["points"])
            column += 2
        formula = "=" + ("+".join(points_cells) or "0")
        sheet.write_formula(row, column, formula, styles("score", bold=True), points)
        column += 1
        choices, reached = [str(best)], best
        for veto in scheme.vetoes:
            outcome = limits[department, veto.code]
            percent = units.get(veto.indicator or "") == "%"
            put(sheet, row, column, outcome["value"], styles("percent" if percent else "plain"))
            value, fired = cell(row, column), cell(row, column + 1)
            met = f"{value}{veto.comparison}{book[f'threshold {veto.code}']}"
            formula = f'=IF(ISNUMBER({value}),IF({met},{quoted(yes)},{quoted(no)}),"—")'
            shown = yes if outcome["fired"] else ("—" if outcome["note"] else no)
            sheet.write_formula(row, column + 1, formula, styles("text"), shown)
            position = f"MATCH({book[f'limit {veto.code}']},{book['grade_titles']},0)"
            choices.append(f"IF({fired}={quoted(yes)},{position},{best})")
            if outcome["fired"]:
                reached = min(reached, titles.index(veto.grade_at_most) + 1)
            column += 2
        sheet.write_formula(row, column, f"=MIN({','.join(choices)})", styles("rank"), reached)
        put(sheet, row, column + 1, book.numbers[department], styles("rank"))
    finish(sheet, len(book.departments), len(headings), len(headings) - 1, frozen=1)

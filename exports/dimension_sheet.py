"""Sheet 维度得分: one row per department, for each dimension its live score, weight and points."""

from __future__ import annotations

from typing import Any

import numpy as np
from xlsxwriter.worksheet import Worksheet

from evaluation.cells import STATES, UNASKED
from evaluation.records import TOTAL, Dimension, Scheme
from exports.book import DIMENSIONS, NUMERIC, Book, cell, number, quoted, span
from exports.styles import FIRST_ROW, finish, lay_out, lines_needed, put, row_height
from language import N_, _
from language.retelling import retold

SILENT = N_("不予评分")
NAME_WIDTH, NOTE_WIDTH = 22, 72


class Columns:
    """Where each figure of each dimension stands; `held` is the scored part of a level's weights."""

    def __init__(self, scheme: Scheme) -> None:
        tree = [d.code for d in scheme.tree()]
        per = 3 if scheme.additive else 2
        self.score = {code: 2 + per * n for n, code in enumerate(tree)}
        self.effective = {code: 3 + per * n for n, code in enumerate(tree)}
        self.points = {code: 4 + per * n for n, code in enumerate(tree)} if scheme.additive else {}
        after = 2 + per * len(tree)
        self.total, self.covered, self.note = after, after + 1, after + 2
        self.printed = after + 3
        self.number = self.printed
        self.held = {code: self.number + 1 + n for n, code in enumerate([*tree, TOTAL])}
        self.scored = self.number + 2 + len(tree)
        self.count = self.scored + 1


def record_ranges(book: Book) -> None:
    """Make the sheet's columns known to the other sheets before it is written."""
    scheme, rows = book.evaluation.scheme, len(book.numbers)
    columns = Columns(scheme)
    for name, column in (
        ("number", columns.number),
        ("total", columns.total),
        ("covered", columns.covered),
        ("scored", columns.scored),
    ):
        book.places[f"dimensions {name}"] = span(DIMENSIONS, column, rows)
    for dimension in scheme.tree():
        book.places[f"score {dimension.code}"] = span(DIMENSIONS, columns.score[dimension.code], rows)
        book.places[f"effective {dimension.code}"] = span(DIMENSIONS, columns.effective[dimension.code], rows)
        book.places[f"held {dimension.code}"] = span(DIMENSIONS, columns.held[dimension.code], rows)


def _headings(scheme: Scheme, columns: Columns) -> list[tuple[str, float]]:
    headings: list[tuple[str, float]] = [("", 8)] * columns.count
    headings[0], headings[1] = (_("部门"), NAME_WIDTH), (_("组别"), 11)
    for dimension in scheme.tree():
        title = _(dimension.title) if dimension.parent == TOTAL else f"·{_(dimension.title)}"
        headings[columns.score[dimension.code]] = (_("{title}\n得分").format(title=title), 9)
        headings[columns.effective[dimension.code]] = (_("{title}\n实际权重").format(title=title), 9)
        if scheme.additive:
            headings[columns.points[dimension.code]] = (_("{title}\n折算分").format(title=title), 9)
        headings[columns.held[dimension.code]] = (_("{title}已计分同级权重").format(title=title), 11)
    headings[columns.total], headings[columns.covered] = (
        (_("汇总\n（未加减）"), 10),
        (_("已计分占\n适用权重"), 10),
    )
    headings[columns.note] = (_("权重转移说明"), NOTE_WIDTH)
    headings[columns.number], headings[columns.held[TOTAL]] = (
        (_("部门序号"), 9),
        (_("一级维度已计分权重"), 11),
    )
    headings[columns.scored] = (_("计分权重占全部"), 11)
    return headings


def _leaf(book: Book, code: str, aggregation: str, key: str, held: str) -> str:
    own = f'{book["indicators number"]},{key},{book["indicators dimension"]},"{code}"'
    terms = f"SUMIFS({book['indicators term']},{own})"
    if aggregation == "arithmetic":
        mean = f"{terms}/{held}"
    else:
        zeros = f"COUNTIFS({own},{book['indicators score']},0)"
        mean = f"IF({zeros}>0,0,{book['scale']}*EXP({terms}/{held}))"
    return f"=IF({held}=0,{quoted(_(SILENT))},{mean})"


def _node(book: Book, members: list[Dimension], aggregation: str, scores: dict[str, str], held: str) -> str:
    if aggregation == "arithmetic":
        mean = (
            "(" + "+".join(f"N({scores[d.code]})*{book[f'weight {d.code}']}" for d in members) + f")/{held}"
        )
    else:
        mean = "*".join(
            f"IF(ISNUMBER({scores[d.code]}),{scores[d.code]}^({book[f'weight {d.code}']}/{held}),1)"
            for d in members
        )
    return f"=IF({held}=0,{quoted(_(SILENT))},{mean})"


def write_dimensions(book: Book, sheet: Worksheet) -> None:
    """Write the sheet; departments in ranking order."""
    evaluation, scheme, styles = book.evaluation, book.evaluation.scheme, book.styles
    columns = Columns(scheme)
    lay_out(
        sheet, styles, _(DIMENSIONS),
        _("维度得分（0–{scale:g}）是本维度已计分指标按权重的平均；折算分 = 得分 × 实际权重 ÷ 满分。"
          "整个维度不予评分时，其权重按比例由其他维度分担。").format(scale=scheme.scale),
        _headings(scheme, columns), columns.printed,
    )  # fmt: skip
    found = evaluation.dimensions.set_index(["department", "dimension"]).to_dict("index")
    ranking = evaluation.ranking.set_index("department").to_dict("index")
    declared = {d.code: d.weight for d in scheme.tree()} | {i.code: i.weight for i in scheme.indicators}
    scored_cells = evaluation.indicators[evaluation.indicators["score"].notna()]
    held_leaf = {
        (str(unit), str(code)): sum(declared[c] for c in codes)
        for (unit, code), codes in scored_cells.groupby(["department", "dimension"])["code"]
    }
    for offset, department in enumerate(book.departments):
        row = FIRST_ROW + offset
        put(sheet, row, 0, department, styles.wrapped())
        put(sheet, row, 1, ranking[department]["peer_group"], styles("text"))
        put(sheet, row, columns.number, book.numbers[department], styles("rank"))
        key = cell(row, columns.number)
        scores = {d.code: cell(row, columns.score[d.code]) for d in scheme.tree()}
        values = {d.code: found[department, d.code]["score"] for d in scheme.tree()}
        for code in [*(d.code for d in scheme.tree()), TOTAL]:
            members = scheme.children(code)
            held = cell(row, columns.held[code])
            if members:
                parts = "+".join(f"ISNUMBER({scores[d.code]})*{book[f'weight {d.code}']}" for d in members)
                weight = sum(d.weight for d in members if not np.isnan(values[d.code]))
                formula = _node(book, members, scheme.aggregation_of(code), scores, held)
            else:
                own = f'{book["indicators number"]},{key},{book["indicators dimension"]},"{code}"'
                parts = f"SUMIFS({book['indicators weight']},{own},{book['indicators score']},{NUMERIC})"
                weight = held_leaf.get((department, code), 0.0)
                formula = _leaf(book, code, scheme.aggregation_of(code), key, held)
            sheet.write_formula(row, columns.held[code], f"={parts}", styles("parameter"), weight)
            score = ranking[department]["aggregated"] if code == TOTAL else values[code]
            column = columns.total if code == TOTAL else columns.score[code]
            bold = {"bold": True} if code == TOTAL else {}
            cached = _(SILENT) if np.isnan(score) else score
            sheet.write_formula(row, column, formula, styles("score", **bold), cached)
        for dimension in scheme.tree():
            _weight_and_points(book, sheet, row, columns, dimension, found[department, dimension.code])
        nominal = f"{book['indicators nominal']},{book['indicators number']},{key}"
        unasked = "".join(
            f"-SUMIFS({nominal},{book['indicators state']},{quoted(_(STATES[state]))})" for state in UNASKED
        )
        scored = f"SUMIFS({nominal},{book['indicators score']},{NUMERIC})"
        asked = f"({book['weight_total']}{unasked})"
        covered = f"=IF({asked}>0,{scored}/{asked},0)"
        sheet.write_formula(
            row, columns.covered, covered, styles("percent"), ranking[department]["covered_weight"]
        )
        sheet.write_formula(
            row, columns.scored, f"={scored}/{book['weight_total']}", styles("percent"),
            ranking[department]["scored_weight"],
        )  # fmt: skip
        notes = [
            _("{name}：{said}").format(name=_(d.title), said=retold(found[department, d.code]["note"]))
            for d in scheme.tree()
            if found[department, d.code]["note"]
        ]
        remark = _("；").join(notes)
        put(sheet, row, columns.note, remark, styles.wrapped())
        depth = max(lines_needed(remark, NOTE_WIDTH - 3), lines_needed(department, NAME_WIDTH - 3))
        sheet.set_row(row, row_height(depth))
    finish(sheet, len(book.departments), columns.count, columns.printed)


def _weight_and_points(
    book: Book, sheet: Worksheet, row: int, columns: Columns, dimension: Dimension, found: dict[Any, Any]
) -> None:
    styles, code = book.styles, dimension.code
    score = cell(row, columns.score[code])
    passed = (
        book["weight_total"] if dimension.parent == TOTAL else cell(row, columns.effective[dimension.parent])
    )
    held = cell(row, columns.held[dimension.parent])
    formula = f"=IF(ISNUMBER({score}),{passed}*{book[f'weight {code}']}/{held},0)"
    sheet.write_formula(
        row, columns.effective[code], formula, styles("score"), number(found["weight_effective"])
    )
    if columns.points:
        formula = f"=N({score})*{cell(row, columns.effective[code])}/{book['scale']}"
        sheet.write_formula(row, columns.points[code], formula, styles("score"), number(found["points"]))

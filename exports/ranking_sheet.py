"""Sheet 排名: rank, department, total and grade as live formulas over the other sheets."""

from __future__ import annotations

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from evaluation.kernels.rounding import EXACT_DIGITS
from evaluation.results import NO_RANK
from exports.adjustment_sheet import has_adjustments
from exports.book import RANKING, Book, cell, lookup, quoted, span
from exports.dimension_sheet import SILENT
from exports.styles import FIRST_ROW, finish, lay_out, lines_needed, put, row_height
from language import _
from language.retelling import retold

UNRANKED = "—"
NAME_WIDTH, NOTE_WIDTH = 28, 48
RANK, DEPARTMENT, PEER, PEER_RANK, TOTAL_COLUMN, GRADE, FIRST_DIMENSION = range(7)


def common_notes(ranking: pd.DataFrame) -> list[str]:
    """Parts of the notes, as stored, that every ranked row carries: said once above the table, not on each row."""
    split = [str(note).split("；") for note in ranking.loc[ranking["total"].notna(), "notes"]]
    return [part for part in split[0] if part and all(part in parts for parts in split)] if split else []


def write_ranking_sheet(book: Book, sheet: Worksheet, caption: str) -> None:
    """Write the sheet; ranked departments first, then those without enough data."""
    evaluation, scheme, styles = book.evaluation, book.evaluation.scheme, book.styles
    ranking = evaluation.ranking
    top = scheme.children()
    adjusted = FIRST_DIMENSION + len(top)
    covered, note, key, unrounded = adjusted + 1, adjusted + 2, adjusted + 3, adjusted + 4
    headings: list[tuple[str, float]] = [
        (_("名次"), 7), (_("部门"), NAME_WIDTH), (_("组别"), 12), (_("组内名次"), 7),
        (_("总分\n（满分 {scale:g}）").format(scale=scheme.scale), 12), (_("等次"), 10),
        *((_("{title}\n（权重 {share:.0%}）").format(title=_(d.title), share=d.weight / scheme.weight_total), 13)
          for d in top),
        (_("加减分\n（分）"), 9), (_("已计分占\n适用权重"), 10), (_("备注"), NOTE_WIDTH),
        (_("部门序号"), 9), (_("未取整总分"), 14),
    ]  # fmt: skip
    lay_out(sheet, styles, _("政务信息资源共享评价排名"), caption, headings, note + 1)
    rows = len(ranking)
    book.places["ranking totals"] = span(RANKING, TOTAL_COLUMN, rows)
    book.places["ranking grades"] = span(RANKING, GRADE, rows)
    totals = span(RANKING, TOTAL_COLUMN, rows).split("!")[1]
    raw_range = span(RANKING, unrounded, rows).split("!")[1]
    peers = span(RANKING, PEER, rows).split("!")[1]
    before = scheme.rounding.when == "before_ranking"
    compared, column_compared = (totals, TOTAL_COLUMN) if before else (raw_range, unrounded)
    scores = evaluation.dimensions.set_index(["department", "dimension"])["score"].to_dict()
    said = common_notes(ranking)
    live = has_adjustments(scheme)
    no_rank = _(NO_RANK)

    for offset, found in enumerate(ranking.to_dict("records")):
        row, department = FIRST_ROW + offset, found["department"]
        ranked = not pd.isna(found["total"])
        at, total = cell(row, key), cell(row, TOTAL_COLUMN)
        put(sheet, row, DEPARTMENT, department, styles("text", bold=ranked, text_wrap=True))
        put(sheet, row, PEER, found["peer_group"], styles("text"))
        put(sheet, row, key, book.numbers[department], styles("rank"))
        for n, dimension in enumerate(top):
            score = scores[department, dimension.code]
            formula = f"={lookup(book[f'score {dimension.code}'], book['dimensions number'], at)}"
            shown = _(SILENT) if pd.isna(score) else score
            sheet.write_formula(row, FIRST_DIMENSION + n, formula, styles("score"), shown)
        change = f"={lookup(book['adjustments total'], book['adjustments number'], at)}" if live else "=0"
        points = found["bonus"] + found["deduction"]
        sheet.write_formula(row, adjusted, change, styles("score"), points)
        share = cell(row, covered)
        formula = f"={lookup(book['dimensions covered'], book['dimensions number'], at)}"
        sheet.write_formula(row, covered, formula, styles("percent"), found["covered_weight"])

        whole = lookup(book["dimensions total"], book["dimensions number"], at)
        if scheme.adjustments:
            whole = f"MAX(0,MIN({book['scale']},{whole}+{cell(row, adjusted)}))"
        scored = lookup(book["dimensions scored"], book["dimensions number"], at)
        few = f"{share}<{book['minimum_coverage']}-0.000000001,{scored}<{book['minimum_scored']}-0.000000001"
        formula = f"=IF(OR({few}),{quoted(no_rank)},ROUND({whole},{EXACT_DIGITS}))"
        raw = found["total_unrounded"] if ranked else no_rank
        sheet.write_formula(row, unrounded, formula, styles("parameter"), raw)
        exact = cell(row, unrounded)
        formula = f"=IF(ISNUMBER({exact}),ROUND({exact},{book['digits']}),{quoted(no_rank)})"
        shown_format = "0." + "0" * scheme.rounding.digits if scheme.rounding.digits else "0"
        style = styles("score", bold=True, num_format=shown_format)
        sheet.write_formula(row, TOTAL_COLUMN, formula, style, found["total"] if ranked else no_rank)
        own = cell(row, column_compared)
        formula = f'=IF(ISNUMBER({own}),RANK({own},{compared}),"{UNRANKED}")'
        rank = int(found["rank"]) if ranked else UNRANKED
        sheet.write_formula(row, RANK, formula, styles("rank", bold=True), rank)
        above = f"({peers}={cell(row, PEER)})*ISNUMBER({compared})*({compared}>{own})"
        formula = f'=IF(ISNUMBER({own}),SUMPRODUCT({above})+1,"{UNRANKED}")'
        peer_rank = int(found["peer_rank"]) if ranked else UNRANKED
        sheet.write_formula(row, PEER_RANK, formula, styles("rank"), peer_rank)
        if scheme.grades:
            reached = f"IFERROR(MATCH({total},{book['grade_floors']},1),1)"
            if scheme.vetoes:
                limit = lookup(book["adjustments limit"], book["adjustments number"], at)
                reached = f"MIN({reached},{limit})"
            formula = f"=IF(ISNUMBER({total}),INDEX({book['grade_titles']},{reached}),{quoted(no_rank)})"
            sheet.write_formula(row, GRADE, formula, styles("text", align="center"), _(found["grade"]))
        else:
            put(sheet, row, GRADE, _(found["grade"]), styles("text", align="center"))
        own_notes = [part for part in found["notes"].split("；") if part and part not in said]
        remark = _("；").join(retold(part) for part in own_notes)
        put(sheet, row, note, remark, styles.wrapped())
        depth = max(lines_needed(remark, NOTE_WIDTH - 4), lines_needed(department, NAME_WIDTH - 4))
        sheet.set_row(row, row_height(depth))
    last = FIRST_ROW + rows - 1
    if rows:
        sheet.conditional_format(
            FIRST_ROW, TOTAL_COLUMN, last, TOTAL_COLUMN,
            {"type": "data_bar", "bar_color": "#9DC3E6", "bar_solid": True, "min_type": "num", "min_value": 0,
             "max_type": "num", "max_value": scheme.scale},
        )  # fmt: skip
        if len(scheme.grades) > 1:
            for title, colour in ((scheme.grades[0].title, "#D6E8F7"), (scheme.grades[-1].title, "#FCE4D6")):
                rule = {"type": "cell", "criteria": "==", "value": quoted(_(title))}
                rule["format"] = book.styles.make(bg_color=colour, align="center")
                sheet.conditional_format(FIRST_ROW, GRADE, last, GRADE, rule)
    finish(sheet, rows, unrounded + 1, note + 1)

"""Sheet 指标得分: one row per department and indicator, raw figures, live score, weight and points."""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from evaluation.cells import STATES
from evaluation.records import Goalposts, Indicator
from exports.book import INDICATORS, Book, cell, lookup, number, quoted, span, unit_kind
from exports.styles import FIRST_ROW, finish, fitted, lay_out, lines_needed, put, row_height
from language import N_, _
from language.retelling import retold

HEADINGS: tuple[tuple[str, float], ...] = (
    (N_("部门"), 24), (N_("维度"), 11), (N_("指标代码"), 8), (N_("指标"), 19), (N_("分子"), 10), (N_("分母"), 10),
    (N_("数值"), 10), (N_("计量单位"), 9), (N_("计分用值"), 10), (N_("得分（0–{scale:g}）"), 9), (N_("状态"), 10),
    (N_("名义权重（分）"), 10), (N_("实际权重（分）"), 10), (N_("折算得分（分）"), 10), (N_("失分（分）"), 9),
    (N_("说明"), 38), (N_("部门序号"), 9), (N_("维度代码"), 12), (N_("同级权重"), 9), (N_("加权项"), 11),
)  # fmt: skip
PRINTED = 16
UNIT, SCORE, STATE, NOMINAL, ACTUAL, POINTS, LOST, NOTE = 7, 9, 10, 11, 12, 13, 14, 15
USED, NUMBER, DIMENSION, WEIGHT, TERM = 8, 16, 17, 18, 19


def record_ranges(book: Book) -> None:
    """Make the sheet's columns known to the other sheets before it is written."""
    rows = len(book.evaluation.indicators)
    for name, column in (
        ("score", SCORE),
        ("nominal", NOMINAL),
        ("number", NUMBER),
        ("dimension", DIMENSION),
        ("weight", WEIGHT),
        ("term", TERM),
        ("state", STATE),
    ):
        book.places[f"indicators {name}"] = span(INDICATORS, column, rows)


def score_formula(book: Book, indicator: Indicator, used: str, state: str) -> str:
    """Live score of a value (cell `used`) by the parameters; 0 when not reported, empty when not scored."""
    code, rule = indicator.code, indicator.scoring
    if isinstance(rule, Goalposts):
        low, high = book[f"low {code}"], book[f"high {code}"]
        share = f"({used}-{low})/({high}-{low})"
        if rule.transform == "log":
            share = f"IF({used}<=0,0,(LN({used})-LN({low}))/(LN({high})-LN({low})))"
        share = f"MAX(0,MIN(1,{share}))" if rule.cap else share
        share = share if indicator.direction == "higher" else f"(1-{share})"
        score = f"{book['scale']}*{share}"
    else:
        found = f"LOOKUP({used},{book[f'step floors {code}']},{book[f'step scores {code}']})"
        score = f"IF({used}<{book[f'step floor {code}']},{book[f'step first {code}']},{found})"
    scored, unreported = quoted(_(STATES["scored"])), quoted(_(STATES["not_reported"]))
    return f'=IF({state}={scored},{score},IF({state}={unreported},0,""))'


def _term(score: float, weight: float, scale: float, geometric: bool) -> tuple[str, float | str]:
    """Pattern and result of the weighted term a dimension adds up."""
    import math

    if not geometric:
        return "{score}*{weight}", score * weight
    return "IF({score}>0,{weight}*LN({score}/{scale}),0)", weight * math.log(
        score / scale
    ) if score > 0 else 0.0


def write_indicators(book: Book, sheet: Worksheet) -> None:
    """Write the sheet; departments in ranking order, indicators in the scheme's."""
    scheme, styles, evaluation = book.evaluation.scheme, book.styles, book.evaluation
    widths = {
        1: fitted((_(d.title) for d in scheme.tree()), 11, 15),
        3: fitted((_(i.title) for i in scheme.indicators), 19, 24),
        UNIT: fitted((_(i.unit) for i in scheme.indicators), 9), STATE: fitted(map(_, STATES.values()), 10),
    }  # fmt: skip
    lay_out(
        sheet, styles, _(INDICATORS),
        _("得分按“参数”表的上下限或分档由“计分用值”算出；不予评分、样本不足、不适用的指标不计分，其权重由同维度其他指标分担"
          "（名义权重→实际权重）；整个维度不计分的，权重由其他维度分担。右侧四列供公式使用，不打印。"),
        [(_(heading).format(scale=scheme.scale), widths.get(n, width)) for n, (heading, width) in enumerate(HEADINGS)],
        PRINTED,
    )  # fmt: skip
    indicators = {i.code: i for i in scheme.indicators}
    rows = {(r["department"], r["code"]): r for r in evaluation.indicators.to_dict("records")}
    row = FIRST_ROW
    for department in book.departments:
        for code, indicator in indicators.items():
            found = {str(key): value for key, value in rows[department, code].items()}
            _write_row(book, sheet, row, indicator, found, widths)
            row += 1
    finish(sheet, row - FIRST_ROW, len(HEADINGS), PRINTED, frozen=1)


def _write_row(
    book: Book,
    sheet: Worksheet,
    row: int,
    indicator: Indicator,
    found: dict[str, Any],
    widths: dict[int, float],
) -> None:
    scheme, styles = book.evaluation.scheme, book.styles
    kind = unit_kind(indicator.unit)
    for column, value, style in (
        (0, found["department"], "text"), (1, _(found["dimension_title"]), "text"), (2, indicator.code, "text"),
        (3, _(indicator.title), "text"), (4, found["numerator"], "count"), (5, found["denominator"], "count"),
        (6, found["value"], kind), (UNIT, _(indicator.unit), "text"), (USED, found["adjusted_value"], kind),
        (STATE, _(STATES[found["state"]]), "text"), (NUMBER, book.numbers[found["department"]], "rank"),
        (DIMENSION, indicator.dimension, "text"),
    ):  # fmt: skip
        put(sheet, row, column, value, styles.wrapped() if column in widths else styles(style))
    note = retold(found["note"])
    put(sheet, row, NOTE, note, styles.wrapped())
    texts = {NOTE: note, 1: _(found["dimension_title"]), 3: _(indicator.title), UNIT: _(indicator.unit)}
    widths = {NOTE: HEADINGS[NOTE][1], **widths}
    sheet.set_row(row, row_height(max(lines_needed(text, widths[n] - 3) for n, text in texts.items())))
    score, scale = found["score"], scheme.scale
    scored = not pd.isna(score)
    at = {
        name: cell(row, column) for name, column in (("score", SCORE), ("weight", WEIGHT), ("number", NUMBER))
    }
    sheet.write_formula(
        row,
        SCORE,
        score_formula(book, indicator, cell(row, USED), cell(row, STATE)),
        styles("score"),
        number(score),
    )
    sheet.write_formula(
        row, NOMINAL, f"={book[f'overall {indicator.code}']}", styles("score"), found["weight_declared"]
    )
    sheet.write_formula(
        row, WEIGHT, f"={book[f'weight {indicator.code}']}", styles("parameter"), indicator.weight
    )
    geometric = scheme.aggregation_of(indicator.dimension) == "geometric"
    pattern, term = _term(score if scored else 0.0, indicator.weight, scale, geometric)
    term_formula = pattern.format(scale=book["scale"], **at)
    sheet.write_formula(
        row,
        TERM,
        f'=IF(ISNUMBER({at["score"]}),{term_formula},"")',
        styles("parameter"),
        term if scored else "",
    )
    keys, dimension = book["dimensions number"], indicator.dimension
    passed = lookup(book[f"effective {dimension}"], keys, at["number"])
    held = lookup(book[f"held {dimension}"], keys, at["number"])
    sheet.write_formula(
        row,
        ACTUAL,
        f"=IF(ISNUMBER({at['score']}),{passed}*{at['weight']}/{held},0)",
        styles("score"),
        found["weight_effective"],
    )
    if scheme.additive:
        actual, points = cell(row, ACTUAL), cell(row, POINTS)
        sheet.write_formula(
            row,
            POINTS,
            f'=IF(ISNUMBER({at["score"]}),{at["score"]}*{actual}/{book["scale"]},"")',
            styles("score"),
            number(found["points"]) if scored else "",
        )
        sheet.write_formula(
            row,
            LOST,
            f'=IF(ISNUMBER({points}),{actual}-{points},"")',
            styles("score"),
            number(found["points_lost"]) if scored else "",
        )
    else:
        put(sheet, row, POINTS, _("几何平均，不可加"), styles("text"))
        put(sheet, row, LOST, "", styles("text"))

"""Sheet 方法: what each indicator measures, on which article, and how its value becomes a score."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from evaluation.records import Goalposts, Indicator, Scheme
from exports.book import Book
from exports.parameters import AGGREGATIONS, DIRECTIONS, MISSING
from exports.styles import FIRST_ROW, finish, lay_out, lines_needed, put
from metrics import METRICS

HEADINGS: tuple[tuple[str, float], ...] = (
    ("代码", 7),
    ("名称", 18),
    ("类别", 12),
    ("依据条款", 18),
    ("统计口径", 24),
    ("计分方法", 38),
    ("方向", 10),
    ("同级权重", 8),
    ("最低样本", 8),
    ("无数据时", 18),
    ("理由", 40),
)


def figure(value: float, unit: str) -> str:
    """A goalpost as read by people: 0.6 of '%' is 60%."""
    return f"{value * 100:g}%" if unit == "%" else f"{value:g} {unit}".rstrip()


def scoring_in_words(indicator: Indicator, scale: float) -> str:
    """The scoring rule of an indicator as one Chinese sentence."""
    rule = indicator.scoring
    if not isinstance(rule, Goalposts):
        steps = "；".join(f"达到 {figure(s.at_least, indicator.unit)}得 {s.score:g} 分" for s in rule.steps)
        return f"分档：{steps}"
    worst, best = (rule.low, rule.high) if indicator.direction == "higher" else (rule.high, rule.low)
    shape = "取对数后按比例" if rule.transform == "log" else "按比例"
    outside = "，超出部分不再增减" if rule.cap else "，超出上下限的照比例延伸"
    ends = f"{figure(worst, indicator.unit)}得 0 分，{figure(best, indicator.unit)}得 {scale:g} 分"
    shrunk = "；样本小的向同组均值调整（经验贝叶斯）后计分" if indicator.shrink else ""
    return f"{ends}，其间{shape}计分{outside}{shrunk}"


def metric_title(indicator_metric: str | None, planned: bool) -> str:
    """The metric's Chinese title, or what stands in for it."""
    if planned:
        return "尚未启用，本期不予评分"
    known = METRICS.get(indicator_metric or "")
    return known.title if known else (indicator_metric or "直接给定")


def _rows(scheme: Scheme) -> list[tuple[str, ...]]:
    titles = {d.code: d.title for d in scheme.dimensions}
    units = {i.code: i.unit for i in scheme.indicators}
    rows: list[tuple[str, ...]] = [
        (
            i.code, i.title, titles[i.dimension], i.article, metric_title(i.metric, i.planned),
            scoring_in_words(i, scheme.scale), DIRECTIONS[i.direction], f"{i.weight:g}",
            str(i.minimum_sample) if i.minimum_sample else "不设", MISSING[i.missing], i.rationale,
        )
        for i in scheme.indicators
    ]  # fmt: skip
    for a in scheme.adjustments:
        verb = "加" if a.kind == "bonus" else "扣"
        how = f"每单位{verb} {a.per_unit:g} 分，最多{verb} {a.cap:g} 分"
        name = metric_title(a.metric, a.planned)
        rows.append(
            (a.code, a.title, f"{verb}分项", a.article, name, how, "", "", "", "不加减分", a.rationale)
        )
    for v in scheme.vetoes:
        name = f"指标 {v.indicator}" if v.indicator else metric_title(v.metric, v.planned)
        bound = figure(v.threshold, units.get(v.indicator or "", ""))
        how = f"数值 {v.comparison} {bound} 时，等次最高为{v.grade_at_most}，得分照常显示"
        sample = str(v.minimum_sample) if v.minimum_sample else "不设"
        rows.append(
            (v.code, v.title, "单项否决", v.article, name, how, "", "", sample, "不作否决", v.rationale)
        )
    return rows


def write_method(book: Book, sheet: Worksheet) -> None:
    """Write the sheet from the scheme's records."""
    scheme, styles = book.evaluation.scheme, book.styles
    tops = "、".join(f"{d.title} {d.weight:g}" for d in scheme.children())
    floor = f"{scheme.minimum_coverage:.0%}"
    caption = (
        f"方案：{scheme.title}，版次 {scheme.edition}。{scheme.source}。一级维度权重：{tops}；"
        f"各级按{AGGREGATIONS[scheme.aggregation]}汇总。已计分权重不足适用权重 {floor}（或不足全部权重 "
        f"{scheme.minimum_scored:.0%}）的部门不排名。"
        "名次为竞赛名次（1、2、2、4）。"
    )
    lay_out(sheet, styles, "评价方法", caption, HEADINGS, len(HEADINGS))
    rows = _rows(scheme)
    for offset, line in enumerate(rows):
        lines = 1
        for column, text in enumerate(line):
            put(sheet, FIRST_ROW + offset, column, text, styles.wrapped())
            lines = max(lines, lines_needed(text, HEADINGS[column][1] - 3))
        sheet.set_row(FIRST_ROW + offset, 8 + 14.5 * lines)
    finish(sheet, len(rows), len(HEADINGS), len(HEADINGS))

"""Sheet 方法: what each indicator measures, on which article, and how its value becomes a score."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from evaluation.records import Goalposts, Indicator, Scheme
from exports.book import Book
from exports.parameters import AGGREGATIONS, DIRECTIONS, MISSING
from exports.styles import FIRST_ROW, finish, lay_out, lines_needed, put, row_height
from language import N_, _
from language.retelling import retold
from metrics import METRICS

HEADINGS: tuple[tuple[str, float], ...] = (
    (N_("代码"), 7), (N_("名称"), 18), (N_("类别"), 12), (N_("依据条款"), 18), (N_("统计口径"), 24),
    (N_("计分方法"), 38), (N_("方向"), 10), (N_("同级权重"), 8), (N_("最低样本"), 8), (N_("无数据时"), 18),
    (N_("理由"), 40),
)  # fmt: skip


def figure(value: float, unit: str) -> str:
    """A goalpost as read by people: 0.6 of '%' is 60%."""
    return f"{value * 100:g}%" if unit == "%" else f"{value:g} {_(unit)}".rstrip()


def scoring_in_words(indicator: Indicator, scale: float) -> str:
    """The scoring rule of an indicator as one sentence."""
    rule = indicator.scoring
    if not isinstance(rule, Goalposts):
        steps = _("；").join(
            _("达到 {value}得 {score:g} 分").format(value=figure(s.at_least, indicator.unit), score=s.score)
            for s in rule.steps
        )
        return _("分档：{steps}").format(steps=steps)
    worst, best = (rule.low, rule.high) if indicator.direction == "higher" else (rule.high, rule.low)
    ends = _("{worst}得 0 分，{best}得 {scale:g} 分").format(
        worst=figure(worst, indicator.unit), best=figure(best, indicator.unit), scale=scale
    )
    shape = _("其间取对数后按比例计分") if rule.transform == "log" else _("其间按比例计分")
    outside = _("超出部分不再增减") if rule.cap else _("超出上下限的照比例延伸")
    scored = _("，").join((ends, shape, outside))
    shrunk = _("样本小的向同组均值调整（经验贝叶斯）后计分")
    return _("；").join((scored, shrunk)) if indicator.shrink else scored


def metric_title(indicator_metric: str | None, planned: bool) -> str:
    """The metric's title, or what stands in for it."""
    if planned:
        return _("尚未启用，本期不予评分")
    known = METRICS.get(indicator_metric or "")
    return _(known.title) if known else (indicator_metric or _("直接给定"))


def _rows(scheme: Scheme) -> list[tuple[str, ...]]:
    titles = {d.code: d.title for d in scheme.dimensions}
    units = {i.code: i.unit for i in scheme.indicators}
    rows: list[tuple[str, ...]] = [
        (
            i.code, _(i.title), _(titles[i.dimension]), retold(i.article), metric_title(i.metric, i.planned),
            scoring_in_words(i, scheme.scale), _(DIRECTIONS[i.direction]), f"{i.weight:g}",
            str(i.minimum_sample) if i.minimum_sample else _("不设"), _(MISSING[i.missing]), _(i.rationale),
        )
        for i in scheme.indicators
    ]  # fmt: skip
    for a in scheme.adjustments:
        bonus = a.kind == "bonus"
        how = (
            _("每单位加 {points:g} 分，最多加 {cap:g} 分")
            if bonus
            else _("每单位扣 {points:g} 分，最多扣 {cap:g} 分")
        )
        rows.append((
            a.code, _(a.title), _("加分项") if bonus else _("扣分项"), retold(a.article),
            metric_title(a.metric, a.planned), how.format(points=a.per_unit, cap=a.cap), "", "", "", _("不加减分"),
            _(a.rationale),
        ))  # fmt: skip
    for v in scheme.vetoes:
        name = _("指标 {code}").format(code=v.indicator) if v.indicator else metric_title(v.metric, v.planned)
        bound = figure(v.threshold, units.get(v.indicator or "", ""))
        how = _("数值 {comparison} {bound} 时，等次最高为{grade}，得分照常显示").format(
            comparison=v.comparison, bound=bound, grade=_(v.grade_at_most)
        )
        sample = str(v.minimum_sample) if v.minimum_sample else _("不设")
        rows.append((
            v.code, _(v.title), _("单项否决"), retold(v.article), name, how, "", "", sample, _("不作否决"),
            _(v.rationale),
        ))  # fmt: skip
    return rows


def write_method(book: Book, sheet: Worksheet) -> None:
    """Write the sheet from the scheme's records."""
    scheme, styles = book.evaluation.scheme, book.styles
    tops = _("、").join(f"{_(d.title)} {d.weight:g}" for d in scheme.children())
    caption = _(
        "方案：{title}，版次 {edition}。{source}。一级维度权重：{tops}；各级按{mean}汇总。"
        "已计分权重不足适用权重 {covered:.0%}（或不足全部权重 {scored:.0%}）的部门不排名。"
        "名次为竞赛名次（1、2、2、4）。"
    ).format(
        title=_(scheme.title), edition=scheme.edition, source=_(scheme.source), tops=tops,
        mean=_(AGGREGATIONS[scheme.aggregation]), covered=scheme.minimum_coverage, scored=scheme.minimum_scored,
    )  # fmt: skip
    headings = [(_(title), width) for title, width in HEADINGS]
    lay_out(sheet, styles, _("评价方法"), caption, headings, len(headings))
    rows = _rows(scheme)
    for offset, line in enumerate(rows):
        lines = 1
        for column, text in enumerate(line):
            put(sheet, FIRST_ROW + offset, column, text, styles.wrapped())
            lines = max(lines, lines_needed(text, HEADINGS[column][1] - 3))
        sheet.set_row(FIRST_ROW + offset, row_height(lines))
    finish(sheet, len(rows), len(HEADINGS), len(HEADINGS))

"""Sheet 稳定性: how sure ranks are, which departments cannot be told apart, and where a line is too close."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from evaluation.stability import CONCENTRATION, Stability
from exports.book import STABILITY, Book
from exports.styles import FIRST_ROW, finish, lay_out, lines_needed, put
from language import N_, _
from language.retelling import retold

HEADINGS: tuple[tuple[str, float], ...] = (
    (N_("名次"), 7), (N_("部门"), 28), (N_("组别"), 13), (N_("总分"), 9), (N_("总分下限"), 10), (N_("总分上限"), 10),
    (N_("区间宽度"), 9), (N_("名次最好"), 9), (N_("名次最差"), 9), (N_("等次不变的比例"), 11), (N_("档次"), 7),
    (N_("提示"), 52),
)  # fmt: skip
WARNING = "#FCE4D6"


def write_stability(book: Book, sheet: Worksheet, stability: Stability) -> None:
    """Write the sheet, ranked departments in ranking order, with a chart of the intervals."""
    styles, table = book.styles, stability.table
    caption = _(
        "由 {draws:,} 次重算得出（随机种子 {seed}）：各级权重在方案权重附近变动"
        "（狄利克雷分布，集中度 {concentration:g}），比率类指标按其样本量的后验分布变动。"
        "上下限为 90% 区间；同一档次的部门与该档次首位的差别不足以区分先后。"
    ).format(draws=stability.draws, seed=stability.seed, concentration=CONCENTRATION)
    headings = [(_(title), width) for title, width in HEADINGS]
    lay_out(sheet, styles, _("名次稳定性"), caption, headings, len(headings))
    for offset, row in enumerate(table.to_dict("records")):
        at = FIRST_ROW + offset
        warnings = retold(row["warnings"])
        colour = {"bg_color": WARNING} if row["warnings"] else {}
        for column, (value, kind) in enumerate((
            (row["rank"], "rank"), (row["department"], "text"), (row["peer_group"], "text"), (row["total"], "score"),
            (row["total_low"], "score"), (row["total_high"], "score"), (row["total_high"] - row["total_low"], "score"),
            (row["rank_low"], "rank"), (row["rank_high"], "rank"), (row["grade_share"], "percent"),
            (row["level"], "rank"), (warnings, "text"),
        )):  # fmt: skip
            style = styles("text", text_wrap=True, **(colour if column == len(HEADINGS) - 1 else {}))
            put(sheet, at, column, value, style if kind == "text" else styles(kind))
        sheet.set_row(at, 6 + 14.5 * max(lines_needed(warnings, 48), lines_needed(row["department"], 25)))
    finish(sheet, len(table), len(HEADINGS), len(HEADINGS), frozen=2)


def interval_chart(book: Book, sheet: Worksheet, row: int, rows: int) -> None:
    """A bar per department from the lower to the upper end of its total, placed at `row` of `sheet`."""
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    last = FIRST_ROW + rows - 1
    own = _(STABILITY)
    names = [own, FIRST_ROW, 1, last, 1]
    chart.add_series(
        {"name": _("下限"), "categories": names, "values": [own, FIRST_ROW, 4, last, 4], "fill": {"none": True},
         "border": {"none": True}}
    )  # fmt: skip
    chart.add_series(
        {"name": _("总分 90% 区间"), "categories": names, "values": [own, FIRST_ROW, 6, last, 6],
         "fill": {"color": "#2E75B6"}, "gap": 40}
    )  # fmt: skip
    chart.set_title({"name": _("总分的 90% 区间"), "name_font": {"size": 14}})
    chart.set_legend({"none": True})
    chart.set_x_axis(
        {
            "min": 0,
            "max": book.evaluation.scheme.scale,
            "major_gridlines": {"visible": True, "line": {"color": "#D9E1EA"}},
        }
    )
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
    chart.set_size({"width": 980, "height": max(260, 60 + 19 * rows)})
    sheet.insert_chart(row, 0, chart, {"description": _("各部门总分的 90% 区间，按名次排列")})

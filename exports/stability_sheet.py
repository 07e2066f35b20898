"""Sheet 稳定性: how sure ranks are, which departments cannot be told apart, and where a line is too close."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from evaluation.stability import CONCENTRATION, Stability
from exports.book import Book
from exports.styles import FIRST_ROW, finish, lay_out, lines_needed, put, row_height
from language import N_, _
from language.retelling import retold

HEADINGS: tuple[tuple[str, float], ...] = (
    (N_("名次"), 7), (N_("部门"), 28), (N_("组别"), 13), (N_("总分"), 9), (N_("总分下限"), 10), (N_("总分上限"), 10),
    (N_("区间宽度"), 9), (N_("名次最好"), 9), (N_("名次最差"), 9), (N_("等次不变的比例"), 11), (N_("档次"), 7),
    (N_("提示"), 52),
)  # fmt: skip
WARNING = "#FCE4D6"
LOWER, HIGH_LOW = 4, 6
"""Columns of the lower end of the total and of the width of its interval."""


def write_stability(book: Book, sheet: Worksheet, stability: Stability) -> None:
    """Write the sheet, ranked departments in ranking order, with a warning where a line is too close."""
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
        sheet.set_row(at, row_height(max(lines_needed(warnings, 48), lines_needed(row["department"], 25))))
    finish(sheet, len(table), len(HEADINGS), len(HEADINGS), frozen=2)

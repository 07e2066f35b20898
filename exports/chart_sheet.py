"""Sheet 图表: totals by department, dimensions side by side, intervals; drawn from the live cells, a page each."""

from __future__ import annotations

from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from exports.book import CHARTS, RANKING, STABILITY, Book
from exports.ranking_sheet import FIRST_DIMENSION, TOTAL_COLUMN
from exports.stability_sheet import HIGH_LOW, LOWER
from exports.styles import FIRST_ROW, page
from language import _

COLOURS = ("#2E75B6", "#ED7D31", "#7F7F7F", "#FFC000", "#5B9BD5", "#70AD47")
ROW_HEIGHT, PAGE_ROWS = 20, 33
"""Pixels of a row, and rows of one printed page; a chart takes a page, so that none is cut."""
WIDTH, HEIGHT = 800, 600
BARS, LEADING = 32, 8
"""Departments of one chart; departments whose dimensions are shown side by side."""


def write_charts(book: Book, sheet: Worksheet) -> None:
    """Write the sheet; departments in ranking order, at most `BARS` to a chart."""
    ranking = book.evaluation.ranking
    rows = int(ranking["total"].notna().sum())
    sheet.hide_gridlines(2)
    sheet.set_default_row(ROW_HEIGHT * 0.75)
    sheet.write_string(0, 0, _(CHARTS), book.styles.title())
    parts = _parts(rows)
    charts = [_totals(book, *part, whole=len(parts) == 1) for part in parts]
    charts += [_dimensions(book, min(rows, LEADING))] if rows else []
    if book.parts.stability is not None:
        spans = _parts(len(book.parts.stability.table))
        charts += [_intervals(book, *span, whole=len(spans) == 1) for span in spans]
    for number, (chart, description) in enumerate(charts):
        sheet.insert_chart(
            1 + number * PAGE_ROWS, 0, chart, {"description": description, "object_position": 3}
        )
    sheet.set_h_pagebreaks([1 + number * PAGE_ROWS for number in range(1, len(charts))])
    page(sheet, _(CHARTS), pages_wide=0)


def _parts(rows: int) -> list[tuple[int, int]]:
    """First and last row (exclusive) of each chart, about equally many to a chart."""
    charts = -(-rows // BARS)
    size = -(-rows // charts) if charts else 1
    return [(start, min(start + size, rows)) for start in range(0, rows, size)]


def _bars(book: Book, title: str, *, stacked: bool = False) -> Chart:
    """A bar chart of scores from 0 to the full score, the first department on top."""
    chart = book.workbook.add_chart({"type": "bar", **({"subtype": "stacked"} if stacked else {})})
    chart.set_title({"name": title, "name_font": {"size": 14}})
    chart.set_legend({"none": True})
    grid = {"visible": True, "line": {"color": "#D9E1EA"}}
    chart.set_x_axis({"min": 0, "max": book.evaluation.scheme.scale, "major_gridlines": grid})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 8}})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    return chart


def _cells(sheet: str, column: int, start: int, end: int) -> list[Any]:
    return [_(sheet), FIRST_ROW + start, column, FIRST_ROW + end - 1, column]


def _titled(title: str, start: int, end: int, whole: bool) -> str:
    return (
        title
        if whole
        else _("{title}（第 {first}–{last} 名）").format(title=title, first=start + 1, last=end)
    )


def _totals(book: Book, start: int, end: int, *, whole: bool) -> tuple[Chart, str]:
    chart = _bars(book, _titled(_("各部门总分"), start, end, whole))
    chart.add_series(
        {"name": _("总分"), "categories": _cells(RANKING, 1, start, end),
         "values": _cells(RANKING, TOTAL_COLUMN, start, end), "fill": {"color": COLOURS[0]}, "gap": 40,
         "data_labels": {"value": True, "num_format": "0.0", "font": {"size": 8}}}
    )  # fmt: skip
    return chart, _("各部门总分，按名次排列")


def _dimensions(book: Book, shown: int) -> tuple[Chart, str]:
    chart = _bars(book, _("前 {n} 名的各维度得分").format(n=shown))
    for n, dimension in enumerate(book.evaluation.scheme.children()):
        chart.add_series(
            {"name": _(dimension.title), "categories": _cells(RANKING, 1, 0, shown),
             "values": _cells(RANKING, FIRST_DIMENSION + n, 0, shown),
             "fill": {"color": COLOURS[n % len(COLOURS)]}, "gap": 60}
        )  # fmt: skip
    chart.set_legend({"position": "bottom"})
    return chart, _("排名靠前部门的各维度得分")


def _intervals(book: Book, start: int, end: int, *, whole: bool) -> tuple[Chart, str]:
    """A bar per department from the lower to the upper end of its total."""
    chart = _bars(book, _titled(_("总分的 90% 区间"), start, end, whole), stacked=True)
    names = _cells(STABILITY, 1, start, end)
    chart.add_series(
        {"name": _("下限"), "categories": names, "values": _cells(STABILITY, LOWER, start, end),
         "fill": {"none": True}, "border": {"none": True}}
    )  # fmt: skip
    chart.add_series(
        {"name": _("总分 90% 区间"), "categories": names, "values": _cells(STABILITY, HIGH_LOW, start, end),
         "fill": {"color": COLOURS[0]}, "gap": 40}
    )  # fmt: skip
    return chart, _("各部门总分的 90% 区间，按名次排列")

"""Sheet 图表: totals by department, dimensions side by side, intervals; drawn from the live cells."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from exports.book import CHARTS, RANKING, Book
from exports.ranking_sheet import FIRST_DIMENSION, TOTAL_COLUMN
from exports.stability_sheet import interval_chart
from exports.styles import FIRST_ROW, page
from language import _

COLOURS = ("#2E75B6", "#ED7D31", "#7F7F7F", "#FFC000", "#5B9BD5", "#70AD47")
ROW_HEIGHT = 20


def write_charts(book: Book, sheet: Worksheet) -> None:
    """Write the sheet; departments in ranking order."""
    scheme, ranking = book.evaluation.scheme, book.evaluation.ranking
    rows = int(ranking["total"].notna().sum())
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, _(CHARTS), book.styles.title())
    if not rows:
        return
    last = FIRST_ROW + rows - 1
    ranks = _(RANKING)
    names = [ranks, FIRST_ROW, 1, last, 1]
    height = max(260, 60 + 19 * rows)
    totals = book.workbook.add_chart({"type": "bar"})
    totals.add_series(
        {"name": _("总分"), "categories": names, "values": [ranks, FIRST_ROW, TOTAL_COLUMN, last, TOTAL_COLUMN],
         "fill": {"color": COLOURS[0]}, "gap": 40,
         "data_labels": {"value": True, "num_format": "0.0", "font": {"size": 8}}}
    )  # fmt: skip
    totals.set_title({"name": _("各部门总分"), "name_font": {"size": 14}})
    totals.set_legend({"none": True})
    totals.set_x_axis(
        {"min": 0, "max": scheme.scale, "major_gridlines": {"visible": True, "line": {"color": "#D9E1EA"}}}
    )
    totals.set_y_axis({"reverse": True, "num_font": {"size": 8}})
    totals.set_size({"width": 980, "height": height})
    sheet.insert_chart(2, 0, totals, {"description": _("各部门总分，按名次排列")})
    place = 4 + height // ROW_HEIGHT
    dimensions = book.workbook.add_chart({"type": "bar", "subtype": "clustered"})
    shown = min(rows, 10)
    for n, dimension in enumerate(scheme.children()):
        column = FIRST_DIMENSION + n
        dimensions.add_series(
            {"name": _(dimension.title), "categories": [ranks, FIRST_ROW, 1, FIRST_ROW + shown - 1, 1],
             "values": [ranks, FIRST_ROW, column, FIRST_ROW + shown - 1, column],
             "fill": {"color": COLOURS[n % len(COLOURS)]}}
        )  # fmt: skip
    dimensions.set_title({"name": _("前 {n} 名的各维度得分").format(n=shown), "name_font": {"size": 14}})
    dimensions.set_legend({"position": "bottom"})
    dimensions.set_x_axis({"min": 0, "max": scheme.scale})
    dimensions.set_y_axis({"reverse": True, "num_font": {"size": 8}})
    tall = 120 + 14 * shown * max(len(scheme.children()), 1)
    dimensions.set_size({"width": 980, "height": tall})
    sheet.insert_chart(place, 0, dimensions, {"description": _("排名靠前部门的各维度得分")})
    place += 2 + tall // ROW_HEIGHT
    if book.parts.stability is not None:
        interval_chart(book, sheet, place, len(book.parts.stability.table))
    page(sheet, _(CHARTS))

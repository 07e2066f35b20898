"""The ranking of departments with intervals, and every point traced to its source rows."""

from __future__ import annotations

import streamlit as st

from access import READERS, Role
from ui import blocks, messages, printing
from ui.access import require
from ui.charts.ranking_dimensions import dimensions
from ui.charts.stability import intervals
from ui.language import _
from ui.readings import evaluation as reading
from ui.readings import stability
from ui.rounds import basis as results
from ui.rounds import department
from ui.rounds.preparing import workbook_button
from ui.rounds.workbooks import workbook


def render() -> None:
    """Draw the page."""
    require(*READERS, Role.DEPARTMENT)
    chosen = blocks.begin("evaluation")
    with messages.explained():
        top = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
        with top:
            basis = results.choose(chosen)
        result = results.result(basis)
        table = reading.ranked(result, results.intervals(basis), chosen.departments)
        name = reading.chosen_department(table, chosen.department)
        blocks.tiles(reading.own_tiles(table, name) if name else reading.summary(result, table))
        st.caption(results.note(basis) + reading.scheme_note(result))
        with top:
            file_name = reading.heading(result, basis.file_name)
            workbook_button(_("下载评价工作簿"), workbook(basis), file_name, "evaluation_workbook")
            if name and chosen.own is None:
                department.back_to_city()
        if name:
            department.draw(basis, result, name)
            return
        if table.empty:
            messages.empty(_("这一结果中没有所选部门。"), _("请另选一个结果或部门。"))
            return
        by_group = results.order()
        left, right = st.columns([4, 3], gap="medium")
        with left:
            limits, line = reading.floors(result), results.budget_line()
            blocks.chart(
                lambda: intervals(table, limits, budget=line, by_group=by_group),
                f"evaluation_ranking_{basis.name}_{by_group}",
                chosen,
                narrows=True,
            )
        with right:
            order = table["department"].tolist()
            blocks.chart(
                lambda: dimensions(result.dimensions, order, reading.dimension_order(result)),
                f"evaluation_heat_{basis.name}",
                chosen,
                narrows=True,
            )
        blocks.table(
            stability.table(table),
            "evaluation_table",
            title=_("排名"),
            narrows=True,
            follows=True,
            height=520,
        )
        if not printing.asked():
            messages.empty(
                _("选择一个部门，查看每一分扣在哪里。"),
                _("点击上图或上表中的部门，或在上方“部门”中选择。"),
            )
        department.watch(basis)

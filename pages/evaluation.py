"""The ranking of departments, and every point traced to its source rows."""

from __future__ import annotations

import streamlit as st

from ui import blocks, messages, reads
from ui.access import require
from ui.charts.ranking import ranking
from ui.language import _
from ui.readings import evaluation as reading


def render() -> None:
    """Draw the page."""
    require()
    chosen = blocks.begin("evaluation")
    with messages.explained():
        result = reads.evaluation(chosen)
        table = reading.ranked(result, chosen.departments)
        name = reading.chosen_department(table, chosen.department)
        blocks.tiles(reading.own_tiles(table, name) if name else reading.summary(result, table))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(reading.scheme_note(result), width="stretch")
            blocks.file_button(
                _("下载评价工作簿"), reading.workbook(chosen), reading.heading(result), "evaluation_workbook"
            )
        left, right = st.columns([2, 3], gap="medium")
        with left:
            floors = reading.floors(result)
            blocks.chart(lambda: ranking(table, floors, name), "evaluation_ranking", chosen, narrows=True)
        with right:
            hidden = ("total_unrounded", "grade_by_points")
            blocks.table(table, "evaluation_table", title=_("排名"), hide=hidden, narrows=True, height=520)
        if name is None:
            messages.empty(
                _("选择一个部门，查看每一分扣在哪里。"),
                _("点击上图或上表中的部门，或在上方“部门”中选择。"),
            )
            return
        st.subheader(_("{name}：逐项得分").format(name=name), anchor=False)
        code = blocks.pick_row(
            reading.indicator_rows(result, name),
            "evaluation_indicators",
            title=_("指标得分（点击一项查看依据）"),
            column="code",
        )
        if code:
            evidence = reads.evidence(chosen, code, name)
            title = _("指标 {code} 的依据").format(code=code)
            blocks.table(evidence, "evaluation_evidence", title=title, as_of=chosen.window.as_of)

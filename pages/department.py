"""One department: how it stands, what it should see to first, with whom it shares."""

from __future__ import annotations

import streamlit as st

from access import READERS, Role
from ui import blocks, filters, messages, printing, reads
from ui.access import require
from ui.blocks import Sheet
from ui.charts.counts import counts
from ui.charts.palette import GOOD
from ui.charts.positions import positions
from ui.filters import Filters
from ui.language import _
from ui.readings import department as reading
from ui.readings.comparison import of, sides
from ui.readings.scoreboard import HEADLINES


def render() -> None:
    """Draw the page."""
    person = require(*READERS, Role.DEPARTMENT)
    chosen = blocks.begin("department")
    name = chosen.department
    if name is None:
        messages.empty(_("请选择一个部门。"), _("在上方“部门”中选择，或从下表点击。"))
        rates = reads.metric("on_time_rate", chosen)
        blocks.table(rates, "department_pick", title=_("各部门"), metric="on_time_rate", narrows=True)
        return
    st.subheader(messages.plain(name), anchor=False)
    own = of({rate: reads.metric(rate, chosen) for rate in HEADLINES})
    earlier = of({rate: reads.before(rate, chosen) for rate in HEADLINES})
    city = None
    if not person.limited_to:
        city = of({rate: reads.at(rate, chosen.snapshot, chosen.window) for rate in HEADLINES})
    blocks.tiles(reading.tiles(own, earlier, city))
    left, right = st.columns(2, gap="medium")
    with left:
        _tasks(chosen)
    with right:
        other, known = (_("全市"), city) if city else (_("上期"), earlier)
        title = _("与{other}相比").format(other=other)
        blocks.chart(lambda: positions(sides(own, known), title, name, other), "department_city", chosen)
    flows = reads.metric("usage_flows", chosen)
    blocks.chart(
        lambda: counts(
            reading.partners(flows, name), _("与哪些部门共享数据"), _("次调用"), colour=GOOD, most=12
        ),
        "department_partners",
        chosen,
    )
    blocks.sheets("department_tab", chosen, [Sheet(task.metric, _(task.title)) for task in reading.TASKS])
    if not person.limited_to and not printing.asked():
        st.button(_("看全市"), icon=":material/arrow_back:", key="department_all", on_click=filters.widen)


def _tasks(chosen: Filters) -> None:
    found = {task.metric: len(reads.listed(task.metric, chosen)) for task in reading.TASKS}
    table = reading.tasks(found, reads.MOST_LISTED)
    if table.empty:
        messages.empty(_("本部门没有需要处理的问题。"), _("截至所选日期，各项要求都已做到。"))
        return
    blocks.table(table, "department_tasks", title=_("先改什么"))

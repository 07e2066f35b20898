"""Two departments beside each other, or the same one in two periods."""

from __future__ import annotations

import streamlit as st

from access import READERS, Role
from metrics import Window
from ui import address, blocks, lake, messages, periods, printing, reads
from ui.access import require
from ui.charts.positions import positions
from ui.figures import Rate
from ui.filters import Filters
from ui.language import _
from ui.readings.comparison import of, sides, written
from ui.readings.scoreboard import HEADLINES


def render() -> None:
    """Draw the page."""
    person = require(*READERS, Role.DEPARTMENT)
    chosen = blocks.begin("compare")
    modes = {"periods": _("两个时段"), "departments": _("两个部门")}
    if person.limited_to or (printing.asked() and len(chosen.departments) != 2):
        modes.pop("departments")
    for mode in blocks.views("compare_mode", modes):
        if mode == "departments":
            _departments(chosen)
        else:
            _periods(chosen)


def _departments(chosen: Filters) -> None:
    if len(chosen.departments) != 2:
        messages.empty(
            _("请在上方“部门”中选择两个部门。"), _("选定后，两个部门的各项比率并列显示。链接可直接发给同事。")
        )
        return
    first, second = chosen.departments
    rates = {name: reads.metric(name, chosen) for name in HEADLINES}
    _draw(chosen, (first, second), of(rates, (first,)), of(rates, (second,)), "departments")


def _periods(chosen: Filters) -> None:
    known = lake.state(chosen.snapshot)
    anchor = known.data_as_of or chosen.window.as_of
    options = [code for code in periods.offered(anchor, known.first_day) if code != periods.CUSTOM]
    before = chosen.previous()
    usual = next((code for code in options if periods.bounds(code, anchor)[0] == before.start), options[-1])
    address.take("other_period", address.one_of(options))
    with printing.off_paper():
        code = st.selectbox(
            _("与哪个时段比"),
            options,
            index=options.index(usual),
            format_func=periods.title,
            key="other_period",
            width=220,
        )
    code = code or usual
    address.put("other_period", [code] if code != usual else [])
    start, end = periods.bounds(code, anchor)
    other = Window(start=start, end=min(end, anchor), as_of=min(end, anchor))
    now = {name: reads.metric(name, chosen) for name in HEADLINES}
    then = {
        name: reads.among(reads.at(name, chosen.snapshot, other, chosen.department), chosen.departments)
        for name in HEADLINES
    }
    names = (
        _("{period}（{scope}）").format(period=chosen.period_title, scope=chosen.scope_title),
        _("{period}（{scope}）").format(period=periods.title(code), scope=chosen.scope_title),
    )
    _draw(chosen, names, of(now), of(then), f"periods_{code}")


def _draw(
    chosen: Filters, names: tuple[str, str], first: dict[str, Rate], second: dict[str, Rate], key: str
) -> None:
    title = _("各项比率对比")
    blocks.chart(lambda: positions(sides(first, second), title, *names), f"compare_{key}", chosen)
    blocks.table(written(first, second, names), f"compare_{key}_table", title=_("对比明细"))

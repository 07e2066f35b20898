"""The top of a page: title, the question it answers, filters, and what the figures stand on."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from ui import filters, lake, navigation
from ui.language import _


def opening(stem: str) -> None:
    """Title of the page and the question it answers."""
    entry = navigation.BY_STEM[stem]
    st.title(_(entry.title), anchor=False)
    st.caption(_(entry.question))


def begin(stem: str) -> filters.Filters:
    """Title, question, filters and provenance; stops with the next step while the lake is empty."""
    opening(stem)
    snapshot = lake.snapshot()
    if lake.state(snapshot).is_empty:
        first_step()
    chosen = filters.choose(snapshot)
    provenance(chosen)
    return chosen


def provenance(chosen: filters.Filters) -> None:
    """What the figures below stand on: data as of, period, scope, snapshot, coverage."""
    known = lake.state(chosen.snapshot)
    sentence = _(
        "数据截至 {day} · 统计时段 {start} 至 {end} · {scope} · 快照 {snapshot} · 覆盖 {feeds} 类数据"
    )
    st.caption(
        sentence.format(
            day=known.data_as_of.isoformat() if known.data_as_of else "—",
            start=chosen.window.start,
            end=chosen.window.end,
            scope=chosen.scope_title,
            snapshot=chosen.snapshot,
            feeds=len(known.feeds),
        )
    )


def first_step() -> NoReturn:
    """What to do with an empty lake; nothing after it is drawn."""
    with st.container(border=True):
        st.subheader(_("还没有数据"), anchor=False)
        st.markdown(
            _(
                "1. 先上传**部门名录**，再上传**资源目录**、**共享申请**、**使用日志**等文件；\n"
                "2. 系统逐行检查，不能接收的行会说明原因并可下载更正；\n"
                "3. 载入后，本页立即显示结果。"
            )
        )
        links(["upload", "method"])
        st.caption(_("只想先看看效果：在服务器上运行 make run 会载入一座示例城市。"))
    st.stop()


def links(stems: list[str]) -> None:
    """Ways on to other pages."""
    with st.container(horizontal=True, gap="small"):
        for stem in stems:
            entry = navigation.BY_STEM[stem]
            st.page_link(navigation.page(stem), label=_(entry.title), icon=f":material/{entry.icon}:")

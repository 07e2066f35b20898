"""The top of a page: title, the question it answers, filters, and what the figures stand on."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from metrics.words import word
from ui import access, ahead, filters, lake, navigation, printing
from ui.language import _


def opening(stem: str) -> None:
    """Title of the page and the question it answers."""
    entry = navigation.BY_STEM[stem]
    if printing.asked():
        st.title(_(entry.title), anchor=False)
    else:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.title(_(entry.title), anchor=False, width="stretch")
            printing.link()
    st.caption(_(entry.question))


def begin(stem: str) -> filters.Filters:
    """Title, question, filters and provenance; stops with the next step while the lake is empty.

    The filters carry the reader's only department, so that every read made with them is limited in its query.
    """
    opening(stem)
    snapshot = lake.snapshot()
    if lake.state(snapshot).is_empty:
        first_step()
    with printing.off_paper():
        chosen = filters.choose(snapshot, access.identity().limited_to)
    provenance(chosen)
    _partly(lake.state(snapshot).feeds)
    if stem in ahead.PAGES:
        ahead.read(stem, chosen)
    return chosen


CORE = ("departments", "catalogue", "requests", "usage", "refreshes")
"""Feeds without which figures are missing everywhere."""


def _partly(feeds: tuple[str, ...]) -> None:
    """Which core feeds were never loaded, so that nobody takes an empty figure for a good one."""
    missing = [word("feed", feed) for feed in CORE if feed not in feeds]
    if missing:
        sentence = _("尚未载入：{names}。与之有关的数字不予计算，空白不表示没有问题。")
        st.info(sentence.format(names=_("、").join(missing)), icon=":material/info:")


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
    """Ways on to other pages; on paper there are none."""
    if printing.asked():
        return
    with st.container(horizontal=True, gap="small"):
        for stem in stems:
            entry = navigation.BY_STEM[stem]
            st.page_link(navigation.page(stem), label=_(entry.title), icon=f":material/{entry.icon}:")


def waiting(sentences: list[tuple[str, str]]) -> None:
    """What waits for a decision, each with the way to the page where it is decided if
    the reader may open it; nothing where nothing waits.
    """
    if not sentences:
        return
    person = access.identity()
    with st.container(horizontal=True, gap="small", vertical_alignment="center", border=True):
        st.markdown(f"**{_('等待处理')}**", width="content")
        for stem, sentence in sentences:
            entry = navigation.BY_STEM.get(stem)
            if entry is None or printing.asked() or not entry.readable(person):
                icon = f":material/{entry.icon}: " if entry else ""
                st.markdown(f":small[{icon}{sentence}]", width="content")
            else:
                st.page_link(
                    navigation.page(stem), label=sentence, icon=f":material/{entry.icon}:", width="content"
                )

"""The register of pages: address, title, icon, section, the question each answers, and who may read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

import streamlit as st

from access import READERS, Person, Role
from language import N_
from ui import access, printing
from ui.language import _


@dataclass(frozen=True)
class PageEntry:
    """One page. `stem` names its module under pages/ and its address; `roles` may read it."""

    stem: str
    title: str
    icon: str
    section: str
    question: str
    roles: frozenset[Role] = READERS

    def readable(self, person: Person) -> bool:
        """Whether the person may open the page."""
        return bool(person.roles & self.roles)

    def render(self) -> None:
        """Draw the page; its module is imported only now."""
        access.enter(self.stem)
        import_module(f"pages.{self.stem}").render()


DETAIL = READERS | {Role.DEPARTMENT}
"""Who reads a page that shows a department its own part only."""
SEE, JUDGE, WORK, KEEP = N_("看情况"), N_("作评价"), N_("办业务"), N_("管系统")
EVERYBODY = frozenset(Role)
PAGES = (
    PageEntry(
        "overview",
        N_("总览"),
        "dashboard",
        SEE,
        N_("全市数据共享情况如何，哪里变差了，哪些部门需要督促？"),
    ),
    PageEntry(
        "response",
        N_("响应时间"),
        "timer",
        SEE,
        N_("共享申请是否在规定的工作日内得到答复？（第九条）"),
        DETAIL,
    ),
    PageEntry(
        "freshness", N_("数据更新"), "update", SEE, N_("共享的数据是否按申报的频度更新？（第十条）"), DETAIL
    ),
    PageEntry(
        "conformity",
        N_("目录合规"),
        "fact_check",
        SEE,
        N_("资源目录是否完整、合规、按时更新？（第六至九条、第十一条）"),
        DETAIL,
    ),
    PageEntry(
        "use",
        N_("授权使用"),
        "verified_user",
        SEE,
        N_("共享数据由谁使用，是否都在授权范围内？（第九、十九、二十条）"),
        DETAIL,
    ),
    PageEntry(
        "department",
        N_("部门情况"),
        "apartment",
        SEE,
        N_("这个部门做得怎样，先改什么，与谁共享数据？"),
        DETAIL,
    ),
    PageEntry(
        "compare",
        N_("对比"),
        "compare_arrows",
        SEE,
        N_("两个部门、两个时段相比，差在哪里？"),
        DETAIL,
    ),
    PageEntry(
        "search",
        N_("查找"),
        "search",
        SEE,
        N_("资源、部门、申请，一处查找。"),
        DETAIL,
    ),
    PageEntry(
        "evaluation",
        N_("评价"),
        "leaderboard",
        JUDGE,
        N_("各部门得分多少，每一分扣在哪里？（第十四、十五条）"),
        DETAIL,
    ),
    PageEntry(
        "rounds",
        N_("评价期次"),
        "event_available",
        JUDGE,
        N_("每一期何时公示、何时封存，结果能否复核，与上期相比怎样？（第十四条）"),
        DETAIL,
    ),
    PageEntry(
        "duplicates",
        N_("重复采集"),
        "content_copy",
        JUDGE,
        N_("谁在向群众和企业重复采集别的部门已经共享的数据？（第五条、第十三条、第二十条）"),
        DETAIL,
    ),
    PageEntry(
        "appeals",
        N_("申诉"),
        "gavel",
        JUDGE,
        N_("哪些扣分有争议，何时裁定，裁定后得分和名次怎样变化？"),
        frozenset({Role.LEADER, Role.EVALUATOR, Role.DEPARTMENT}),
    ),
    PageEntry(
        "budget",
        N_("资金建议"),
        "payments",
        JUDGE,
        N_("哪些项目的资金该安排、暂缓、暂停或不予安排，依据是什么？（第十五、十六条）"),
    ),
    PageEntry(
        "notices",
        N_("整改通知"),
        "assignment_late",
        JUDGE,
        N_("该通知哪些部门限期整改，整改了没有，哪些逾期？（第二十条）"),
    ),
    PageEntry(
        "schemes",
        N_("评价方案"),
        "tune",
        JUDGE,
        N_("权重和评分线是怎样定的，改了会怎样？（第十四条）"),
        frozenset({Role.LEADER, Role.EVALUATOR}),
    ),
    PageEntry(
        "upload",
        N_("上传数据"),
        "upload_file",
        WORK,
        N_("文件收到了没有，哪些行没有收、为什么？"),
        frozenset({Role.UPLOADER, Role.EVALUATOR, Role.ADMINISTRATOR}),
    ),
    PageEntry(
        "audit",
        N_("操作记录"),
        "history",
        KEEP,
        N_("谁在什么时候、从哪个页面改了什么？"),
        frozenset({Role.ADMINISTRATOR}),
    ),
    PageEntry(
        "administration",
        N_("系统管理"),
        "settings",
        KEEP,
        N_("谁能进入系统，期限和日历按什么算，数据湖是否需要维护？"),
        frozenset({Role.ADMINISTRATOR}),
    ),
    PageEntry("method", N_("方法说明"), "menu_book", WORK, N_("每个数字怎么算，依据哪一条？"), EVERYBODY),
)
BY_STEM = {entry.stem: entry for entry in PAGES}
FIRST = PAGES[0]
"""The page at the root of the address."""


def menu(person: Person) -> st.Page:
    """Draw the menu of the pages this person may open, and return the page asked for.

    Every page keeps its address for everybody: one that may not be read answers with a polite refusal. The root shows
    the first page this person may read, which has its own address besides.
    """
    home = next((entry for entry in PAGES if entry.readable(person)), FIRST)
    sections: dict[str, list[st.Page]] = {"": [_named(FIRST)]}
    for entry in PAGES:
        shown: Literal["visible", "hidden"] = "visible" if entry.readable(person) else "hidden"
        if entry is FIRST:
            sections.setdefault(_(entry.section), []).append(_root(home.render, shown))
        else:
            sections.setdefault(_(entry.section), []).append(_page(entry, shown))
    return st.navigation(sections, position="hidden" if printing.asked() else "sidebar", expanded=True)


def closed(show: Callable[[], None]) -> st.Page:
    """No menu; every address shows the same page."""
    pages = [st.Page(show, title=_("政务数据共享评价"), url_path="home", default=True)]
    pages += [st.Page(show, title=_("政务数据共享评价"), url_path=entry.stem) for entry in PAGES]
    return st.navigation(pages, position="hidden")


def page(stem: str) -> st.Page:
    """The Streamlit page of an entry, as the target of links between pages."""
    entry = BY_STEM[stem]
    return _root(entry.render, "visible") if entry is FIRST else _page(entry, "visible")


def _page(entry: PageEntry, visibility: Literal["visible", "hidden"]) -> st.Page:
    return st.Page(
        entry.render,
        title=_(entry.title),
        icon=f":material/{entry.icon}:",
        url_path=entry.stem,
        visibility=visibility,
    )


def _root(show: Callable[[], None], visibility: Literal["visible", "hidden"]) -> st.Page:
    return st.Page(
        show,
        title=_(FIRST.title),
        icon=f":material/{FIRST.icon}:",
        url_path="home",
        default=True,
        visibility=visibility,
    )


def _named(entry: PageEntry) -> st.Page:
    """The first page under its own name, for who types or keeps that address; the menu leads to the root."""
    return _page(entry, "hidden")

"""The register of pages: address, title, icon, section, the question each answers, and who may read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import streamlit as st

from ui.access import READERS, Identity, Role
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

    def render(self) -> Callable[[], None]:
        """The page's render function; its module is imported only when the page is shown."""

        def show() -> None:
            import_module(f"pages.{self.stem}").render()

        show.__name__ = self.stem
        return show


SEE, JUDGE, WORK = "看情况", "作评价", "办业务"
PAGES = (
    PageEntry("overview", "总览", "dashboard", SEE, "全市数据共享情况如何，哪里变差了，哪些部门需要督促？"),
    PageEntry("response", "响应时间", "timer", SEE, "共享申请是否在规定的工作日内得到答复？（第九条）"),
    PageEntry("freshness", "数据更新", "update", SEE, "共享的数据是否按申报的频度更新？（第十条）"),
    PageEntry(
        "conformity",
        "目录合规",
        "fact_check",
        SEE,
        "资源目录是否完整、合规、按时更新？（第六至九条、第十一条）",
    ),
    PageEntry(
        "use",
        "授权使用",
        "verified_user",
        SEE,
        "共享数据由谁使用，是否都在授权范围内？（第九、十九、二十条）",
    ),
    PageEntry(
        "evaluation", "评价", "leaderboard", JUDGE, "各部门得分多少，每一分扣在哪里？（第十四、十五条）"
    ),
    PageEntry(
        "upload",
        "上传数据",
        "upload_file",
        WORK,
        "文件收到了没有，哪些行没有收、为什么？",
        frozenset({Role.UPLOADER, Role.EVALUATOR, Role.ADMINISTRATOR}),
    ),
    PageEntry("method", "方法说明", "menu_book", WORK, "每个数字怎么算，依据哪一条？", frozenset(Role)),
)
BY_STEM = {entry.stem: entry for entry in PAGES}


def visible(person: Identity) -> dict[str, list[st.Page]]:
    """The pages this person may open, by section, for `st.navigation`."""
    sections: dict[str, list[st.Page]] = {}
    for entry in PAGES:
        if person.roles & entry.roles:
            sections.setdefault(_(entry.section), []).append(page(entry.stem))
    return sections


def page(stem: str) -> st.Page:
    """The Streamlit page of an entry; also the target of links between pages."""
    entry = BY_STEM[stem]
    return st.Page(
        entry.render(),
        title=_(entry.title),
        icon=f":material/{entry.icon}:",
        url_path=entry.stem,
        default=entry is PAGES[0],
    )

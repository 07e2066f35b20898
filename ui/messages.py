"""What people read when something is empty, wrong or refused: what, where, and what to do. Never a
traceback.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import streamlit as st

from language.retelling import retold
from ui.language import _
from warehouse.errors import SharingError

log = logging.getLogger("sharing")


_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~$:<>&-])")


def plain(text: str) -> str:
    """A text from a file or a person as it is: nothing in it is taken for formatting."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def show(error: SharingError) -> None:
    """An explained error as one box: what was refused, where, what to do."""
    parts = [f"**{plain(retold(error.what))}**"]
    if error.where:
        lines = (plain(retold(line)) for line in error.where.splitlines())
        parts.append(_("位置：{where}").format(where="  \n".join(lines)))
    if error.remedy:
        parts.append(_("处理办法：{remedy}").format(remedy=retold(error.remedy)))
    st.error("\n\n".join(parts), icon=":material/error:")


def refuse(what: str, remedy: str) -> NoReturn:
    """A polite page with one sentence and the way on; nothing after it runs."""
    st.warning(f"**{what}**\n\n{remedy}", icon=":material/lock:")
    st.stop()


def empty(what: str, next_step: str) -> None:
    """A section without data, and the next step that fills it."""
    with st.container(border=True):
        st.markdown(f"**{what}**")
        st.caption(next_step)


def unexpected(error: Exception) -> bool:
    """Handler of everything not foreseen: the details go to the log, the reader gets a sentence and a way
    on.
    """
    if isinstance(error, SharingError):
        show(error)
        return True
    log.error("page failed", exc_info=error)
    st.error(
        f"**{_('本页暂时无法显示。')}**\n\n"
        + _("数据没有受到影响。请刷新页面重试；仍不成功时，请把操作时间告知管理员，详细原因已写入运行日志。"),
        icon=":material/error:",
    )
    return True


@contextmanager
def explained() -> Iterator[None]:
    """Sections inside show their explained errors in place, so the rest of the page stays."""
    try:
        yield
    except SharingError as error:
        show(error)

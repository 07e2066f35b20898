"""The version of a page to be printed or kept as PDF: no menus, no buttons, every table written out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from ui import messages
from ui.language import _

PARAMETER = "print"
MOST_ROWS, MOST_COLUMNS = 12, 7
"""What of a table stands on paper; its export has all."""


def asked() -> bool:
    """Whether the address asks for the printed version."""
    return st.query_params.get(PARAMETER) == "1"


def link() -> None:
    """The way to the printed version of this page with what it is set to, in a window of its own."""
    settings = [(key, text) for key in st.query_params for text in st.query_params.get_all(key)]
    st.link_button(
        _("打印版"),
        "?" + urlencode([*settings, (PARAMETER, "1")]),
        type="tertiary",
        icon=":material/print:",
        help=_("在新窗口打开没有菜单和按钮的版本，再用浏览器打印（Ctrl+P）或另存为 PDF。"),
    )


@contextmanager
def off_paper() -> Iterator[None]:
    """Controls drawn inside keep their values and are left out of the printed version."""
    if not asked():
        yield
        return
    place = st.empty()
    with place.container():
        yield
    place.empty()


def written_table(texts: pd.DataFrame) -> str:
    """A frame of texts as a Markdown table; nothing in a cell is taken for formatting."""
    rows = [[messages.plain(str(title)) for title in texts.columns], ["---"] * len(texts.columns)]
    rows += [[messages.plain(cell) or " " for cell in row] for row in texts.itertuples(index=False)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)

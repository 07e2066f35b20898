"""What a page is set to, kept in its address, so that a link shows a colleague the same page. The codes in it mean the
same in every language.

The address is read when a session begins and when the reader goes to another page or back; otherwise the widgets lead
and the address follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

CARRIED = ("lang", "role", "own_department", "period", "between", "as_of", "peer_group", "department")
"""What goes along to other pages."""


def arrive(page: str) -> None:
    """Say which page is being drawn, before its widgets; the address is heard when it is another one than before.

    What is carried is written at once: only what the server has written does the browser take along to the next page,
    and writing it in one piece leaves no half addresses in the browser's history.
    """
    st.session_state["_heard"] = heard = st.session_state.get("_at") != page
    st.session_state["_at"] = page
    if heard:
        carried = {key: st.query_params.get_all(key) for key in st.query_params}
        st.query_params.update({**st.session_state.get("_carried", {}), **carried})


def take(key: str, read: Callable[[list[str]], Any]) -> None:
    """Set the widget `key` to what the address says, else to what it was on the page before; called before it is drawn.

    `read` turns the address's texts into the widget's value and returns None for what cannot be used.
    """
    if not st.session_state.get("_heard", True):
        return
    if key in (
        kept := st.session_state.get("_kept", {})
    ):  # a widget of another page is another one, it has to be told
        st.session_state[key] = kept[key]
    texts = st.query_params.get_all(key)
    if texts and (value := read(texts)) is not None:
        st.session_state[key] = value


def put(key: str, texts: Iterable[str] = ()) -> None:
    """Write the widget's value into the address, after it was drawn, and keep it for other pages; a default leaves the
    address empty.
    """
    st.session_state.setdefault("_kept", {})[key] = st.session_state.get(key)
    wanted, written = list(texts), st.query_params.get_all(key)
    if wanted != written:
        if wanted:
            st.query_params[key] = wanted
        else:
            del st.query_params[key]
    carried = st.session_state.setdefault("_carried", {})
    carried.pop(key, None)
    if wanted and key in CARRIED:
        carried[key] = wanted


def choose(key: str, value: Any) -> None:  # noqa: ANN401
    """Set the widget as if the reader had, on this page and on others; for callbacks, before it is drawn."""
    st.session_state[key] = value
    st.session_state.setdefault("_kept", {})[key] = value


def one_of(options: Iterable[str]) -> Callable[[list[str]], str | None]:
    """Reads one code out of the options."""
    known = list(options)
    return lambda texts: texts[-1] if texts[-1] in known else None


def some_of(options: Iterable[str]) -> Callable[[list[str]], list[str] | None]:
    """Reads those codes that are among the options."""
    known = set(options)
    return lambda texts: [text for text in texts if text in known] or None

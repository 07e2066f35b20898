"""The language of this session: the reader's choice, else what the address says, else the browser's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import language
from language import LANGUAGES, N_, _, preferred, speak, speaking
from ui import address

__all__ = ["N_", "_", "begin", "in_this_language", "switch", "together"]

KEY = "lang"
Made = TypeVar("Made")


def _of_session() -> str | None:
    """The session's language, for callbacks and fragments, which run without the router."""
    return st.session_state.get(KEY) if get_script_run_ctx(suppress_warning=True) else None


language.ask(_of_session)


def together(*sentences: str) -> str:
    """Whole sentences after one another, as the language writes them: Chinese puts no space between."""
    return ("" if language.language() == language.CHINESE else " ").join(part for part in sentences if part)


def begin() -> None:
    """Choose the language of this run; the first thing a run does."""
    asked = address.one_of(LANGUAGES)([st.query_params.get(KEY, "")])
    st.session_state.setdefault(KEY, asked or preferred(st.context.locale))
    speak(st.session_state[KEY])


def switch() -> None:
    """The choice of a language; kept in the address where it is not the browser's own."""
    st.radio(
        "语言 / Language",
        list(LANGUAGES),
        format_func=lambda code: LANGUAGES[code],
        key=KEY,
        horizontal=True,
        label_visibility="collapsed",
    )
    chosen = st.session_state[KEY]
    address.put(KEY, [chosen] if chosen != preferred(st.context.locale) else [])


def in_this_language(build: Callable[[], Made]) -> Callable[[], Made]:
    """`build`, to be called later outside the session, such as for a download, in the language chosen now."""
    chosen = language.language()

    def built() -> Made:
        with speaking(chosen):
            return build()

    return built

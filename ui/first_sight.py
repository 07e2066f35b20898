"""On the first page of a visit headline and charts come first, and the tables below them follow by themselves.

A browser must load and start the machinery of tables before it can draw one, which takes it as long as all charts of a
page together. Once it has them, and on paper, everything is drawn at once.
"""

from __future__ import annotations

import streamlit as st

from ui import printing

AFTER = 1.0
"""Seconds until the page is drawn again with its tables."""
FIRST, SOON = "_first_sight", "_follows_soon"


def begin() -> None:
    """Say whether this is a visit's first run of the script; once per run, before the page."""
    st.session_state[FIRST] = FIRST not in st.session_state and not printing.asked()
    st.session_state[SOON] = False


def only() -> bool:
    """Whether this is the first sight, on which what stands below waits."""
    return bool(st.session_state.get(FIRST))


def keep_place(height: int) -> None:
    """Keep so many pixels for what follows, and have it follow."""
    st.skeleton(height=height)
    follow()


def follow() -> None:
    """Have the whole page follow; once per run is enough."""
    if not st.session_state[SOON]:
        st.session_state[SOON] = True
        _draw_again()


def _draw_again() -> None:
    """Have the browser ask for the whole page once it has drawn this one."""
    begun: list[bool] = []

    @st.fragment(run_every=AFTER)
    def again() -> None:
        if begun:
            st.rerun()
        begun.append(True)

    again()

"""Bring files in: choose, load, see what was refused and why, undo."""

from __future__ import annotations

import streamlit as st

from access import Role
from ui import blocks, messages, printing
from ui.access import require
from ui.language import _
from ui.upload import choose_files, history, progress


def render() -> None:
    """Draw the page."""
    person = require(Role.UPLOADER, Role.EVALUATOR, Role.ADMINISTRATOR)
    blocks.opening("upload")
    with messages.explained():
        if not printing.asked():
            st.subheader(_("选择文件"), anchor=False)
            choose_files(person)
            progress(person)
        st.subheader(_("上传记录"), anchor=False)
        history(person)

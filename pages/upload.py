"""Bring files in: choose, load, see what was refused and why, undo."""

from __future__ import annotations

import streamlit as st

from ui import blocks, messages
from ui.access import Role, require
from ui.language import _
from ui.upload import choose_files, history, progress


def render() -> None:
    """Draw the page."""
    person = require(Role.UPLOADER, Role.EVALUATOR, Role.ADMINISTRATOR)
    blocks.opening("upload")
    with messages.explained():
        st.subheader(_("选择文件"), anchor=False)
        choose_files(person)
        progress()
        st.subheader(_("上传记录"), anchor=False)
        history(person)

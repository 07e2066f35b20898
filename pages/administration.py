"""Who may come in, calendar and rules, the register, maintenance."""

from __future__ import annotations

import streamlit as st

from access import Role
from access.reference_files import FILES
from ui import administration, blocks, messages, printing
from ui.access import require
from ui.language import _


def render() -> None:
    """Draw the page."""
    person = require(Role.ADMINISTRATOR)
    blocks.opening("administration")
    titles = [_("访问名单"), *(_(file.title) for file in FILES.values()), _("部门名录"), _("维护")]
    parts = [st.container() for _title in titles] if printing.asked() else st.tabs(titles)
    access_tab, *reference_tabs, register_tab, upkeep_tab = parts
    with access_tab, messages.explained():
        administration.people()
    for tab, name in zip(reference_tabs, FILES, strict=True):
        with tab, messages.explained():
            administration.reference(person, name)
    with register_tab, messages.explained():
        administration.register()
    with upkeep_tab, messages.explained():
        administration.upkeep(person)

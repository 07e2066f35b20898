"""The script behind every address: who is it, which pages may they open, and the one they asked for."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from access import Person
from language import CHINESE, language
from language.retelling import retold
from ui import access, address, demonstration, first_sight, navigation, printing
from ui.language import _, begin, switch

STATIC = Path(__file__).parent.parent / "static"


def main() -> None:
    """Draw the frame and run the page asked for."""
    begin()
    product = _("政务数据共享评价")
    st.set_page_config(
        page_icon=str(STATIC / "icon.png"),
        layout="wide",
        initial_sidebar_state="auto",
        menu_items={"About": _("政务数据共享评价系统：看情况、作评价、办业务。")},
    )
    if not printing.asked():
        logo = "logo.svg" if language() == CHINESE else "logo_en.svg"
        st.logo(str(STATIC / logo), size="large", icon_image=str(STATIC / "icon.png"))
    demonstrated = not access.configured()
    if demonstrated:
        demonstration.begin()
    found = access.visitor()
    asked = navigation.closed(found.show) if isinstance(found, access.Closed) else navigation.menu(found)
    st.set_page_config(page_title=f"{asked.title} · {product}" if asked.title != product else product)
    address.arrive(asked.url_path)
    if not printing.asked():
        _sidebar(found, demonstrated)
    first_sight.begin()
    asked.run()


def _sidebar(found: Person | access.Closed, demonstrated: bool) -> None:
    """Language, who is here, and in the demonstration as whom."""
    with st.sidebar:
        switch()
        if not isinstance(found, access.Closed):
            if demonstrated:
                demonstration.switch()
            _who(found)


def _who(person: Person) -> None:
    """Name of the person behind the session, and the way out."""
    st.caption(
        f":material/person: {retold(person.name)}" + (f" · {person.department}" if person.department else "")
    )
    if access.configured() and st.button(
        _("退出登录"), key="logout", icon=":material/logout:", width="stretch"
    ):
        st.logout()


main()

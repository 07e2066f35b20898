"""The script behind every address: who is it, which pages may they open, and the one they asked for."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui import access, navigation
from ui.language import _

STATIC = Path(__file__).parent / "static"


def main() -> None:
    """Draw the frame and run the page asked for."""
    st.set_page_config(
        page_title=_("政务数据共享评价"),
        page_icon=str(STATIC / "icon.png"),
        layout="wide",
        initial_sidebar_state="auto",
        menu_items={"About": _("政务数据共享评价系统：看情况、作评价、办业务。")},
    )
    st.logo(str(STATIC / "logo.svg"), size="large", icon_image=str(STATIC / "icon.png"))
    person = access.identity()
    asked = st.navigation(navigation.visible(person), expanded=True)
    with st.sidebar:
        st.caption(f":material/person: {person.name} · " + _("仅限本机访问的演示"))
    asked.run()


main()

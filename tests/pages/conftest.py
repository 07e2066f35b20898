"""Drawing single pages without a browser, over a real lake."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.shown_city import LakeAddress, empty_lake, shown_city
from ui.lake import lake

__all__ = ["empty_lake", "shown_city"]

Draw = Callable[..., AppTest]
SECONDS = 120


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Iterator[Draw]:
    """Draw one page over one lake, with query parameters as in an address."""

    def drawn(stem: str, address: LakeAddress, **parameters: str | list[str]) -> AppTest:
        for name, value in address.environment.items():
            monkeypatch.setenv(name, value)
        st.cache_resource.clear()
        st.cache_data.clear()
        page = AppTest.from_string(f"from pages.{stem} import render\nrender()\n", default_timeout=SECONDS)
        for name, given in parameters.items():
            page.query_params[name] = given
        return page.run()

    yield drawn
    lake().close()
    st.cache_resource.clear()
    st.cache_data.clear()

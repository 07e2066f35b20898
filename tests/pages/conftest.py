"""Drawing single pages without a browser, over a real lake."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.shown_city import LakeAddress, empty_lake, shown_city
from ui.lake import lake

__all__ = ["empty_lake", "shown_city"]

Draw = Callable[..., AppTest]
SECONDS = 120


def _forget() -> None:
    lake().close()
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture(scope="module")
def use_lake() -> Iterator[Callable[[LakeAddress], None]]:
    """Make pages read one lake; the one read before is closed when another is asked for."""
    before = dict(os.environ)
    current: list[LakeAddress] = []

    def use(address: LakeAddress) -> None:
        if current[-1:] == [address]:
            return
        if current:
            _forget()
        os.environ.update(address.environment)
        current.append(address)

    yield use
    if current:
        _forget()
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def draw(use_lake: Callable[[LakeAddress], None]) -> Draw:
    """Draw one page over one lake, with query parameters as in an address."""

    def drawn(stem: str, address: LakeAddress, **parameters: str | list[str]) -> AppTest:
        use_lake(address)
        page = AppTest.from_string(f"from pages.{stem} import render\nrender()\n", default_timeout=SECONDS)
        for name, given in parameters.items():
            page.query_params[name] = given
        return page.run()

    return drawn

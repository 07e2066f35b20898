"""Drawing single pages without a browser, over a real lake."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tests.lakes import LakeAddress
from tests.pages.judged import judged_city
from ui.lake import lake

Draw = Callable[..., AppTest]
SECONDS = 120
AUTH = {
    "redirect_uri": "http://127.0.0.1:8501/oauth2callback",
    "cookie_secret": "only for tests, never served",
    "client_id": "sharing",
    "client_secret": "only for tests",
    "server_metadata_url": "http://127.0.0.1:1/.well-known/openid-configuration",
}


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[LakeAddress, str]:
    """A city with a sealed and a published round, and the department that appealed; tests only read it."""
    return judged_city(tmp_path_factory)


@pytest.fixture(scope="session", autouse=True)
def installed_components() -> Iterator[None]:
    """Which packages bring components is read once: reading it for every page takes half the time of drawing it."""
    with pytest.MonkeyPatch.context() as patched:
        found = functools.cache(manifest_scanner.scan_component_manifests)
        patched.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


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
    """Draw one page over one lake, with query parameters as in an address.

    `role` and `own` are the demonstration's role and department; `user` are the claims of a signed-in person.
    """

    def drawn(
        stem: str,
        address: LakeAddress,
        *,
        role: str | None = None,
        own: str | None = None,
        user: dict[str, Any] | None = None,
        **parameters: str | list[str],
    ) -> AppTest:
        use_lake(address)
        script = (
            "from ui import address, language\nfrom ui.navigation import BY_STEM\n"
            f"language.begin()\naddress.arrive({stem!r})\nBY_STEM[{stem!r}].render()\n"
        )
        page = AppTest.from_string(script, default_timeout=SECONDS)
        for key, value in (("role", role), ("own_department", own)):
            if value is not None:
                page.session_state[key] = value
        if user is not None:
            page.secrets["auth"] = AUTH
            page.user = user
        for name, given in parameters.items():
            page.query_params[name] = given
        return page.run()

    return drawn

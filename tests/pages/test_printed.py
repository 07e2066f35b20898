"""The print version of each page: everything to read, nothing to operate."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Draw
from tests.shown_city import LakeAddress

READ = [
    "compare",
    "conformity",
    "department",
    "duplicates",
    "evaluation",
    "freshness",
    "overview",
    "response",
    "use",
]


@pytest.mark.parametrize("stem", READ)
def test_prints_without_controls(draw: Draw, shown_city: LakeAddress, stem: str) -> None:
    page = draw(stem, shown_city, as_of="2026-05-31", print="1")
    assert not page.exception
    assert not page.error
    assert page.title
    assert not page.sidebar
    for kind in ("button", "download_button", "selectbox", "date_input", "text_input"):
        assert not page.get(kind), kind

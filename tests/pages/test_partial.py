"""A lake that holds part of the feeds only: pages say what is missing instead of showing it as nothing wrong."""

from __future__ import annotations

import pytest

from tests.lakes import LakeAddress
from tests.pages.conftest import Draw
from tests.sample_city import own_city
from ui.ahead import PAGES


@pytest.fixture(scope="module")
def partly(tmp_path_factory: pytest.TempPathFactory) -> LakeAddress:
    """Register and catalogue only."""
    return own_city(tmp_path_factory, {"departments", "catalogue"})


@pytest.mark.parametrize("stem", list(PAGES))
def test_a_page_says_which_feeds_are_missing(draw: Draw, partly: LakeAddress, stem: str) -> None:
    page = draw(stem, partly)
    assert not page.exception
    assert not page.error
    assert "尚未载入：共享申请、使用日志、数据更新日志" in page.info[0].value


def test_requests_that_were_never_loaded_are_not_called_none(draw: Draw, partly: LakeAddress) -> None:
    page = draw("overview", partly)
    assert "没有逾期未答复的申请" not in " ".join(text.value for text in page.markdown)
    assert next(tile.value for tile in page.metric if tile.label == "逾期未答复") == "—"

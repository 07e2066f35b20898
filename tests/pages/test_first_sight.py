"""On a visit's first sight tables below the charts wait; the page drawn again, and paper, have them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.lakes import LakeAddress
from tests.pages.conftest import SECONDS

STEMS = ["overview", "conformity", "evaluation"]


@pytest.fixture
def visit(use_lake: Callable[[LakeAddress], None], shown_city: LakeAddress) -> Callable[[str], AppTest]:
    """A visitor's page as the router draws it, not yet run."""

    def opened(stem: str) -> AppTest:
        use_lake(shown_city)
        return AppTest.from_string(
            "from ui import address, first_sight, language\nfrom ui.navigation import BY_STEM\n"
            f"language.begin()\naddress.arrive({stem!r})\nfirst_sight.begin()\nBY_STEM[{stem!r}].render()\n",
            default_timeout=SECONDS,
        )

    return opened


def waiting(page: AppTest) -> int:
    return len(page.get("skeleton"))


def charts(page: AppTest) -> int:
    return len(page.get("vega_lite_chart"))


@pytest.mark.parametrize("stem", STEMS)
def test_headline_and_charts_come_before_the_tables(visit: Callable[[str], AppTest], stem: str) -> None:
    page = visit(stem).run()
    assert not page.exception
    assert not page.dataframe
    first, kept = charts(page), waiting(page)
    assert first >= 2
    assert page.metric
    assert kept >= 1
    named = [text.value for text in page.markdown]
    page.run()
    assert waiting(page) == 0
    assert len(page.dataframe) == kept
    assert all(len(table.value) for table in page.dataframe)
    assert charts(page) == first
    assert [text.value for text in page.markdown] == named, (
        "a table's title and number of rows stand there already"
    )


@pytest.mark.parametrize("stem", STEMS)
def test_the_first_sight_on_paper_is_whole(visit: Callable[[str], AppTest], stem: str) -> None:
    page = visit(stem)
    page.query_params["print"] = "1"
    page.run()
    assert waiting(page) == 0
    assert any("| --- |" in text.value for text in page.markdown)


@pytest.mark.parametrize("stem", ["audit", "method", "search"])
def test_a_page_that_answers_with_a_table_shows_it_at_once(
    visit: Callable[[str], AppTest], stem: str
) -> None:
    page = visit(stem).run()
    assert not page.exception
    assert waiting(page) == 0


def test_a_workbook_can_be_asked_for_once_the_page_is_whole(visit: Callable[[str], AppTest]) -> None:
    page = visit("evaluation").run()
    button = next(one for one in page.get("download_button") if one.label == "下载评价工作簿")
    assert button.disabled
    page.run()
    button = next(one for one in page.get("download_button") if one.label == "下载评价工作簿")
    assert not button.disabled

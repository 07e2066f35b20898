"""On a phone, in both languages: nothing runs out of the screen, and charts keep room for what they draw."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import MILLISECONDS, settled
from ui.navigation import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

RUNS_OUT = """() => [document.documentElement, ...document.querySelectorAll('[data-testid=stMain]')]
    .some(place => place.scrollWidth > place.clientWidth + 1)"""
CUT_OFF = """() => [...document.querySelectorAll('[data-testid=stMetric] p')]
    .filter(text => text.scrollWidth > text.clientWidth + 1).map(text => text.textContent)"""
BESIDE_NAMES = """chart => {
    const drawn = chart.querySelector('svg .role-frame .background').getBoundingClientRect();
    return drawn.width / chart.querySelector('svg').getBoundingClientRect().width;
}"""
OUTSIDE = """chart => {
    const frame = chart.querySelector('svg').getBoundingClientRect();
    return [...chart.querySelectorAll('svg text')].filter(text => {
        const place = text.getBoundingClientRect();
        return place.width && (place.right > frame.right + 1 || place.left < frame.left - 4);
    }).map(text => text.textContent);
}"""
"""Texts of a chart beyond its edges; the box of a title written upwards is 3 pixels wider than its letters."""


@pytest.fixture(params=["zh_CN", "en"])
def phone(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, str]]:
    """A phone's window and the ending of addresses in one language."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(MILLISECONDS)
    yield page, f"?lang={request.param}"
    context.close()


def opened(phone: tuple[Page, str], site: str, stem: str) -> Page:
    page, language = phone
    page.goto(f"{site}/{stem}{language}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settled(page)
    return page


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_nothing_runs_out_of_the_screen_or_is_cut_off(
    phone: tuple[Page, str], site: str, entry: object
) -> None:
    page = opened(phone, site, entry.stem)  # type: ignore[attr-defined]
    assert not page.evaluate(RUNS_OUT)
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("stem", ["evaluation", "response", "freshness", "use"])
def test_charts_keep_most_of_the_width_and_show_every_text_whole(
    phone: tuple[Page, str], site: str, stem: str
) -> None:
    page = opened(phone, site, stem)
    charts = page.get_by_test_id("stVegaLiteChart")
    expect(charts.first.locator("svg .role-frame .background").first).to_be_attached()
    for chart in charts.all():
        assert chart.evaluate(BESIDE_NAMES) > 0.55
        assert chart.evaluate(OUTSIDE) == []

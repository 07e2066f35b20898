"""WCAG 2.1 AA by axe-core on every page, light and dark; the keyboard alone is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import MILLISECONDS, settled
from ui.navigation import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
OF_THE_FRAMEWORK = {
    # the menu's sections are laid out as lists inside a list: Streamlit 1.67 draws them so
    "list": "stSidebarNavItems",
    "listitem": '^.{0,400}<li class="st-emotion-cache-[a-z0-9]+ e1o1t1hb4">',
}
"""Rules that Streamlit's own markup breaks where no page can help it, by what the place looks like."""


REDRAWN = 3000
"""Milliseconds after which a control that is being switched on has its colours."""


@pytest.fixture(scope="module", params=["light", "dark"])
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """One window for each theme: Streamlit's scripts are fetched and compiled once, every page is opened anew."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-CN", color_scheme=request.param
    )
    page = context.new_page()
    page.set_default_timeout(MILLISECONDS)
    yield page
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds on the page at rest; a finding is looked at again, as a control may just be switched on."""
    found = _found(page)
    if found:
        page.wait_for_timeout(REDRAWN)
        settled(page)
        found = _found(page)
    return found


def _found(page: Page) -> list[str]:
    """Rule, place and markup of everything axe finds, but for what the framework alone can mend."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for rule in found
        for node in rule["nodes"]
        if not (rule["id"] == "color-contrast" and inactive(page, node["target"][0]))
        and not any(
            re.search(place, str(node["target"]) + node["html"])
            for name, place in OF_THE_FRAMEWORK.items()
            if name == rule["id"]
        )
    ]


def inactive(page: Page, place: str) -> bool:
    """Whether a text labels a control that is switched off; WCAG asks no contrast of those."""
    return bool(
        page.locator(place).first.evaluate(
            "node => !!node.closest('[class*=stElementContainer]')?.querySelector('[disabled], [aria-disabled=true]')"
        )
    )


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_every_page_keeps_to_wcag_aa(window: Page, site: str, entry: object) -> None:
    window.goto(f"{site}/{entry.stem}")
    expect(window.get_by_role("heading", level=1)).to_be_visible()
    settled(window)
    assert violations(window) == []


def test_every_chart_and_table_has_a_text_alternative(window: Page, site: str) -> None:
    for stem in ("overview", "response", "use", "evaluation"):
        window.goto(f"{site}/{stem}")
        expect(window.get_by_role("heading", level=1)).to_be_visible()
        settled(window)
        charts = window.get_by_test_id("stVegaLiteChart")
        expect(charts.first).to_be_visible()
        for kind in (charts, window.get_by_test_id("stDataFrame")):
            for one in kind.all():
                told = one.evaluate(
                    "node => [node, ...node.querySelectorAll('*')].map(each => each.getAttribute('aria-label') || "
                    "each.getAttribute('alt')).filter(Boolean).join(' ')"
                )
                assert len(told) > 3, one.inner_html()[:300]


def test_the_keyboard_alone_opens_a_page_and_changes_a_filter(window: Page, site: str) -> None:
    window.goto(f"{site}/overview")
    expect(window.get_by_role("heading", level=1)).to_be_visible()
    settled(window)
    link = window.get_by_test_id("stSidebarNav").get_by_role("link", name="响应时间", exact=True)
    reach(window, link)
    window.keyboard.press("Enter")
    expect(window.get_by_role("heading", name="响应时间", level=1)).to_be_visible()
    settled(window)
    period = window.get_by_role("combobox", name="时段")
    reach(window, period)
    window.keyboard.press("ArrowDown")
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Enter")
    window.wait_for_url(re.compile("period="))
    settled(window)
    download = window.get_by_test_id("stDownloadButton").filter(has_text="CSV").get_by_role("button").first
    reach(window, download)
    with window.expect_download():
        window.keyboard.press("Enter")


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; it must be seen there."""
    for _step in range(120):
        if target.evaluate(
            "node => node === document.activeElement || node.contains(document.activeElement)"
        ):
            outline = target.evaluate(
                "node => { const of = getComputedStyle(document.activeElement);"
                " return of.outlineStyle + of.boxShadow + of.borderColor + of.backgroundColor }"
            )
            assert outline
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")

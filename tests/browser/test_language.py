"""The language follows the browser, the switch and the address; links mean the same in both."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import MILLISECONDS, settled

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def abroad(browser: Browser) -> Iterator[Page]:
    """A browser that speaks English."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(MILLISECONDS)
    yield page
    context.close()


def test_an_english_browser_is_spoken_to_in_english_down_to_the_download(abroad: Page, site: str) -> None:
    abroad.goto(f"{site}/response?period=last12&response_tab=response_times")
    expect(abroad.get_by_role("heading", name="Response times", level=1)).to_be_visible()
    expect(abroad.get_by_text(re.compile("^All requests and deadlines")).last).to_be_visible()
    settled(abroad)
    with abroad.expect_download() as download:
        abroad.get_by_test_id("stDownloadButton").filter(has_text="CSV").last.click()
    assert download.value.suggested_filename == "All requests and deadlines.csv"
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        titles = next(csv.reader(file))
    assert {"Provider", "Request no.", "Deadline"} <= set(titles)


def test_the_switch_changes_everything_and_stays_in_the_address(page: Page, site: str) -> None:
    page.goto(f"{site}/conformity?period=last12")
    expect(page.get_by_role("heading", name="目录合规", level=1)).to_be_visible()
    settled(page)
    page.get_by_test_id("stSidebar").get_by_text("English").click()
    expect(page.get_by_role("heading", name="Catalogue conformity", level=1)).to_be_visible()
    page.wait_for_url(re.compile("lang=en"))
    settled(page)
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Freshness", exact=True).click()
    expect(page.get_by_role("heading", name="Freshness", level=1)).to_be_visible()
    page.wait_for_url(re.compile("freshness.*lang=en"))
    assert "period=last12" in page.url
    page.reload()
    expect(page.get_by_role("heading", name="Freshness", level=1)).to_be_visible()
    settled(page)
    page.get_by_test_id("stSidebar").get_by_text("简体中文").click()
    expect(page.get_by_role("heading", name="数据更新", level=1)).to_be_visible()
    page.wait_for_url(lambda url: "lang=" not in url)


def test_the_first_click_in_the_menu_keeps_what_a_link_brought_and_back_goes_back(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/conformity?period=last12&as_of=2026-05-31")
    expect(page.get_by_text(re.compile("统计时段 2025-07-01 至 2026-05-31"))).to_be_visible()
    settled(page)
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="响应时间", exact=True).click()
    expect(page.get_by_role("heading", name="响应时间", level=1)).to_be_visible()
    expect(page.get_by_text(re.compile("统计时段 2025-07-01 至 2026-05-31"))).to_be_visible()
    page.wait_for_url(f"{site}/response?period=last12&as_of=2026-05-31")
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="目录合规", level=1)).to_be_visible()
    page.wait_for_url(f"{site}/conformity?period=last12&as_of=2026-05-31")


def test_the_first_page_has_an_address_of_its_own(page: Page, site: str) -> None:
    page.goto(f"{site}/overview?period=last12")
    expect(page.get_by_role("heading", name="总览", level=1)).to_be_visible()
    expect(page.get_by_text(re.compile("Page not found"))).to_have_count(0)
    expect(page.get_by_text(re.compile("统计时段 2025-07-01"))).to_be_visible()

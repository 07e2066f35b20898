"""The first page of a visit: tables follow by themselves, and do what tables do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("stem", ["overview", "conformity", "evaluation"])
def test_tables_come_without_being_asked_for(page: Page, site: str, stem: str) -> None:
    page.goto(f"{site}/{stem}")
    expect(page.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    expect(page.get_by_test_id("stSkeletonElement")).to_have_count(0)
    expect(page.get_by_test_id("stVegaLiteChart").first.locator("svg, canvas").first).to_be_visible()
    page.wait_for_timeout(2_500)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def test_a_table_that_followed_narrows_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}/overview")
    table = page.get_by_test_id("stDataFrame").first
    expect(table.locator("canvas").first).to_be_visible()
    settled(page)
    table.click(position={"x": 60, "y": 55})
    page.wait_for_url(re.compile(r"department="))


def test_a_table_that_followed_is_kept_as_a_file(page: Page, site: str) -> None:
    page.goto(f"{site}/overview")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").first.click()
    assert download.value.path().read_text(encoding="utf-8-sig").startswith("部门,")

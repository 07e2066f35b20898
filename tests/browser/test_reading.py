"""A leader reads: page by page, down to the line of the file, and by a link a colleague sent."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled
from ui.navigation import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_leader_browses_every_page_by_the_menu(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.get_by_role("heading", name="总览", level=1)).to_be_visible()
    for entry in PAGES[1:]:
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=entry.title, exact=True).click()
        expect(page.get_by_role("heading", name=entry.title, level=1)).to_be_visible()
        settled(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.get_by_text("本页暂时无法显示")).to_have_count(0)


def test_a_row_leads_to_its_file_and_line_and_the_proof_of_its_deadline(page: Page, site: str) -> None:
    page.goto(f"{site}/response?period={'last12'}")
    settled(page)
    page.get_by_role("tab", name="全部申请及期限").click()
    table = page.get_by_test_id("stDataFrame").last
    expect(page.get_by_text(re.compile("^全部申请及期限（"))).to_be_visible()
    settled(page)
    table.scroll_into_view_if_needed()
    table.click(position={"x": 60, "y": 55})
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("这一行从哪里来")).to_be_visible()
    expect(dialog.get_by_text(re.compile(r"文件：0\d_共享申请_\d{8}\.csv"))).to_be_visible()
    expect(dialog.get_by_text(re.compile(r"行号：\d+"))).to_be_visible()
    expect(dialog.get_by_text(re.compile("张敏"))).to_be_visible()
    expect(dialog.get_by_text("期限是怎么算出来的")).to_be_visible()
    expect(dialog.get_by_text(re.compile(r"5 个工作日内答复"))).to_be_visible()
    expect(dialog.get_by_text("该行载入后的内容")).to_be_visible()


def test_a_link_restores_the_filters(page: Page, site: str) -> None:
    page.goto(f"{site}/conformity?period={'last12'}&as_of=2026-05-31")
    expect(page.get_by_text(re.compile("统计时段 2025-07-01 至 2026-05-31"))).to_be_visible()
    expect(page.get_by_test_id("stDateInput").locator("input, [role=spinbutton]").first).to_be_visible()
    settled(page)
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="响应时间", exact=True).click()
    expect(page.get_by_role("heading", name="响应时间", level=1)).to_be_visible()
    expect(page.get_by_text(re.compile("统计时段 2025-07-01 至 2026-05-31"))).to_be_visible()
    settled(page)
    page.wait_for_url(re.compile(r"/response\?.*as_of=2026-05-31"))
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="数据更新", exact=True).click()
    expect(page.get_by_role("heading", name="数据更新", level=1)).to_be_visible()
    expect(page.get_by_text(re.compile("统计时段 2025-07-01 至 2026-05-31"))).to_be_visible()
    page.wait_for_url(re.compile("as_of=2026-05-31"))
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["period"] == ["last12"]
    assert asked["as_of"] == ["2026-05-31"]


def test_choosing_a_department_is_written_into_the_address(page: Page, site: str) -> None:
    page.goto(f"{site}/response")
    settled(page)
    page.get_by_test_id("stMultiSelect").get_by_role("combobox").click()
    option = page.get_by_role("option").first
    name = option.inner_text().strip()
    option.click()
    expect(page.get_by_text(re.compile(f"· {name} ·"))).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["department"] == [name]


def test_the_ranking_leads_to_a_workbook(page: Page, site: str) -> None:
    page.goto(f"{site}/evaluation")
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载评价工作簿").click()
    assert download.value.suggested_filename == "评价结果_2026-04-01_2026-06-30.xlsx"
    assert download.value.path().stat().st_size > 10_000

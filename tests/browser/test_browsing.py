"""A leader finds a department, sees what it should see to first, keeps a chart and a printed page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_one_box_leads_to_a_source_line(page: Page, site: str) -> None:
    page.goto(f"{site}/search")
    box = page.get_by_placeholder(re.compile("资源名称或编号"))
    box.fill("SQ2025")
    box.press("Enter")
    expect(page.get_by_text(re.compile("^共享申请"))).to_be_visible()
    page.wait_for_url(re.compile("q=SQ2025"))
    settled(page)
    table = page.get_by_test_id("stDataFrame").last
    table.click(position={"x": 60, "y": 55})
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(re.compile(r"文件：0\d_共享申请_\d{8}\.csv"))).to_be_visible()
    expect(dialog.get_by_text("期限是怎么算出来的")).to_be_visible()


def test_charts_are_kept_as_pictures(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/response")
    settled(page)
    beginnings = {"PNG": b"\x89PNG\r\n", "SVG": b"<svg"}
    for kind, beginning in beginnings.items():
        with page.expect_download() as download:
            page.get_by_role("button", name=kind).first.click()
        target = tmp_path / f"chart.{kind.lower()}"
        download.value.save_as(target)
        assert target.read_bytes().startswith(beginning)
        assert target.stat().st_size > 5_000
    assert "按时答复率" in (tmp_path / "chart.svg").read_text(encoding="utf-8")


def test_every_page_can_be_kept_as_pdf(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/conformity?as_of=2026-05-31")
    settled(page)
    way = page.get_by_role("link", name="打印版").get_attribute("href")
    assert way is not None
    assert "as_of=2026-05-31" in way
    page.goto(f"{site}/conformity{way[way.index('?') :]}")
    settled(page)
    expect(page.get_by_text("目录缺项清单", exact=False)).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    expect(page.get_by_test_id("stSelectbox")).to_have_count(0)
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(0)
    expect(page.locator("table").first).to_be_visible()
    written = page.pdf(path=tmp_path / "page.pdf", format="A4")
    assert written.startswith(b"%PDF")

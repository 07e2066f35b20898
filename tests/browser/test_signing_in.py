"""People sign in with a real OpenID Connect provider: each sees what their role allows, strangers and expired sessions
nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import opened_window, settled
from tests.browser.gate import guarded, sign_in
from tests.lakes import LakeAddress
from tests.people import ROLE_OF
from ui.navigation import PAGES
from warehouse.lake import open_lake

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def departments(shown_city: LakeAddress) -> list[str]:
    with open_lake(shown_city.catalog, shown_city.data) as lake:
        rows = lake.cursor().execute("select department from departments order by department_code").fetchall()
    return [str(row[0]) for row in rows]


@pytest.fixture(scope="module")
def gate(
    shown_city: LakeAddress, departments: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with guarded(shown_city, tmp_path_factory.mktemp("gate"), departments[0], timedelta(hours=1)) as address:
        yield address


@pytest.fixture
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window without a memory of others."""
    with opened_window(browser, request) as opened:
        yield opened


def test_without_signing_in_every_address_asks_for_it(window: Page, gate: str) -> None:
    for path in ("", "response?department=x", "upload", "administration", "nowhere"):
        window.goto(f"{gate}/{path}")
        expect(window.get_by_role("heading", name="请先登录")).to_be_visible()
        expect(window.get_by_test_id("stMetric")).to_have_count(0)
        expect(window.get_by_test_id("stSidebarNav")).to_have_count(0)


@pytest.mark.parametrize("address", list(ROLE_OF))
def test_each_role_finds_its_pages_in_the_menu_and_is_refused_the_others(
    window: Page, gate: str, address: str
) -> None:
    sign_in(window, gate, address)
    menu = window.get_by_test_id("stSidebarNav")
    mine = [entry for entry in PAGES if ROLE_OF[address] in entry.roles]
    expect(menu.get_by_role("link")).to_have_count(len(mine))
    for entry in mine:
        expect(menu.get_by_role("link", name=entry.title, exact=True)).to_be_visible()
    others = [entry for entry in PAGES if entry not in mine]
    for entry in others:
        window.goto(f"{gate}/{entry.stem}?role=administrator")
        expect(window.get_by_text("您没有查看本页的权限")).to_be_visible()
        expect(window.get_by_test_id("stMetric")).to_have_count(0)
        expect(window.get_by_test_id("stDataFrame")).to_have_count(0)
    expect(window.get_by_role("combobox", name="演示角色")).to_have_count(0)


def test_a_stranger_sees_one_polite_page_and_can_leave(window: Page, gate: str) -> None:
    sign_in(window, gate, "stranger@example.cn")
    expect(window.get_by_role("heading", name="您的账号尚未开通")).to_be_visible()
    expect(window.get_by_text("stranger@example.cn")).to_be_visible()
    expect(window.get_by_test_id("stSidebarNav")).to_have_count(0)
    window.get_by_role("button", name="退出登录").click()
    window.wait_for_url(lambda url: not url.startswith(gate))
    window.goto(f"{gate}/response")
    expect(window.get_by_role("heading", name="请先登录")).to_be_visible()


def test_an_address_nobody_verified_is_not_let_in(window: Page, gate: str) -> None:
    sign_in(window, gate, "unverified")
    expect(window.get_by_role("heading", name="您的邮箱未经身份认证系统核验")).to_be_visible()
    expect(window.get_by_test_id("stSidebarNav")).to_have_count(0)


def test_an_expired_identity_is_signed_out(
    browser: Browser, window: Page, shown_city: LakeAddress, departments: list[str], tmp_path: Path
) -> None:
    with guarded(shown_city, tmp_path, departments[0], timedelta(seconds=-1)) as site:
        sign_in(window, site, "wang@example.cn")
        window.wait_for_url(lambda url: not url.startswith(site))  # to the provider, to end the session there
        expect(window.get_by_test_id("stMetric")).to_have_count(0)
        window.goto(f"{site}/overview")
        expect(window.get_by_role("heading", name="请先登录")).to_be_visible()
        assert not [one for one in window.context.cookies() if one["name"] == "_streamlit_user"]


def test_a_department_cannot_reach_another_by_link_or_download(
    window: Page, gate: str, departments: list[str]
) -> None:
    own, other = departments[0], departments[1]
    sign_in(window, gate, "li@example.cn")
    window.goto(f"{gate}/response?period=last12&department={quote(other)}&response_tab=response_times")
    settled(window)
    expect(window.get_by_text(re.compile(f"· {own} ·"))).to_be_visible()
    expect(window.get_by_test_id("stMultiSelect")).to_have_count(0)
    expect(window.get_by_text(re.compile("^全部申请及期限（"))).to_be_visible()
    with window.expect_download() as download:
        window.get_by_test_id("stDownloadButton").filter(has_text="CSV").last.click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert {row["提供部门"] for row in rows} == {own}


def test_a_change_of_the_access_file_is_felt_at_once(
    window: Page, shown_city: LakeAddress, departments: list[str], tmp_path: Path
) -> None:
    with guarded(shown_city, tmp_path, departments[0], timedelta(hours=1)) as site:
        sign_in(window, site, "wang@example.cn")
        expect(window.get_by_role("heading", name="总览", level=1)).to_be_visible()
        settled(window)
        access = tmp_path / "access.toml"
        access.write_text(access.read_text(encoding="utf-8").replace("wang@", "gone@"), encoding="utf-8")
        window.get_by_test_id("stSidebarNav").get_by_role("link", name="响应时间").click()
        expect(window.get_by_role("heading", name="您的账号尚未开通")).to_be_visible()
        access.write_text("[[person]\n", encoding="utf-8")
        window.goto(f"{site}/overview")
        expect(window.get_by_role("heading", name="您的账号尚未开通")).to_be_visible()

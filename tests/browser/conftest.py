"""A real browser on the real server: Debian's Chromium, driven by Playwright; skipped where it is missing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tests.lakes import LakeAddress
from tests.sample_city import own_city
from tests.serving import served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
OUT = Path(__file__).parent / "out"
MILLISECONDS = 60_000

expect.set_options(timeout=MILLISECONDS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield opened
        opened.close()


@contextmanager
def opened_window(browser: Browser, request: pytest.FixtureRequest, name: str = "") -> Iterator[Page]:
    """A fresh window; on failure its last sight is kept. Nothing may come from elsewhere than this machine."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-CN", accept_downloads=True
    )
    opened = context.new_page()
    opened.set_default_timeout(MILLISECONDS)
    foreign: list[str] = []
    opened.on("request", lambda sent: None if _ours(sent) else foreign.append(sent.url))
    before = request.session.testsfailed
    yield opened
    if request.session.testsfailed > before:
        OUT.mkdir(exist_ok=True)
        opened.screenshot(path=OUT / f"{'_'.join(filter(None, (request.node.name, name)))}.png")
    context.close()
    assert not foreign


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window without a memory of others."""
    with opened_window(browser, request) as opened:
        yield opened


def _ours(sent: Request) -> bool:
    """Whether a request stays on this machine; what the provider's own pages load is the provider's affair."""
    local = re.match(r"(https?|ws)://127\.0\.0\.1:|data:|blob:", sent.url)
    return bool(local) or "/oauth2/" in sent.headers.get("referer", "") + sent.frame.url


@pytest.fixture(scope="session")
def site(shown_city: LakeAddress, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the sample city, for readers."""
    with served(shown_city, tmp_path_factory.mktemp("readers") / "server.log") as address:
        yield address


@pytest.fixture
def desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a lake with register and catalogue only, for staff who upload."""
    address = own_city(tmp_path_factory, {"departments", "catalogue"})
    with served(address, tmp_path / "server.log") as opened:
        yield opened


def settled(page: Page) -> None:
    """Wait until the page has been drawn completely."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeletonElement")).to_have_count(0)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)

"""Take the pictures of README and of the guide: `python docs/screenshots.py [--guide | --every] [--page X] [--dark]
[--phone]`.

Serves the lake of LAKE_CATALOG (a sample city with a published round is made in a temporary lake when it is not set),
opens each page in Debian's Chromium and writes docs/images/<page>.png, with `--guide` the pictures of docs/guide_zh.md,
with `--every` every page whole, in both languages, themes and sizes, to be looked at.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("*.py") if path.stem != "__init__")
IMAGES = PROJECT / "docs" / "images"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
GUIDE = {
    "guide_overview": "?role=leader",
    "guide_response": "response?role=leader&period=last12",
    "guide_department": "department?role=department",
    "guide_evaluation": "evaluation?role=evaluator",
    "guide_rounds": "rounds?role=evaluator",
    "guide_appeals": "appeals?role=department",
    "guide_budget": "budget?role=evaluator",
    "guide_notices": "notices?role=evaluator&notices_view=candidates",
    "guide_schemes": "schemes?role=evaluator",
    "guide_upload": "upload?role=evaluator",
    "guide_search": "search?role=leader&q=公积金",
    "guide_audit": "audit?role=administrator",
    "guide_administration": "administration?role=administrator",
}
"""Picture of the guide -> address it is taken at."""
SHOWN_ACCESS_FILE = "/srv/sharing/access.toml"
"""Access file named on pictures; without sign-in nobody reads it."""
TALLEST = 3400
"""Pixels of the longest page on a picture."""
HEIGHT = "Math.max(...[...document.querySelectorAll('[data-testid=stMain], section')].map(one => one.scrollHeight))"
DRAWN = "!document.querySelector('[data-testid=stStatusWidget], [data-testid^=stSkeleton]')"


def main() -> int:
    """Take the pictures asked for; returns 1 where Chromium is missing."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--page", action="append", help="page to take, by its address; overview by default")
    asked.add_argument("--dark", action="store_true")
    asked.add_argument("--phone", action="store_true")
    asked.add_argument("--guide", action="store_true", help="take the pictures of the guide instead")
    asked.add_argument("--every", action="store_true", help="every page in both languages, themes and sizes")
    asked.add_argument("--out", type=Path, default=IMAGES)
    given = asked.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write("Chromium is not installed (apt-get install chromium)\n")
        return 1
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = dict(os.environ)
        if "LAKE_CATALOG" not in settings:
            settings |= {"LAKE_CATALOG": f"sqlite:{folder}/catalog.sqlite", "LAKE_DATA": f"{folder}/data"}
            sample = [sys.executable, "-m", "etl", "sample", f"{folder}/files", "--load"]
            subprocess.run(sample, cwd=PROJECT, env=settings, check=True)  # noqa: S603 - our own command
            _publish_round(settings)
        port = _free_port()
        serve = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        shown = settings | {"ACCESS_FILE": SHOWN_ACCESS_FILE}
        server = subprocess.Popen(serve, cwd=PROJECT, env=shown)  # noqa: S603 - our own command
        try:
            _wait(f"http://127.0.0.1:{port}/healthz")
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=chromium, args=OPTIONS)
                site = f"http://127.0.0.1:{port}"
                wanted = GUIDE if given.guide else {page: page for page in given.page or ["overview"]}
                for name, address in {} if given.every else wanted.items():
                    target = given.out / f"{name}.png"
                    _take(browser, f"{site}/{address}", target, dark=given.dark, phone=given.phone)
                if given.every:
                    _take_every(browser, site, given.page or PAGES, given.out)
                browser.close()
        finally:
            server.terminate()
            server.wait(20)
    return 0


def _publish_round(settings: dict[str, str]) -> None:
    """A round for the pages that show one."""
    until = (date.today() + timedelta(days=14)).isoformat()
    by = ["--by", "张敏", "--reason", "按年度考核安排开展二季度评价"]
    opened = [
        "--start",
        "2026-04-01",
        "--end",
        "2026-06-30",
        "--as-of",
        "2026-06-30",
        "--title",
        "2026年第二季度",
    ]
    for step in (["open", "2026Q2", *opened], ["publish", "2026Q2", "--appeal-until", until]):
        command = [sys.executable, "-m", "evaluation", "round", *step, *by]
        subprocess.run(command, cwd=PROJECT, env=settings, check=True)  # noqa: S603 - our own command


def _take_every(browser: Browser, site: str, pages: list[str], out: Path) -> None:
    """Each page from top to bottom, named for its language, theme and size."""
    for page, language, dark, phone in product(pages, ("zh_CN", "en"), (False, True), (False, True)):
        name = f"{page}_{language}_{'dark' if dark else 'light'}_{'phone' if phone else 'desk'}.png"
        _take(browser, f"{site}/{page}?lang={language}", out / name, dark=dark, phone=phone, whole=True)


def _take(
    browser: Browser, address: str, target: Path, *, dark: bool, phone: bool, whole: bool = False
) -> None:
    context = browser.new_context(
        viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
        color_scheme="dark" if dark else "light",
        locale="zh-CN",
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("h1", timeout=60_000)
    page.wait_for_function(DRAWN, timeout=60_000)
    page.wait_for_timeout(2_000)  # long work shows its sign only after a while
    page.wait_for_function(DRAWN, timeout=60_000)
    page.wait_for_timeout(500)
    if whole:
        size = PHONE if phone else DESK
        tall = min(max(page.evaluate(HEIGHT), size["height"]), TALLEST)
        page.set_viewport_size({"width": size["width"], "height": tall})
        page.wait_for_timeout(1_000)
    page.screenshot(path=target)
    context.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, seconds: int = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(url)


if __name__ == "__main__":
    sys.exit(main())

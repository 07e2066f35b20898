"""First paint of every page beside that of a one-chart Streamlit page, in a real browser, in turns of the same run.

`python -m benchmarks.first_paint`, over the lake of LAKE_CATALOG and LAKE_DATA. A page counts as painted when its title
and all its charts stand on screen and the server has finished; each page is opened in a fresh window, after one opening
that does not count.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measuring import PROJECT, machine, median
from ui.navigation import PAGES

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
TARGET = 1.5
PEER = """
import altair as alt
import pandas as pd
import streamlit as st

st.title("one chart")
factor = st.selectbox("factor", [1, 2, 3])
frame = pd.DataFrame({"x": range(40), "y": [value * factor for value in range(40)]})
st.altair_chart(alt.Chart(frame).mark_bar().encode(x="x", y="y"))
"""
PAINTED = """() => document.querySelector('h1')
    && !document.querySelector('[data-testid=stStatusWidget]')
    && !document.querySelector('[data-testid=stSkeleton]')
    && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(one => one.querySelector('svg, canvas'))
"""


@contextmanager
def served(script: Path, folder: Path) -> Iterator[str]:
    """A Streamlit server of one script on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/_stcore/health")
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(url)


def painted(browser: Browser, address: str) -> float:
    """Milliseconds from asking for an address to the finished page, in a fresh window."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page: Page = context.new_page()
    begin = time.perf_counter()
    page.goto(address)
    page.wait_for_function(PAINTED, timeout=60_000)
    page.wait_for_function(PAINTED, timeout=60_000)
    milliseconds = (time.perf_counter() - begin) * 1000
    context.close()
    return milliseconds


def figures() -> list[dict[str, str]]:
    """One row per page: its median, the peer's in the same turns, their ratio."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    rows = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "one_chart.py").write_text(PEER, encoding="utf-8")
        peer = stack.enter_context(served(folder / "one_chart.py", folder))
        ours = stack.enter_context(served(PROJECT / "app.py", PROJECT))
        driver = stack.enter_context(sync_playwright())
        options = ["--no-sandbox", "--disable-gpu"]
        browser = driver.chromium.launch(executable_path=chromium, args=options)
        stack.callback(browser.close)
        painted(browser, peer)
        for entry in PAGES:
            address = f"{ours}/{entry.stem}"
            painted(browser, address)
            turns = [(painted(browser, address), painted(browser, peer)) for _ in range(ROUNDS)]
            page, beside = median([turn[0] for turn in turns]), median([turn[1] for turn in turns])
            rows.append(
                {
                    "figure": f"page {entry.stem}: first paint",
                    "ours": f"{page:.0f} ms",
                    "beside": f"one-chart page {beside:.0f} ms",
                    "ratio": f"{page / beside:.2f}",
                    "target": f"≤ {TARGET}",
                }
            )
    return rows


if __name__ == "__main__":
    print(machine())
    for row in figures():
        print(" | ".join(row.values()))

"""First paint of every page beside that of a one-chart Streamlit page, in a real browser, in turns of the same run.

`python -m benchmarks.first_paint [--page overview --page ...]`, over the lake of LAKE_CATALOG and LAKE_DATA. A page
counts as painted when its title and all its charts stand on screen, nothing is being loaded and the server's script has
ended; as whole when no table is left to follow either. Each page is opened in a fresh window, after one opening that
does not count. Processor time is that of the browser's process for the page until it is painted: on a machine with
other work it says more than the clock.
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
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measuring import PROJECT, machine, median
from ui.navigation import PAGES

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
TARGET = 1.5
MOST_MILLISECONDS = 240_000
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
    && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid=stSkeleton]')
    && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(one => one.querySelector('svg, canvas'))
"""
WHOLE = f"""() => ({PAINTED})() && !document.querySelector('[data-testid=stSkeletonElement]')"""


@dataclass(frozen=True)
class Opening:
    """One opening of a page: milliseconds until it is painted and until it is whole, and the browser's processor
    milliseconds until it is painted.
    """

    painted: float
    whole: float
    processor: float


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


def opened(browser: Browser, address: str) -> Opening:
    """Open an address in a fresh window."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page: Page = context.new_page()
    measures = context.new_cdp_session(page)
    measures.send("Performance.enable")
    begin = time.perf_counter()
    page.goto(address)
    page.wait_for_function(PAINTED, timeout=MOST_MILLISECONDS)
    painted = (time.perf_counter() - begin) * 1000
    found = {one["name"]: one["value"] for one in measures.send("Performance.getMetrics")["metrics"]}
    page.wait_for_function(WHOLE, timeout=MOST_MILLISECONDS)
    whole = (time.perf_counter() - begin) * 1000
    context.close()
    return Opening(painted, whole, found["ProcessTime"] * 1000)


def figures(stems: list[str]) -> list[dict[str, str]]:
    """One row per page: its medians, the peer's in the same turns, their ratios."""
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
        opened(browser, peer)
        for stem in stems:
            address = f"{ours}/{stem}"
            opened(browser, address)
            turns = [(opened(browser, address), opened(browser, peer)) for _ in range(ROUNDS)]
            rows.append(_row(stem, [turn[0] for turn in turns], [turn[1] for turn in turns]))
    return rows


def _row(stem: str, ours: list[Opening], beside: list[Opening]) -> dict[str, str]:
    page, peer = median([one.painted for one in ours]), median([one.painted for one in beside])
    whole = median([one.whole for one in ours])
    work, least = median([one.processor for one in ours]), median([one.processor for one in beside])
    return {
        "figure": f"page {stem}: first paint",
        "ours": f"{page:.0f} ms, whole {whole:.0f} ms, processor {work:.0f} ms",
        "beside": f"one-chart page {peer:.0f} ms, processor {least:.0f} ms",
        "ratio": f"{page / peer:.2f} (whole {whole / peer:.2f}, processor {work / least:.2f})",
        "target": f"≤ {TARGET}",
    }


def _stems() -> list[str]:
    known = [entry.stem for entry in PAGES]
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--page", action="append", choices=known, help="this page only; may be repeated")
    return arguments.parse_args().page or known


if __name__ == "__main__":
    print(machine())
    for row in figures(_stems()):
        print(" | ".join(row.values()))

"""Every page's data on the big lake, cold and cached, and a filter change beside a one-chart Streamlit page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

import metrics
from benchmarks.measuring import median, milliseconds


def one_chart_page() -> None:
    """The peer: a Streamlit page with one select box and one chart."""
    import altair as alt
    import pandas as pd
    import streamlit as st

    factor = st.selectbox("factor", [1, 2, 3])
    frame = pd.DataFrame({"x": range(40), "y": [value * factor for value in range(40)]})
    st.altair_chart(alt.Chart(frame).mark_bar().encode(x="x", y="y"))


def page_script(stem: str) -> None:
    """One page of the product, as the router would run it."""
    from ui import address, language, navigation

    language.begin()
    address.arrive(stem)
    navigation.BY_STEM[stem].render()


class Stopwatch:
    """Times every metric and evaluation a page asks for."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, float]] = []

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed under its first argument's name."""

        def timed(name: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
            begin = time.perf_counter()
            try:
                return function(name, *arguments, **named)
            finally:
                self.calls.append((str(name), (time.perf_counter() - begin) * 1000))

        return timed

    def total(self) -> float:
        """Milliseconds of all calls since the last reset."""
        return sum(duration for _, duration in self.calls)


def page_figures(stems: list[str]) -> list[dict[str, str]]:
    """Cold and cached milliseconds of each page's metrics."""
    from ui import ahead, reads

    figures = []
    inner, outer = Stopwatch(), Stopwatch()
    run, at, read = metrics.run, reads.at, ahead.read
    metrics.run = inner.around(run)
    reads.at = outer.around(at)
    ahead.read = outer.around(read)
    try:
        for stem in stems:
            page = AppTest.from_function(page_script, args=(stem,), default_timeout=120)
            page.run()
            inner.calls.clear()
            outer.calls.clear()
            reads._metric.clear()
            page.run()
            cold, slowest = outer.total(), max(inner.calls, key=lambda call: call[1], default=("", 0.0))
            cached = []
            for _ in range(5):
                outer.calls.clear()
                page.run()
                cached.append(outer.total())
            figures.append(
                {
                    "figure": f"page {stem}: data cold / cached",
                    "ours": f"{cold:.0f} ms / {median(cached):.0f} ms",
                    "beside": f"{len(outer.calls)} reads, slowest {slowest[0]} {slowest[1]:.0f} ms",
                    "ratio": "",
                    "target": "≤ 300 ms / ≤ 30 ms",
                }
            )
    finally:
        metrics.run, reads.at, ahead.read = run, at, read
    return figures


def filter_change(stem: str) -> dict[str, str]:
    """Server time of a rerun with another filter value, both cached, against the one-chart page's."""
    page = AppTest.from_function(page_script, args=(stem,), default_timeout=120).run()
    peer = AppTest.from_function(one_chart_page).run()
    ours, theirs = [], []
    values = (page.selectbox(key="period").value, "last12")
    for turn in range(12):
        page.selectbox(key="period").set_value(values[turn % 2])
        ours.append(milliseconds(page.run))
        peer.selectbox[0].select_index(turn % 3)
        theirs.append(milliseconds(peer.run))
    return {
        "figure": f"page {stem}: filter change",
        "ours": f"{median(ours[4:]):.0f} ms",
        "beside": f"one-chart page {median(theirs[4:]):.0f} ms",
        "ratio": f"{median(ours[4:]) / median(theirs[4:]):.1f}",
        "target": "≤ 2",
    }

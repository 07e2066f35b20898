"""A page's metrics read at once, each on its own cursor, before its sections ask for them one by one; and the usual
questions answered after a load, before anybody asks.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import duckdb
import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from metrics import Window
from ui import access, lake, periods, reads
from ui.filters import Filters
from warehouse.errors import SharingError

log = logging.getLogger("sharing")
AT_ONCE = 4
Asked = tuple[str, Window, int | None]


@dataclass(frozen=True)
class Wanted:
    """What a page always shows: metrics of the period, of the period before, and lists of which the top is shown."""

    now: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


RATES = ("on_time_rate", "freshness_period", "conformity_rate", "authorised_use", "corrections_in_time")
PAGES = {
    "overview": Wanted((*RATES, "unanswered_summary"), RATES),
    "response": Wanted(
        ("on_time_rate", "reply_days", "unanswered_summary"),
        ("on_time_rate",),
    ),
    "freshness": Wanted(
        ("freshness_period", "freshness_now", "freshness_summary", "declared_frequency_rate"),
        ("freshness_period",),
        ("stale_resources_now",),
    ),
    "conformity": Wanted(
        (
            "conformity_rate",
            "catalogue_completeness",
            "connected_rate",
            "catalogue_updates_in_time",
            "conformity_kinds",
        ),
        ("conformity_rate",),
        ("conformity_findings",),
    ),
    "use": Wanted(
        ("authorised_use", "authorised_use_classes", "call_success_rate", "usage_flows"),
        ("authorised_use",),
    ),
    "department": Wanted((*RATES, "usage_flows"), RATES),
    "compare": Wanted(RATES),
}
"""Read together when the page is opened; what a page asks besides is read when asked."""


class _Expected(logging.Filter):
    """Streamlit warns of caches used outside a session; here that is meant."""

    def filter(self, record: logging.LogRecord) -> bool:  # noqa: ARG002
        return not threading.current_thread().name.startswith(("ahead", "upload"))


logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").addFilter(_Expected())


@st.cache_resource(show_spinner=False)
def _readers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, "ahead")


def read(stem: str, chosen: Filters) -> None:
    """Read into the cache what the page `stem` will show; what is there already costs next to nothing."""
    wanted = PAGES[stem]
    limit = reads.MOST_LISTED + 1 if len(chosen.departments) < 2 else None
    asked = _asked(wanted, chosen.window, chosen.previous(), limit)
    _all(chosen.snapshot, asked, access.identity().limited_to or chosen.department)


def _asked(wanted: Wanted, window: Window, before: Window, limit: int | None) -> list[Asked]:
    return [
        *((name, window, None) for name in wanted.now),
        *((name, before, None) for name in wanted.before),
        *((name, window, limit) for name in wanted.lists),
    ]


def _all(snapshot: int, asked: Iterable[Asked], department: str | None) -> None:
    context = get_script_run_ctx()

    def one(question: Asked) -> None:
        name, window, limit = question
        if context is not None:
            add_script_run_ctx(threading.current_thread(), context)
        try:
            reads.keep(snapshot, name, window, department, limit)
        except (SharingError, duckdb.Error, lake.Moved):
            return  # the section that asks for it tells what is wrong

    list(_readers().map(one, dict.fromkeys(asked)))


def after_load() -> None:
    """Answer what most readers ask first: every page, the whole city, the usual period. For the worker that loads."""
    try:
        snapshot = lake.snapshot()
        known = lake.state(snapshot)
        if known.is_empty:
            return
        anchor = known.data_as_of or date.today()
        code = periods.default(anchor, periods.offered(anchor, known.first_day))
        start, end = periods.bounds(code, anchor)
        usual = Filters(snapshot, Window(start=start, end=min(end, anchor), as_of=anchor), (), "")
        for wanted in PAGES.values():
            _all(snapshot, _asked(wanted, usual.window, usual.previous(), reads.MOST_LISTED + 1), None)
    except (SharingError, duckdb.Error, lake.Moved) as error:
        log.warning("pages were not prepared after a load", exc_info=error)

"""Maintenance of the lake: what it holds, and the weekly work started by hand."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import streamlit as st

from access import Person
from access.upkeep import keep_up
from ui import blocks, lake, messages, printing
from ui.language import _
from warehouse.errors import SharingError
from warehouse.maintenance import MaintenanceReport


class Upkeep:
    """The one maintenance run of the process; it goes on when the page is left."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="upkeep")
        self._guard = threading.Lock()
        self.run: Future[MaintenanceReport] | None = None

    def start(self, person: Person) -> None:
        """Start it, unless it is running."""
        with self._guard:
            if self.run is None or self.run.done():
                self.run = self._worker.submit(keep_up, lake.lake(), person)


@st.cache_resource(show_spinner=False)
def _upkeep() -> Upkeep:
    return Upkeep()


def upkeep(person: Person) -> None:
    """What the lake holds, the button, and what the last run did."""
    blocks.table(lake.query("lake_contents"), "administration_contents", title=_("数据湖内容"))
    if printing.asked():
        return
    st.caption(
        _("维护合并小文件、清除过期快照，不改变任何数字；大型数据湖可能需要数分钟，期间可以离开本页。")
    )
    if st.button(_("立即维护"), key="upkeep_start", icon=":material/build:"):
        _upkeep().start(person)
    run = _upkeep().run
    st.fragment(_progress, run_every=2 if run is not None and not run.done() else None)()


def _progress() -> None:
    run = _upkeep().run
    if run is None:
        return
    if not run.done():
        st.info(_("正在维护…"), icon=":material/hourglass_top:")
        return
    error = run.exception()
    if isinstance(error, SharingError):
        messages.show(error)
    elif error is not None:
        messages.unexpected(error if isinstance(error, Exception) else RuntimeError(str(error)))
    else:
        report = run.result()
        st.success(
            _("维护完成：数据文件 {before} → {after} 个，快照 {old} → {new} 个。").format(
                before=report.files_before,
                after=report.files_after,
                old=report.snapshots_before,
                new=report.snapshots_after,
            ),
            icon=":material/check:",
        )

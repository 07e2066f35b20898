"""A workbook's download button, and beside it how far the making of the workbook has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ui import downloads, first_sight, printing
from ui.blocks.downloading import deliverable
from ui.language import _

EVERY = 2.0
"""Seconds between two looks at the progress; each look takes time from the making."""


@dataclass
class Progress:
    """Rows to write and rows written, told by the thread that writes.

    `asked` from the click until the workbook is made; `fetched` once the browser has had a look's time to fetch it.
    """

    rows: int = 0
    done: int = 0
    asked: bool = False
    fetched: bool = False

    def begin(self, rows: int) -> None:
        """So many rows are about to be written."""
        self.rows, self.done = rows, 0

    def advance(self, rows: int) -> None:
        """So many more rows are written."""
        self.done += rows

    def ask(self) -> None:
        """The workbook was asked for."""
        self.rows, self.done, self.asked, self.fetched = 0, 0, True, False


Build = Callable[[Progress], bytes]


def workbook_button(label: str, build: Build, file_name: str, key: str) -> None:
    """A prominent download of a workbook, made when clicked, with a progress bar meanwhile; left out on paper.

    On a visit's first sight it cannot be clicked yet: the page that follows would take the file back.
    """
    if printing.asked():
        return
    early = first_sight.only()
    if early:
        first_sight.follow()
    progress: Progress = st.session_state.setdefault(f"_{key}_progress", Progress())

    def made() -> bytes:
        try:
            return build(progress)
        finally:
            progress.asked = False

    st.download_button(
        label,
        deliverable(made),
        file_name=file_name,
        mime=downloads.XLSX,
        key=key,
        on_click=progress.ask,
        type="primary",
        icon=":material/download:",
        disabled=early,
    )
    if progress.asked:
        _bar(progress)


@st.fragment(run_every=EVERY)
def _bar(progress: Progress) -> None:
    if not progress.asked:
        if progress.fetched:
            st.rerun()  # drops files that nobody has fetched yet
        progress.fetched = True
        return
    if not progress.rows:
        st.progress(0.0, _("正在计算…"))
        return
    told = _("正在写明细和证据：{done:,} / {rows:,} 行").format(done=progress.done, rows=progress.rows)
    st.progress(min(progress.done / progress.rows, 1.0), told)

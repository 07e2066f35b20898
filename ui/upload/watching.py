"""The desk: every file under way or done, what is to be said about it, and the button that loads what was checked."""

from __future__ import annotations

import streamlit as st

from access import Person
from etl.batches import LOADERS
from ui.access import require
from ui.language import _
from ui.upload.cards import draw
from ui.upload.queue import Upload, uploads

MOST_SHOWN = 30
ORDER = ("departments", "outages", "catalogue", "items")
"""Loaded first, because other files refer to them."""


def progress(person: Person) -> None:
    """The files of this person, newest first; refreshed every second while a worker has any of them."""
    queue = uploads()
    if queue.of(person):
        st.fragment(_watch, run_every="1s" if queue.busy(person) else None)()


def _watch() -> None:
    """Drawn again by itself, without the page: so it asks itself who is here and whether they still may."""
    person, queue = require(*LOADERS), uploads()
    busy = queue.busy(person)
    if st.session_state.get("upload_busy", busy) and not busy:
        st.session_state["upload_busy"] = False
        st.rerun()
    st.session_state["upload_busy"] = busy
    mine = queue.of(person)
    _everything(mine, person)
    for upload in sorted(mine, key=lambda one: -one.number)[:MOST_SHOWN]:
        draw(upload)


def _everything(mine: list[Upload], person: Person) -> None:
    """One button for all files that were checked, and one that clears what is done."""
    ready = [one for one in mine if one.stage == "checked"]
    done = [one for one in mine if one.stage in ("loaded", "refused")]
    if not ready and not done:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if ready:
            label = _("载入（{n} 个文件）").format(n=len(ready))
            if st.button(label, type="primary", icon=":material/play_arrow:", key="upload_start"):
                for upload in sorted(ready, key=_turn):
                    uploads().load(upload, person)
                st.rerun()
        if done and st.button(
            _("清除已完成的 {n} 项").format(n=len(done)), icon=":material/clear_all:", key="upload_clear"
        ):
            for upload in done:
                uploads().dismiss(upload)
            st.rerun()


def _turn(upload: Upload) -> tuple[int, int]:
    feed = upload.settings.feed if upload.settings else ""
    return (ORDER.index(feed) if feed in ORDER else len(ORDER), upload.number)

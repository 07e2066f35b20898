"""Undoing a load: a preview of what it changes, the confirmation, the undo itself.

A worker that outlives the page does both; leaving the page neither stops nor doubles anything.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd
import streamlit as st

from access import Person, Role, allow
from etl.batches import LOADERS
from etl.undo import UndoReport, undo_batch
from metrics.words import word
from ui import ahead, lake, messages
from ui.access import require
from ui.language import _
from warehouse.errors import LoadError, SharingError
from warehouse.lake import Lake

log = logging.getLogger("sharing")
Stage = Literal["previewing", "previewed", "undoing", "undone", "refused"]


@dataclass
class Undo:
    """One load somebody wants undone. `preview` says what goes, of the lake as it was at `snapshot`; `since` is when
    the stage began, in seconds since 1970.
    """

    batch_id: int
    file_name: str
    person: Person
    stage: Stage = "previewing"
    preview: UndoReport | None = None
    snapshot: int = 0
    error: SharingError | None = None
    since: float = field(default_factory=time.time)

    @property
    def at_work(self) -> bool:
        """Whether the worker has it."""
        return self.stage in ("previewing", "undoing")

    def turn(self, stage: Stage) -> None:
        """Enter a stage."""
        self.stage, self.since = stage, time.time()


@dataclass
class Undos:
    """What is being undone on this server, by batch, and the one worker that does it."""

    into: Lake
    after_undo: Callable[[], None] = lambda: None
    all: dict[int, Undo] = field(default_factory=dict)
    _worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "undo"))
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def of(self, person: Person) -> list[Undo]:
        """What this person may see: an uploader the own ones, evaluators and administrators all."""
        every = bool(person.roles & {Role.EVALUATOR, Role.ADMINISTRATOR})
        return [one for one in list(self.all.values()) if every or one.person.name == person.name]

    def ask(self, batch_id: int, file_name: str, person: Person) -> Undo:
        """Begin with the preview; a batch that is on the list already is not taken twice."""
        allow(person, *LOADERS)
        with self._guard:
            known = self.all.get(batch_id)
            if known is not None and known.stage != "refused":
                return known
            undo = self.all[batch_id] = Undo(batch_id, file_name, person)
        self._worker.submit(self._done, undo, self._preview)
        return undo

    def look_again(self, undo: Undo) -> None:
        """Work the preview out anew, because the lake has gone on."""
        with self._guard:
            if undo.stage != "previewed":
                return
            undo.turn("previewing")
        self._worker.submit(self._done, undo, self._preview)

    def confirm(self, undo: Undo, person: Person) -> None:
        """Undo what was previewed, once, in the name of who confirms it."""
        allow(person, *LOADERS)
        with self._guard:
            if undo.stage != "previewed":
                return
            undo.person = person
            undo.turn("undoing")
        self._worker.submit(self._done, undo, self._undo)

    def dismiss(self, undo: Undo) -> None:
        """Take it off the list; one that is being undone stays."""
        with self._guard:
            if undo.stage != "undoing":
                self.all.pop(undo.batch_id, None)

    def _preview(self, undo: Undo) -> None:
        undo.snapshot = self.into.snapshot_id()
        undo.preview = undo_batch(self.into, undo.batch_id, undo.person, dry_run=True)
        undo.turn("previewed")

    def _undo(self, undo: Undo) -> None:
        undo_batch(self.into, undo.batch_id, undo.person)
        undo.turn("undone")
        self.after_undo()

    def _done(self, undo: Undo, step: Callable[[Undo], None]) -> None:
        """Run one step; the worker lives on whatever happens, the reader gets a sentence, the log the details."""
        try:
            step(undo)
        except SharingError as refused:
            undo.error = refused
        except Exception as failed:
            log.error("undo of batch %s failed", undo.batch_id, exc_info=failed)
            undo.error = LoadError(
                _("撤销时发生意外错误，没有撤销任何数据。"), undo.file_name, _("请把批次和时间告知管理员。")
            )
        if undo.at_work:
            undo.turn("refused")


@st.cache_resource(show_spinner=False)
def undos() -> Undos:
    """The one list of this process."""
    return Undos(lake.lake(), after_undo=ahead.after_load)


def progress(person: Person) -> None:
    """What this person has under way, looked at again every second while the worker has any of it."""
    mine = undos().of(person)
    if mine:
        st.fragment(_watch, run_every="1s" if any(one.at_work for one in mine) else None)()


def _watch() -> None:
    """Drawn again by itself, without the page: so it asks itself who is here and whether they still may."""
    person = require(*LOADERS)
    mine = undos().of(person)
    stages = tuple((one.batch_id, one.stage) for one in mine)
    before = st.session_state.get("undo_stages", stages)
    st.session_state["undo_stages"] = stages
    if before != stages:
        st.rerun()
    for undo in mine:
        with st.container(border=True):
            _card(undo, person)


def _card(undo: Undo, person: Person) -> None:
    name = messages.plain(undo.file_name)
    if undo.at_work:
        step = _("正在核算撤销的影响") if undo.stage == "previewing" else _("正在撤销")
        told = _("{step}：批次 {n}，{name}。已用 {seconds} 秒，可以离开本页。")
        seconds = int(time.time() - undo.since)
        st.info(
            told.format(step=step, n=undo.batch_id, name=name, seconds=seconds),
            icon=":material/hourglass_top:",
        )
        return
    if undo.stage == "previewed" and undo.preview is not None:
        _ask(undo, undo.preview, person)
        return
    if undo.error is not None:
        messages.show(undo.error)
    else:
        st.success(_("已撤销批次 {n}：{name}。").format(n=undo.batch_id, name=name), icon=":material/undo:")
    if _pressed(undo, _("知道了"), "seen"):
        undos().dismiss(undo)
        st.rerun()


def _ask(undo: Undo, preview: UndoReport, person: Person) -> None:
    if undo.snapshot != lake.snapshot():
        undos().look_again(undo)
        st.rerun()
    st.markdown(
        _("将撤销批次 **{n}**（{name}，{feed}）。其他批次不受影响，上传记录和拒收的行仍可查看。").format(
            n=undo.batch_id,
            name=messages.plain(undo.file_name),
            feed=word("feed", preview.feed),
        )
    )
    st.dataframe(changes(preview), hide_index=True, alt=_("撤销的影响"), width="content")
    with st.container(horizontal=True):
        if _pressed(undo, _("确认撤销"), "confirm", "primary"):
            undos().confirm(undo, person)
            st.rerun()
        if _pressed(undo, _("不撤销"), "cancel"):
            undos().dismiss(undo)
            st.rerun()


def _pressed(undo: Undo, label: str, name: str, kind: Literal["primary", "secondary"] = "secondary") -> bool:
    return st.button(label, type=kind, key=f"undo_{undo.batch_id}_{name}")


def changes(preview: UndoReport) -> pd.DataFrame:
    """What the undo changes, in rows of the feed."""
    counts = {
        _("退出的记录"): preview.removed,
        _("恢复为此前内容的记录"): preview.restored,
        _("另有文件也提供过、继续保留的记录"): preview.kept,
    }
    return pd.DataFrame({_("影响"): list(counts), _("行数"): list(counts.values())})

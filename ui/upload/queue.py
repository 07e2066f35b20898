"""Uploaded files on their way into the lake: stored, recognised, checked without loading, loaded.

Workers that outlive the page do all of it: leaving the page neither stops nor doubles anything, and loads that were
asked for go on when the server is started again.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Literal

import streamlit as st

from access import Person, Role, allow
from duplicates.after_load import compare_after_load
from etl.batches import LOADERS
from etl.inspection import Inspection, inspect_file
from etl.load import LoadReport, load_file
from etl.proposals import day_by_name
from etl.remembered import mapping_of, recall, remember
from language import N_, _
from ui import ahead
from ui.lake import lake
from ui.upload import waiting
from ui.upload.waiting import Settings, Waiting
from warehouse.errors import LoadError, SharingError
from warehouse.lake import Lake

log = logging.getLogger("sharing")
LEAST_FREE = 1 << 28
KEPT_SECONDS = 7 * 86_400
Stage = Literal["recognising", "asking", "checking", "checked", "waiting", "loading", "loaded", "refused"]
AT_WORK = frozenset({"recognising", "checking", "waiting", "loading"})


@dataclass
class Upload:
    """One file. `asking`: somebody has to say or confirm something; `checked`: ready to be loaded; `refused`: the load
    failed. `share` runs from 0 to 1; `rehearsal` is what a load would do, `report` what the load did.
    """

    number: int
    path: Path
    person: Person
    stage: Stage = "recognising"
    inspection: Inspection | None = None
    settings: Settings | None = None
    rehearsal: LoadReport | None = None
    report: LoadReport | None = None
    error: SharingError | None = None
    share: float = 0.0
    step: str = ""

    @property
    def file_name(self) -> str:
        """Name of the sender's file."""
        return self.path.name

    @property
    def at_work(self) -> bool:
        """Whether a worker has it."""
        return self.stage in AT_WORK


@dataclass
class Uploads:
    """All uploads of this server since it started, and the two workers: one looks, one checks and loads in order."""

    into: Lake
    all: list[Upload] = field(default_factory=list)
    after_load: Callable[[], None] = lambda: None
    compare: Callable[[Lake, Person, Collection[str]], str] = compare_after_load
    _loaded: set[str] = field(default_factory=set)
    _looker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "recognise"))
    _worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "upload"))
    _guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def folder(self) -> Path:
        """Where uploaded files are kept, one folder per content."""
        return Path(self.into.settings.work) / "uploads"

    def of(self, person: Person) -> list[Upload]:
        """What this person may see: an uploader the own files, evaluators and administrators all; oldest first."""
        every = bool(person.roles & {Role.EVALUATOR, Role.ADMINISTRATOR})
        return [one for one in self.all if every or one.person.name == person.name]

    def busy(self, person: Person) -> bool:
        """Whether a worker has anything this person sees."""
        return any(one.at_work for one in self.of(person))

    def store(self, stream: IO[bytes], name: str) -> Path:
        """Keep an uploaded file unchanged under its own name; raises LoadError when it cannot be kept."""
        try:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
            stream.seek(0)
            target = self.folder / digest[:16] / Path(name.replace("\\", "/")).name
            target.parent.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(self.folder).free < LEAST_FREE:
                raise OSError("less than 256 MB free")
            with NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as out:
                shutil.copyfileobj(stream, out, 1 << 20)
            Path(out.name).replace(target)
        except OSError as refused:
            raise LoadError(
                _("文件未能保存，没有载入任何数据。"), name, _("服务器磁盘可能已满，请联系管理员。")
            ) from refused
        return target

    def take(self, path: Path, person: Person) -> Upload:
        """Begin with a stored file: it is recognised, and checked where nothing has to be asked. The same file that is
        still under way is not taken twice. Raises AccessError for persons who may not upload.
        """
        allow(person, *LOADERS)
        with self._guard:
            for one in self.of(person):
                if one.path == path and one.stage not in ("loaded", "refused"):
                    return one
            upload = Upload(len(self.all) + 1, path, person)
            self.all.append(upload)
        self._looker.submit(self._done, upload, self._recognise, None)
        return upload

    def recognise(self, upload: Upload, feed: str) -> None:
        """Look at the file again as one of this feed."""
        upload.stage, upload.settings, upload.rehearsal, upload.error = "recognising", None, None, None
        self._looker.submit(self._done, upload, self._recognise, feed)

    def check(self, upload: Upload, settings: Settings) -> None:
        """Check everything with these settings, load nothing."""
        upload.stage, upload.settings, upload.rehearsal, upload.error = "checking", settings, None, None
        upload.share, upload.step = 0.0, ""
        self._worker.submit(self._done, upload, self._check, settings)

    def load(self, upload: Upload, person: Person) -> None:
        """Load a checked file in the name of who asks for it; from now on it is loaded even if the server stops in
        between. Raises AccessError for persons who may not upload.
        """
        allow(person, *LOADERS)
        if upload.stage != "checked" or upload.settings is None:
            return
        upload.stage, upload.share, upload.step = "waiting", 0.0, ""
        asked = Waiting(upload.path, upload.settings, person)
        waiting.keep(asked)
        self._worker.submit(self._done, upload, self._load, asked)

    def dismiss(self, upload: Upload) -> None:
        """Take a file off the list; one that is being loaded stays."""
        if upload.stage in ("waiting", "loading"):
            return
        with self._guard:
            self.all.remove(upload)
            if not any(one.path == upload.path for one in self.all):
                upload.path.unlink(missing_ok=True)

    def _release(self, upload: Upload) -> None:
        """Remove the file of a finished load, unless somebody else handed in the same one and is not done with it."""
        with self._guard:
            others = (one for one in self.all if one is not upload and one.path == upload.path)
            if all(one.stage == "loaded" for one in others):
                upload.path.unlink(missing_ok=True)

    def resume(self) -> None:
        """Go on with what a stopped server left behind; what nobody asked to load goes after KEPT_SECONDS."""
        waiting.clear_forgotten(self.folder, time.time() - KEPT_SECONDS)
        for asked in waiting.found(self.folder):
            upload = Upload(len(self.all) + 1, asked.path, asked.person, "waiting", settings=asked.settings)
            self.all.append(upload)
            self._worker.submit(self._done, upload, self._load, asked)

    def _recognise(self, upload: Upload, feed: str | None) -> None:
        folder = Path(self.into.settings.work)
        found = inspect_file(upload.path, self.into, feed=feed, name=upload.file_name, folder=folder)
        upload.inspection = found
        upload.stage = "asking"
        if found.feed is None:
            return
        said = tuple(found.columns.items()) if found.remembered else None
        settings = Settings(found.feed, day_by_name(upload.file_name, date.today()), columns=said)
        if found.missing or found.problems or found.alike:
            upload.settings = settings
        else:
            self.check(upload, settings)

    def _check(self, upload: Upload, settings: Settings) -> None:
        if upload.settings is not settings:
            return
        report = self._run(upload, settings, upload.person, dry_run=True)
        if upload.settings is settings:
            upload.rehearsal, upload.stage = report, "checked"

    def _load(self, upload: Upload, asked: Waiting) -> None:
        waiting.keep(replace(asked, attempts=asked.attempts + 1))
        upload.stage = "loading"
        settings, headers = asked.settings, upload.inspection.headers if upload.inspection else ()
        if settings.columns is not None and headers:
            known = recall(self.into, headers)
            if known is None or (known.feed, known.columns) != (settings.feed, dict(settings.columns)):
                remember(self.into, headers, settings.feed, dict(settings.columns), asked.person)
        report = self._run(upload, settings, asked.person, dry_run=False)
        waiting.forget(asked.path)
        self._release(upload)
        self._loaded.add(settings.feed)
        told = self._compared(upload, asked.person)
        upload.report = replace(report, notice="\n".join(filter(None, (report.notice, told))))
        upload.stage, upload.share = "loaded", 1.0
        self.after_load()

    def _compared(self, upload: Upload, person: Person) -> str:
        """Look for duplicate collection once all files that wait are loaded; the sentence to tell, or empty."""
        if any(one.stage == "waiting" for one in self.all):
            return ""
        feeds, self._loaded = self._loaded, set()
        upload.step = N_("比对重复采集")
        return self.compare(self.into, person, feeds)

    def _run(self, upload: Upload, settings: Settings, person: Person, *, dry_run: bool) -> LoadReport:
        def note(step: str, share: float) -> None:
            upload.step, upload.share = step, min(max(share, 0.0), 1.0)

        columns = settings.columns
        return load_file(
            self.into,
            settings.feed,
            upload.path,
            exported_on=settings.exported_on,
            coverage=settings.coverage,
            person=person,
            mapping=None if columns is None else mapping_of(settings.feed, dict(columns)),
            dry_run=dry_run,
            progress=note,
        )

    def _done(self, upload: Upload, step: Callable[..., None], *arguments: object) -> None:
        """Run one step; the worker lives on whatever happens, the reader gets a sentence, the log the details."""
        try:
            step(upload, *arguments)
            return
        except SharingError as refused:
            upload.error = refused
        except Exception as failed:
            log.error("upload of %s failed", upload.file_name, exc_info=failed)
            upload.error = LoadError(_(UNEXPECTED), upload.file_name, _(TELL))
        if upload.stage in ("waiting", "loading"):
            upload.stage = "refused"
            waiting.forget(upload.path)
            if self._loaded:
                self._compared(upload, upload.person)
        else:
            upload.stage = "asking"


UNEXPECTED = N_("处理时发生意外错误，没有载入任何数据。")
TELL = N_("请把文件名和时间告知管理员，详情已写入运行日志。")


@st.cache_resource(show_spinner=False)
def uploads() -> Uploads:
    """The one queue of this process; loads left behind go on with its first use."""
    queue = Uploads(lake(), after_load=ahead.after_load)
    queue.resume()
    return queue

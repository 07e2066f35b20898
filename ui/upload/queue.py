"""Uploaded files: stored first, then loaded one after the other by a worker thread that outlives the page.

Leaving the page neither stops nor doubles a load. The same content for the same feed is taken once while it
waits.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Literal

import streamlit as st

from etl.load import LoadReport, load_file
from ui.lake import lake
from warehouse.errors import LoadError, SharingError
from warehouse.lake import Lake

log = logging.getLogger("sharing")
LEAST_FREE = 1 << 28
State = Literal["waiting", "loading", "loaded", "refused"]


@dataclass
class Job:
    """One file on its way into the lake. `share` runs from 0 to 1; `report` is the loader's account when
    loaded.
    """

    number: int
    path: Path
    feed: str
    exported_on: date
    coverage: Literal["full", "partial"]
    by: str
    state: State = "waiting"
    share: float = 0.0
    step: str = ""
    report: LoadReport | None = None
    error: SharingError | None = None

    @property
    def file_name(self) -> str:
        """Name of the sender's file."""
        return self.path.name

    @property
    def finished(self) -> bool:
        """Whether the outcome is known."""
        return self.state in ("loaded", "refused")


@dataclass
class Uploads:
    """All jobs of this server since it started, and the one worker that does them in order."""

    into: Lake
    jobs: list[Job] = field(default_factory=list)
    _worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "upload"))
    _guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def folder(self) -> Path:
        """Where uploaded files are kept, one folder per content."""
        return Path(self.into.settings.work) / "uploads"

    def store(self, stream: IO[bytes], name: str) -> Path:
        """Keep an uploaded file unchanged under its own name; raises LoadError when it cannot be kept."""
        try:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
            stream.seek(0)
            target = self.folder / digest[:16] / Path(name.replace("\\", "/")).name
            target.parent.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(self.folder).free < LEAST_FREE:
                raise OSError("less than 256 MB free")
            partial = target.with_name(target.name + ".part")
            with partial.open("wb") as out:
                shutil.copyfileobj(stream, out, 1 << 20)
            partial.replace(target)
        except OSError as refused:
            raise LoadError(
                "文件未能保存，没有载入任何数据。", name, "服务器磁盘可能已满，请联系管理员。"
            ) from refused
        return target

    def submit(
        self, path: Path, feed: str, exported_on: date, coverage: Literal["full", "partial"], by: str
    ) -> Job:
        """Queue a stored file; the same file for the same feed still in the queue is not queued again."""
        with self._guard:
            for job in self.jobs:
                if not job.finished and (job.path, job.feed) == (path, feed):
                    return job
            job = Job(len(self.jobs) + 1, path, feed, exported_on, coverage, by)
            self.jobs.append(job)
        self._worker.submit(self._load, job)
        return job

    def busy(self) -> bool:
        """Whether any job is not finished."""
        return any(not job.finished for job in self.jobs)

    def _load(self, job: Job) -> None:
        job.state = "loading"
        try:
            job.report = load_file(
                self.into,
                job.feed,
                job.path,
                exported_on=job.exported_on,
                coverage=job.coverage,
                by=job.by,
                progress=_noted(job),
            )
            job.state, job.share = "loaded", 1.0
        except SharingError as refused:
            job.error, job.state = refused, "refused"
        except (
            Exception
        ) as failed:  # the worker must live on; the reader gets a sentence, the log the details
            log.error("load of %s failed", job.file_name, exc_info=failed)
            job.error = LoadError(
                "载入时发生意外错误，没有载入任何数据。",
                job.file_name,
                "请把文件名和时间告知管理员，详情已写入运行日志。",
            )
            job.state = "refused"


def _noted(job: Job) -> Callable[[str, float], None]:
    def note(step: str, share: float) -> None:
        job.step, job.share = step, min(max(share, 0.0), 1.0)

    return note


@st.cache_resource(show_spinner=False)
def uploads() -> Uploads:
    """The one queue of this process."""
    return Uploads(lake())

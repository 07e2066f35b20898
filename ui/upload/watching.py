"""Watching files load: progress, then counts and the reasons of refusals."""

from __future__ import annotations

import streamlit as st

from ui import messages, terms
from ui.language import _
from ui.upload.queue import Job, uploads

MOST_SHOWN = 8


def progress() -> None:
    """The jobs of this server, newest first; refreshed every second while one is under way."""
    queue = uploads()
    if not queue.jobs:
        return
    st.fragment(_watch, run_every="1s" if queue.busy() else None)()


def _watch() -> None:
    queue = uploads()
    was_busy = st.session_state.get("upload_busy", False)
    busy = st.session_state["upload_busy"] = queue.busy()
    for job in sorted(queue.jobs, key=lambda one: -one.number)[:MOST_SHOWN]:
        _draw(job)
    if was_busy and not busy:
        st.rerun()


def _draw(job: Job) -> None:
    title = f"**{job.file_name}** · {terms.word('feed', job.feed)}"
    if not job.finished:
        step = job.step or (_("排队等候") if job.state == "waiting" else _("开始"))
        st.progress(job.share, text=f"{title} · {step}")
        return
    if job.error is not None:
        st.markdown(title)
        messages.show(job.error)
        return
    report = job.report
    if report is None:
        return
    counts = _(
        "读取 {read:,} 行：载入 {loaded:,}，未变 {unchanged:,}，"
        "被更新的记录替代 {superseded:,}，拒收 {refused:,}"
    ).format(
        read=report.rows_read,
        loaded=report.loaded,
        unchanged=report.unchanged,
        superseded=report.superseded,
        refused=report.refused,
    )
    unknown = report.unknown_headers
    note = _("；未识别的列：{names}").format(names="、".join(unknown)) if unknown else ""
    if report.refused:
        st.warning(
            f"{title}\n\n{counts}{note}。" + _("被拒收的行在下方记录中可查看、下载。"), icon=":material/rule:"
        )
    else:
        st.success(f"{title}\n\n{counts}{note}。", icon=":material/check_circle:")

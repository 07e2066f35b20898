"""Steps that take seconds and must happen once: asked for with a button, done outside the script run, told after.

A button asks; the page is drawn again with every such button disabled; then the step is done by a worker. A second
click that was already under way finds its turn gone. Leaving the page neither stops nor doubles a step.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cache

import streamlit as st

from ui import messages, printing
from ui.language import _
from warehouse.errors import SharingError

log = logging.getLogger("sharing")
AT_ONCE = 4
_JOB, _TURN, _FRESH, _TOLD = "_job", "_job_turn", "_job_fresh", "_job_told"


@dataclass
class Job:
    """One step asked for on a page; `future` once a worker has it."""

    page: str
    step: str
    future: Future[str] | None = None


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, "step")


def begin(page: str) -> None:
    """Before a page is drawn: collect a step left behind, forget one that was asked for elsewhere."""
    job = _asked()
    if job and job.future is not None:
        _collect(job, _("正在完成上一步…"))
    elif job and job.page != page:
        del st.session_state[_JOB]


def told() -> None:
    """Say how the last step went, once."""
    outcome = st.session_state.pop(_TOLD, None)
    if isinstance(outcome, str):
        st.success(outcome, icon=":material/check_circle:")
    elif isinstance(outcome, SharingError):
        messages.show(outcome)
    elif isinstance(outcome, Exception):
        messages.unexpected(outcome)


def busy() -> bool:
    """Whether a step has been asked for and is not done yet."""
    return _asked() is not None


def form_key(step: str) -> str:
    """Key of a form: a new one after each step that went well, so that its fields are empty again."""
    return f"{step}_{st.session_state.get(_FRESH, 0)}"


def submit(step: str, label: str, *, kind: str = "primary", icon: str | None = None) -> None:
    """The button of a form that asks for a step."""
    st.form_submit_button(
        label,
        key=f"{step}_go",
        type="primary" if kind == "primary" else "secondary",
        icon=icon,
        disabled=busy(),
        on_click=_ask,
        args=_ticket(step),
    )


def button(step: str, label: str, *, icon: str | None = None, disabled: bool = False) -> None:
    """A button outside a form that asks for a step; left out on paper."""
    if printing.asked():
        return
    st.button(
        label, key=f"{step}_go", icon=icon, disabled=disabled or busy(), on_click=_ask, args=_ticket(step)
    )


def work(step: str, label: str, act: Callable[[], str]) -> None:
    """Do the step when its button has asked for it, then draw the page again; `act` returns the sentence to tell.

    `act` runs in another thread: it may not touch the session.
    """
    job = _asked()
    if job is None or job.step != step:
        return
    if job.future is None:
        job.future = _workers().submit(act)
    _collect(job, label)
    st.rerun()


def _asked() -> Job | None:
    job = st.session_state.get(_JOB)
    return job if isinstance(job, Job) else None


def _ticket(step: str) -> tuple[str, str, int]:
    return (str(st.session_state.get("_page", "")), step, int(st.session_state.get(_TURN, 0)))


def _ask(page: str, step: str, turn: int) -> None:
    if _asked() is None and turn == st.session_state.get(_TURN, 0):
        st.session_state[_JOB] = Job(page, step)


def _collect(job: Job, label: str) -> None:
    """Wait for the worker and keep what it found; may be broken off anywhere and done again."""
    if job.future is None:
        return
    with st.spinner(label, show_time=True):
        wait([job.future])
    error = job.future.exception()
    st.session_state[_TOLD] = error or job.future.result()
    if _asked() is job:
        st.session_state[_TURN] = int(st.session_state.get(_TURN, 0)) + 1
        if error is None:
            st.session_state[_FRESH] = int(st.session_state.get(_FRESH, 0)) + 1
        del st.session_state[_JOB]

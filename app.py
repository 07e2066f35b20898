"""The dashboard as a web application: the pages behind one router, and a health check beside them."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ui import health, messages
from ui.upload import resumed


def healthz(request: Request) -> JSONResponse:  # noqa: ARG001
    """Answer monitors: 200 with the snapshot when the lake can be read, 503 otherwise."""
    state = health.check()
    return JSONResponse(state, status_code=200 if state["status"] == "ok" else 503)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """With the server start the loads that an earlier one left behind, besides the pages."""
    threading.Thread(target=resumed.go_on, daemon=True).start()
    yield


app = st.App(
    "ui/script/router.py",
    routes=[Route("/healthz", healthz)],
    lifespan=lifespan,
    on_script_error=messages.unexpected,
)

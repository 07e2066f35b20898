"""The dashboard as a web application: the pages behind one router, and a health check beside them."""

from __future__ import annotations

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ui import health, messages


def healthz(request: Request) -> JSONResponse:  # noqa: ARG001
    """Answer monitors: 200 with the snapshot when the lake can be read, 503 otherwise."""
    state = health.check()
    return JSONResponse(state, status_code=200 if state["status"] == "ok" else 503)


app = st.App("ui/router.py", routes=[Route("/healthz", healthz)], on_script_error=messages.unexpected)

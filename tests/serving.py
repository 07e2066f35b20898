"""The real server, started over a lake on a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.lakes import LakeAddress

PROJECT = Path(__file__).resolve().parent.parent
STARTING_SECONDS = STOPPING_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    address: LakeAddress,
    log: Path,
    *options: str,
    port: int | None = None,
    environment: dict[str, str] | None = None,
) -> Iterator[str]:
    """The real server on a free port (or `port`), ready to answer; yields its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *options]
    settings = {**os.environ, **address.environment, **(environment or {})}
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(command, cwd=PROJECT, env=settings, stdout=out, stderr=out)
        try:
            _wait(f"http://127.0.0.1:{port}/healthz", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(STOPPING_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                raise


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped with code {server.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            threading.Event().wait(0.2)
    raise TimeoutError(f"{url} did not answer within {STARTING_SECONDS} s")

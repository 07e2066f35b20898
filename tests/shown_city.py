"""A small sample city in a lake of its own, built once per test process, for everything that draws pages."""

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
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from access import LOCAL
from etl.load import load_file
from etl.sample import write_city
from warehouse.lake import open_lake

PROJECT = Path(__file__).resolve().parent.parent
STARTING_SECONDS = 60


@dataclass(frozen=True)
class LakeAddress:
    """Where a lake is: values of LAKE_CATALOG and LAKE_DATA."""

    catalog: str
    data: str

    @property
    def environment(self) -> dict[str, str]:
        return {"LAKE_CATALOG": self.catalog, "LAKE_DATA": self.data}


def address_in(folder: Path) -> LakeAddress:
    return LakeAddress(f"sqlite:{folder}/catalog.sqlite", str(folder / "data"))


def load_city(folder: Path, feeds: frozenset[str] | None = None) -> LakeAddress:
    """Write a city of eight departments and load it (or some of its feeds) through the front door."""
    address = address_in(folder / "lake")
    city = write_city(folder / "files", departments=8, resources=120, requests=120, usage=1000)
    with open_lake(address.catalog, address.data, readable=[folder]) as lake:
        for file in city.files:
            if feeds is None or file.feed in feeds:
                load_file(
                    lake,
                    file.feed,
                    file.path,
                    exported_on=file.exported_on,
                    coverage=file.coverage,
                    person=replace(LOCAL, name="张敏"),
                )
    return address


@pytest.fixture(scope="session")
def shown_city(tmp_path_factory: pytest.TempPathFactory) -> LakeAddress:
    """A loaded sample city; tests only read it."""
    return load_city(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="session")
def empty_lake(tmp_path_factory: pytest.TempPathFactory) -> LakeAddress:
    """A lake nothing was loaded into."""
    return address_in(tmp_path_factory.mktemp("empty"))


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
            server.wait(20)


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

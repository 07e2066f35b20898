"""Fixtures shared by all tests: empty lakes on both catalogs, and a real PostgreSQL server."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import PostgresServer, find_binaries, started_server
from warehouse.lake import Lake, open_lake

os.environ.setdefault("LAKE_THREADS", "1")  # small lakes: a second thread only costs time

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"


MAIN = sys.modules["__main__"]


@pytest.fixture(autouse=True)
def own_main() -> None:
    """Pages drawn in a test leave themselves as the main module; processes that a test spawns would run them."""
    sys.modules["__main__"] = MAIN


@pytest.fixture
def real_folder() -> Path:
    """Folder of real-world files; the test is skipped, visibly, where it is absent."""
    if not REAL.is_dir():
        pytest.skip(f"real files are not beside the project ({REAL.name})")
    return REAL


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A real PostgreSQL server for this test process."""
    if find_binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    with started_server(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[Lake]:
    """An empty lake with a SQLite catalog."""
    with open_lake(f"sqlite:{tmp_path}/lake/catalog.sqlite", readable=[tmp_path]) as opened:
        yield opened


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def lake_address(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """Catalog setting and data folder of a lake that does not exist yet, once per kind of catalog."""
    data = tmp_path / "lake" / "data"
    if request.param == "sqlite":
        return f"sqlite:{tmp_path}/lake/catalog.sqlite", data
    server: PostgresServer = request.getfixturevalue("postgres")
    data.mkdir(parents=True)
    return f"postgres:{server.new_database('lake_' + uuid.uuid4().hex)}", data


@pytest.fixture
def any_lake(lake_address: tuple[str, Path], tmp_path: Path) -> Iterator[Lake]:
    """An empty lake, once per kind of catalog."""
    with open_lake(lake_address[0], lake_address[1], readable=[tmp_path]) as opened:
        yield opened

"""Fixtures shared by all tests: lakes, a real PostgreSQL server; how tests are spread over processes."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

from tests.lakes import LakeAddress, address_in, own_empty_lake
from tests.postgres import PostgresServer, find_binaries, started_server
from tests.sample_city import own_city
from warehouse.lake import Lake, open_lake

os.environ.setdefault("LAKE_THREADS", "1")  # small lakes: a second thread only costs time

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"


BROWSER = "tests/browser/"
MAIN = sys.modules["__main__"]


class ScreenTogether(LoadFileScheduling):
    """Modules stay in one process, all that drive a browser in the same: one browser and one server at a time."""

    def _split_scope(self, nodeid: str) -> str:
        module = str(super()._split_scope(nodeid))
        return BROWSER if module.startswith(BROWSER) else module


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """How tests are spread over processes with `--dist loadfile`."""
    return ScreenTogether(config, log) if config.getoption("dist") == "loadfile" else None


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
def lake(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    """An empty lake with a SQLite catalog."""
    address = own_empty_lake(tmp_path_factory, tmp_path)
    with open_lake(address.catalog, address.data, readable=[tmp_path]) as opened:
        yield opened


@pytest.fixture(scope="session")
def shown_city(tmp_path_factory: pytest.TempPathFactory) -> LakeAddress:
    """The loaded sample city for everything that draws pages; tests only read it."""
    return own_city(tmp_path_factory)


@pytest.fixture(scope="session")
def empty_lake(tmp_path_factory: pytest.TempPathFactory) -> LakeAddress:
    """A lake nothing was loaded into."""
    return address_in(tmp_path_factory.mktemp("empty"))


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
def any_lake(
    lake_address: tuple[str, Path], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Lake]:
    """An empty lake, once per kind of catalog."""
    catalog, data = lake_address
    if catalog.startswith("sqlite:"):
        own_empty_lake(tmp_path_factory, tmp_path)  # at this very address
    with open_lake(catalog, data, readable=[tmp_path]) as opened:
        yield opened

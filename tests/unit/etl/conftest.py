"""A lake to load into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.feed_files import own_registered_lake
from warehouse.lake import Lake, open_lake


@pytest.fixture
def town(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Lake]:
    """A lake with the register and the catalogue of the feed files; files in the test's folder may be loaded."""
    address = own_registered_lake(tmp_path_factory, tmp_path)
    with open_lake(address.catalog, address.data, readable=[tmp_path]) as lake:
        yield lake

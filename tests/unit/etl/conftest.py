"""A lake to load into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.feed_files import load_register, own_registered_lake
from warehouse.lake import Lake, open_lake


@pytest.fixture
def town(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Lake]:
    """A lake with the register and the catalogue of the feed files; files in the test's folder may be loaded."""
    address = own_registered_lake(tmp_path_factory, tmp_path)
    with open_lake(address.catalog, address.data, readable=[tmp_path]) as lake:
        yield lake


@pytest.fixture
def any_town(
    lake_address: tuple[str, Path], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Lake]:
    """The same, once per kind of catalog."""
    catalog, data = lake_address
    copied = catalog.startswith("sqlite:")
    if copied:
        own_registered_lake(tmp_path_factory, tmp_path)  # at this very address
    with open_lake(catalog, data, readable=[tmp_path]) as lake:
        if not copied:
            load_register(lake, tmp_path)
        yield lake

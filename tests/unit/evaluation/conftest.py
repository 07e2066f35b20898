"""A lake with one published round, for the tests that go on from there."""

from collections.abc import Iterator

import pytest

from tests.sample_city import own_published_city
from warehouse.lake import Lake, open_lake


@pytest.fixture(scope="module")
def published_lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    """The lake; its round is called 2026Q2."""
    address = own_published_city(tmp_path_factory)
    with open_lake(address.catalog, address.data) as lake:
        yield lake

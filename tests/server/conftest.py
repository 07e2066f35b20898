"""The real server over the sample city."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lakes import LakeAddress
from tests.serving import served


@pytest.fixture(scope="session")
def site(shown_city: LakeAddress, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running server."""
    with served(shown_city, tmp_path_factory.mktemp("server") / "server.log") as address:
        yield address

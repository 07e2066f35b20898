from __future__ import annotations

import pytest

from ui.access import LOCAL, Role, is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.9.10", "demo.localhost"])
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", [None, "", "0.0.0." + "0", "10.0.0.8", "dashboard.example.cn", "127.0.0.1.example.cn"]
)
def test_other_machines(host: str | None) -> None:
    assert not is_loopback(host)


def test_the_local_user_holds_every_role() -> None:
    assert LOCAL.roles == set(Role)

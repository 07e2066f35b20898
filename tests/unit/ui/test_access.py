from __future__ import annotations

from types import SimpleNamespace

import pytest

from access import LOCAL, AccessError, Person, Role
from ui import access, demonstration
from ui.demonstration import is_loopback


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


def asked(monkeypatch: pytest.MonkeyPatch, listening: str, url: str, **headers: str) -> bool:
    """Whether the demonstration takes a request for one from elsewhere."""
    context = SimpleNamespace(
        url=url, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    framework = SimpleNamespace(context=context, get_option=lambda name: listening)
    monkeypatch.setattr(demonstration, "st", framework)
    return demonstration.asked_from_elsewhere()


def test_the_demonstration_answers_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}
    assert not asked(monkeypatch, "127.0.0.1", "http://127.0.0.1:8501/", **here)


@pytest.mark.parametrize(
    ("listening", "url", "headers"),
    [
        ("0.0.0." + "0", "http://127.0.0.1:8501/", {}),
        ("", "http://127.0.0.1:8501/", {}),
        ("127.0.0.1", "http://dashboard.example.cn/", {}),
        ("127.0.0.1", "http://127.0.0.1/", {"Host": "dashboard.example.cn"}),
        ("127.0.0.1", "http://127.0.0.1/", {"Host": "127.0.0.1", "Origin": "https://dashboard.example.cn"}),
        ("127.0.0.1", "http://127.0.0.1/", {"Host": "127.0.0.1", "X_Forwarded_For": "10.0.0.8"}),
        ("127.0.0.1", "http://127.0.0.1/", {"Host": "127.0.0.1", "Forwarded": "for=10.0.0.8"}),
    ],
)
def test_the_demonstration_answers_nobody_else(
    monkeypatch: pytest.MonkeyPatch, listening: str, url: str, headers: dict[str, str]
) -> None:
    assert asked(monkeypatch, listening, url, **headers)


def test_a_download_offered_before_is_refused_once_the_identity_has_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(access, "configured", lambda: True)
    monkeypatch.setattr(access, "st", SimpleNamespace(user={"exp": 1010.0, "email": "wang@example.cn"}))
    leader = Person("王局", frozenset({Role.LEADER}))
    monkeypatch.setattr(access, "directory", lambda: SimpleNamespace(person=lambda _address: leader))
    monkeypatch.setattr(access, "time", SimpleNamespace(time=lambda: clock[0]))
    build = access.while_signed_in(lambda: b"rows")
    assert build() == b"rows"
    clock[0] = 1010.0
    with pytest.raises(AccessError):
        build()

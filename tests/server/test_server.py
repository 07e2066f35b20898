"""The server as monitors and browsers meet it."""

from __future__ import annotations

import json
import tomllib
import urllib.request
from pathlib import Path

import pytest

from tests.serving import PROJECT
from ui.navigation import PAGES


def fetched(url: str) -> tuple[int, str]:
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own server
        return answer.status, answer.read().decode()


def test_health_tells_the_snapshot(site: str) -> None:
    status, body = fetched(f"{site}/healthz")
    told = json.loads(body)
    assert status == 200
    assert told["status"] == "ok"
    assert told["snapshot"] > 1


@pytest.mark.parametrize("stem", [entry.stem for entry in PAGES])
def test_every_page_has_an_address(site: str, stem: str) -> None:
    status, body = fetched(f"{site}/{stem}")
    assert status == 200
    assert "<title>" in body


def test_the_server_serves_this_machine_only_and_phones_nobody() -> None:
    settings = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"]["enableAgentApi"] is False
    assert "http" not in (PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8")


def test_nothing_beside_the_router_hides_a_package() -> None:
    """The router's folder is searched before the project's: a module there must not bear a package's name."""
    assert [path.name for path in (PROJECT / "ui" / "script").iterdir() if path.name != "__pycache__"] == [
        "router.py"
    ]
    assert not list(PROJECT.glob("router/__init__.py"))


def test_pages_hold_no_sql_arithmetic_or_error_handling() -> None:
    for path in sorted((PROJECT / "pages").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) < 120, path.name
        for word in ("select ", "try:", "import pandas", "duckdb", "openpyxl", "xlsxwriter"):
            assert word not in text, f"{path.name}: {word}"
        if path.name != "__init__.py":
            assert "    require(" in text or "= require(" in text, Path(path).name

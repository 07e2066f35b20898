"""Rights end when an identity or a role does, also for what draws itself again and for downloads offered before."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from access import AccessError
from tests.lakes import LakeAddress
from tests.pages.conftest import AUTH, SECONDS
from ui import access

STAFF = """
[[person]]
email = "admin@example.cn"
name = "赵管"
roles = ["administrator"]
"""
CLERK = """
[[person]]
email = "chen@example.cn"
name = "陈上"
roles = ["{role}"]
"""


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "access.toml"
    path.write_text(STAFF + CLERK.format(role="uploader"), encoding="utf-8")
    monkeypatch.setenv("ACCESS_FILE", str(path))
    return path


def claims(seconds: float) -> dict[str, Any]:
    return {
        "is_logged_in": True,
        "email": "chen@example.cn",
        "email_verified": True,
        "exp": time.time() + seconds,
    }


def drawn(part: str, user: dict[str, Any]) -> AppTest:
    """A part of the upload page that draws itself again, without the page."""
    page = AppTest.from_string(f"from ui.upload.{part} import _watch\n_watch()", default_timeout=SECONDS)
    page.secrets["auth"] = AUTH
    page.user = user
    return page.run()


@pytest.mark.parametrize("part", ["watching", "undoing"])
def test_what_draws_itself_again_asks_who_is_here(
    use_lake: Any, empty_lake: LakeAddress, people: Path, part: str
) -> None:
    use_lake(empty_lake)
    page = drawn(part, claims(600))
    assert not page.exception
    assert not page.title
    assert [title.value for title in drawn(part, claims(-1)).title] == ["登录已过期"]
    people.write_text(STAFF + CLERK.format(role="leader"), encoding="utf-8")
    assert "您没有查看本页的权限" in drawn(part, claims(600)).warning[0].value
    people.write_text(STAFF, encoding="utf-8")
    assert [title.value for title in drawn(part, claims(600)).title] == ["您的账号尚未开通。"]


@pytest.mark.parametrize("later", [STAFF, STAFF + CLERK.format(role="leader")])
def test_a_download_offered_before_is_refused_once_the_role_is_gone(
    people: Path, monkeypatch: pytest.MonkeyPatch, later: str
) -> None:
    monkeypatch.setattr(access, "configured", lambda: True)
    monkeypatch.setattr(access.st, "user", claims(600))
    build = access.while_signed_in(lambda: b"rows")
    assert build() == b"rows"
    people.write_text(later, encoding="utf-8")
    with pytest.raises(AccessError, match="您没有权限"):
        build()

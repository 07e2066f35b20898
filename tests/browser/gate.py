"""The server behind a real OpenID Connect provider, and signing in to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import oidc_provider_mock
from playwright.sync_api import Page, expect

from tests.lakes import LakeAddress
from tests.people import access_file
from tests.serving import free_port, served

SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a secret of this test only, long enough to sign with"
client_id = "sharing"
client_secret = "a secret of this test only"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"
"""
UNVERIFIED = oidc_provider_mock.User(
    sub="unverified", claims={"email": "wang@example.cn", "email_verified": False}
)


@contextmanager
def guarded(address: LakeAddress, folder: Path, department: str, lasts: timedelta) -> Iterator[str]:
    """The real server behind a real provider whose identities last so long."""
    port = free_port()
    access = access_file(folder, department)
    with oidc_provider_mock.run_server_in_thread(
        access_token_max_age=lasts, user_claims=[UNVERIFIED]
    ) as provider:
        secrets = folder / "secrets.toml"
        secrets.write_text(SECRETS.format(port=port, provider=provider.server_port), encoding="utf-8")
        options = ("--secrets.files", str(secrets))
        environment = {"ACCESS_FILE": str(access)}
        with served(address, folder / "server.log", *options, port=port, environment=environment) as opened:
            yield opened


def sign_in(page: Page, site: str, subject: str) -> None:
    page.goto(site)
    expect(page.get_by_role("heading", name="请先登录")).to_be_visible()
    page.get_by_role("button", name="登录").click()
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(re.compile(re.escape(site)))

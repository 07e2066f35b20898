"""Who is looking, and what they may do.

With `[auth]` in secrets.toml people sign in with the organisation's OpenID Connect provider, and the access file says
which roles an e-mail address holds. Without it the product is a demonstration on one machine: it answers that machine
only, and its user chooses a role in the sidebar.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import streamlit as st

from access import READERS, AccessError, Person, Role
from access.directory import Directory, access_file
from ui import demonstration, messages, printing
from ui.language import _

DEFAULT_PROVIDER = "default"
Made = TypeVar("Made")


@cache
def _directory(path: Path) -> Directory:
    return Directory(path)


def directory() -> Directory:
    """The access file's persons, shared by all sessions."""
    return _directory(access_file())


LOOKED_AGAIN = 1.0
"""Seconds after which a missing sign-in configuration is looked for again; every guard asks for it."""
_missed: dict[str, tuple[object, float]] = {}


def configured() -> bool:
    """Whether people sign in. Stops where a configuration exists and cannot be read: nobody may slip in by that."""
    now = time.monotonic()
    looked_at, when = _missed.get("last", (None, 0.0))
    if looked_at is st.secrets and now - when < LOOKED_AGAIN:
        return False
    if st.secrets.load_if_toml_exists():
        return "auth" in st.secrets
    if any(Path(path).exists() for path in st.get_option("secrets.files")):
        messages.refuse(_("登录设置无法读取，系统暂停服务。"), _("请管理员检查 .streamlit/secrets.toml。"))
    _missed["last"] = (st.secrets, now)
    return False


def providers() -> list[str]:
    """Names of the configured identity providers, as `st.login` takes them."""
    auth = st.secrets["auth"]
    named = [name for name, value in auth.items() if isinstance(value, Mapping) and "client_id" in value]
    return named or [DEFAULT_PROVIDER]


@dataclass(frozen=True)
class Closed:
    """Nobody may be let in: what is shown instead, and nothing else. `action` is `login`, `logout` or nothing."""

    title: str
    sentence: str
    action: str = ""

    def show(self) -> None:
        """Draw the whole page."""
        st.title(self.title, anchor=False)
        st.markdown(self.sentence)
        if self.action == "logout" and st.button(_("退出登录"), key="leave", icon=":material/logout:"):
            st.logout()
        for name in providers() if self.action == "login" else []:
            label = _("登录") if name == DEFAULT_PROVIDER else _("用 {name} 登录").format(name=name)
            if st.button(label, key=f"login_{name}", type="primary", icon=":material/login:"):
                st.login(None if name == DEFAULT_PROVIDER else name)


def visitor() -> Person | Closed:
    """The person behind this session, or why there is none."""
    found = _signed_in() if configured() else _local()
    return found if isinstance(found, Closed) else found.at(str(st.session_state.get("_page", "")))


def identity() -> Person:
    """The person behind this session; stops the page where there is none."""
    found = visitor()
    if isinstance(found, Closed):
        found.show()
        st.stop()
    return found


def require(*roles: Role) -> Person:
    """The identity when it holds at least one of the roles; otherwise a polite page and nothing else.

    Called first in every page's `render()`. Without roles named, any reader of the whole city will do.
    """
    person = identity()
    if not person.roles & (frozenset(roles) or READERS):
        messages.refuse(_("您没有查看本页的权限。"), _("如工作需要，请联系市大数据中心管理员开通。"))
    if person.roles == {Role.DEPARTMENT} and not person.department:
        messages.refuse(_("您的账号没有对应的部门。"), _("请联系市大数据中心管理员登记您所在的部门。"))
    return person


def acts(person: Person, *roles: Role) -> bool:
    """Whether to offer the person what one of these roles may do; never on paper."""
    return bool(person.roles & frozenset(roles)) and not printing.asked()


def enter(page: str) -> None:
    """Remember the page somebody acts from, for the audit trail."""
    st.session_state["_page"] = page


def while_signed_in(build: Callable[[], Made]) -> Callable[[], Made]:
    """`build`, to be called later for a download: refused once this session's identity has expired, or where the access
    file no longer gives the person what it gave when the download was offered.
    """
    if not configured():
        return build
    ends, address = _number(st.user.get("exp")), str(st.user.get("email") or "")
    offered = directory().person(address)

    def built() -> Made:
        if ends <= time.time():
            raise AccessError(_("登录已过期"), "", _("为保护数据安全，请重新登录。"))
        known = directory().person(address)
        if known is None or offered is None or not _still_holds(offered, known):
            raise AccessError(
                _("您没有权限进行此项操作。"), "", _("如工作需要，请联系市大数据中心管理员开通。")
            )
        return build()

    return built


def _still_holds(before: Person, now: Person) -> bool:
    return before.roles <= now.roles and before.department == now.department


def _local() -> Person | Closed:
    if demonstration.asked_from_elsewhere():
        return Closed(
            _("未配置统一身份认证，系统仅允许在本机访问。"),
            _(
                "请在服务器本机用 http://127.0.0.1 打开；如需多人使用，请先由管理员配置登录（见 docs/operations.md）。"
            ),
        )
    return demonstration.person()


def _signed_in() -> Person | Closed:
    if not st.user.get("is_logged_in"):
        return Closed(_("请先登录"), _("本系统仅供授权人员使用，请用单位统一身份认证登录。"), "login")
    if _number(st.user.get("exp")) <= time.time():
        st.logout()
        return Closed(_("登录已过期"), _("为保护数据安全，请重新登录。"), "login")
    address = str(st.user.get("email") or "")
    if not address or str(st.user.get("email_verified", True)).lower() == "false":
        return _stranger(_("您的邮箱未经身份认证系统核验，不能进入。"), address)
    return directory().person(address) or _stranger(_("您的账号尚未开通。"), address)


def _number(claim: object) -> float:
    """A claim as a number; 0 where it is missing or unusable, which is long past."""
    return float(claim) if isinstance(claim, int | float) and not isinstance(claim, bool) else 0.0


def _stranger(sentence: str, address: str) -> Closed:
    """What somebody reads who is signed in and has no business here."""
    way_on = _("您以 {address} 登录。如工作需要，请把这一邮箱告知市大数据中心管理员，开通后刷新本页即可。")
    return Closed(sentence, way_on.format(address=address or "—"), "logout")

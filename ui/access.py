"""Who is looking, and what they may do.

Without a configured sign-in the product is a demonstration on one machine: it answers that machine only and
its one
local user holds every role.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

import streamlit as st

from ui import messages
from ui.language import _


class Role(StrEnum):
    """What a person may do; a person holds any number of roles."""

    LEADER = "leader"
    EVALUATOR = "evaluator"
    UPLOADER = "uploader"
    DEPARTMENT = "department"
    ADMINISTRATOR = "administrator"


READERS = frozenset({Role.LEADER, Role.EVALUATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Identity:
    """One person: the name written beside their actions, their roles, and their department where limited to
    one.
    """

    name: str
    roles: frozenset[Role]
    department: str | None = None


LOCAL = Identity(name="本机用户", roles=frozenset(Role))


def is_loopback(host: str | None) -> bool:
    """True for a host name or address that only this machine can reach."""
    if not host:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _asked_from_elsewhere() -> bool:
    """Whether the server listens, or the browser came, on more than this machine."""
    listening = str(st.get_option("server.address") or "")
    asked = urlsplit(st.context.url or "").hostname
    return not is_loopback(listening) or (asked is not None and not is_loopback(asked))


def identity() -> Identity:
    """The person behind this session; stops the page where nobody can be told apart from anybody."""
    if _asked_from_elsewhere():
        messages.refuse(
            _("未配置统一身份认证，系统仅允许在本机访问。"),
            _("请在服务器本机用 http://127.0.0.1 打开；如需多人使用，请先由管理员配置登录。"),
        )
    return LOCAL


def require(*roles: Role) -> Identity:
    """The identity when it holds at least one of the roles; otherwise a polite page and nothing else.

    Called first in every page's `render()`. Without roles named, any reader of the whole city will do.
    """
    person = identity()
    wanted = frozenset(roles) or READERS
    if not person.roles & wanted:
        messages.refuse(_("您没有查看本页的权限。"), _("如工作需要，请联系市大数据中心管理员开通。"))
    return person

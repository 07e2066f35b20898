"""The local demonstration: no sign-in, one machine, and a role to try chosen in the sidebar."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

import streamlit as st

from access import LOCAL, Person, Role
from ui import address, lake
from ui.language import N_, _
from ui.terms import ROLES

EVERYTHING = "all"
TRIED = {EVERYTHING: N_("全部角色"), **ROLES}
"""Roles to try, with their titles."""
NAMED = N_("本机用户（{role}）")
"""The name written beside what somebody does in a role that is tried."""
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")


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


def asked_from_elsewhere() -> bool:
    """Whether the server listens, or the browser came, on more than this machine."""
    headers = st.context.headers
    asked = [
        urlsplit(st.context.url or "").hostname,
        urlsplit("//" + headers.get("Host", "")).hostname,
        urlsplit(headers.get("Origin", "")).hostname,
    ]
    listening = str(st.get_option("server.address") or "")
    return (
        not is_loopback(listening)
        or any(host is not None and not is_loopback(host) for host in asked)
        or any(name in headers for name in _FORWARDED)
    )


def person() -> Person:
    """The local user in the role being tried."""
    role = st.session_state.get("role", EVERYTHING)
    if role == EVERYTHING or role not in TRIED:
        return LOCAL
    department = st.session_state.get("own_department") if role == Role.DEPARTMENT else None
    return Person(
        name=NAMED.format(role=department or TRIED[role]),
        roles=frozenset({Role(role)}),
        department=str(department) if department else None,
    )


def begin() -> None:
    """Take the role, and the department of who belongs to one, from the address, before anybody asks for the person."""
    st.session_state.setdefault(
        "role", address.one_of(TRIED)([st.query_params.get("role", "")]) or EVERYTHING
    )
    if st.session_state["role"] == Role.DEPARTMENT and not st.session_state.get("own_department"):
        names, asked = _departments(), st.query_params.get("own_department", "")
        st.session_state["own_department"] = asked if asked in names else next(iter(names), None)


def switch() -> None:
    """The choice of a role, and of a department for who belongs to one."""
    role = st.selectbox(
        _("演示角色"), list(TRIED), format_func=lambda code: _(TRIED[code]), key="role", filter_mode=None
    )
    own = None
    if role == Role.DEPARTMENT:
        own = st.selectbox(_("所在部门"), _departments(), key="own_department", filter_mode="contains")
    address.put("role", [role] if role != EVERYTHING else [])
    address.put("own_department", [own] if own else [])
    st.caption(_("仅限本机访问的演示，不需登录。"))


def _departments() -> list[str]:
    return lake.departments(lake.snapshot())["department"].tolist()

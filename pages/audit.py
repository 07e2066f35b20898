"""Who changed what, when, and from which page."""

from __future__ import annotations

from access import Role
from ui import blocks, messages, trail
from ui.access import require
from ui.language import _


def render() -> None:
    """Draw the page."""
    require(Role.ADMINISTRATOR)
    blocks.opening("audit")
    with messages.explained():
        blocks.table(trail.choose(), "audit_log", title=_("操作记录"))

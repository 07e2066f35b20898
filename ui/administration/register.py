"""The register of departments, as loaded."""

from __future__ import annotations

from ui import blocks, lake
from ui.language import _


def register() -> None:
    """Every department with its group, its other names and its data officer; a row leads to its file and line."""
    blocks.table(lake.query("register"), "administration_register", title=_("部门名录"))
    blocks.links(["upload"])

"""Errors of the finder that are shown to people."""

from __future__ import annotations

from warehouse.errors import SharingError


class DuplicatesError(SharingError):
    """Comparing, explaining or ruling was not possible as asked."""


class ElementsError(SharingError):
    """A dictionary of data elements is not usable."""

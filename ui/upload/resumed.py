"""At the start of the server: go on with the loads an earlier one left behind."""

from __future__ import annotations

import logging

from ui.upload.queue import uploads
from warehouse.errors import SharingError

log = logging.getLogger("sharing")


def go_on() -> None:
    """Open the queue, which takes up what waits; a lake that cannot be opened is told by the pages."""
    try:
        uploads()
    except (SharingError, OSError) as error:
        log.error("uploads left behind could not be taken up", exc_info=error)

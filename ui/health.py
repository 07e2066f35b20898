"""Whether the service can do its work, for monitors."""

from __future__ import annotations

import logging

from ui.lake import lake
from warehouse.errors import SharingError

log = logging.getLogger("sharing")


def check() -> dict[str, str | int]:
    """`status` ok with the newest snapshot id, or unavailable; reasons go to the log, not to the caller."""
    try:
        return {"status": "ok", "snapshot": lake().snapshot_id()}
    except (SharingError, OSError, RuntimeError) as error:
        log.error("health check failed", exc_info=error)
        return {"status": "unavailable"}

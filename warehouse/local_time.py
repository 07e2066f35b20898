"""The time business is dated in: naive local time of Asia/Shanghai."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The time in Shanghai, without a zone, to the second."""
    return datetime.now(SHANGHAI).replace(tzinfo=None, microsecond=0)

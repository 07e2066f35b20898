"""Requests of tests, and the quarter most of them fall into."""

from __future__ import annotations

from datetime import datetime

Q4 = ("2025-10-01", "2025-12-31")


def request(
    request_id: str, applied: str, replied: str | None = None, decision: str | None = "approved", **more
):
    """A request on resource r1; decision only with a reply."""
    return {
        "request_id": request_id,
        "resource_id": "r1",
        "applicant": "乙局",
        "applied_at": datetime.fromisoformat(applied),
        "replied_at": datetime.fromisoformat(replied) if replied else None,
        "decision": decision if replied else None,
        **more,
    }

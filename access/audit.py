"""The audit trail: one row for every change somebody made, written in the same transaction as the change."""

from __future__ import annotations

from pathlib import Path

from duckdb import DuckDBPyConnection

from access.people import Person
from warehouse.local_time import now

RECORD = (Path(__file__).parent / "sql" / "record.sql").read_text(encoding="utf-8")


def record(cur: DuckDBPyConnection, person: Person, action: str, subject: str, detail: str = "") -> None:
    """Add one audit row inside the caller's write transaction.

    `action` is a short code of domain words (`load`, `undo`, `rule finding`, `seal round`), `subject` names what was
    changed (`batch 12`), `detail` says how, in words or JSON.
    """
    cur.execute(
        RECORD,
        {
            "acted_at": now(),
            "person": person.name,
            "roles": sorted(role.value for role in person.roles),
            "department": person.department,
            "page": person.page,
            "action": action,
            "subject": subject,
            "detail": detail,
        },
    )

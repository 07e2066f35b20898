"""Reference data in the lake: working-day calendar, deadline rules, freshness limits."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.lake import Lake

REPLACE = {
    "calendar": "delete from calendar; insert into calendar by name from reference_frame",
    "deadline_rules": "delete from deadline_rules; insert into deadline_rules by name from reference_frame",
    "frequency_limits": "delete from frequency_limits; insert into frequency_limits by name from reference_frame",
}
REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"


def reference_fingerprint() -> str:
    """SHA-256 over the reference files and the holiday package's version."""
    digest = hashlib.sha256(version("chinesecalendar").encode())
    for path in sorted(REFERENCE.glob("*.csv")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def refresh_reference(lake: Lake) -> bool:
    """Bring the lake's reference tables up to date when a file changed; True when anything was written."""
    fingerprint = reference_fingerprint()
    cursor = lake.cursor()
    known = cursor.execute("select value from lake_meta where key = 'reference_sha256'").fetchone()
    if known is not None and known[0] == fingerprint:
        return False
    from warehouse.clock import calendar_frame, deadline_rules_frame, frequency_limits_frame

    frames = {
        "calendar": calendar_frame(),
        "deadline_rules": deadline_rules_frame(),
        "frequency_limits": frequency_limits_frame(),
    }
    with lake.write("system", "refresh reference data") as cur:
        for table, frame in frames.items():
            cur.register("reference_frame", frame)
            cur.execute(REPLACE[table])
            cur.unregister("reference_frame")
        cur.execute("delete from lake_meta where key = 'reference_sha256'")
        cur.execute("insert into lake_meta values ('reference_sha256', $value)", {"value": fingerprint})
    return True

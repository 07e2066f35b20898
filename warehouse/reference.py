"""Reference data in the lake (calendar, deadline rules, freshness limits), and the facts that follow from them."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

import duckdb

from warehouse import facts
from warehouse.connection import Lake

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
    """Bring reference tables and facts up to date with the product's files; True when anything was written."""
    wanted = {"reference_sha256": reference_fingerprint(), "facts_sha256": facts.fingerprint()}
    known = dict(
        lake.cursor().execute("select key, value from lake_meta where key like '%_sha256'").fetchall()
    )
    stale = {key: value for key, value in wanted.items() if known.get(key) != value}
    if not stale:
        return False
    with lake.write("system", "refresh reference data") as cur:
        if "reference_sha256" in stale:
            take_over(cur)
        if "facts_sha256" in stale:
            facts.rebuild_all(cur)
            _note(cur, "facts_sha256", stale["facts_sha256"])
    return True


def take_over(cur: duckdb.DuckDBPyConnection) -> None:
    """Bring the lake's calendar and rules, and what follows from them, in line with the files, in the caller's
    transaction.

    Raises LakeError naming every problem of the files.
    """
    _replace_reference(cur)
    facts.refresh_clocks(cur)
    _note(cur, "reference_sha256", reference_fingerprint())


def _note(cur: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    cur.execute("delete from lake_meta where key = $key", {"key": key})
    cur.execute("insert into lake_meta values ($key, $value)", {"key": key, "value": value})


def _replace_reference(cur: duckdb.DuckDBPyConnection) -> None:
    from warehouse.clock import calendar_frame, deadline_rules_frame, frequency_limits_frame

    frames = {
        "calendar": calendar_frame(),
        "deadline_rules": deadline_rules_frame(),
        "frequency_limits": frequency_limits_frame(),
    }
    for table, frame in frames.items():
        cur.register("reference_frame", frame)
        cur.execute(REPLACE[table])
        cur.unregister("reference_frame")

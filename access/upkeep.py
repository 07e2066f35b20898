"""Maintenance started by a person: the same work as the weekly command, with an audit row."""

from __future__ import annotations

import json
from dataclasses import asdict

from access.audit import record
from access.people import Person, Role, allow
from warehouse.lake import Lake
from warehouse.maintenance import MaintenanceReport, maintain


def keep_up(lake: Lake, person: Person) -> MaintenanceReport:
    """Merge small files and forget old states. Raises AccessError."""
    allow(person, Role.ADMINISTRATOR)
    report = maintain(lake)
    with lake.write(person.name, "maintenance") as cur:
        record(cur, person, "maintain", "lake", json.dumps(asdict(report)))
    return report

"""What is planted in a sample city: the file truth.json beside the feed files, its keys described.

Ids and names are those of the lake (canonical department names); lines are those of the sender's files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KEYS: dict[str, str] = {
    "city": "size, seed, first and last day of the period; metrics are meant as of the last day",
    "files": "per file: feed, exported_on, coverage, and the counts of its load in the given order",
    "refused_lines": "file, line, kind, columns the refusal names (none for conflicting keys, extra cells)",
    "on_time_requests": "requests answered within their deadline",
    "late_requests": "requests answered after their deadline",
    "overdue_requests": "requests unanswered past their deadline on the last day",
    "open_requests": "requests unanswered and not yet due on the last day",
    "withdrawn_requests": "requests withdrawn by the applicant",
    "invalid_replies": "requests refused without a reason: not a valid reply (article 9)",
    "request_fates": "per request how it was constructed (paused, extended, during an outage …)",
    "conformity_findings": "resource and rule broken in the later catalogue export",
    "missing_fields": "per resource the fields of article 6 that are empty or unreadable in the later export",
    "resource_states": "per shared resource of the later export its freshness on the last day",
    "stale_resources": "the resources of resource_states that are overdue or delinquent",
    "touch_only": "resources whose last logged refresh changed neither rows nor content",
    "usage_classes": "calls per class of use",
    "usage_by_consumer": "calls per consumer and class of use",
    "misuse_lines": "per class the file, line and success of every call of it (not listed for clean logs)",
    "calls_failed": "per outcome: success, failure, platform_failure",
    "change_events": "per event: on_time, late, overdue or open",
    "corrections": "per correction: on_time, late, overdue or open",
    "safeguards_missing": "per department the safeguards of article 17 it lacks",
    "unpooled_projects": "new projects whose data are not pooled (article 16)",
    "confirmed_incidents": "incidents confirmed by investigation",
    "duplicate_collection": "resource, item collected again, and the resources of others that share it",
    "duplicate_decoys": "by kind: resource and item that look like duplicate collection and are not",
}


@dataclass
class Truth:
    """Everything planted; the fields are those of KEYS."""

    city: dict[str, Any] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused_lines: list[dict[str, Any]] = field(default_factory=list)
    on_time_requests: list[str] = field(default_factory=list)
    late_requests: list[str] = field(default_factory=list)
    overdue_requests: list[str] = field(default_factory=list)
    open_requests: list[str] = field(default_factory=list)
    withdrawn_requests: list[str] = field(default_factory=list)
    invalid_replies: list[str] = field(default_factory=list)
    request_fates: dict[str, str] = field(default_factory=dict)
    conformity_findings: list[list[str]] = field(default_factory=list)
    missing_fields: dict[str, list[str]] = field(default_factory=dict)
    resource_states: dict[str, str] = field(default_factory=dict)
    stale_resources: list[str] = field(default_factory=list)
    touch_only: list[str] = field(default_factory=list)
    usage_classes: dict[str, int] = field(default_factory=dict)
    usage_by_consumer: dict[str, dict[str, int]] = field(default_factory=dict)
    misuse_lines: dict[str, list[list[str | int | bool]]] = field(default_factory=dict)
    calls_failed: dict[str, int] = field(default_factory=dict)
    change_events: dict[str, str] = field(default_factory=dict)
    corrections: dict[str, str] = field(default_factory=dict)
    safeguards_missing: dict[str, list[str]] = field(default_factory=dict)
    unpooled_projects: list[str] = field(default_factory=list)
    confirmed_incidents: list[str] = field(default_factory=list)
    duplicate_collection: list[dict[str, Any]] = field(default_factory=list)
    duplicate_decoys: dict[str, list[list[str]]] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the truth as JSON (UTF-8, keys in the order of KEYS)."""
        path.write_text(json.dumps(vars(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

"""The truth about a city's people and data, gathered from what its feeds were constructed as."""

from __future__ import annotations

import numpy as np

from etl.sample.city import City
from etl.sample.events import ChangeEvent, Correction
from etl.sample.items import DuplicateCollection
from etl.sample.refreshes import RefreshLog
from etl.sample.requests import LATE_FATES, ON_TIME_FATES, OPEN_FATES, Requests
from etl.sample.resources import NOT_SHARED, Resource
from etl.sample.truth import Truth
from etl.sample.usage import CLASSES, Calls


def tell_requests(truth: Truth, requests: Requests) -> None:
    """Requests by fate."""
    lists = {
        **dict.fromkeys(ON_TIME_FATES, truth.on_time_requests),
        **dict.fromkeys(LATE_FATES, truth.late_requests),
        **dict.fromkeys(OPEN_FATES, truth.open_requests),
        "overdue": truth.overdue_requests,
        "withdrawn": truth.withdrawn_requests,
        "invalid_reply": truth.invalid_replies,
    }
    for request_id, fate in zip(requests.ids, requests.fate.tolist(), strict=True):
        lists[fate].append(request_id)
        truth.request_fates[request_id] = fate


def tell_resources(truth: Truth, resources: list[Resource], log: RefreshLog) -> None:
    """Conformity, completeness and freshness of the resources in the later export."""
    for resource in resources:
        if resource.stay == "removed":
            continue
        truth.conformity_findings += [[resource.resource_id, rule] for rule in sorted(resource.findings)]
        if resource.missing:
            truth.missing_fields[resource.resource_id] = sorted(resource.missing)
        if resource.share == NOT_SHARED:
            continue
        truth.resource_states[resource.resource_id] = resource.state
        if resource.state in ("overdue", "delinquent"):
            truth.stale_resources.append(resource.resource_id)
    truth.touch_only = sorted(log.touched_only)


def tell_usage(truth: Truth, city: City, calls: Calls) -> None:
    """Calls by class, by consumer and class, and by outcome."""
    for name, count in zip(
        CLASSES, np.bincount(calls.use_class, minlength=len(CLASSES)).tolist(), strict=True
    ):
        truth.usage_classes[name] = count
    pairs = calls.consumer * len(CLASSES) + calls.use_class
    table = np.bincount(pairs, minlength=len(CLASSES) * len(city.departments)).reshape(-1, len(CLASSES))
    for department, counts in zip(city.departments, table.tolist(), strict=True):
        by_class = {name: count for name, count in zip(CLASSES, counts, strict=True) if count}
        if by_class:
            truth.usage_by_consumer[department.name] = by_class
    failed, platform = int(calls.failed.sum()), int(calls.platform.sum())
    truth.calls_failed = {
        "success": len(calls) - failed,
        "failure": failed - platform,
        "platform_failure": platform,
    }


def tell_events(truth: Truth, events: list[ChangeEvent], corrections: list[Correction]) -> None:
    """Change events and corrections by fate."""
    truth.change_events = {event.event_id: event.fate for event in events}
    truth.corrections = {correction.correction_id: correction.fate for correction in corrections}


def tell_duplicates(
    truth: Truth,
    resources: list[Resource],
    duplicates: list[DuplicateCollection],
    decoys: dict[str, list[tuple[int, str]]],
) -> None:
    """Duplicate collection and what only looks like it."""
    truth.duplicate_collection = [
        {
            "resource_id": resources[one.resource].resource_id,
            "item_name": one.item,
            "shared_by": sorted(resources[index].resource_id for index in one.shared_by),
        }
        for one in duplicates
    ]
    truth.duplicate_decoys = {
        kind: [[resources[index].resource_id, name] for index, name in found]
        for kind, found in decoys.items()
    }

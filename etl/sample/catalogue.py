"""The two catalogue exports as clean cells, and the days and texts they tell."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np

from etl.sample.city import City
from etl.sample.mess import Columns, iso
from etl.sample.refreshes import LIMITS
from etl.sample.resources import Resource


def catalogue_columns(city: City, resources: list[Resource], *, later: bool) -> Columns:
    """Clean cells of the first export, or of the later one."""
    names = [department.name for department in city.departments]
    left_out = "removed" if later else "new"
    rows = [_entry(names, resource, later) for resource in resources if resource.stay != left_out]
    return {name: [row[name] for row in rows] for name in rows[0]}


def _entry(names: list[str], resource: Resource, later: bool) -> dict[str, str]:
    share = resource.share if later else resource.share_before
    not_shared = share == "不予共享"
    updated = resource.updated_later if later and resource.updated_later else resource.updated
    return {
        "resource_id": resource.resource_id,
        "resource_name": resource.name,
        "department": names[resource.owner],
        "format": resource.fields["format"],
        "share_type": share,
        "share_scope": resource.fields["share_scope"],
        "share_condition": resource.condition if later else resource.condition_before,
        "no_share_basis": resource.basis if not_shared else "",
        "no_share_reason": resource.reason if not_shared else "",
        "update_frequency": resource.frequency_text,
        "timeliness": resource.fields["timeliness"],
        "provision_mode": resource.fields["provision_mode"],
        "open_to_public": resource.fields["open_to_public"],
        "resource_class": resource.resource_class,
        "base_category": resource.subject.base,
        "lead_department": "" if resource.lead is None else names[resource.lead],
        "published_on": iso(resource.published),
        "catalogue_updated_on": iso(updated),
        "data_updated_at": _data_updated(resource, later),
        "connected": "是" if resource.connected else "否",
    }


def _data_updated(resource: Resource, later: bool) -> str:
    """What the catalogue says about the latest data: a day in one of several formats, or an unreadable text.

    Never a day after the last real refresh, so that log and catalogue do not contradict each other.
    """
    if resource.data_updated_text is not None:
        return resource.data_updated_text
    moment: datetime | None = resource.refreshed if later else resource.refreshed_before
    if moment is None:
        return ""
    day: date = moment.date()
    style = resource.owner % 4
    return (iso(day), f"{day:%Y%m%d}", f"{day.year}/{day.month}/{day.day}", f"{day:%Y.%m.%d}")[style]


def word_data_updated(city: City, resources: list[Resource]) -> None:
    """Give some resources a latest-data cell that is no day; only those whose refresh log tells better."""
    rng = city.random("data updated texts")
    past = city.plan.start.year - 2
    texts = ("?", "日期加密", f"{past}", f"{past}.01.01-{past}.12.31", "")
    for resource in resources:
        logged = resource.connected and resource.frequency in LIMITS
        if (logged and rng.random() < 0.15) or (resource.frequency not in LIMITS and rng.random() < 0.5):
            resource.data_updated_text = texts[int(rng.integers(0, len(texts)))]


def plan_catalogue_dates(city: City, resources: list[Resource]) -> None:
    """New resources are published between the two exports."""
    rng = np.random.default_rng([city.plan.seed, 77])
    for resource in resources:
        if resource.stay == "new":
            offset = int(rng.integers(20, (city.plan.end - city.plan.start).days - 20))
            resource.published = resource.updated = date.fromordinal(city.plan.start.toordinal() + offset)

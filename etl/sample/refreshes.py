"""The refresh log of the made-up city, and the freshness it gives each resource on the last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from etl.sample.city import City
from etl.sample.resources import Resource

# declared frequency: days between refreshes; limits in days: fresh, due, overdue up to, then delinquent
RHYTHM = {
    "realtime": 1, "daily": 1, "weekly": 7, "fortnightly": 14, "monthly": 30, "quarterly": 90,
    "half_yearly": 180, "yearly": 365,
}  # fmt: skip
LIMITS = {
    "realtime": (1, 2, 3), "daily": (1, 2, 3), "weekly": (7, 14, 21), "fortnightly": (14, 21, 28),
    "monthly": (30, 44, 60), "quarterly": (90, 120, 150), "half_yearly": (180, 210, 240),
    "yearly": (365, 425, 455),
}  # fmt: skip
STATES = ("fresh", "due", "overdue", "delinquent")


def state_at(age: int, frequency: str) -> str:
    """Freshness state of data that is `age` days old."""
    for state, limit in zip(STATES, LIMITS[frequency], strict=False):
        if age <= limit:
            return state
    return STATES[-1]


def certain_ages(city: City, frequency: str) -> dict[str, list[int]]:
    """Ages in days that give a state whether or not the days of platform outages stretch the limit."""
    found: dict[str, list[int]] = {state: [] for state in STATES}
    for age in range(0, LIMITS[frequency][2] + 85):
        down = sum(
            1 for day in city.touched_days if city.plan.end - timedelta(days=age) <= day <= city.plan.end
        )
        state = state_at(age, frequency)
        if state == state_at(max(age - down, 0), frequency):
            found[state].append(age)
    return found


@dataclass
class RefreshLog:
    """Columns of the log in time order, and the resources only touched after their last real refresh."""

    resource: NDArray[np.int64]
    refreshed_at: NDArray[np.datetime64]
    row_count: NDArray[np.int64]
    content: NDArray[np.int64]
    touched_only: set[str]


def make_refreshes(city: City, resources: list[Resource]) -> RefreshLog:
    """Draw each resource's state on the last day, then a log that leads to it; sets their `refreshed`."""
    rng = city.random("refreshes")
    ages = {frequency: certain_ages(city, frequency) for frequency in LIMITS}
    owner, times, rows, content = [], [], [], []
    touched_only: set[str] = set()
    for index, resource in enumerate(resources):
        if resource.frequency not in LIMITS:
            resource.state = resource.frequency
            if resource.frequency == "irregular" and resource.connected:
                resource.refreshed = _moment(city.plan.end - timedelta(days=int(rng.integers(3, 300))), rng)
            continue
        resource.state = _draw_state(city.quality[resource.owner], rng)
        if not ages[resource.frequency][resource.state]:
            resource.state = "fresh"
        age = int(rng.choice(ages[resource.frequency][resource.state]))
        resource.refreshed = _moment(city.plan.end - timedelta(days=age), rng)
        if not resource.connected:
            continue
        moments = _history(resource.refreshed, RHYTHM[resource.frequency], city.plan.start, rng)
        counts = 1000 + np.cumsum(rng.integers(1, 60, len(moments)))
        hashes = np.arange(len(moments)) + 1
        told = rng.random() > 0.15
        resource.refreshed_before = _last_before(moments, city.earlier_export)
        if told and age > 12 and rng.random() < 0.15:
            moments = np.append(
                moments, np.datetime64(_moment(city.plan.end - timedelta(days=age // 3), rng), "s")
            )
            counts, hashes = np.append(counts, counts[-1]), np.append(hashes, hashes[-1])
            touched_only.add(resource.resource_id)
        owner.append(np.full(len(moments), index))
        times.append(moments)
        rows.append(counts if told else np.zeros(len(moments), dtype=np.int64))
        content.append(hashes)
    log = [np.concatenate(parts) for parts in (owner, times, rows, content)]
    order = np.lexsort((log[0], log[1]))
    return RefreshLog(log[0][order], log[1][order], log[2][order], log[3][order], touched_only)


def _draw_state(quality: float, rng: np.random.Generator) -> str:
    stale = 0.75 * (1.0 - quality)
    return str(rng.choice(STATES, p=(0.9 - 0.9 * stale, 0.1 + 0.1 * stale, 0.4 * stale, 0.4 * stale)))


def _moment(day: date, rng: np.random.Generator) -> datetime:
    return datetime.combine(day, datetime.min.time()) + timedelta(minutes=int(rng.integers(0, 23 * 60)))


def _history(last: datetime, rhythm: int, start: date, rng: np.random.Generator) -> NDArray[np.datetime64]:
    """Refreshes from just before the period to the last one, at the declared rhythm with some skipped."""
    first = datetime.combine(start, datetime.min.time()) - timedelta(days=rhythm)
    steps = max(int((last - first).days // rhythm), 0)
    kept = np.arange(steps + 1)[np.append(True, rng.random(steps) > 0.08)]
    back = np.datetime64(last, "s") - kept * np.timedelta64(rhythm, "D")
    return np.sort(back.astype("datetime64[s]"))


def _last_before(moments: NDArray[np.datetime64], day: date) -> datetime | None:
    earlier = moments[moments < np.datetime64(day)]
    return earlier[-1].astype("datetime64[s]").item() if len(earlier) else None

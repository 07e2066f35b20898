"""The made-up city itself: how big it is, how good each department is, when the platform was down."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from etl.sample.register import Department, all_departments
from etl.sample.workdays import WorkingDays, is_working
from warehouse.errors import SharingError

CALENDAR_MARGIN = timedelta(days=400)


class SampleError(SharingError):
    """A sample city of that size cannot be made."""


@dataclass(frozen=True)
class Plan:
    """Size, seed and period of a sample city; `clean` plants no mess and no misuse in the usage log.

    Raises SampleError naming everything that does not fit.
    """

    departments: int = 40
    resources: int = 1200
    requests: int = 2500
    usage: int = 120_000
    seed: int = 20260101
    start: date = date(2025, 7, 1)
    end: date = date(2026, 6, 30)
    clean: bool = False

    def __post_init__(self) -> None:
        most = len(all_departments())
        checks = {
            f"部门数应在4至{most}之间，不能是{self.departments}": 4 <= self.departments <= most,
            f"资源数至少为部门数的10倍，不能是{self.resources}": self.resources >= 10 * self.departments,
            f"申请数至少为100，不能是{self.requests}": self.requests >= 100,
            f"使用日志至少1000条，不能是{self.usage}": self.usage >= 1000,
            "评价期至少270天": (self.end - self.start).days >= 270,
        }
        problems = [problem for problem, fine in checks.items() if not fine]
        if problems:
            raise SampleError("示例城市的规模不成立", "；".join(problems), "请调整后重新生成")


@dataclass(frozen=True)
class Outage:
    """A time in which the platform was down for everybody."""

    outage_id: str
    started_at: datetime
    ended_at: datetime
    scope: str

    @property
    def touched(self) -> frozenset[date]:
        """The days on which the platform was down at any time, the day of the end included."""
        days = (self.ended_at.date() - self.started_at.date()).days
        return frozenset(self.started_at.date() + timedelta(days=offset) for offset in range(days + 1))


class City:
    """Departments with their latent quality (0 bad … 1 good), outages, calendars with and without them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.departments: list[Department] = all_departments()[: plan.departments]
        self.quality: NDArray[np.float64] = self.random("quality").beta(5.0, 1.6, plan.departments)
        self.outages = _outages(plan.start)

    def random(self, topic: str) -> np.random.Generator:
        """The random numbers of one topic: a longer usage log does not change the requests."""
        return np.random.default_rng([self.plan.seed, zlib.crc32(topic.encode())])

    @property
    def earlier_export(self) -> date:
        """Day of the first full catalogue export."""
        return self.plan.start

    @property
    def half_time(self) -> date:
        """Day of the first export of requests."""
        return self.plan.start + (self.plan.end - self.plan.start) // 2

    @cached_property
    def touched_days(self) -> frozenset[date]:
        """Every day on which the platform was down, for however short a time."""
        return frozenset().union(*(outage.touched for outage in self.outages))

    @cached_property
    def long_outage(self) -> Outage:
        """The one outage of whole working days: Wednesday 0:00 to Saturday 0:00."""
        return max(self.outages, key=lambda outage: outage.ended_at - outage.started_at)

    def _calendar(self, left_out: frozenset[date]) -> WorkingDays:
        return WorkingDays(self.plan.start - CALENDAR_MARGIN, self.plan.end + CALENDAR_MARGIN, left_out)

    @cached_property
    def plain(self) -> WorkingDays:
        """All working days, as if the platform had never been down: the strictest reading of a deadline."""
        return self._calendar(frozenset())

    @cached_property
    def without_long_outage(self) -> WorkingDays:
        """Working days without the whole days of the long outage."""
        return self._calendar(self.long_outage.touched)

    @cached_property
    def lenient(self) -> WorkingDays:
        """Working days without every day touched by an outage: the kindest reading of a deadline."""
        return self._calendar(self.touched_days)


def _outages(start: date) -> list[Outage]:
    """One of three whole working days, three of a few hours on working days, one at a weekend's night."""
    wednesday = start + timedelta(days=120)
    while not (
        wednesday.weekday() == 2 and all(_plain_week(wednesday + timedelta(days=d)) for d in range(-7, 12))
    ):
        wednesday += timedelta(days=1)
    midnight = datetime.combine(wednesday, datetime.min.time())
    found = [Outage("GZ-001", midnight, midnight + timedelta(days=3), "共享平台全部服务")]
    for offset, hour, minutes in ((40, 14, 150), (70, 10, 45), (215, 9, 110)):
        day = start + timedelta(days=offset)
        while not is_working(day):
            day += timedelta(days=1)
        begin = datetime.combine(day, datetime.min.time()) + timedelta(hours=hour, minutes=5)
        found.append(Outage("", begin, begin + timedelta(minutes=minutes), "共享平台全部服务"))
    saturday = start + timedelta(days=175)
    while is_working(saturday) or saturday.weekday() != 5:
        saturday += timedelta(days=1)
    begin = datetime.combine(saturday, datetime.min.time()) + timedelta(hours=1)
    found.append(Outage("", begin, begin + timedelta(hours=4), "共享平台全部服务"))
    found.sort(key=lambda outage: outage.started_at)
    return [
        Outage(f"GZ-{number:03d}", outage.started_at, outage.ended_at, outage.scope)
        for number, outage in enumerate(found, start=1)
    ]


def _plain_week(day: date) -> bool:
    """Whether the day is what its weekday says: no holiday, no make-up working day."""
    return is_working(day) == (day.weekday() < 5)

"""The city's register, catalogues, outages and working days."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from chinese_calendar import is_workday

from tests.golden.by_hand.reading import Row, moment, table


@dataclass
class City:
    """The city's files and the period; what is worked out is kept by code of the indicator.

    `rates` gives (met, cases) by department, `facts` the records that failed and what each weighs, by department.
    """

    folder: Path
    start: date
    end: date
    as_of: date

    def __post_init__(self) -> None:
        self.names: dict[str, str] = {}
        self.register: dict[str, Row] = {}
        for _line, row in table(self.file("部门名录")):
            if not row["部门编码"]:
                continue
            name = row["部门名称"]
            self.register[name] = row
            for alias in (name, *re.split("[、，,;；]", row["别名"])):
                self.names[alias.strip()] = name
        self.catalogues = [
            (date(2025, 7, 1), self._catalogue("资源目录_20250701")),
            (date(2026, 6, 30), self._catalogue("资源目录_20260630")),
        ]  # fmt: skip
        self.outages = self._outages()
        self.rates: dict[str, dict[str, tuple[float, int]]] = {}
        self.facts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self.medians: dict[str, tuple[float | None, int]] = {}
        self.requests: list[Row] = []

    def file(self, part: str) -> Path:
        return next(path for path in sorted(self.folder.iterdir()) if part in path.name)

    def _catalogue(self, part: str) -> dict[str, Row]:
        return {
            row["资源编号"]: {**row, "提供单位": self.names[row["提供单位"]], "行": str(line)}
            for line, row in reversed(table(self.file(part)))
            if row["资源编号"]
        }

    def _outages(self) -> set[date]:
        days: set[date] = set()
        for _line, row in table(self.file("平台故障")):
            start, stop = moment(row["开始时间"]), moment(row["结束时间"])
            if start is not None:
                last = (stop or datetime.combine(self.as_of, datetime.min.time())) - timedelta(microseconds=1)
                days |= {start.date() + timedelta(n) for n in range((last.date() - start.date()).days + 1)}
        return days

    # the clock: working days without an outage, the day of receipt being day 0

    def counts(self, one: date) -> bool:
        return is_workday(one) and one not in self.outages

    def working_days(self, after: date, until: date, paused: tuple[date, date] | None = None) -> int:
        days = (after + timedelta(n) for n in range(1, (until - after).days + 1))
        return sum(self.counts(one) and not (paused and paused[0] <= one <= paused[1]) for one in days)

    def deadline(self, received: date, allowed: int, paused: tuple[date, date] | None = None) -> date:
        one = received
        while self.working_days(received, one, paused) < allowed:
            one += timedelta(1)
        return one

    # who owned a resource, and how it was shared, on a day

    def listed_on(self, resource: str, on: date) -> Row | None:
        old, new = (listed.get(resource) for _exported, listed in self.catalogues)
        if on >= self.catalogues[1][0]:
            return new or old
        return old or new

    def at_the_end(self) -> list[Row]:
        return list(self.catalogues[1][1].values())

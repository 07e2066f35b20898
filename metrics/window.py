"""The period a metric is asked for, and the day whose knowledge it uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from warehouse.clock import CALENDAR_END, CALENDAR_START
from warehouse.errors import MetricError


@dataclass(frozen=True)
class Window:
    """A period and an as-of day; `start` and `end` are both inclusive.

    Facts after `as_of` are unknown. The as-of day itself is a day in progress: what is due on it is not
    overdue yet, so a period is complete once `as_of` is later than `end`. Raises MetricError naming every
    problem.
    """

    start: date
    end: date
    as_of: date

    def __post_init__(self) -> None:
        days = {"开始日期": self.start, "结束日期": self.end, "数据截至日期": self.as_of}
        wrong = [name for name, day in days.items() if not isinstance(day, date) or isinstance(day, datetime)]
        if wrong:
            raise MetricError(f"{'、'.join(wrong)}不是日期", remedy="请写成2026-01-31")
        problems = [
            f"{name}{day}不在{CALENDAR_START}至{CALENDAR_END}之间"
            for name, day in days.items()
            if not CALENDAR_START <= day <= CALENDAR_END
        ]
        if self.end < self.start:
            problems.append(f"结束日期{self.end}早于开始日期{self.start}")
        if self.as_of < self.start:
            problems.append(f"数据截至日期{self.as_of}早于开始日期{self.start}")
        if problems:
            raise MetricError("；".join(problems), remedy="请调整评价期")

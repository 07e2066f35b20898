"""Working days of the State Council's calendar as arrays, for constructing deadlines by the thousand."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
LAST_PUBLISHED = date(2026, 12, 31)


def is_working(day: date) -> bool:
    """Whether offices work on that day; Monday to Friday past the last published year."""
    return bool(chinese_calendar.is_workday(day)) if day <= LAST_PUBLISHED else day.weekday() < 5


class WorkingDays:
    """Working days between two dates, without the days `left_out` (days of platform outages)."""

    def __init__(self, first: date, last: date, left_out: frozenset[date] = frozenset()) -> None:
        span = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
        kept = [day for day in span if is_working(day) and day not in left_out]
        self.days: Days = np.array(kept, dtype="datetime64[D]")

    def after(self, received: Days, working_days: NDArray[np.int64] | int) -> Days:
        """The day on which the n-th (n >= 1) working day after receipt falls; the day of receipt is day 0."""
        at = np.searchsorted(self.days, received, side="right") + np.asarray(working_days) - 1
        found: Days = self.days[at]
        return found

    def day_after(self, received: date, working_days: int) -> date:
        """The n-th working day (n >= 1) after one day of receipt."""
        found: date = self.after(np.array([received], dtype="datetime64[D]"), working_days).tolist()[0]
        return found

    def between(self, received: Days, until: Days) -> NDArray[np.int64]:
        """Working days used: those in (received, until]."""
        return np.searchsorted(self.days, until, side="right") - np.searchsorted(
            self.days, received, side="right"
        )

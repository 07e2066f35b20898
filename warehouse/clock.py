"""The working-day clock: calendar, deadline rules and freshness limits, and the proof of a deadline.

Sources: State Council notices through the `chinesecalendar` package, data/reference/*.csv, articles 7 and 9.
The same counting is done for all requests at once by the table macros `counting_days` and `request_clock`.
"""

from __future__ import annotations

from warehouse.clock_calendar import CALENDAR_END, CALENDAR_START, CalendarDay, calendar_days, calendar_frame
from warehouse.clock_proof import DeadlineProof, ProofDay, explain_deadline
from warehouse.clock_rules import deadline_rules_frame, frequency_limits_frame

__all__ = [
    "CALENDAR_END",
    "CALENDAR_START",
    "CalendarDay",
    "DeadlineProof",
    "ProofDay",
    "calendar_days",
    "calendar_frame",
    "deadline_rules_frame",
    "explain_deadline",
    "frequency_limits_frame",
]

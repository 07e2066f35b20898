from datetime import date

import numpy as np
import pytest

from etl.sample.workdays import WorkingDays

DAYS = WorkingDays(date(2025, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("received", "working_days", "expected"),
    [
        (date(2025, 9, 26), 5, date(2025, 10, 10)),
        (date(2025, 9, 26), 10, date(2025, 10, 16)),
        (date(2025, 1, 24), 5, date(2025, 2, 7)),
        (date(2026, 2, 13), 5, date(2026, 2, 27)),
    ],
)
def test_the_nth_working_day_follows_holidays_and_make_up_days(received, working_days, expected):
    assert DAYS.day_after(received, working_days) == expected


def test_days_between_leave_out_the_day_of_receipt_and_count_the_last():
    received = np.array(["2025-09-26"], dtype="datetime64[D]")
    until = np.array(["2025-10-10"], dtype="datetime64[D]")
    assert DAYS.between(received, until).tolist() == [5]


def test_days_left_out_are_no_working_days():
    without = WorkingDays(date(2025, 9, 1), date(2025, 9, 30), frozenset({date(2025, 9, 9)}))
    assert without.day_after(date(2025, 9, 8), 1) == date(2025, 9, 10)


def test_past_the_last_published_year_monday_to_friday_are_working_days():
    beyond = WorkingDays(date(2027, 1, 1), date(2027, 1, 31))
    assert beyond.day_after(date(2027, 1, 1), 1) == date(2027, 1, 4)  # a Friday, then Monday

"""The calendar of working days against published notices, and its override file."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from warehouse.clock import CALENDAR_END, CALENDAR_START, calendar_days, calendar_frame
from warehouse.errors import LakeError

HEADER = "day,is_working,name,source\n"


@pytest.fixture(scope="module")
def calendar():
    return calendar_days(calendar_frame())


def test_has_every_day_once(calendar):
    # 32 years, 8 of them leap years (2004, 08, 12, 16, 20, 24, 28, 32): 32 x 365 + 8
    assert len(calendar) == 32 * 365 + 8 == (CALENDAR_END - CALENDAR_START).days + 1
    assert list(calendar) == sorted(calendar)


def test_agrees_with_the_state_councils_notices_of_20_years(calendar, real_folder: Path):
    notices: dict[date, tuple[int, bool]] = {}
    with (real_folder / "cn_holidays_2007_2026.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            day, year = date.fromisoformat(row["date"]), int(row["notice_year"])
            if day not in notices or notices[day][0] <= year:  # a day named twice: the later notice stands
                notices[day] = (year, row["is_off_day"] != "True")
    first, last = date(2007, 1, 1), date(2026, 12, 31)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    expected = {day: notices[day][1] if day in notices else day.weekday() < 5 for day in days}
    assert {day: calendar[day].is_working for day in days} == expected
    assert not any(calendar[day].provisional for day in days)


@pytest.mark.parametrize(
    ("day", "is_working", "kind", "name"),
    [
        (date(2025, 9, 26), True, "workday", ""),
        (date(2025, 9, 27), False, "weekend", ""),
        (date(2025, 9, 28), True, "make_up", "国庆节调休"),
        (date(2025, 10, 1), False, "holiday", "国庆节"),
        (date(2025, 10, 11), True, "make_up", "国庆节调休"),
        (date(2026, 2, 14), True, "make_up", "春节调休"),
    ],
)
def test_kinds_of_days(calendar, day, is_working, kind, name):
    found = calendar[day]
    assert (found.is_working, found.kind, found.name, found.provisional) == (is_working, kind, name, False)


def test_days_past_the_last_notice_are_monday_to_friday_and_provisional(calendar):
    friday, saturday, national_day = date(2030, 1, 4), date(2030, 1, 5), date(2030, 10, 1)
    assert (calendar[friday].is_working, calendar[saturday].is_working) == (True, False)
    assert calendar[national_day].is_working  # nobody has published otherwise yet
    assert all(calendar[day].provisional for day in (friday, saturday, national_day))
    assert not calendar[date(2026, 12, 31)].provisional


def test_an_override_decides_a_day(tmp_path: Path):
    path = tmp_path / "overrides.csv"
    path.write_text(
        HEADER + "2030-10-01,false,国庆节,2030年放假通知\n2025-09-27,TRUE,抗洪调班,市政府通知\n",
        encoding="utf-8",
    )
    found = calendar_days(calendar_frame(path))
    assert (found[date(2030, 10, 1)].is_working, found[date(2030, 10, 1)].provisional) == (False, False)
    assert (found[date(2025, 9, 27)].is_working, found[date(2025, 9, 27)].kind) == (True, "override")
    assert found[date(2030, 10, 2)].provisional


def test_all_problems_of_an_override_file_are_named_at_once(tmp_path: Path):
    path = tmp_path / "overrides.csv"
    lines = [
        "2025/13/01,false,甲,通知",  # line 2: not a date
        "2025-10-01,maybe,乙,通知",  # line 3: not true or false
        "2025-10-02,false,丙,",  # line 4: no source
        "2025-10-02,true,丙,通知",  # line 5: repeats line 4
        "2050-01-01,true,丁,通知",  # line 6: outside the calendar
        "2025-10-03,true",  # line 7: too few cells
    ]
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(LakeError) as refused:
        calendar_frame(path)
    text = str(refused.value)
    assert [f"第{line}行" in text for line in range(2, 8)] == [True] * 6
    assert "有6处问题" in text


def test_a_wrong_header_or_a_missing_file_is_explained(tmp_path: Path):
    path = tmp_path / "overrides.csv"
    path.write_text("date,working\n2025-10-01,true\n", encoding="utf-8")
    with pytest.raises(LakeError, match="表头应为"):
        calendar_frame(path)
    with pytest.raises(LakeError, match="无法读取"):
        calendar_frame(tmp_path / "absent.csv")

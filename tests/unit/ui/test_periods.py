from __future__ import annotations

from datetime import date

from ui import periods

ANCHOR = date(2026, 6, 30)


def test_bounds_of_quarters_and_years() -> None:
    assert periods.bounds("2026Q1", ANCHOR) == (date(2026, 1, 1), date(2026, 3, 31))
    assert periods.bounds("2026Q4", ANCHOR) == (date(2026, 10, 1), date(2026, 12, 31))
    assert periods.bounds("2024", ANCHOR) == (date(2024, 1, 1), date(2024, 12, 31))


def test_last_twelve_months_end_on_the_anchor() -> None:
    assert periods.bounds(periods.LAST_YEAR, ANCHOR) == (date(2025, 7, 1), ANCHOR)
    assert periods.bounds(periods.LAST_YEAR, date(2024, 2, 29)) == (date(2023, 3, 1), date(2024, 2, 29))


def test_the_period_before_a_whole_quarter_is_the_quarter_before() -> None:
    assert periods.before(date(2026, 1, 1), date(2026, 3, 31)) == date(2025, 10, 1)
    assert periods.before(date(2026, 4, 1), date(2026, 6, 30)) == date(2026, 1, 1)
    assert periods.before(date(2026, 1, 1), date(2026, 12, 31)) == date(2025, 1, 1)
    assert periods.before(date(2026, 1, 2), date(2026, 3, 31)) is None


def test_offered_reach_back_to_the_first_day_with_data() -> None:
    offered = periods.offered(ANCHOR, date(2025, 12, 31))
    assert offered == ["2026Q2", "2026Q1", "2025Q4", "last12", "2026", "2025", "custom"]
    assert periods.offered(ANCHOR, None) == ["2026Q2", "last12", "2026", "custom"]


def test_the_default_is_the_quarter_with_the_most_to_say() -> None:
    offered = periods.offered(ANCHOR, date(2025, 1, 1))
    assert periods.default(ANCHOR, offered) == "2026Q2"
    assert periods.default(date(2026, 4, 20), offered) == "2026Q1"


def test_titles() -> None:
    assert periods.title("2026Q3") == "2026年第三季度"
    assert periods.title("last12") == "近12个月"
    assert periods.title("2026") == "2026年"

"""Periods a reader can choose by name: quarters, years, the last twelve months, or any two dates."""

from __future__ import annotations

from datetime import date, timedelta

from language import N_
from ui.language import _

CUSTOM = "custom"
LAST_YEAR = "last12"
QUARTERS = (N_("第一季度"), N_("第二季度"), N_("第三季度"), N_("第四季度"))


def quarter_of(day: date) -> str:
    """Code of the quarter a day lies in, such as 2026Q3."""
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def bounds(code: str, anchor: date) -> tuple[date, date]:
    """First and last day of a period, both inclusive; `anchor` is the last day of relative periods."""
    if code == LAST_YEAR:
        return _year_before(anchor) + timedelta(days=1), anchor
    if "Q" in code:
        year, quarter = (int(part) for part in code.split("Q"))
        first = date(year, 3 * quarter - 2, 1)
        following = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
        return first, following - timedelta(days=1)
    return date(int(code), 1, 1), date(int(code), 12, 31)


def before(start: date, end: date) -> date | None:
    """Start of the calendar period preceding a whole quarter or year; None where the days are neither."""
    whole = {bounds(quarter_of(start), end): 3, bounds(str(start.year), end): 12}
    months = whole.get((start, end))
    if months is None:
        return None
    month = start.month - months
    return date(start.year - (month < 1), month + 12 * (month < 1), 1)


def title(code: str) -> str:
    """A period in words."""
    if code == CUSTOM:
        return _("自定义")
    if code == LAST_YEAR:
        return _("近12个月")
    if "Q" in code:
        year, quarter = code.split("Q")
        return _("{year}年{quarter}").format(year=year, quarter=_(QUARTERS[int(quarter) - 1]))
    return _("{year}年").format(year=code)


def offered(anchor: date, first_day: date | None, most_quarters: int = 8) -> list[str]:
    """Codes to choose from, newest first: quarters and years with data, the last twelve months, any two
    dates.
    """
    oldest = first_day or anchor
    quarters: list[str] = []
    day = anchor
    while len(quarters) < most_quarters and (not quarters or bounds(quarter_of(day), anchor)[1] >= oldest):
        quarters.append(quarter_of(day))
        day = bounds(quarter_of(day), anchor)[0] - timedelta(days=1)
    years = [str(year) for year in range(anchor.year, max(oldest.year, anchor.year - 4) - 1, -1)]
    return [*quarters, LAST_YEAR, *years, CUSTOM]


def default(anchor: date, options: list[str]) -> str:
    """The quarter with the most to say: the current one from its second half on, else the one before."""
    quarter = quarter_of(anchor - timedelta(days=45))
    return quarter if quarter in options else options[0]


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)

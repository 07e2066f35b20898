"""The calendar of working days: published holidays and make-up days, overrides, provisional years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from chinese_calendar import Holiday, constants

from warehouse.clock_reference import REFERENCE, ReferenceTable

CALENDAR_START = date(2004, 1, 1)
CALENDAR_END = date(2035, 12, 31)
PROVISIONAL_SOURCE = "尚无放假通知，暂按周一至周五推定"
_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True)
class CalendarDay:
    """One day. `kind`: workday, weekend, holiday, make_up (a weekend worked for a holiday) or override."""

    day: date
    is_working: bool
    kind: str
    name: str
    provisional: bool
    source: str


def calendar_frame(overrides: Path = REFERENCE / "calendar_overrides.csv") -> pd.DataFrame:
    """Every day from 2004-01-01 to 2035-12-31: day, is_working, kind, name, provisional, source.

    Days after the last year the package knows count Monday to Friday and are provisional. A day in
    `overrides` (columns day, is_working, name, source) is as the override says and not provisional.
    Raises LakeError naming all problems of the override file. Source: State Council notices; article 9.
    """
    decided = _read_overrides(overrides)
    published_until = date(max(day.year for day in constants.holidays), 12, 31)
    published_source = f"国务院办公厅节假日安排（chinesecalendar {version('chinesecalendar')}）"
    names = {holiday.value: holiday.chinese for holiday in Holiday}
    rows = [
        decided.get(day) or _published(day, published_until, published_source, names)
        for day in (CALENDAR_START + timedelta(n) for n in range((CALENDAR_END - CALENDAR_START).days + 1))
    ]
    return pd.DataFrame([vars(row) for row in rows])


def _published(day: date, until: date, source: str, names: Mapping[str, str]) -> CalendarDay:
    weekday = day.weekday() < 5
    if day > until:
        return CalendarDay(day, weekday, "workday" if weekday else "weekend", "", True, PROVISIONAL_SOURCE)
    if day in constants.holidays:
        return CalendarDay(day, False, "holiday", names[constants.holidays[day]], False, source)
    if day in constants.workdays:
        return CalendarDay(day, True, "make_up", f"{names[constants.workdays[day]]}调休", False, source)
    return CalendarDay(day, weekday, "workday" if weekday else "weekend", "", False, source)


def _read_overrides(path: Path) -> dict[date, CalendarDay]:
    table = ReferenceTable(path, ("day", "is_working", "name", "source"))
    decided: dict[date, CalendarDay] = {}
    for line, row in table.rows:
        day = table.day(line, "day", row["day"])
        is_working = table.code(line, "is_working", row["is_working"].lower(), tuple(_TRUTH))
        if not row["source"]:
            table.problem(line, "source不能为空，应写明依据的通知")
        if day is None or is_working is None:
            continue
        if not CALENDAR_START <= day <= CALENDAR_END:
            table.problem(line, f"day“{day}”不在{CALENDAR_START}至{CALENDAR_END}之间")
        if day in decided:
            table.problem(line, f"day“{day}”重复")
        decided[day] = CalendarDay(day, _TRUTH[is_working], "override", row["name"], False, row["source"])
    table.close()
    return decided


def calendar_days(frame: pd.DataFrame) -> dict[date, CalendarDay]:
    """The calendar frame (or the lake's calendar table read into a frame) as a dictionary by day."""
    days = pd.to_datetime(frame["day"]).dt.date
    columns = (frame[name] for name in ("is_working", "kind", "name", "provisional", "source"))
    return {
        day: CalendarDay(day, bool(is_working), str(kind), str(name), bool(provisional), str(source))
        for day, is_working, kind, name, provisional, source in zip(days, *columns, strict=True)
    }

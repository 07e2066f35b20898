"""Arguments of the loader's command line, checked together before anything is opened."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from etl.load import feed_called
from etl.mapping import Mapping, load_mapping
from language import _
from warehouse.errors import LoadError, SharingError
from warehouse.local_time import now

EARLIEST_EXPORT = date(2000, 1, 1)


def parsed_date(text: str | None) -> date | None:
    """A date written YYYY-MM-DD; LoadError otherwise."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise LoadError(
            _("“{text}”不是日期").format(text=text), "", _("请写成 2026-06-30 这样的格式")
        ) from error


def checked_arguments(
    feed: str, map_file: Path | None, exported_on: str | None
) -> tuple[Mapping | None, date]:
    """The mapping and the day of the export; LoadError with everything wrong about the arguments."""
    problems: list[SharingError] = []
    mapping: Mapping | None = None
    day = now().date()
    try:
        contract = feed_called(feed)
        mapping = load_mapping(map_file, contract) if map_file else None
    except SharingError as error:
        problems.append(error)
    try:
        day = parsed_date(exported_on) or day
        if not EARLIEST_EXPORT <= day <= now().date():
            raise LoadError(
                _("导出日期 {day} 不合理").format(day=day),
                "--exported-on",
                _("应在 {first} 至今天（{today}）之间").format(first=EARLIEST_EXPORT, today=now().date()),
            )
    except SharingError as error:
        problems.append(error)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise LoadError("\n".join(str(problem) for problem in problems))
    return mapping, day

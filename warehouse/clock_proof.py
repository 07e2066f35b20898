"""The proof of one deadline: every day since receipt, counted or skipped, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from warehouse.clock_calendar import CALENDAR_END, CALENDAR_START, CalendarDay
from warehouse.errors import SharingError

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True)
class ProofDay:
    """One day of a proof; `running` is the number of working days counted up to and including it."""

    day: date
    counted: bool
    running: int
    reason: str
    provisional: bool


@dataclass(frozen=True)
class DeadlineProof:
    """How a deadline came about.

    `counted_deadline` is the day the last working day was counted on, `deadline` the later of it and an
    approved extension. `provisional` is true when a day up to the deadline has no published calendar yet.
    """

    received: date
    working_days: int
    counted_deadline: date
    deadline: date
    provisional: bool
    days: tuple[ProofDay, ...]
    rule_id: str = ""
    source: str = ""

    def lines(self) -> list[str]:
        """The proof as Chinese text lines, for the command line and the page."""
        head = f"收到日期：{_spoken(self.received)}；应在{self.working_days}个工作日内完成"
        rule = [f"规则：{self.rule_id} {self.source}"] if self.rule_id else []
        body = [
            f"{_spoken(row.day)}  {f'第{row.running}个工作日' if row.counted else '不计'}  {row.reason}"
            for row in self.days
        ]
        marked = [
            f"{line}（暂定）" if row.provisional else line for line, row in zip(body, self.days, strict=True)
        ]
        end = f"截止日期：{_spoken(self.deadline)}"
        last = f"{end}（暂定：部分日期尚无国务院放假通知）" if self.provisional else end
        return [head, *rule, *marked, last]


def explain_deadline(
    received: date,
    working_days: int,
    calendar: Mapping[date, CalendarDay],
    pause: tuple[date, date | None] | None = None,
    extension: date | None = None,
    outage_days: Collection[date] = (),
    *,
    pause_until: date | None = None,
    rule_id: str = "",
    source: str = "",
) -> DeadlineProof:
    """Count working days after `received` until `working_days` are reached.

    The day of receipt is day 0. Days of the pause (both ends inclusive; an open pause runs to `pause_until`)
    and outage days do not count. An approved extension moves the deadline to the later of the two days.
    Raises SharingError when a date lies outside the calendar, the number of days is not positive, or an open
    pause has no `pause_until`. Source: articles 7 and 9.
    """
    if working_days < 1:
        raise SharingError("工作日数应为正整数", str(working_days))
    if not CALENDAR_START <= received <= CALENDAR_END:
        covered = f"工作日历覆盖{CALENDAR_START}至{CALENDAR_END}"
        raise SharingError("收到日期不在工作日历范围内", str(received), covered)
    paused = _closed(pause, pause_until)
    rows = [ProofDay(received, False, 0, "收到当日，从次日起算", calendar[received].provisional)]
    running, day = 0, received
    while running < working_days:
        day = _next(day)
        counted, reason = _judge(calendar[day], paused, day in outage_days)
        running += counted
        rows.append(ProofDay(day, counted, running, reason, calendar[day].provisional))
    counted_deadline = day
    while extension is not None and day < extension:
        day = _next(day)
        rows.append(ProofDay(day, False, running, "经批准延期", calendar[day].provisional))
    provisional = any(row.provisional for row in rows[1:])
    days = tuple(rows)
    return DeadlineProof(received, working_days, counted_deadline, day, provisional, days, rule_id, source)


def _closed(pause: tuple[date, date | None] | None, until: date | None) -> tuple[date, date] | None:
    if pause is None:
        return None
    end = pause[1] or until
    if end is None:
        raise SharingError("补正尚未结束，需要指明计算到哪一天", f"补正开始：{pause[0]}")
    return (pause[0], end)


def _judge(day: CalendarDay, paused: tuple[date, date] | None, outage: bool) -> tuple[bool, str]:
    if not day.is_working:
        return False, day.name or ("周末" if day.kind == "weekend" else "非工作日")
    if paused is not None and paused[0] <= day.day <= paused[1]:
        return False, "补正期间"
    if outage:
        return False, "共享平台故障"
    return True, day.name or "普通工作日"


def _next(day: date) -> date:
    if day >= CALENDAR_END:
        raise SharingError("截止日期超出工作日历范围", f"工作日历止于{CALENDAR_END}", "请核对日期和工作日数")
    return day + timedelta(1)


def _spoken(day: date) -> str:
    return f"{day.isoformat()} {WEEKDAYS[day.weekday()]}"

"""The day-by-day proof of a deadline."""

from __future__ import annotations

from datetime import date

import pytest

from warehouse.clock import calendar_days, calendar_frame, explain_deadline
from warehouse.errors import SharingError


@pytest.fixture(scope="module")
def calendar():
    return calendar_days(calendar_frame())


@pytest.mark.parametrize(
    ("received", "working_days", "deadline"),
    [
        (date(2025, 9, 26), 5, date(2025, 10, 10)),
        (date(2025, 9, 26), 10, date(2025, 10, 16)),
        (date(2025, 1, 24), 5, date(2025, 2, 7)),
        (date(2026, 2, 13), 5, date(2026, 2, 27)),
        (date(2025, 9, 27), 5, date(2025, 10, 10)),  # received on a Saturday: counting starts the day after
    ],
)
def test_worked_values(calendar, received, working_days, deadline):
    assert explain_deadline(received, working_days, calendar).deadline == deadline


def test_every_day_is_shown_with_its_reason(calendar):
    proof = explain_deadline(date(2025, 9, 26), 5, calendar, rule_id="r", source="第九条")
    # Fri 26 Sep: day 0. Sat 27: weekend. Sun 28: make-up, 1. Mon 29: 2. Tue 30: 3.
    # 1-8 Oct: holiday. Thu 9: 4. Fri 10: 5.
    assert [row.day.day for row in proof.days if row.counted] == [28, 29, 30, 9, 10]
    assert [row.running for row in proof.days] == [0, 0, 1, 2, 3] + [3] * 8 + [4, 5]
    reasons = {row.day: row.reason for row in proof.days}
    assert reasons[date(2025, 9, 27)] == "周末"
    assert reasons[date(2025, 9, 28)] == "国庆节调休"
    assert reasons[date(2025, 10, 1)] == "国庆节"
    assert proof.lines()[1] == "规则：r 第九条"
    assert proof.lines()[-1] == "截止日期：2025-10-10 周五"
    assert not proof.provisional


def test_pause_and_outage_days_do_not_count(calendar):
    # Mon 3 Nov day 0; Tue 4 counts (1); Wed 5 - Fri 7 paused; Mon 10 outage;
    # Tue 11 (2) Wed 12 (3) Thu 13 (4) Fri 14 (5)
    pause = (date(2025, 11, 5), date(2025, 11, 7))
    proof = explain_deadline(date(2025, 11, 3), 5, calendar, pause, outage_days={date(2025, 11, 10)})
    assert proof.deadline == date(2025, 11, 14)
    reasons = {row.day: row.reason for row in proof.days}
    assert reasons[date(2025, 11, 6)] == "补正期间"
    assert reasons[date(2025, 11, 8)] == "周末"
    assert reasons[date(2025, 11, 10)] == "共享平台故障"


def test_a_pause_after_the_deadline_changes_nothing(calendar):
    # Mon 3 Nov + 5 working days = Mon 10 Nov, before the pause begins
    pause = (date(2025, 11, 11), date(2025, 11, 20))
    assert explain_deadline(date(2025, 11, 3), 5, calendar, pause).deadline == date(2025, 11, 10)


def test_an_open_pause_runs_to_the_given_day(calendar):
    pause = (date(2025, 11, 4), None)
    # 4 - 6 Nov paused; Fri 7 (1), Mon 10 (2), 11 (3), 12 (4), 13 (5)
    proof = explain_deadline(date(2025, 11, 3), 5, calendar, pause, pause_until=date(2025, 11, 6))
    assert proof.deadline == date(2025, 11, 13)
    with pytest.raises(SharingError, match="补正尚未结束"):
        explain_deadline(date(2025, 11, 3), 5, calendar, pause)


def test_an_extension_only_ever_moves_the_deadline_back(calendar):
    received = date(2025, 11, 3)  # + 5 working days = 2025-11-10
    longer = explain_deadline(received, 5, calendar, extension=date(2025, 11, 14))
    assert (longer.counted_deadline, longer.deadline) == (date(2025, 11, 10), date(2025, 11, 14))
    assert longer.days[-1].reason == "经批准延期"
    assert explain_deadline(received, 5, calendar, extension=date(2025, 11, 6)).deadline == date(2025, 11, 10)


def test_a_deadline_that_reaches_into_an_unpublished_year_is_provisional(calendar):
    proof = explain_deadline(date(2026, 12, 28), 5, calendar)
    # 29 (1) 30 (2) 31 (3) December 2026 are published; Fri 1 January 2027 (4) and Mon 4 (5) are not yet
    assert (proof.deadline, proof.provisional) == (date(2027, 1, 4), True)
    assert "暂定" in proof.lines()[-1]
    assert not explain_deadline(date(2026, 12, 28), 3, calendar).provisional


@pytest.mark.parametrize(
    ("received", "working_days"), [(date(2025, 11, 3), 0), (date(2003, 12, 31), 5), (date(2035, 12, 28), 5)]
)
def test_what_cannot_be_counted_is_refused(calendar, received, working_days):
    with pytest.raises(SharingError):
        explain_deadline(received, working_days, calendar)

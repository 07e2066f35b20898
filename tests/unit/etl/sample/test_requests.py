"""What a request was constructed as holds when its working days are counted one by one."""

from datetime import date, timedelta

import chinese_calendar
import numpy as np
import pytest

from etl.sample.city import City, Plan
from etl.sample.requests import FATES, LATE_FATES, make_requests
from etl.sample.resources import make_resources

PLAN = Plan(departments=20, resources=400, requests=900, usage=1000, seed=5)


@pytest.fixture(scope="module")
def city():
    return City(PLAN)


@pytest.fixture(scope="module")
def asked(city):
    return make_requests(city, make_resources(city))


def working_days(after: date, until: date, left_out: set[date]) -> int:
    days = (after + timedelta(days=offset) for offset in range(1, (until - after).days + 1))
    return sum(1 for day in days if chinese_calendar.is_workday(day) and day not in left_out)


def span(first: date, last: date) -> set[date]:
    return {first + timedelta(days=offset) for offset in range((last - first).days + 1)}


def test_every_fate_occurs(asked):
    assert set(asked.fate.tolist()) == set(FATES)


def test_on_time_is_at_most_five_working_days_however_counted(asked):
    for row in np.flatnonzero(asked.fate == "on_time"):
        assert working_days(asked.applied[row].item(), asked.replied[row].item(), set()) <= 5


def test_late_is_more_than_five_working_days_without_days_of_outage_and_pause(city, asked):
    for row in np.flatnonzero(np.isin(asked.fate, LATE_FATES)):
        left_out = set(city.touched_days)
        received = asked.applied[row].item()
        if asked.fate[row] == "paused_late":
            left_out |= span(asked.paused_from[row].item(), asked.paused_to[row].item())
        if asked.fate[row] == "extended_late":
            received = asked.extended_to[row].item()
            assert working_days(received, asked.replied[row].item(), left_out) >= 8
        assert working_days(received, asked.replied[row].item(), left_out) > 5


def test_a_pause_saves_a_request_that_took_more_than_five_days(asked):
    for row in np.flatnonzero(asked.fate == "paused_on_time"):
        received, replied = asked.applied[row].item(), asked.replied[row].item()
        inside = span(asked.paused_from[row].item(), asked.paused_to[row].item())
        inside -= {asked.paused_from[row].item(), asked.paused_to[row].item()}
        assert working_days(received, replied, set()) > 5
        assert working_days(received, replied, inside) <= 5


def test_an_outage_saves_a_request_that_took_more_than_five_days(city, asked):
    for row in np.flatnonzero(asked.fate == "outage_on_time"):
        received, replied = asked.applied[row].item(), asked.replied[row].item()
        assert working_days(received, replied, set(city.long_outage.touched)) <= 5
    taken = [
        working_days(asked.applied[row].item(), asked.replied[row].item(), set())
        for row in np.flatnonzero(asked.fate == "outage_on_time")
    ]
    assert max(taken) > 5


def test_overdue_is_past_and_open_is_before_the_fifth_working_day(city, asked):
    for row in np.flatnonzero(asked.fate == "overdue"):
        assert working_days(asked.applied[row].item(), PLAN.end, set(city.touched_days)) > 5
    for row in np.flatnonzero(asked.fate == "open"):
        assert working_days(asked.applied[row].item(), PLAN.end, set()) <= 5


def test_no_pair_of_resource_and_applicant_asks_twice(asked):
    pairs = set(zip(asked.resource.tolist(), asked.applicant.tolist(), strict=True))
    assert len(pairs) == len(asked)


def test_only_valid_refusals_give_a_reason(asked):
    refused = asked.decision == "不同意"
    assert ((asked.reason == "") == (~refused | (asked.fate == "invalid_reply"))).all()

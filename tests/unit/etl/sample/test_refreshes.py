from datetime import timedelta

from etl.sample.city import City, Plan
from etl.sample.refreshes import LIMITS, certain_ages, make_refreshes, state_at
from etl.sample.resources import make_resources

CITY = City(Plan(departments=12, resources=300, requests=100, usage=1000, seed=3))


def test_state_by_age():
    # monthly: fresh up to 30 days, due up to 44, overdue up to 60
    assert [state_at(age, "monthly") for age in (30, 31, 44, 45, 60, 61)] == [
        "fresh", "due", "due", "overdue", "overdue", "delinquent",
    ]  # fmt: skip


def test_certain_ages_give_the_state_with_and_without_outage_days():
    for frequency in LIMITS:
        for state, ages in certain_ages(CITY, frequency).items():
            assert ages, (frequency, state)
            for age in ages:
                first = CITY.plan.end - timedelta(days=age)
                down = sum(1 for day in CITY.touched_days if day > first)
                assert state_at(age, frequency) == state_at(age - down, frequency) == state


def test_a_resource_is_as_old_as_its_last_change_of_content():
    resources = make_resources(CITY)
    log = make_refreshes(CITY, resources)
    last: dict[int, tuple[int, int, object]] = {}
    for index, moment, rows, content in zip(
        log.resource.tolist(),
        log.refreshed_at.tolist(),
        log.row_count.tolist(),
        log.content.tolist(),
        strict=True,
    ):
        if index not in last or last[index][:2] != (rows, content):
            last[index] = (rows, content, moment)
    for index, (_, _, moment) in last.items():
        resource = resources[index]
        assert resource.refreshed == moment
        assert state_at((CITY.plan.end - moment.date()).days, resource.frequency) == resource.state
    assert log.touched_only

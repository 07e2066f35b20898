"""Freshness on a day and over a period."""

from __future__ import annotations

from datetime import date, datetime

import pytest

# 90 days: 3 October to 31 December 2025 (29 + 30 + 31)
PERIOD = ("2025-10-03", "2025-12-31")
AS_OF = "2025-12-31"


@pytest.fixture
def town(city):
    city.departments("甲局", "乙局")
    return city


def refreshed(town, resource_id: str, *entries: tuple):
    """Log entries (day, hash, row_count)."""
    town.add(
        "refreshes",
        *(
            {
                "resource_id": resource_id,
                "refreshed_at": datetime.fromisoformat(f"{day}T02:00"),
                "content_hash": content_hash,
                "row_count": row_count,
            }
            for day, content_hash, row_count in entries
        ),
    )


def now(town, as_of: str = AS_OF) -> dict:
    frame = town.ask("freshness_by_resource", *PERIOD, as_of)
    return {row.resource_id: (row.state, row.age_days) for row in frame.itertuples()}


def test_states_at_the_limits_of_a_monthly_resource(town):
    # 31 December minus 30, 31, 44, 45, 60, 61 days
    days = {
        30: "2025-12-01",
        31: "2025-11-30",
        44: "2025-11-17",
        45: "2025-11-16",
        60: "2025-11-01",
        61: "2025-10-31",
    }
    for age, day in days.items():
        town.resource(
            f"r{age}", "甲局", update_frequency="monthly", data_updated_at=datetime.fromisoformat(day)
        )
    assert now(town) == {
        "r30": ("fresh", 30),
        "r31": ("due", 31),
        "r44": ("due", 44),
        "r45": ("overdue", 45),
        "r60": ("overdue", 60),
        "r61": ("delinquent", 61),
    }
    assert town.rates("freshness_now", *PERIOD, AS_OF)["甲局"] == (1, 6, 1 / 6)
    stale = town.ask("stale_resources_now", *PERIOD, AS_OF)
    assert len(stale) == 5
    assert stale["reason"][0] == "最近一次有效更新为2025-10-31，距截至日61日，超过及时上限30日"


def test_resources_without_a_limit_are_never_fresh_and_not_in_the_rate(town):
    today = datetime(2025, 12, 31)
    town.resource("irregular", "甲局", update_frequency="irregular", data_updated_at=today)
    town.resource("not_updated", "甲局", update_frequency="not_updated", data_updated_at=today)
    town.resource("undeclared", "甲局", update_frequency="undeclared", data_updated_at=today)
    town.resource("hidden", "甲局", "not_shared", update_frequency="daily", data_updated_at=today)
    town.resource("silent", "甲局", update_frequency="daily")
    assert now(town) == {
        "irregular": ("irregular", 0),
        "not_updated": ("not_updated", 0),
        "undeclared": ("undeclared", 0),
        "silent": ("unknown", None),
    }
    assert town.rates("freshness_now", *PERIOD, AS_OF)["甲局"] == (0, 1, 0.0)
    assert town.rates("freshness_period", *PERIOD, AS_OF)["甲局"] == (0, 90, 0.0)
    summary = town.ask("freshness_summary", *PERIOD, AS_OF)
    assert summary[["state", "resources"]].values.tolist() == [
        ["irregular", 1],
        ["not_updated", 1],
        ["undeclared", 1],
        ["unknown", 1],
    ]


def test_touching_old_data_is_not_renewing_it(town):
    town.resource("a", "甲局", update_frequency="weekly", data_updated_at=datetime(2025, 12, 30, 8))
    refreshed(
        town,
        "a",
        ("2025-12-01", "h1", 100),  # first: counts
        ("2025-12-08", "h1", 100),  # same hash and count: touch only
        ("2025-12-10", "h1", 101),  # count changed: counts
        ("2025-12-12", None, None),  # tells nothing: counts
        ("2025-12-20", None, 101),  # count as last told: touch only
        (
            "2025-12-30",
            "h1",
            None,
        ),  # hash as last told: touch only, so the catalogue's date is no renewal either
    )
    touched = town.ask("touch_only_refreshes", *PERIOD, AS_OF)
    assert [moment.day for moment in touched["refreshed_at"]] == [30, 20, 8]
    assert touched[["department", "feed", "line"]].values.tolist() == [
        ["甲局", "refreshes", 7],
        ["甲局", "refreshes", 6],
        ["甲局", "refreshes", 3],
    ]
    # last renewal 12 December: 19 days ago; weekly: fresh to 7, due to 14, overdue to 21
    assert now(town) == {"a": ("overdue", 19)}


def test_the_share_of_fresh_days_is_time_weighted(town):
    # one renewal on the last day buys one day of 90
    town.resource("last minute", "甲局", update_frequency="monthly")
    refreshed(town, "last minute", ("2025-12-31", "h", 1))
    # renewed 20 September: fresh to 20 October, 3-20 October: 18 days; 10 November - 10 December: 31
    town.resource("twice", "甲局", update_frequency="monthly")
    refreshed(town, "twice", ("2025-09-20", "h1", 1), ("2025-11-10", "h2", 1))
    # renewals 10 days apart overlap and count once: fresh to 11 + 30 October = 10 November: 29 + 10 = 39
    town.resource("overlap", "乙局", update_frequency="monthly")
    refreshed(town, "overlap", ("2025-10-01", "h1", 1), ("2025-10-11", "h2", 1))
    rows = town.ask("freshness_by_resource", *PERIOD, AS_OF).set_index("resource_id")
    assert rows["fresh_days"].to_dict() == {"last minute": 1, "twice": 18 + 31, "overlap": 39}
    assert rows["days"].tolist() == [90, 90, 90]
    assert town.rates("freshness_period", *PERIOD, AS_OF) == {
        "甲局": (1 + 49, 180, 50 / 180),
        "乙局": (39, 90, 39 / 90),
    }
    stale = town.ask("stale_resources", *PERIOD, AS_OF).set_index("resource_id")
    assert stale["stale_days"].to_dict() == {"last minute": 89, "twice": 41, "overlap": 51}
    assert stale.loc["twice", "reason"] == "评价期90日中有41日数据不及时"


def test_the_period_ends_with_as_of_and_begins_with_publication(town):
    town.resource("a", "甲局", update_frequency="daily", published_on=date(2025, 10, 10))
    refreshed(town, "a", ("2025-10-10", "h1", 1), ("2025-10-13", "h2", 1), ("2025-10-16", "h3", 1))
    # 10-15 October: 10, 11 fresh (limit 1 day), 12 not, 13, 14 fresh, 15 not; the 16th is not known yet
    assert town.rates("freshness_period", *PERIOD, "2025-10-15")["甲局"] == (4, 6, 4 / 6)
    assert town.rates("freshness_period", *PERIOD, "2025-10-09")["甲局"] == (0, 0, None)


def test_an_outage_stretches_the_limit(town):
    town.resource("a", "甲局", update_frequency="weekly")
    refreshed(town, "a", ("2025-12-20", "h", 1))
    # 31 December is 11 days after; the outage of 23-26 December takes 4 of them: age 7, still fresh
    town.add(
        "outages",
        {"outage_id": "o", "started_at": datetime(2025, 12, 23, 9), "ended_at": datetime(2025, 12, 26, 9)},
    )
    assert now(town) == {"a": ("fresh", 7)}
    # fresh 20 - 31 December = 12 days; without the outage 20 - 27 = 8
    assert town.rates("freshness_period", *PERIOD, AS_OF)["甲局"][0] == 12
    town.cur.execute("delete from outages")
    town.changed = True
    assert now(town) == {"a": ("due", 11)}
    assert town.rates("freshness_period", *PERIOD, AS_OF)["甲局"][0] == 8


def test_declaring_a_longer_frequency_later_does_not_change_earlier_days(town):
    town.resource("a", "甲局", update_frequency="weekly")
    town.version(2, date(2025, 12, 1), resource_id="a", department="乙局", update_frequency="yearly")
    refreshed(town, "a", ("2025-10-01", "h", 1))
    # 3 Oct - 30 Nov weekly (59 days, 甲局): fresh 3-8 October = 6. December yearly (31 days, 乙局): all fresh
    assert town.rates("freshness_period", *PERIOD, AS_OF) == {"甲局": (6, 59, 6 / 59), "乙局": (31, 31, 1.0)}


def test_an_update_time_told_by_any_export_counts_but_not_one_after_as_of(town):
    town.resource("a", "甲局", update_frequency="monthly", data_updated_at=datetime(2025, 10, 1))
    town.version(
        2,
        date(2026, 1, 5),
        resource_id="a",
        department="甲局",
        share_type="conditional",
        update_frequency="monthly",
        data_updated_at=datetime(2026, 1, 4),
    )
    # the later export is not in force on 31 December, and its update lies after it
    assert now(town) == {"a": ("delinquent", 91)}

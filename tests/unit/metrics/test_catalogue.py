"""Catalogue: completeness, conformity, updates after a change, connection, declared frequency."""

from __future__ import annotations

from datetime import date, datetime

import pytest

Q4 = ("2025-10-01", "2025-12-31", "2026-01-10")
FULL = {
    "resource_name": "婚姻登记",
    "format": "数据库",
    "share_scope": "市直部门",
    "share_condition": "凭协议",
    "update_frequency": "monthly",
    "timeliness": "及时",
    "provision_mode": "接口",
    "open_to_public": False,
}

LATE = {
    "resource_name": "低保",
    "share_type": "conditional",
    "share_condition": "凭协议",
    "connected": False,
    "published_on": date(2026, 1, 31),
}


@pytest.fixture
def town(city):
    city.departments("甲局", "乙局")
    return city


def test_completeness_averages_nine_fields(town):
    town.resource("full", "甲局", **FULL)
    # scope "/", timeliness blank, frequency unreadable: 6 of 9
    town.resource(
        "thin", "甲局", **{**FULL, "share_scope": "/", "timeliness": " ", "update_frequency": "undeclared"}
    )
    assert town.rates("catalogue_completeness", *Q4)["甲局"] == (9 + 6, 18, 15 / 18)
    rows = town.ask("catalogue_completeness_by_resource", *Q4)
    assert rows[["resource_id", "filled_fields", "missing"]].values.tolist() == [
        ["thin", 6, "共享范围、更新频度、时效要求"]
    ]
    assert rows["reason"][0] == "目录九项中缺3项：共享范围、更新频度、时效要求"


def test_a_resource_is_in_the_catalogue_from_its_publication(town):
    """`late` was published on 31 January: in its department's figures of 30 January it has no place.

    `late` leaves format, scope, timeliness, mode, openness and frequency blank (3 of 9) and is not connected.
    """
    town.resource("early", "甲局", connected=True, published_on=date(2020, 1, 1), **FULL)
    town.version(1, date(2026, 6, 30), resource_id="late", department="甲局", **LATE)
    before, after = ("2026-01-01", "2026-03-31", "2026-01-30"), ("2026-01-01", "2026-03-31", "2026-01-31")
    figures = {
        "catalogue_completeness": [(9, 9), (9 + 3, 18)],
        "conformity_rate": [(1, 1), (1, 2)],
        "connected_rate": [(1, 1), (1, 2)],
        "declared_frequency_rate": [(1, 1), (1, 2)],
        "freshness_now": [(0, 1), (0, 1)],
    }
    for name, expected in figures.items():
        assert [town.rates(name, *window)["甲局"][:2] for window in (before, after)] == expected, name
    assert town.ask("conformity_findings", *before).empty
    assert town.ask("conformity_findings", *after)["resource_id"].tolist() == ["late"]


def test_a_request_before_publication_keeps_its_provider(town):
    """Applied on Monday 5 January 2026, due on the 12th; published only on the 31st, but asked for and answered."""
    town.version(1, date(2026, 6, 30), resource_id="late", department="甲局", **LATE)
    town.add(
        "requests",
        {
            "request_id": "q",
            "resource_id": "late",
            "applicant": "乙局",
            "applied_at": datetime(2026, 1, 5, 9),
            "replied_at": datetime(2026, 1, 12, 17),
            "decision": "approved",
        },
    )
    assert town.rates("on_time_rate", "2026-01-01", "2026-01-30", "2026-01-31")["甲局"][:2] == (1, 1)


def test_a_resource_that_is_not_shared_may_have_no_scope(town):
    scope = {"share_scope": "无", "provision_mode": "无"}
    town.resource("closed", "甲局", "not_shared", **{**FULL, **scope})
    town.resource("shared", "乙局", "conditional", **{**FULL, **scope})
    rates = town.rates("catalogue_completeness", *Q4)
    assert (rates["甲局"][:2], rates["乙局"][:2]) == ((9, 9), (7, 9))


def test_findings_name_the_article(town):
    town.resource("a", "甲局", "not_shared", format="数据库")  # no basis (8-1), no reason (9)
    town.resource("b", "甲局", "conditional", resource_class="base", share_condition="凭协议")  # 8-2
    town.resource("c", "甲局", "conditional", share_condition="/")  # 9
    town.resource("d", "甲局", "unconditional", resource_class="theme")  # 8-3
    town.resource("e", "甲局", "unconditional", format="PDF、扫描件")  # 11
    town.resource("f", "甲局", "unconditional", format="PDF、xlsx", resource_class="base")  # nothing
    rows = town.ask("conformity_findings", *Q4)
    assert rows[["resource_id", "finding", "article"]].values.tolist() == [
        ["a", "not_shared_without_reason", "第九条"],
        ["a", "not_shared_without_basis", "第八条第一项"],
        ["b", "base_not_unconditional", "第八条第二项"],
        ["c", "conditional_without_condition", "第九条"],
        ["d", "theme_without_lead", "第八条第三项"],
        ["e", "unstructured_format", "第十一条"],
    ]
    kinds = town.ask("conformity_kinds", *Q4)
    assert (kinds["findings"].sum(), kinds["findings"].max(), len(kinds)) == (6, 1, 6)
    # 6 resources, 5 with a finding
    assert town.rates("conformity_rate", *Q4)["甲局"] == (1, 6, 1 / 6)
    assert town.ask("conformity_rate", *Q4).set_index("department").loc["甲局", "findings"] == 6


def test_connection_is_measured_only_where_the_catalogue_tells_it(town):
    town.resource("a", "甲局", "unconditional")
    assert town.rates("connected_rate", *Q4)["甲局"] == (0, 0, None)
    town.resource("b", "乙局", "unconditional", connected=True)
    town.resource("c", "乙局", "unconditional", connected=False)
    town.resource("d", "乙局", "not_shared", connected=False)  # need not be connected
    # now a blank cell counts as not connected
    rates = town.rates("connected_rate", *Q4)
    assert rates == {"甲局": (0, 1, 0.0), "乙局": (1, 2, 0.5)}
    assert set(town.ask("unconnected_resources", *Q4)["resource_id"]) == {"a", "c"}
    assert "never_connected" in set(town.ask("conformity_findings", *Q4)["finding"])


def test_irregular_and_undeclared_frequencies_lower_the_rate(town):
    town.resource("a", "甲局", update_frequency="daily")
    town.resource("b", "甲局", update_frequency="irregular", update_frequency_text="不定期")
    town.resource("c", "甲局", update_frequency="undeclared", update_frequency_text="尽快")
    town.resource("d", "甲局", update_frequency="not_updated")
    town.resource("e", "甲局", "not_shared", update_frequency="undeclared")  # not measured
    assert town.rates("declared_frequency_rate", *Q4)["甲局"] == (2, 4, 0.5)
    row = town.ask("declared_frequency_rate", *Q4).set_index("department").loc["甲局"]
    assert (row["irregular"], row["not_updated"], row["undeclared"]) == (1, 1, 1)
    reasons = town.ask("undeclared_frequencies", *Q4).set_index("resource_id")["reason"]
    assert reasons.to_dict() == {
        "b": "更新频度申报为不定期，无法衡量时效",
        "c": "更新频度“尽快”无法识别，按未申报处理",
    }


def test_the_catalogue_of_a_day_is_the_last_export_before_it(town):
    town.resource("a", "甲局", update_frequency="daily")
    town.version(2, date(2025, 11, 1), resource_id="a", department="甲局", update_frequency="irregular")
    town.version(3, date(2025, 12, 1), row_key="a", resource_id=None, removed=True)
    asked = [
        town.rates("declared_frequency_rate", "2024-01-01", "2025-12-31", day)["甲局"][:2]
        for day in ("2024-06-01", "2025-10-31", "2025-11-01", "2025-12-01")
    ]
    # before the first export the first one stands; irregular from 1 November; absent from 1 December
    assert asked == [(1, 1), (1, 1), (0, 1), (0, 0)]


def test_two_exports_of_one_day_leave_the_later_batch_in_force(town):
    town.resource("a", "甲局", update_frequency="irregular")
    town.version(2, date(2025, 1, 1), resource_id="a", department="甲局", update_frequency="daily")
    assert town.rates("declared_frequency_rate", *Q4)["甲局"][:2] == (1, 1)


def event(event_id: str, changed: str, resources: list[str] | None, department: str = "甲局"):
    return {
        "event_id": event_id,
        "department": department,
        "changed_on": date.fromisoformat(changed),
        "resource_ids": resources,
    }


def test_catalogue_updates_after_a_change(town):
    # Mon 3 Nov 2025 + 15 working days: 4-7 (4) 10-14 (9) 17-21 (14) Mon 24 (15)
    town.resource("a", "甲局", catalogue_updated_on=date(2025, 11, 24))
    town.resource("b", "甲局", catalogue_updated_on=date(2025, 11, 25))
    town.resource("c", "甲局", catalogue_updated_on=date(2025, 11, 2))
    town.resource("x", "乙局", catalogue_updated_on=date(2025, 11, 3))
    town.add(
        "change_events",
        event("in time", "2025-11-03", ["a"]),
        event("one late", "2025-11-03", ["a", "b"]),
        event("before the change does not count", "2025-11-03", ["a", "c"]),
        event("any resource", "2025-11-03", None),
        event("same day", "2025-11-03", [], "乙局"),
        event("open", "2025-12-29", ["c"]),
    )
    rows = town.ask("catalogue_update_events", *Q4).set_index("event_id")
    assert rows["state"].to_dict() == {
        "in time": "on_time",
        "one late": "late",
        "before the change does not count": "overdue",
        "any resource": "on_time",
        "same day": "on_time",
        "open": "open",
    }
    assert rows.loc["in time", "deadline"].date() == date(2025, 11, 24)
    assert rows.loc["before the change does not count", "pending"] == "c"
    assert town.rates("catalogue_updates_in_time", *Q4) == {"甲局": (2, 4, 0.5), "乙局": (1, 1, 1.0)}
    assert set(town.ask("late_catalogue_updates", *Q4)["event_id"]) == {
        "one late",
        "before the change does not count",
    }


def test_a_removal_or_an_undated_change_is_an_update_on_its_export_day(town):
    town.resource("a", "甲局")
    town.resource("b", "甲局")
    town.version(2, date(2025, 11, 10), row_key="a", removed=True)
    town.version(2, date(2025, 11, 20), resource_id="b", department="甲局", share_scope="全市")
    town.add("change_events", event("e", "2025-11-03", ["a", "b"]))
    row = town.ask("catalogue_update_events", *Q4).iloc[0]
    assert (row["state"], row["completed_on"]) == ("on_time", datetime(2025, 11, 20))

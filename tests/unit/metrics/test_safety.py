"""Corrections, incidents and safeguards."""

from __future__ import annotations

from datetime import date, datetime

import pytest

Q4 = ("2025-10-01", "2025-12-31", "2026-01-10")


@pytest.fixture
def town(city):
    city.departments("甲局", "乙局")
    city.resource("r1", "甲局", "unconditional")
    return city


def correction(
    correction_id: str, raised: str, replied: str | None = None, outcome: str | None = "justified", **more
):
    return {
        "correction_id": correction_id,
        "resource_id": "r1",
        "raised_by": "乙局",
        "raised_at": datetime.fromisoformat(raised),
        "replied_at": datetime.fromisoformat(replied) if replied else None,
        "outcome": outcome if replied else None,
        **more,
    }


def test_corrections_have_ten_working_days(town):
    # Mon 3 Nov 2025: 4-7 (4) 10-14 (9) Mon 17 (10)
    town.add(
        "corrections",
        correction("in time", "2025-11-03", "2025-11-17T20:00"),
        correction("late", "2025-11-03", "2025-11-18"),
        correction("silent", "2025-11-03"),
        correction("no outcome", "2025-11-03", "2025-11-05", None),
        correction("open", "2026-01-05"),
        correction("nowhere", "2025-11-03", resource_id="r9"),
    )
    rows = town.ask("corrections_list", "2025-10-01", "2026-01-31", "2026-01-10").set_index("correction_id")
    assert rows["state"].to_dict() == {
        "in time": "on_time",
        "late": "late",
        "silent": "overdue",
        "no outcome": "overdue",
        "open": "open",
        "nowhere": "unknown_resource",
    }
    assert rows.loc["in time", "deadline"].date() == date(2025, 11, 17)
    assert rows.loc["late", "working_days_used"] == 11
    assert town.rates("corrections_in_time", *Q4)["甲局"] == (1, 4, 1 / 4)
    late = town.ask("late_corrections", *Q4).set_index("correction_id")
    assert set(late.index) == {"late", "silent", "no outcome"}
    assert late.loc["late", "reason"] == "应于2025-11-17前校核，2025-11-18才答复"


def test_only_confirmed_incidents_of_the_period_are_listed(town):
    def incident(incident_id: str, occurred: str, confirmed: bool | None):
        return {
            "incident_id": incident_id,
            "department": "乙局",
            "occurred_on": date.fromisoformat(occurred),
            "kind": "leak",
            "confirmed": confirmed,
        }

    town.add(
        "incidents",
        incident("a", "2025-11-03", True),
        incident("b", "2025-11-03", False),
        incident("c", "2025-11-03", None),
        incident("d", "2025-09-30", True),
    )
    rows = town.ask("incidents_confirmed", *Q4)
    assert rows[["department", "incident_id", "line"]].values.tolist() == [["乙局", "a", 2]]


def test_safeguards_are_measured_where_the_register_tells_them(city):
    city.add(
        "departments",
        {
            "department_code": "1",
            "department": "甲局",
            "data_officer": "张三",
            "confidentiality_signed_on": date(2025, 5, 1),
        },
        {
            "department_code": "2",
            "department": "乙局",
            "data_officer": "/",
            "confidentiality_signed_on": date(2026, 5, 1),
        },
    )
    # nobody's security rules are told: 2 safeguards measured; 乙局 names nobody and signs after as-of
    assert city.rates("safeguards_in_place", *Q4) == {"甲局": (2, 2, 1.0), "乙局": (0, 2, 0.0)}
    rows = city.ask("safeguards_missing", *Q4)
    assert rows[["department", "safeguard", "reason", "line"]].values.tolist() == [
        ["乙局", "confidentiality_agreement", "未签订保密协议", 3],
        ["乙局", "data_officer", "未指定数据专员", 3],
    ]

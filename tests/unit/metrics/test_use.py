"""Use: volumes, authorisation, reconciliation, failures."""

from __future__ import annotations

from datetime import date, datetime

import pytest

Q4 = ("2025-10-01", "2025-12-31", "2026-01-10")
NO_LATENCY = [0] * 11


@pytest.fixture
def town(city):
    city.departments("甲局", "乙局", "丙局")
    city.resource("r1", "甲局")
    return city


def daily(called: str, use_class: str, calls: int, outcome: str = "success", **more):
    return {
        "batch_id": 5,
        "called_on": date.fromisoformat(called),
        "consumer": "乙局",
        "resource_id": "r1",
        "provider": "甲局",
        "mode": "api",
        "outcome": outcome,
        "use_class": use_class,
        "calls": calls,
        "row_count": 10 * calls,
        "latency_histogram": NO_LATENCY,
        "latency_total_ms": 0,
        **more,
    }


def test_volumes_and_flows(town):
    town.put(
        "usage_daily",
        [
            daily("2025-10-01", "direct", 3),
            daily("2025-10-01", "direct", 2, "failure", row_count=0),
            daily("2025-10-01", "direct", 1, "platform_failure", row_count=0),
            daily("2025-10-02", "direct", 4, consumer="丙局", resource_id="r2"),
            daily("2025-10-02", "unknown_resource", 5, provider=None),
            daily("2026-01-01", "direct", 100),  # outside the period
        ],
    )
    assert town.ask("usage_volumes", *Q4).values.tolist() == [
        [datetime(2025, 10, 1), "甲局", 6, 3, 2, 1, 30],
        [datetime(2025, 10, 2), "甲局", 4, 4, 0, 0, 40],
        [datetime(2025, 10, 2), None, 5, 5, 0, 0, 50],
    ]
    assert town.ask("usage_flows", *Q4).values.tolist() == [
        ["甲局", "乙局", 6, 3, 30, 1],
        [None, "乙局", 5, 5, 50, 1],
        ["甲局", "丙局", 4, 4, 40, 1],
    ]
    assert len(town.ask("usage_flows", *Q4, department="丙局")) == 1
    # success: 3 + 4 of 3 + 2 + 4; the platform's failure and the unknown resource are nobody's
    assert town.rates("call_success_rate", *Q4)["甲局"] == (7, 9, 7 / 9)


def test_authorised_use_counts_successful_calls_that_can_be_judged(town):
    town.put(
        "usage_daily",
        [
            daily("2025-10-01", "direct", 10),
            daily("2025-10-01", "within_grant", 20),
            daily("2025-10-01", "own_resource", 5),
            daily("2025-10-01", "no_grant", 3),
            daily("2025-10-01", "no_grant", 50, "failure"),  # refused by the platform: nothing was taken
            daily("2025-10-01", "outside_period", 1),
            daily("2025-10-01", "purpose_differs", 1),
            daily("2025-10-01", "not_shared", 0),
            daily("2025-10-01", "cannot_judge", 7),
            daily("2025-10-01", "unknown_resource", 2, provider=None),
        ],
    )
    # authorised 10 + 20 + 5 = 35; judged 35 + 3 + 1 + 1 = 40
    assert town.rates("authorised_use", *Q4) == {
        "甲局": (0, 0, None),
        "乙局": (35, 40, 35 / 40),
        "丙局": (0, 0, None),
    }
    classes = town.ask("authorised_use_classes", *Q4).set_index("use_class")
    assert classes["calls"].sum() == 10 + 20 + 5 + 53 + 1 + 1 + 0 + 7 + 2
    assert classes.loc["no_grant", ["calls", "succeeded", "failed"]].tolist() == [53, 3, 50]


def test_a_consumer_with_only_misuse_has_the_rate_zero(town):
    town.put("usage_daily", [daily("2025-10-01", "no_grant", 3)])
    assert town.rates("authorised_use", *Q4)["乙局"] == (0, 3, 0.0)


def log(called: str, **more):
    return {
        "log_id": called,
        "called_at": datetime.fromisoformat(called),
        "resource_id": "r1",
        "consumer": "乙局",
        "mode": "api",
        "status": "success",
        "row_count": 10,
        **more,
    }


def test_evidence_names_the_log_lines(town):
    town.batch("usage", 5, "日志.csv", loaded=4)
    town.add(
        "usage",
        log("2025-10-01T08:00"),
        log("2025-10-01T09:00", status="failure"),
        log("2025-10-01T10:00", request_id="q1", purpose="统计"),
        log("2025-10-02T08:00", purpose="查询"),
        batch_id=5,
    )
    town.put(
        "usage_daily",
        [
            daily("2025-10-01", "no_grant", 1),
            daily("2025-10-01", "no_grant", 1, "failure"),
            daily("2025-10-01", "within_grant", 1, request_id="q1", purpose="统计"),
            daily("2025-10-02", "purpose_differs", 1, purpose="查询"),
        ],
    )
    rows = town.ask("unauthorised_usage", *Q4)
    assert rows[["department", "provider", "line", "file_name", "use_class"]].values.tolist() == [
        ["乙局", "甲局", 5, "日志.csv", "purpose_differs"],
        ["乙局", "甲局", 2, "日志.csv", "no_grant"],
    ]
    assert rows["reason"].tolist() == [
        "使用用途“查询”与申请的用途不一致",
        "调用有条件共享资源，没有同意共享的申请",
    ]
    numerator, denominator, _ = town.rates("authorised_use", *Q4)["乙局"]
    assert len(rows) == denominator - numerator == 2
    assert len(town.ask("unauthorised_usage", *Q4, department="丙局")) == 0


def test_classes_add_up_to_the_lines_loaded(town):
    town.batch("usage", 5, "日志.csv", loaded=2)
    town.batch("usage", 6, "已撤销.csv", loaded=9, undone_at=datetime(2025, 11, 1))
    town.add("usage", log("2025-10-01T08:00"), log("2025-10-01T09:00"), batch_id=5)
    town.put("usage_daily", [daily("2025-10-01", "no_grant", 1), daily("2025-10-01", "direct", 1)])
    rows = town.ask("use_reconciliation", *Q4)
    assert rows[["batch_id", "loaded", "log_rows", "direct", "no_grant", "difference"]].values.tolist() == [
        [5, 2, 2, 1, 1, 0]
    ]
    town.put("usage_daily", [daily("2025-10-01", "direct", 3)])
    # classed 5, stored 2: a difference of 3
    assert town.ask("use_reconciliation", *Q4)["difference"].tolist() == [3]


def test_latency_quantiles_come_from_the_histogram(town):
    # <=10: 60, <=50: 35, <=100: 5 calls. Half of 100 lies in <=10; 95 of 100 in <=50. Mean 1500 / 100 = 15
    histogram = [60, 0, 35, 5, 0, 0, 0, 0, 0, 0, 0]
    slow = [0] * 10 + [4]  # all slower than 5 seconds: no upper edge is known
    town.put(
        "usage_daily",
        [
            daily("2025-10-01", "direct", 80, latency_histogram=histogram, latency_total_ms=1500),
            daily("2025-10-01", "direct", 20, "failure"),
            daily(
                "2025-10-01", "direct", 4, resource_id="r2", latency_histogram=slow, latency_total_ms=40000
            ),
        ],
    )
    rows = town.ask("failures_and_latency", *Q4).set_index("resource_id")
    columns = ["calls", "failed", "success_share", "mean_latency_ms", "median_latency_ms", "p95_latency_ms"]
    assert rows.loc["r1", columns].tolist() == [100, 20, 0.8, 15.0, 10, 50]
    assert rows.loc["r2", columns].tolist() == [4, 0, 1.0, 10000.0, None, None]

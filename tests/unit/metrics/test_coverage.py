"""Which days of which feed were delivered."""

from __future__ import annotations

from datetime import date, datetime

from tests.unit.metrics.test_use import daily

WEEK = ("2025-11-03", "2025-11-09", "2025-11-08")  # Monday to Sunday, known to Saturday


def states(city, feed: str) -> dict[int, str]:
    rows = city.ask("log_coverage", *WEEK)
    rows = rows[rows["feed"] == feed]
    return {day.day: state for day, state in zip(rows["day"], rows["state"], strict=True)}


def test_a_usage_day_without_rows_is_a_gap_even_inside_a_file(city):
    city.batch("usage", 5, "日志.csv", loaded=213, data_from=date(2025, 11, 3), data_to=date(2025, 11, 6))
    city.put(
        "usage_daily",
        [
            daily("2025-11-03", "direct", 100),
            daily("2025-11-05", "direct", 100),
            daily("2025-11-06", "direct", 13),
        ],
    )
    # median of the working days with rows (100, 100, 13) is 100; a fifth of it is 20 > 13: thin
    assert states(city, "usage") == {3: "covered", 4: "gap", 5: "covered", 6: "thin", 7: "gap", 8: "gap"}


def test_other_feeds_have_quiet_days_inside_a_file(city):
    city.batch("requests", 7, "申请.csv", loaded=1, data_from=date(2025, 11, 3), data_to=date(2025, 11, 5))
    city.batch(
        "requests",
        8,
        "撤销.csv",
        data_from=date(2025, 11, 6),
        data_to=date(2025, 11, 8),
        undone_at=datetime(2025, 12, 1),
    )
    city.add("requests", {"request_id": "q", "resource_id": "r", "applied_at": datetime(2025, 11, 4, 9)})
    assert states(city, "requests") == {3: "quiet", 4: "covered", 5: "quiet", 6: "gap", 7: "gap", 8: "gap"}


def test_a_file_speaks_of_the_days_up_to_its_export(city):
    # requests of the 3rd and 4th, exported on the 7th: quiet from the 5th to the 7th, unknown on the 8th
    span = {"data_from": date(2025, 11, 3), "data_to": date(2025, 11, 4), "exported_on": date(2025, 11, 7)}
    city.batch("requests", 7, "申请.csv", loaded=2, **span)
    city.add(
        "requests",
        *(
            {"request_id": f"q{day}", "resource_id": "r", "applied_at": datetime(2025, 11, day, 9)}
            for day in (3, 4)
        ),
    )
    assert states(city, "requests") == {
        3: "covered",
        4: "covered",
        5: "quiet",
        6: "quiet",
        7: "quiet",
        8: "gap",
    }


def test_rare_events_are_missed_only_after_the_last_export(city):
    # one incident on the 5th, exported on the 6th: the days before are quiet, the 7th and 8th not told yet
    span = {"data_from": date(2025, 11, 5), "data_to": date(2025, 11, 5), "exported_on": date(2025, 11, 6)}
    city.batch("incidents", 7, "事件.csv", loaded=1, **span)
    city.add("incidents", {"incident_id": "i", "department": "甲局", "occurred_on": date(2025, 11, 5)})
    assert states(city, "incidents") == {
        3: "quiet",
        4: "quiet",
        5: "covered",
        6: "quiet",
        7: "gap",
        8: "gap",
    }
    assert set(states(city, "outages").values()) == {"gap"}  # nothing was ever delivered


def test_summary_counts_days_and_lines(city):
    city.batch(
        "refreshes",
        5,
        "更新.csv",
        loaded=2,
        refused=3,
        data_from=date(2025, 11, 3),
        data_to=date(2025, 11, 4),
        loaded_at=datetime(2025, 11, 10, 9),
    )
    city.add("refreshes", *({"resource_id": "r", "refreshed_at": datetime(2025, 11, day)} for day in (3, 4)))
    rows = city.ask("coverage_summary", *WEEK).set_index("feed")
    columns = ["batches", "loaded", "refused", "days", "covered_days", "gap_days", "thin_days"]
    # Monday to Saturday are 6 days: 2 covered, 4 missing
    assert rows.loc["refreshes", columns].tolist() == [1, 2, 3, 6, 2, 4, 0]
    assert rows.loc["refreshes", "last_day"] == datetime(2025, 11, 4)
    assert rows.loc["catalogue", columns].tolist() == [0, 0, 0, None, None, None, None]
    assert len(rows) == 11

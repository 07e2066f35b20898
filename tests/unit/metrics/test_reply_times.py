"""How long a request may take and took: deadlines, pauses, outages, rules of their day, quantiles."""

from __future__ import annotations

from datetime import date, datetime

from tests.unit.metrics.asking import Q4, request


def test_worked_deadlines_and_working_days_used(town):
    town.add(
        "requests",
        # Fri 26 Sep 2025: Sun 28 (1) Mon 29 (2) Tue 30 (3) Thu 9 Oct (4) Fri 10 Oct (5); answered on day 5
        request("autumn", "2025-09-26T16:30", "2025-10-10T09:00"),
        # Fri 24 Jan 2025: Sun 26 make-up (1) Mon 27 (2), 28 Jan - 4 Feb off, Wed 5 (3) Thu 6 (4) Fri 7 (5)
        request("spring", "2025-01-24T08:00", "2025-02-06T09:00"),
    )
    frame = town.ask("response_times", "2025-01-01", "2025-12-31", "2026-01-05").set_index("request_id")
    assert frame.loc["autumn", "deadline"].date() == date(2025, 10, 10)
    assert (frame.loc["autumn", "working_days_used"], frame.loc["autumn", "state"]) == (5, "on_time")
    assert frame.loc["spring", "deadline"].date() == date(2025, 2, 7)
    assert (frame.loc["spring", "working_days_used"], frame.loc["spring", "state"]) == (4, "on_time")
    assert frame.loc["autumn", ["feed", "batch_id", "line", "file_name"]].tolist() == [
        "requests",
        1,
        2,
        "申请.csv",
    ]


def test_pause_outage_and_extension(town):
    town.add(
        "requests",
        # Mon 3 Nov; Tue 4 (1); paused Wed 5 - Fri 7; Mon 10 outage; 11 (2) 12 (3) 13 (4) 14 (5)
        request(
            "paused", "2025-11-03", paused_from=datetime(2025, 11, 5, 10), paused_to=datetime(2025, 11, 7, 9)
        ),
        # Tue 4 (1) .. Fri 7 (4); Mon 10 outage; Tue 11 (5)
        request("plain", "2025-11-03", "2025-11-11"),
        request("extended", "2025-11-03", "2025-11-20", extended_to=date(2025, 11, 20)),
        # open pause: runs to as-of Mon 1 Dec, 4 working days are left: Tue 2, 3, 4, 5 Dec
        request("still paused", "2025-11-03", paused_from=datetime(2025, 11, 5)),
        # open pause ended by the answer on Thu 6 Nov: 5, 6 paused; 7 (2) 11 (3) 12 (4) 13 (5)
        request("paused, answered", "2025-11-03", "2025-11-06", paused_from=datetime(2025, 11, 5)),
    )
    town.add(
        "outages",
        {"outage_id": "o", "started_at": datetime(2025, 11, 10, 8), "ended_at": datetime(2025, 11, 11)},
    )
    frame = town.ask("response_times", *Q4, "2025-12-01").set_index("request_id")
    deadlines = {key: value.date() for key, value in frame["deadline"].items()}
    assert deadlines == {
        "paused": date(2025, 11, 14),
        "plain": date(2025, 11, 11),
        "extended": date(2025, 11, 20),
        "still paused": date(2025, 12, 5),
        "paused, answered": date(2025, 11, 13),
    }
    # used by 1 December, plain: 5. paused, answered: Tue 4 only. still paused: Tue 4 only.
    used = frame["working_days_used"].to_dict()
    assert (used["plain"], used["paused, answered"], used["still paused"]) == (5, 1, 1)
    assert frame["state"].to_dict() == {
        "paused": "overdue",
        "plain": "on_time",
        "extended": "on_time",
        "still paused": "open",
        "paused, answered": "on_time",
    }


def test_an_open_outage_runs_through_as_of_and_a_later_one_is_unknown(town):
    town.add("requests", request("a", "2025-11-03"))
    town.add("outages", {"outage_id": "o", "started_at": datetime(2025, 11, 6), "ended_at": None})
    # Tue 4 (1) Wed 5 (2); outage Thu 6 - Mon 10 (as-of); 11 (3) 12 (4) 13 (5)
    frame = town.ask("response_times", *Q4, "2025-11-10")
    assert frame["deadline"][0].date() == date(2025, 11, 13)
    # on 5 November nobody knows the outage yet: 10 November
    assert town.ask("response_times", *Q4, "2025-11-05")["deadline"][0].date() == date(2025, 11, 10)


def test_a_later_rule_applies_from_its_date(town):
    town.cur.execute("update deadline_rules set valid_until = '2025-10-31' where event = 'reply'")
    town.put(
        "deadline_rules",
        [
            {
                "rule_id": "new",
                "share_type": "*",
                "event": "reply",
                "working_days": 3,
                "valid_from": date(2025, 11, 1),
            }
        ],
    )
    town.add("requests", request("old", "2025-10-31"), request("new", "2025-11-03"))
    frame = town.ask("response_times", *Q4, "2025-12-01").set_index("request_id")
    # Fri 31 Oct: 3, 4, 5, 6, 7 Nov. Mon 3 Nov with 3 days: 4, 5, 6 Nov
    assert {key: value.date().day for key, value in frame["deadline"].items()} == {"old": 7, "new": 6}
    assert frame["rule_id"].to_dict() == {"old": "wuhai-9-reply", "new": "new"}


def test_quantiles_treat_the_unanswered_as_censored(town):
    town.add(
        "requests",
        # received Mon 3 Nov 2025; days used: 4 Nov = 1, 5 = 2, 6 = 3
        request("a", "2025-11-03", "2025-11-04"),
        request("b", "2025-11-03", "2025-11-05"),
        request("c", "2025-11-03", "2025-11-05"),
        request("d", "2025-11-03", "2025-11-06"),
        request("e", "2025-11-06"),  # unanswered on Fri 7 Nov: censored at 1
    )
    # t=1: 5 at risk, 1 event: 4/5. t=2: 3 at risk, 2 events: 4/5 x 1/3 = 4/15 <= 1/2: the median.
    # t=3: 1 at risk, 1 event: 0 <= 1/10: the 90th percentile
    row = town.ask("reply_time_quantiles", *Q4, "2025-11-07").set_index("department").loc["甲局"]
    assert row.tolist() == [5, 4, 1, 2, 3]


def test_not_answering_cannot_look_fast(town):
    town.add(
        "requests",
        request("a", "2025-11-03", "2025-11-04"),
        request("b", "2025-11-03"),
        request("c", "2025-11-03"),
    )
    # t=1: 3 at risk, 1 event: 2/3 stay waiting, and never fewer: no median can be told
    row = town.ask("reply_time_quantiles", *Q4, "2025-12-01").set_index("department").loc["甲局"]
    assert row.tolist() == [3, 1, 2, None, None]

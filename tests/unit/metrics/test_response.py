"""Requests: states, rates and lists, each with its arithmetic."""

from __future__ import annotations

from datetime import date, datetime

from tests.unit.metrics.asking import Q4, request


def states(town, *window: str) -> dict[str, str]:
    frame = town.ask("response_times", *window)
    return dict(zip(frame["request_id"], frame["state"], strict=True))


def test_states(town):
    town.resource("r2", "甲局", "unconditional")
    town.add(
        "requests",
        # all received Mon 3 Nov 2025: deadline Mon 10 Nov
        request("on_time", "2025-11-03", "2025-11-10T23:59"),
        request("late", "2025-11-03", "2025-11-11"),
        request("overdue", "2025-11-03"),
        request("answered after as-of", "2025-11-03", "2025-12-02"),
        request("refused without reason", "2025-11-03", "2025-11-05", "refused", refusal_reason="  "),
        request("refused with reason", "2025-11-03", "2025-11-05", "refused", refusal_reason="涉及国家秘密"),
        request("no decision", "2025-11-03", "2025-11-05", None),
        request("withdrawn", "2025-11-03", withdrawn_at=datetime(2025, 11, 20)),
        request("withdrawn later", "2025-11-03", "2025-11-12", withdrawn_at=datetime(2025, 11, 20)),
        request("no_rule", "2025-11-03", resource_id="r2"),
        request("nowhere", "2025-11-03", resource_id="r9"),
        request("open", "2025-11-28"),
    )
    assert states(town, *Q4, "2025-12-01") == {
        "on_time": "on_time",
        "late": "late",
        "overdue": "overdue",
        "answered after as-of": "overdue",
        "refused without reason": "invalid_reply",
        "refused with reason": "on_time",
        "no decision": "invalid_reply",
        "withdrawn": "withdrawn",
        "withdrawn later": "late",
        "no_rule": "no_rule",
        "nowhere": "unknown_resource",
        "open": "open",
    }
    # counted: on_time 2, late 2, overdue 2, invalid replies 2 = 8; on time 2
    assert town.rates("on_time_rate", *Q4, "2025-12-01")["甲局"] == (2, 8, 2 / 8)
    assert town.rates("on_time_rate", *Q4, "2025-12-01")["乙局"] == (0, 0, None)
    row = town.ask("on_time_rate", *Q4, "2025-12-01").set_index("department").loc["甲局"]
    assert (row["late"], row["unanswered"], row["open"]) == (2, 4, 1)


def test_what_is_due_today_is_not_overdue_yet(town):
    town.add("requests", request("due today", "2025-11-03"))  # deadline Mon 10 Nov
    assert states(town, *Q4, "2025-11-10") == {"due today": "open"}
    assert states(town, *Q4, "2025-11-11") == {"due today": "overdue"}
    assert town.rates("on_time_rate", *Q4, "2025-11-10")["甲局"] == (0, 0, None)
    assert town.rates("on_time_rate", *Q4, "2025-11-11")["甲局"] == (0, 1, 0.0)


def test_consecutive_periods_share_no_request_and_lose_none(town):
    town.add(
        "requests",
        # deadline Mon 29 Sep 2025: Mon 22 + 23, 24, 25, 26 and the make-up Sunday 28 = 5 -> Sun 28 Sep
        request("third quarter", "2025-09-22", "2025-10-20"),
        # received in September, due Fri 10 Oct: belongs to the fourth quarter although answered in September
        request("fourth quarter", "2025-09-26", "2025-09-29"),
    )
    assert town.rates("on_time_rate", "2025-07-01", "2025-09-30", "2026-01-05")["甲局"] == (0, 1, 0.0)
    assert town.rates("on_time_rate", *Q4, "2026-01-05")["甲局"] == (1, 1, 1.0)


def test_early_answers_do_not_count_before_their_deadline(town):
    town.add(
        "requests",
        request("quick", "2025-11-03", "2025-11-04"),
        request("waiting", "2025-11-03"),
    )
    # on 5 November both are undecided: counting only the quick one would show 100 %
    assert town.rates("on_time_rate", *Q4, "2025-11-05")["甲局"] == (0, 0, None)
    assert town.rates("on_time_rate", *Q4, "2025-11-11")["甲局"] == (1, 2, 0.5)


def test_rule_and_provider_are_those_of_the_requests_day(town):
    # on 1 December r1 moves to 乙局 and becomes 不予共享; on 1 January it leaves the catalogue
    town.version(2, date(2025, 12, 1), resource_id="r1", department="乙局", share_type="not_shared")
    town.version(3, date(2026, 1, 1), row_key="r1", removed=True)
    town.add("requests", request("before", "2025-11-03"), request("after", "2025-12-03"))
    frame = town.ask("response_times", *Q4, "2026-01-05").set_index("request_id")
    assert frame[["department", "state"]].to_dict("index") == {
        "before": {"department": "甲局", "state": "overdue"},
        "after": {"department": "乙局", "state": "no_rule"},
    }


def test_overdue_requests_are_those_the_rate_lost(town):
    town.add(
        "requests",
        request("late", "2025-11-03", "2025-11-12"),
        request("silent", "2025-11-03"),
        request("bare refusal", "2025-11-03", "2025-11-05", "refused"),
        request("good", "2025-11-03", "2025-11-05"),
    )
    frame = town.ask("overdue_requests", *Q4, "2025-11-20").set_index("request_id")
    numerator, denominator, _ = town.rates("on_time_rate", *Q4, "2025-11-20")["甲局"]
    assert len(frame) == denominator - numerator == 3
    # deadline 10 Nov: answered 12 Nov = 2 days late; unanswered on 20 Nov = 10 days late
    assert frame["days_late"].to_dict() == {"late": 2, "silent": 10, "bare refusal": 10}
    assert frame.loc["late", "reason"] == "应于2025-11-10前答复，2025-11-12才答复，用时7个工作日（规定5个）"
    assert frame.loc["silent", "reason"] == "应于2025-11-10前答复，截至2025-11-20仍未答复"
    assert (
        frame.loc["bare refusal", "reason"]
        == "应于2025-11-10前答复，2025-11-05答复不同意但未说明理由，视为未答复"
    )


def test_unanswered_requests_stay_on_the_list_in_later_periods(town):
    town.add(
        "requests", request("old", "2025-05-06"), request("late but answered", "2025-05-06", "2025-06-30")
    )
    assert town.ask("unanswered_requests", *Q4, "2025-12-01")["request_id"].tolist() == ["old"]
    assert len(town.ask("overdue_requests", *Q4, "2025-12-01")) == 0


def test_refusals_give_reasons(town):
    town.add(
        "requests",
        request("a", "2025-11-03", "2025-11-05", "refused", refusal_reason="涉密"),
        request("b", "2025-11-03", "2025-11-05", "refused"),
        request("c", "2025-11-03", "2025-11-05", "refused", refusal_reason=" / "),
        request("d", "2025-11-03", "2025-11-05"),
        request("later", "2025-11-03", "2026-01-06", "refused"),
    )
    assert town.rates("refusal_reasons_rate", *Q4, "2026-02-01")["甲局"] == (1, 3, 1 / 3)
    assert set(town.ask("refusals_without_reason", *Q4, "2026-02-01")["request_id"]) == {"b", "c"}


def test_a_department_sees_only_its_own(town):
    town.resource("r2", "乙局")
    town.add("requests", request("a", "2025-11-03"), request("b", "2025-11-03", resource_id="r2"))
    for name in ("response_times", "overdue_requests", "unanswered_requests"):
        assert town.ask(name, *Q4, "2025-12-01", "乙局")["request_id"].tolist() == ["b"]
    for name in ("on_time_rate", "reply_time_quantiles", "refusal_reasons_rate"):
        assert town.ask(name, *Q4, "2025-12-01", "乙局")["department"].tolist() == ["乙局"]


def test_summaries_count_what_the_lists_name(town):
    town.add(
        "requests",
        # received Mon 3 Nov 2025, deadline Mon 10 Nov; received Mon 10 Nov, deadline Mon 17 Nov
        request("in time", "2025-11-03", "2025-11-05"),
        request("late", "2025-11-03", "2025-11-11"),
        request("older", "2025-11-03"),
        request("newer", "2025-11-10"),
    )
    window = (*Q4, "2025-11-20")
    waiting = town.ask("unanswered_summary", *window)
    # of the two waiting the older was due on the 10th: 20 - 10 = 10 days late
    assert waiting.values.tolist() == [["甲局", 2, datetime(2025, 11, 10), 10]]
    assert len(town.ask("unanswered_requests", *window)) == 2
    counted = town.ask("reply_days", *window)
    rows = {(row.working_days_used, row.state): row.requests for row in counted.itertuples()}
    # answered on the 5th: working day 2; on the 11th: 6; waiting on Thu 20 Nov: 13 since the 3rd, 8 since the 10th
    assert rows == {(2, "on_time"): 1, (6, "late"): 1, (13, "overdue"): 1, (8, "overdue"): 1}
    assert sum(rows.values()) == len(town.ask("response_times", *window))

"""Confirmed findings per department: what counts, what is not scored."""

from __future__ import annotations

from datetime import datetime

AS_OF = ("2026-01-01", "2026-03-31", "2026-03-31")
FINDING = {
    "finding_id": "R1", "finding_class": "duplicate", "department": "乙局", "resource_id": "B1", "source_id": "A1",
    "items_sha256": "x", "source_items_sha256": "y",
}  # fmt: skip


def ruling(number: int, verdict: str = "confirmed", **more: object) -> dict:
    return {
        **{key: value for key, value in FINDING.items() if key != "finding_class"},
        "ruling_id": number, "verdict": verdict, "reason": "已共享", "ruled_by": "张敏",
        "ruled_at": datetime(2026, 4, 2), "item_names": ["低保证号"], "source_item_names": ["低保证号"], **more,
    }  # fmt: skip


def item(resource: str, name: str, source: str | None) -> dict:
    return {
        "resource_id": resource,
        "item_name": name,
        "collected_from": source,
        "row_key": f"{resource}\x1f{name}",
    }


def town(city) -> None:
    city.departments("甲局", "乙局", "丙局")
    city.batch("items", 7, "信息项.csv")
    city.resource("A1", "甲局", "unconditional", resource_name="低保")
    city.resource("B1", "乙局", "unconditional", resource_name="困难学生")
    city.resource("C1", "丙局", "unconditional", resource_name="路灯")
    rows = [
        item("A1", "低保证号", "person"),
        item("B1", "低保证号", "person"),
        item("C1", "灯杆编号", "process"),
    ]
    city.add("items", *rows, batch_id=7)
    city.put("items_history", [
        {"batch_id": 7, "line": line, "exported_on": datetime(2025, 1, 1), "removed": False, **row}
        for line, row in enumerate(rows, start=2)
    ])  # fmt: skip


def values(city) -> dict:
    return {name: (n, d, v) for name, (n, d, v) in city.rates("duplicate_findings_confirmed", *AS_OF).items()}


def test_before_a_comparison_nobody_is_scored(city):
    town(city)
    assert values(city) == {"甲局": (0, 1, None), "乙局": (0, 1, None), "丙局": (0, 0, None)}


def test_findings_that_wait_are_not_scored_and_none_found_is_zero(city):
    town(city)
    city.put("duplicate_runs", [{"run_id": 1}])
    city.put("duplicate_findings", [FINDING])
    assert values(city) == {"甲局": (0, 1, 0), "乙局": (0, 1, None), "丙局": (0, 0, None)}


def test_a_confirmed_pair_counts_once_with_its_line(city):
    town(city)
    city.put("duplicate_runs", [{"run_id": 1}])
    city.put("duplicate_findings", [FINDING])
    city.put("duplicate_rulings", [ruling(1), ruling(2, finding_id="E1")])
    assert values(city)["乙局"] == (1, 1, 1)
    row = city.ask("duplicate_findings", *AS_OF).iloc[0]
    assert (row.department, row.line, row.file_name, row["items"]) == ("乙局", 3, "信息项.csv", "低保证号")
    assert row.reason == "采集的“低保证号”，甲局已在“低保”中共享；裁定理由：已共享"


def test_a_later_ruling_and_an_item_no_longer_asked_end_it(city):
    town(city)
    city.put("duplicate_runs", [{"run_id": 1}])
    city.put("duplicate_findings", [FINDING])
    city.put("duplicate_rulings", [ruling(1)])
    gone = {"batch_id": 8, "exported_on": datetime(2026, 2, 1), "row_key": "B1\x1f低保证号", "removed": True}
    city.put("items_history", [gone])
    assert values(city)["乙局"] == (0, 1, 0)
    city.put("duplicate_rulings", [ruling(3, "wrong")])
    assert city.ask("duplicate_findings", "2025-10-01", "2025-12-31", "2025-12-31").empty


def test_two_editions_of_one_provider_count_once(city):
    """B1 asks for what two editions of 甲局's resource hold; both findings are confirmed: one collection, not two."""
    town(city)
    city.resource("A2", "甲局", "unconditional", resource_name="低保（历史）")
    city.put("duplicate_runs", [{"run_id": 1}])
    city.put("duplicate_findings", [FINDING, {**FINDING, "finding_id": "E1", "source_id": "A2"}])
    city.put("duplicate_rulings", [ruling(1), ruling(2, finding_id="E1", source_id="A2")])
    assert values(city)["乙局"] == (1, 1, 1)
    evidence = city.ask("duplicate_findings", *AS_OF)
    assert evidence[["resource_id", "provider", "source_id"]].values.tolist() == [["B1", "甲局", "A2"]]


def test_a_later_ruling_on_the_same_pair_and_items_counts_whatever_its_id(city):
    town(city)
    city.put("duplicate_runs", [{"run_id": 1}])
    city.put("duplicate_findings", [{**FINDING, "finding_id": "E2"}])
    city.put("duplicate_rulings", [ruling(1, finding_id="E1")])
    assert values(city)["乙局"] == (1, 1, 1)
    city.put("duplicate_rulings", [ruling(2, "wrong", finding_id="E2")])
    assert values(city)["乙局"] == (0, 1, 0)
    assert city.ask("duplicate_findings", *AS_OF).empty

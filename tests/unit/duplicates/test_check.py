from __future__ import annotations

from datetime import date

from duplicates.check import _held, check, index_for
from tests.unit.duplicates.test_find import AGAIN


def test_a_new_entry_is_told_who_shares_its_items(town):
    hits = check(index_for(town.lake), "教育局", AGAIN, "困难学生家庭信息")
    assert [(hit.department, hit.resource_id, hit.finding_class) for hit in hits] == [
        ("民政局", "A1", "duplicate")
    ]
    assert len(hits[0].alignment.pairs) == 6
    assert hits[0].alignment.unmatched == ("就读学校",)


def test_the_own_department_and_unknown_items_are_no_hit(town):
    index = index_for(town.lake)
    assert check(index, "民政局", AGAIN) == []
    assert check(index, "教育局", ["树种", "胸径"]) == []
    assert check(index, "教育局", []) == []


def test_the_index_follows_the_lake_and_is_kept_for_the_next_process(town):
    first = index_for(town.lake)
    assert index_for(town.lake) is first
    _held.clear()
    assert len(index_for(town.lake).catalogue) == 1  # from the work folder
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, published=date(2022, 9, 1))
    assert len(index_for(town.lake).catalogue) == 2
    assert len(list((town.lake.settings.work / "duplicates").glob("index-*"))) == 1

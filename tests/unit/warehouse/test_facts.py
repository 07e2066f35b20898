"""Facts kept up to date by loads and undos are the facts worked out from scratch."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from etl.undo import undo_batch
from tests.feed_files import CATALOGUE, REQUESTS, TESTER, load_register, load_rows
from warehouse.facts import rebuild_all
from warehouse.lake import Lake

TABLES = ("catalogue_periods", "renewals", "fresh_spells", "idle_refreshes", "request_deadlines")
REFRESHES = ["资源编号", "更新时间", "数据条数", "内容摘要"]
OUTAGES = ["故障编号", "开始时间", "结束时间", "影响范围"]


def stored(lake: Lake) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the facts, in a fixed order."""
    return {name: lake.cursor().execute(f"from {name} order by all").fetchall() for name in TABLES}


def from_scratch(lake: Lake) -> dict[str, list[tuple[object, ...]]]:
    """The facts a full rebuild gives, rolled back afterwards."""
    cursor = lake.cursor()
    cursor.begin()
    rebuild_all(cursor)
    rows = {name: cursor.execute(f"from {name} order by all").fetchall() for name in TABLES}
    cursor.rollback()
    return rows


def test_facts_after_loads_and_undos_are_those_from_scratch(lake: Lake, tmp_path: Path) -> None:
    load_register(lake, tmp_path)
    # an older full export that comes later: R2 was the police's then, R3 was not listed
    older = [CATALOGUE[0], CATALOGUE[1], [*CATALOGUE[2][:2], "市公安局", "有条件共享", "救助核对", "每日"]]
    # the second entry repeats the first's hash and count: it renews nothing
    entries = [["R1", "2026-03-01 08:00", "10", "a"], ["R1", "2026-03-02 08:00", "10", "a"]]
    # a row between both: now the second entry differs from the one before
    between = [["R1", "2026-03-01 20:00", "11", "b"], ["R2", "2026-03-03 08:00", "5", "c"]]
    answered = [REQUESTS[0], [*REQUESTS[2][:5], "2026-03-09 10:00", "同意", "", "", ""]]
    outage = [OUTAGES, ["F1", "2026-03-04 09:00", "2026-03-04 10:00", "全平台"]]
    steps = [
        load_rows(lake, tmp_path, "requests", REQUESTS, on=date(2026, 3, 6)),
        load_rows(lake, tmp_path, "refreshes", [REFRESHES, *entries]),
        load_rows(lake, tmp_path, "refreshes", [REFRESHES, *between, entries[1]]),
        load_rows(lake, tmp_path, "outages", outage),
        load_rows(lake, tmp_path, "requests", answered),
        load_rows(lake, tmp_path, "catalogue", older, on=date(2026, 3, 5), coverage="full"),
    ]
    assert [step.refused for step in steps] == [0] * 6, [step.problems for step in steps]
    seen = [stored(lake)]
    assert seen[0] == from_scratch(lake)
    assert seen[0]["renewals"], "the refresh log told renewals"
    settled = (
        lake.cursor()
        .execute("select count(*) from request_deadlines where settled_on < date '9999-12-31'")
        .fetchall()
    )
    assert settled == [(2,)]  # Q1 and, answered on 9 March, Q2
    for step in (steps[2], steps[1], steps[5], steps[3], steps[4]):  # not in the order of loading
        assert step.batch_id is not None
        undo_batch(lake, step.batch_id, TESTER)
        seen.append(stored(lake))
        assert seen[-1] == from_scratch(lake)
        assert seen[-1] != seen[-2], step

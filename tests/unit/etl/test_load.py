"""Loading through the front door: counts, history, facts, refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from access import AccessError, Role
from etl.load import load_file
from tests.feed_files import (
    CATALOGUE,
    DEPARTMENTS,
    EXPORTED,
    REQUESTS,
    TESTER,
    USAGE,
    counts,
    load_rows,
    rows,
    write_rows,
)
from warehouse.errors import LoadError
from warehouse.lake import Lake


def test_names_are_resolved_and_every_row_knows_its_origin(any_town: Lake, tmp_path: Path) -> None:
    found = rows(
        any_town, "select resource_id, department, share_type, batch_id, line from catalogue order by 1"
    )
    assert found == [
        ("R1", "乌海市公安局", "unconditional", 2, 2),
        ("R2", "乌海市民政局", "conditional", 2, 3),
        ("R3", "乌海市公安局", "not_shared", 2, 4),
    ]


def test_same_file_twice_changes_nothing(any_town: Lake, tmp_path: Path) -> None:
    for feed, content in (("requests", REQUESTS), ("usage", USAGE)):
        total = len(content) - 1
        assert counts(load_rows(any_town, tmp_path, feed, content)) == (total, total, 0, 0, 0)
        before = rows(any_town, f"from {feed} order by all"), rows(any_town, "from usage_daily order by all")
        assert counts(load_rows(any_town, tmp_path, feed, content)) == (total, 0, total, 0, 0)
        assert (
            rows(any_town, f"from {feed} order by all"),
            rows(any_town, "from usage_daily order by all"),
        ) == before


def test_yesterdays_file_with_one_row_changed(town: Lake, tmp_path: Path) -> None:
    load_rows(town, tmp_path, "requests", REQUESTS, on=date(2026, 3, 30))
    answered = [REQUESTS[0], REQUESTS[1], [*REQUESTS[2][:5], "2026-03-30 10:00", "不同意", "涉密", "", ""]]
    assert counts(load_rows(town, tmp_path, "requests", answered)) == (2, 1, 1, 0, 0)
    assert rows(town, "select request_id, decision from requests order by 1") == [
        ("Q1", "approved"),
        ("Q2", "refused"),
    ]
    versions = rows(
        town,
        "select decision, exported_on from requests_history where request_id = 'Q2' order by exported_on",
    )
    assert versions == [(None, date(2026, 3, 30)), ("refused", date(2026, 3, 31))]


def test_older_export_takes_its_place_in_history_only(town: Lake, tmp_path: Path) -> None:
    load_rows(town, tmp_path, "requests", REQUESTS)
    older = [REQUESTS[0], [*REQUESTS[1][:5], "", "", "", "", ""]]
    assert counts(load_rows(town, tmp_path, "requests", older, on=date(2026, 3, 4))) == (1, 0, 0, 1, 0)
    assert rows(town, "select decision from requests where request_id = 'Q1'") == [("approved",)]


def test_full_export_ends_what_it_does_not_name_but_not_what_it_names_badly(
    town: Lake, tmp_path: Path
) -> None:
    bad_r2 = [CATALOGUE[0], CATALOGUE[1], ["R2", "低保对象信息", "市民政局", "随便", "", ""]]
    report = load_rows(town, tmp_path, "catalogue", bad_r2, on=date(2026, 4, 1), coverage="full")
    assert counts(report) == (2, 0, 1, 0, 1)
    assert rows(town, "select resource_id from catalogue order by 1") == [("R1",), ("R2",)]


@pytest.mark.parametrize(
    "broken",
    [
        ["", "低保对象信息", "市民政局", "不予共享", "", ""],
        ["R2", "低保对象信息", "市民政局"],
        ["R\x012", *CATALOGUE[2][1:]],
    ],
)
def test_full_export_with_an_unreadable_key_removes_nothing_until_it_comes_corrected(
    town: Lake, tmp_path: Path, broken: list[str]
) -> None:
    # R1 is there, R2 is the broken line, R3 is gone; nobody can tell which of R2 and R3 the broken line stands for
    export = [CATALOGUE[0], CATALOGUE[1], broken]
    report = load_rows(town, tmp_path, "catalogue", export, on=date(2026, 4, 2), coverage="full")
    assert counts(report) == (2, 0, 1, 0, 1)
    assert "1 行读不出编号" in report.notice
    current = "select resource_id from catalogue order by 1"
    assert rows(town, current) == [("R1",), ("R2",), ("R3",)]
    # an older full export brings R4: the later one does not end it either
    older = [*CATALOGUE, ["R4", *CATALOGUE[1][1:]]]
    load_rows(town, tmp_path, "catalogue", older, on=date(2026, 4, 1), coverage="full")
    assert rows(town, current) == [("R1",), ("R2",), ("R3",), ("R4",)]
    corrected = [CATALOGUE[0], CATALOGUE[1], CATALOGUE[2]]
    report = load_rows(town, tmp_path, "catalogue", corrected, on=date(2026, 4, 2), coverage="full")
    assert (counts(report), report.notice) == ((2, 0, 2, 0, 0), "")
    assert rows(town, current) == [("R1",), ("R2",)]


def test_contradictory_lines_under_one_key_are_all_refused(town: Lake, tmp_path: Path) -> None:
    twice = [*REQUESTS, [*REQUESTS[2][:3], "另一用途", *REQUESTS[2][4:]], REQUESTS[1]]
    # lines 3 and 4 say different things under Q2; line 5 repeats line 2
    report = load_rows(town, tmp_path, "requests", twice)
    assert counts(report) == (4, 1, 1, 0, 2)
    assert [problem[0] for problem in report.problems] == [3, 4]
    assert "第 3、4 行" in report.problems[0][3]


def test_contradictory_log_lines_are_refused_in_one_file_and_across_files(town: Lake, tmp_path: Path) -> None:
    changed = [*USAGE[1][:8], "99", "30"]
    assert counts(load_rows(town, tmp_path, "usage", [*USAGE, changed, USAGE[2]])) == (5, 2, 1, 0, 2)
    other = [*USAGE[3][:8], "7", "5000"]
    report = load_rows(town, tmp_path, "usage", [USAGE[0], other])
    assert counts(report) == (1, 0, 0, 0, 1)
    assert "批次 3 第 4 行" in report.problems[0][3]


def test_unknown_department_is_refused_with_the_nearest_names(town: Lake, tmp_path: Path) -> None:
    report = load_rows(town, tmp_path, "requests", [REQUESTS[0], ["Q9", "R2", "市民正局", *REQUESTS[1][3:]]])
    assert counts(report) == (1, 0, 0, 0, 1)
    assert report.problems[0][1] == "applicant"
    assert "乌海市民政局" in report.problems[0][3]


def test_without_a_register_names_cannot_be_checked(lake: Lake, tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="部门名录为空"):
        load_rows(lake, tmp_path, "catalogue", CATALOGUE)
    assert rows(lake, "from batches") == []


def test_who_may_not_load_is_refused_before_the_file_is_read(lake: Lake, tmp_path: Path) -> None:
    reader = replace(TESTER, roles=frozenset({Role.LEADER, Role.DEPARTMENT}))
    with pytest.raises(AccessError, match="没有权限"):
        load_file(lake, "usage", tmp_path / "no file", exported_on=EXPORTED, person=reader)


def test_refused_lines_keep_the_original_cells_and_all_problems(town: Lake, tmp_path: Path) -> None:
    line = ["L9", "2026-02-30 09:00", "R1", "天上人间局", "", "", "电报", "成功", "-1", "30"]
    report = load_rows(town, tmp_path, "usage", [*USAGE, line])
    assert counts(report) == (4, 3, 0, 0, 1)
    (kept,) = rows(town, "select line, original, problems from refused_rows")
    assert kept[0] == 5
    assert kept[1] == line
    assert [problem["column"] for problem in kept[2]] == ["called_at", "mode", "row_count", "consumer"]  # type: ignore[attr-defined]


def test_dry_run_reports_and_keeps_nothing(town: Lake, tmp_path: Path) -> None:
    before = town.snapshot_id()
    path = write_rows(tmp_path / "usage.csv", USAGE)
    report = load_file(town, "usage", path, exported_on=EXPORTED, person=TESTER, dry_run=True)
    assert report.batch_id is None
    assert counts(report) == (3, 3, 0, 0, 0)
    assert town.snapshot_id() == before


def test_facts_follow_usage_and_are_classed(town: Lake, tmp_path: Path) -> None:
    load_rows(town, tmp_path, "requests", REQUESTS)
    load_rows(town, tmp_path, "usage", USAGE)
    found = rows(
        town,
        "select resource_id, provider, use_class, outcome, calls, latency_histogram"
        " from usage_daily order by latency_total_ms",
    )
    assert found == [
        (
            "R1",
            "乌海市公安局",
            "direct",
            "success",
            1,
            [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
        ),  # 30 ms: 20 < 30 <= 50
        ("R2", "乌海市民政局", "within_grant", "success", 1, [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]),  # 80 ms
        ("R2", "乌海市民政局", "no_grant", "failure", 1, [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]),  # 5000 ms
    ]


def test_facts_are_classed_anew_when_a_grant_or_an_outage_arrives_later(town: Lake, tmp_path: Path) -> None:
    load_rows(town, tmp_path, "usage", USAGE)
    classes = "select resource_id, consumer, use_class, outcome from usage_daily where resource_id = 'R2' order by 2"
    assert [row[2:] for row in rows(town, classes)] == [("no_grant", "success"), ("no_grant", "failure")]
    load_rows(town, tmp_path, "requests", REQUESTS)
    assert [row[2:] for row in rows(town, classes)] == [("within_grant", "success"), ("no_grant", "failure")]
    outage = [
        ["故障编号", "开始时间", "结束时间", "影响范围"],
        ["F1", "2026-03-10 09:01:30", "2026-03-10 09:30", "全平台"],
    ]
    load_rows(town, tmp_path, "outages", outage)
    assert [row[2:] for row in rows(town, classes)] == [
        ("within_grant", "success"),
        ("no_grant", "platform_failure"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "空"),
        (b"\x00\x01\x02\x03" * 500, ""),
        ("一,二,三\n1,2,3\n".encode(), "列"),
        ("申请编号,资源编号\nQ1,R1\n".encode(), "申请时间"),
    ],
)
def test_unusable_files_are_refused_whole(town: Lake, tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    before = town.snapshot_id()
    with pytest.raises(LoadError) as caught:
        load_file(town, "requests", path, exported_on=EXPORTED, person=TESTER)
    assert "bad.csv" in str(caught.value)
    assert message in str(caught.value)
    assert town.snapshot_id() == before


def test_full_export_of_log_lines_and_unknown_feeds_are_refused(lake: Lake, tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="流水"):
        load_rows(lake, tmp_path, "usage", USAGE, coverage="full")
    with pytest.raises(LoadError, match="departments"):
        load_rows(lake, tmp_path, "nonsense", USAGE)


def test_empty_register_file_and_register_itself(lake: Lake, tmp_path: Path) -> None:
    assert counts(load_rows(lake, tmp_path, "departments", DEPARTMENTS[:1])) == (0, 0, 0, 0, 0)

"""The small files of data/samples/stories, loaded in the order of the README: they become what it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from etl.load import load_file
from metrics import Window, run
from tests.feed_files import TESTER
from tests.lakes import own_empty_lake
from warehouse.errors import LoadError
from warehouse.lake import Lake, open_lake

STORIES = Path(__file__).resolve().parents[2] / "data" / "samples" / "stories"
WINDOW = Window(date(2025, 7, 1), date(2026, 1, 8), date(2026, 1, 8))
EARLY, LATE = date(2026, 1, 5), date(2026, 1, 8)

# file, feed, exported on, coverage, (read, loaded, unchanged, superseded, refused)
LOADS = (
    ("departments_six.xlsx", "departments", EARLY, "full", (6, 6, 0, 0, 0)),
    ("catalogue_gb18030_title_rows.csv", "catalogue", EARLY, "partial", (6, 6, 0, 0, 0)),
    ("catalogue_traditional_big5_semicolons.csv", "catalogue", EARLY, "partial", (2, 2, 0, 0, 0)),
    ("requests_six.csv", "requests", EARLY, "partial", (6, 6, 0, 0, 0)),
    ("requests_two_rows_changed.csv", "requests", LATE, "partial", (6, 2, 4, 0, 0)),
    ("requests_older_export_arrives_late.csv", "requests", date(2025, 11, 4), "partial", (4, 0, 0, 4, 0)),
    ("requests_conflicting_keys.csv", "requests", LATE, "partial", (5, 0, 1, 0, 4)),
    ("usage_400_bad_dates.csv", "usage", EARLY, "partial", (450, 50, 0, 0, 400)),
    ("usage_same_lines_twice.tsv", "usage", EARLY, "partial", (14, 10, 4, 0, 0)),
    ("usage_without_log_numbers.csv", "usage", EARLY, "partial", (7, 6, 1, 0, 0)),
    ("usage_every_class.csv", "usage", EARLY, "partial", (9, 9, 0, 0, 0)),
    ("refreshes_touch_only.csv", "refreshes", EARLY, "partial", (4, 3, 1, 0, 0)),
    ("projects_formula_text.xlsx", "projects", EARLY, "partial", (3, 2, 0, 0, 1)),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Lake, dict[str, tuple[int, ...]]]]:
    folder = tmp_path_factory.mktemp("stories")
    counts = {}
    address = own_empty_lake(tmp_path_factory, folder)
    with open_lake(address.catalog, address.data, readable=[folder]) as lake:
        for name, feed, exported_on, coverage, _ in LOADS:
            report = load_file(
                lake, feed, STORIES / name, exported_on=exported_on, coverage=coverage, person=TESTER
            )
            counts[name] = (
                report.rows_read,
                report.loaded,
                report.unchanged,
                report.superseded,
                report.refused,
            )
        yield lake, counts


def refused(lake: Lake, name: str) -> dict[int, list[tuple[str, str]]]:
    sql = """
        select line, problems
        from refused_rows
        join batches using (batch_id)
        where file_name = $name
        order by line
    """
    rows = lake.cursor().execute(sql, {"name": name}).fetchall()
    return {line: [(found["column"], found["reason"]) for found in problems] for line, problems in rows}


def test_every_story_counts_as_told(told):
    assert told[1] == {name: counts for name, *_, counts in LOADS}


def test_every_story_has_a_test():
    files = {path.name for path in STORIES.iterdir()}
    assert files == {name for name, *_ in LOADS} | {"catalogue_two_required_columns_missing.csv"}


def test_all_missing_columns_are_named_at_once(told):
    with pytest.raises(LoadError) as caught:
        load_file(
            told[0],
            "catalogue",
            STORIES / "catalogue_two_required_columns_missing.csv",
            exported_on=EARLY,
            person=TESTER,
        )
    assert "提供单位" in str(caught.value)
    assert "共享类别" in str(caught.value)


def test_lines_are_counted_over_titles_and_blank_lines(told):
    rows = (
        told[0]
        .cursor()
        .execute("select resource_id, line from catalogue order by line, resource_id")
        .fetchall()
    )
    # titles on 1 and 2, blank 3, header 4, blank 8; rows of the other file on 2 and 3
    assert dict(rows) == {
        "R-101": 2, "R-102": 3, "R-001": 5, "R-002": 6, "R-003": 7, "R-004": 9, "R-005": 10, "R-006": 11,
    }  # fmt: skip


def test_conflicting_keys_are_both_refused_and_near_names_offered(told):
    found = refused(told[0], "requests_conflicting_keys.csv")
    # line 1 header, 2 S-01 as known, 3 and 4 S-07 twice, 5 unknown department, 6 reply before the request
    assert list(found) == [3, 4, 5, 6]
    assert found[5][0][0] == "applicant"
    assert "市公安局" in found[5][0][1]
    assert found[6][0][0] == "replied_at"


def test_four_hundred_bad_dates_are_each_refused_for_their_date(told):
    found = refused(told[0], "usage_400_bad_dates.csv")
    assert len(found) == 400
    assert {column for problems in found.values() for column, _ in problems} == {"called_at"}


def test_each_class_of_use_has_one_call(told):
    rows = told[0].cursor().execute(
        """
        select use_class, sum(calls)
        from usage_daily
        join batches using (batch_id)
        where file_name = 'usage_every_class.csv'
        group by use_class
        """
    ).fetchall()  # fmt: skip
    assert dict(rows) == dict.fromkeys(
        (
            "direct",
            "within_grant",
            "no_grant",
            "outside_period",
            "purpose_differs",
            "not_shared",
            "own_resource",
            "unknown_resource",
            "cannot_judge",
        ),
        1,
    )


def test_requests_of_the_worked_deadlines(told):
    """Received Friday 2025-09-26: the fifth working day is 2025-10-10. Answered that day, and on the next."""
    found = run("response_times", told[0].cursor(), WINDOW).set_index("request_id")["state"]
    assert found["S-01"] == "on_time"
    assert found["S-02"] == "late"  # Saturday 2025-10-11 is a make-up working day, the sixth
    assert found["S-03"] == "on_time"  # 9 working days, 6 of them in the pause of 11-05 to 11-12
    assert found["S-04"] == "invalid_reply"  # refused without a reason
    assert found["S-05"] == "late"
    assert found["S-06"] == "on_time"  # 12-31, 01-04 (make-up), 01-05, 01-06, 01-07


def test_the_second_delivery_of_unchanged_data_is_a_touch(told):
    found = run("touch_only_refreshes", told[0].cursor(), WINDOW)
    assert found["line"].tolist() == [4]


def test_text_that_looks_like_a_formula_stays_text(told):
    rows = told[0].cursor().execute("select project_name from projects order by project_id").fetchall()
    assert [name for (name,) in rows] == ["=1+1 一体化平台", "@运维服务"]

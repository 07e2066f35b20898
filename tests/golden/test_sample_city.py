"""A made-up city through the front door: loader and metrics find what was planted, no more, no fewer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.load import LoadReport, load_file
from etl.sample import CityFiles, write_city
from metrics import Window, run
from tests.feed_files import TESTER
from tests.lakes import own_empty_lake
from tests.sample_city import load_files
from warehouse.lake import Lake, open_lake

MISSING = {
    "format": "数据格式",
    "share_scope": "共享范围",
    "update_frequency": "更新频度",
    "timeliness": "时效要求",
    "provision_mode": "提供方式",
    "open_to_public": "可否向社会开放",
}
ANSWERED = {"on_time_requests": "on_time", "late_requests": "late", "overdue_requests": "overdue"}
LEFT_OUT = {"open_requests": "open", "withdrawn_requests": "withdrawn", "invalid_replies": "invalid_reply"}


@dataclass
class LoadedCity:
    """A lake with a city in it, what each load reported, and the truth."""

    lake: Lake
    files: CityFiles
    reports: dict[str, LoadReport]
    truth: dict[str, Any]

    @property
    def window(self) -> Window:
        start, end = (date.fromisoformat(self.truth["city"][day]) for day in ("start", "end"))
        return Window(start, end, end)

    def metric(self, name: str) -> pd.DataFrame:
        return run(name, self.lake.cursor(), self.window)

    def rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        return self.lake.cursor().execute(sql, values or None).fetchall()


def load_city(folder: Path, lake: Lake, seed: int) -> LoadedCity:
    files = write_city(folder / "city", departments=12, resources=150, requests=300, usage=5000, seed=seed)
    truth = json.loads(files.truth.read_text(encoding="utf-8"))
    return LoadedCity(lake, files, load_files(lake, files), truth)


@pytest.fixture(scope="module", params=[1, 2, 3])
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadedCity]:
    folder = tmp_path_factory.mktemp("front_door")
    address = own_empty_lake(tmp_path_factory, folder)
    with open_lake(address.catalog, address.data, readable=[folder]) as lake:
        yield load_city(folder, lake, request.param)


def states(frame: pd.DataFrame, key: str) -> dict[str, str]:
    assert frame[key].is_unique
    return dict(zip(frame[key], frame["state"], strict=True))


def where(frame: pd.DataFrame) -> set[tuple[str, int]]:
    places = list(zip(frame["file_name"], frame["line"].astype(int), strict=True))
    assert len(places) == len(set(places))
    return set(places)


def test_nothing_is_compared_with_an_empty_truth(city):
    truth = city.truth
    assert [key for key, value in truth.items() if not value] == []
    assert min(truth["usage_classes"].values()) > 0
    assert min(truth["calls_failed"].values()) > 0
    assert {"on_time", "late", "overdue", "open"} == set(truth["change_events"].values())
    assert {"on_time", "late", "overdue", "open"} == set(truth["corrections"].values())
    assert len({rule for _, rule in truth["conformity_findings"]}) == 7
    assert {"fresh", "due", "overdue", "delinquent", "irregular", "undeclared"} <= set(
        truth["resource_states"].values()
    )


def test_every_line_of_every_file_is_accounted_for(city):
    for name, expected in city.truth["files"].items():
        report = city.reports[name]
        assert {
            "read": report.rows_read,
            "loaded": report.loaded,
            "unchanged": report.unchanged,
            "superseded": report.superseded,
            "refused": report.refused,
        } == {key: expected[key] for key in ("read", "loaded", "unchanged", "superseded", "refused")}, name


def test_exactly_the_planted_lines_are_refused_for_exactly_the_planted_columns(city):
    found = {
        (name, line): {problem["column"] for problem in problems}
        for name, line, problems in city.rows(
            "select file_name, line, problems from refused_rows join batches using (batch_id)"
        )
    }
    planted = {(line["file"], line["line"]): set(line["columns"]) for line in city.truth["refused_lines"]}
    assert set(found) == set(planted)
    for place, columns in planted.items():
        assert not columns or found[place] == columns, place


def test_every_spelling_of_a_department_becomes_its_official_name(city):
    register = {name for (name,) in city.rows("select department from departments")}
    assert len(register) == city.truth["city"]["departments"]
    for feed, column in (("catalogue", "department"), ("requests", "applicant"), ("usage", "consumer")):
        names = {name for (name,) in city.rows(f"select distinct {column} from {feed}")}  # noqa: S608
        assert names <= register, feed


def test_requests_stand_where_they_were_put(city):
    expected = {request: state for key, state in (ANSWERED | LEFT_OUT).items() for request in city.truth[key]}
    assert states(city.metric("response_times"), "request_id") == expected
    assert len(expected) == city.truth["city"]["requests"]


def test_late_overdue_and_unreasoned_replies_are_listed(city):
    listed = set(city.metric("overdue_requests")["request_id"])
    truth = city.truth
    assert listed == {*truth["late_requests"], *truth["overdue_requests"], *truth["invalid_replies"]}
    assert set(city.metric("refusals_without_reason")["request_id"]) == set(truth["invalid_replies"])


def test_the_on_time_rate_counts_the_same_requests(city):
    rate = city.metric("on_time_rate")
    truth = city.truth
    late = len(truth["late_requests"]) + len(truth["overdue_requests"]) + len(truth["invalid_replies"])
    assert rate["denominator"].sum() - rate["numerator"].sum() == late


def test_conformity_findings_are_the_planted_ones(city):
    found = city.metric("conformity_findings")
    assert sorted(zip(found["resource_id"], found["finding"], strict=True)) == sorted(
        tuple(pair) for pair in city.truth["conformity_findings"]
    )


def test_empty_fields_of_article_6_are_the_planted_ones(city):
    found = city.metric("catalogue_completeness_by_resource")
    missing = {
        resource: set(fields.split("、"))
        for resource, fields in zip(found["resource_id"], found["missing"], strict=True)
    }
    assert missing == {
        resource: {MISSING[field] for field in fields}
        for resource, fields in city.truth["missing_fields"].items()
    }


def test_freshness_of_every_resource_is_the_planted_one(city):
    assert states(city.metric("freshness_by_resource"), "resource_id") == city.truth["resource_states"]
    stale = city.metric("stale_resources_now")
    worse = stale[stale["state"].isin(["overdue", "delinquent"])]
    assert sorted(worse["resource_id"]) == sorted(city.truth["stale_resources"])


def test_touches_are_the_planted_ones(city):
    assert sorted(city.metric("touch_only_refreshes")["resource_id"]) == city.truth["touch_only"]


def test_change_events_and_corrections_stand_where_they_were_put(city):
    assert states(city.metric("catalogue_update_events"), "event_id") == city.truth["change_events"]
    assert states(city.metric("corrections_list"), "correction_id") == city.truth["corrections"]


def test_calls_fall_into_the_planted_classes(city):
    found = city.metric("authorised_use_classes")
    by_consumer: dict[str, dict[str, int]] = {}
    for row in found.itertuples():
        by_consumer.setdefault(row.department, {})[row.use_class] = row.calls
    assert by_consumer == city.truth["usage_by_consumer"]
    outcomes = {
        "success": found["succeeded"].sum(),
        "failure": found["failed"].sum(),
        "platform_failure": found["platform_failed"].sum(),
    }
    assert outcomes == city.truth["calls_failed"]


def test_the_classes_add_up_to_the_lines_loaded(city):
    found = city.metric("use_reconciliation")
    assert (found["difference"] == 0).all()
    assert found["loaded"].sum() == city.truth["city"]["usage"]


def test_misused_lines_are_the_planted_ones(city):
    """Evidence lists calls that returned data; unknown resources are no misuse, they are counted above."""
    found = city.metric("unauthorised_usage")
    for use_class in ("no_grant", "outside_period", "purpose_differs", "not_shared"):
        planted = {
            (name, line) for name, line, succeeded in city.truth["misuse_lines"][use_class] if succeeded
        }
        assert where(found[found["use_class"] == use_class]) == planted, use_class
    assert set(found["use_class"]) <= {"no_grant", "outside_period", "purpose_differs", "not_shared"}


def test_safeguards_incidents_and_projects_are_the_planted_ones(city):
    missing = city.metric("safeguards_missing")
    found: dict[str, set[str]] = {}
    for row in missing.itertuples():
        found.setdefault(row.department, set()).add(row.safeguard)
    assert found == {name: set(lacking) for name, lacking in city.truth["safeguards_missing"].items()}
    assert sorted(city.metric("incidents_confirmed")["incident_id"]) == city.truth["confirmed_incidents"]
    unpooled = city.rows(
        "select project_id from projects where kind = 'new' and not pooled order by project_id"
    )
    assert [identity for (identity,) in unpooled] == sorted(city.truth["unpooled_projects"])


def test_items_keep_the_planted_duplicate_collection(city):
    """The finder of duplicate collection starts from these items: collected directly, shared by others."""
    for planted in city.truth["duplicate_collection"]:
        collected = city.rows(
            "select collected_from from items where resource_id = $resource and item_name = $item",
            resource=planted["resource_id"],
            item=planted["item_name"],
        )
        assert collected[0][0] in ("person", "company")
        sharers = city.rows(
            """
            select distinct items.resource_id
            from items
            join catalogue using (resource_id)
            where item_name = $item
                and share_type <> 'not_shared'
                and department <> (select department from catalogue where resource_id = $resource)
            order by 1
            """,
            resource=planted["resource_id"],
            item=planted["item_name"],
        )
        assert [resource for (resource,) in sharers] == planted["shared_by"]


@pytest.mark.parametrize("city", [1], indirect=True)
def test_loading_everything_again_changes_no_figure(city):
    """Every file a second time: nothing loaded, the same refusals, the same answers."""
    before = (
        city.metric("authorised_use_classes"),
        city.metric("response_times"),
        city.metric("freshness_now"),
    )
    for file in city.files.files:
        report = load_file(
            city.lake,
            file.feed,
            file.path,
            exported_on=file.exported_on,
            coverage=file.coverage,
            person=TESTER,
        )
        assert report.loaded == 0, file.path.name
        assert report.refused == city.truth["files"][file.path.name]["refused"], file.path.name
    after = city.metric("authorised_use_classes"), city.metric("response_times"), city.metric("freshness_now")
    for first, second in zip(before, after, strict=True):
        pd.testing.assert_frame_equal(first, second)

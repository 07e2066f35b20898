"""An evaluation from files: loaded through the front door, every figure worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from evaluation.evaluate import evaluate, feeds_present
from evaluation.scheme import load_scheme
from metrics import METRICS, Window
from tests.feed_files import load_rows
from tests.unit.evaluation.march import CIVIL, LABOUR, MARCH, POLICE, march_town
from warehouse.errors import MetricError
from warehouse.lake import Lake

INCIDENTS = [
    ["事件编号", "部门", "发生日期", "事件类型", "资源编号", "是否确认"],
    ["E1", "市公安局", "2026-03-08", "滥用", "R2", "是"],
    ["E2", "市公安局", "2026-03-09", "泄露", "R2", "否"],
]


@pytest.fixture
def town(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Lake]:
    with march_town(tmp_path_factory, tmp_path) as lake:
        yield lake


def cell(frame: pd.DataFrame, department: str, code: str) -> Any:
    return frame.set_index(["department", "code"]).loc[(department, code)]


def test_figures_of_the_lake_become_scores(town: Lake) -> None:
    with town.read() as (cur, snapshot):
        found = evaluate(cur, None, MARCH, snapshot_id=snapshot)
    on_time = cell(found.indicators, CIVIL, "R1")
    # 3 of 5 on time = 60 %; (0.6 - 0.5) / (1 - 0.5) = 20 points of 100
    assert (on_time["numerator"], on_time["denominator"], on_time["value"]) == (3, 5, 0.6)
    assert on_time["score"] == pytest.approx(20)
    assert on_time["state"] == "scored"
    # Kaplan-Meier: 1, 3, 5, 6 working days and one waiting: half answered at 5; (10 - 5) / (10 - 2) = 62.5
    median = cell(found.indicators, CIVIL, "R2")
    assert (median["numerator"], median["denominator"], median["value"]) == (4, 5, 5)
    assert median["score"] == pytest.approx(62.5)
    assert cell(found.indicators, POLICE, "R1")["state"] == "not_applicable"
    assert found.snapshot_id == snapshot
    assert set(found.ranking["department"]) == {POLICE, CIVIL, LABOUR}
    assert set(found.ranking["peer_group"]) == {"市直"}


def test_a_feed_nobody_delivered_is_not_scored(town: Lake) -> None:
    with town.read() as (cur, _):
        found = evaluate(cur, None, MARCH)
        assert feeds_present(cur, MARCH) == {"departments", "catalogue", "requests"}
    for code in ("P1", "U1", "S2", "S4", "C3"):
        assert set(found.indicators.loc[found.indicators["code"] == code, "state"]) == {"not_scored"}, code
    note = cell(found.indicators, POLICE, "P1")["note"]
    assert note == "未收到评价期可用的安全事件数据，不予评分"


def test_confirmed_incidents_are_counted_and_none_is_a_count_of_zero(town: Lake, tmp_path: Path) -> None:
    load_rows(town, tmp_path, "incidents", INCIDENTS)
    with town.read() as (cur, _):
        found = evaluate(cur, None, MARCH)
    assert cell(found.indicators, POLICE, "P1")["value"] == 1
    assert cell(found.indicators, POLICE, "P1")["score"] == 40
    assert cell(found.indicators, CIVIL, "P1")["score"] == 100
    deduction = found.adjustments.set_index("department")["points"]
    assert deduction.to_dict() == {POLICE: -2.0, CIVIL: 0.0, LABOUR: 0.0}


def test_a_log_exported_before_the_period_says_nothing_about_it(town: Lake, tmp_path: Path) -> None:
    load_rows(town, tmp_path, "incidents", INCIDENTS[:2], on=date(2026, 3, 10))
    april = Window(date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 1))
    with town.read() as (cur, _):
        assert "incidents" in feeds_present(cur, MARCH)
        assert "incidents" not in feeds_present(cur, april)
        assert "catalogue" in feeds_present(cur, april)


def test_an_undone_load_says_nothing(town: Lake) -> None:
    with town.write("tester", "undo") as cur:
        cur.execute("update batches set undone_at = now()::timestamp where feed = 'requests'")
    with town.read() as (cur, _):
        assert "requests" not in feeds_present(cur, MARCH)


def test_evidence_names_the_files_and_lines(town: Lake) -> None:
    with town.read() as (cur, _):
        found = evaluate(cur, None, MARCH)
    late = found.evidence["R1"].set_index("request_id")
    # Q3 stands in line 4 of the file, Q4 in line 5
    assert late["line"].to_dict() == {"Q3": 4, "Q4": 5}
    assert set(late["file_name"]) == {"requests.csv"}
    named = [i for i in load_scheme().indicators if i.evidence and not i.planned]
    assert set(found.evidence) == {*(i.code for i in named), "K1"}  # K1 counts confirmed incidents


def test_every_evidence_metric_of_the_default_scheme_names_its_source_rows() -> None:
    for indicator in load_scheme().indicators:
        if indicator.evidence and not indicator.planned:
            columns = set(METRICS[indicator.evidence].columns)
            assert {"department", "feed", "batch_id", "line", "file_name", "reason"} <= columns, (
                indicator.code
            )


def test_without_a_register_there_is_nothing_to_evaluate(lake: Lake) -> None:
    with lake.read() as (cur, _), pytest.raises(MetricError, match="没有部门名录"):
        evaluate(cur, None, MARCH)

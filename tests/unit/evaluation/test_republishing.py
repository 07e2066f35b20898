"""Data corrected between publishing and sealing: a fact that was ruled on may be gone, and nothing gets stuck."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from evaluation import rounds
from evaluation.appeal_records import Appeal, list_appeals
from evaluation.appeals import file_appeal, preview_ruling, rule_appeal
from evaluation.corrections import CorrectionError
from evaluation.round_computing import edition_evaluation
from evaluation.round_records import RoundError, find_round, round_frame
from evaluation.rounds import open_round, publish_round, seal_round
from tests.feed_files import load_rows
from tests.unit.evaluation.march import (
    CIVIL,
    EVALUATOR,
    MARCH,
    REQUESTS,
    judge_answers_only,
    march_town,
    publish,
)
from warehouse.lake import Lake
from warehouse.local_time import now


def on_time(lake: Lake, edition: int | None = None) -> list[float]:
    """Numerator and denominator of the on-time rate, in the newest edition or a given one."""
    with lake.read() as (cur, _):
        cells = round_frame(cur, "2026-03", "indicators", edition)
    own = cells[(cells["department"] == CIVIL) & (cells["code"] == "R1")]
    return [float(own["numerator"].iloc[0]), float(own["denominator"].iloc[0])]


def late(lake: Lake) -> dict[str, str]:
    """Ledger rows of late requests by request, in the newest edition."""
    with lake.read() as (cur, _):
        ledger = round_frame(cur, "2026-03", "ledger")
    own = ledger[(ledger["code"] == "R1") & (ledger["kind"] == "evidence")]
    return dict(zip(own["record"], own["entry"], strict=True))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    """Q3 and Q4 are late; Q3's appeal is upheld; then Q3's true reply date arrives, and the round is published anew."""
    folder = tmp_path_factory.mktemp("republish")
    with march_town(tmp_path_factory, folder) as lake:
        judge_answers_only(lake)
        publish(lake)
        rows = late(lake)
        assert set(rows) == {"Q3", "Q4"}
        for request in ("Q3", "Q4"):
            file_appeal(lake, EVALUATOR, "2026-03", rows[request], "答复日期有误")
        rule_appeal(lake, EVALUATOR, "2026-03-0001", "upheld", "属实")
        q3 = [*REQUESTS[3][:4], "2026-03-06 10:00", "同意"]
        load_rows(lake, folder, "requests", [REQUESTS[0], q3], on=date(2026, 4, 2))
        publish(lake, reason="数据更正后重新公示")
        yield lake


def test_the_corrected_fact_is_gone_and_its_ruling_leaves_no_trace_in_the_figures(town: Lake) -> None:
    assert set(late(town)) == {"Q4"}
    with town.read() as (cur, _):
        found = find_round(cur, "2026-03")
        assert round_frame(cur, "2026-03", "corrections").empty
    # Q1, Q2, Q3 and Q5 of five in time: counted once, not twice; published before the ruling: three of five
    assert on_time(town) == [4, 5]
    assert on_time(town, 1) == [3, 5]
    again = edition_evaluation(town, found, 1).indicators
    assert again.loc[(again["department"] == CIVIL) & (again["code"] == "R1"), "numerator"].tolist() == [3]


def test_other_appeals_are_ruled_on_and_the_round_is_sealed(town: Lake) -> None:
    ruled = rule_appeal(town, EVALUATOR, "2026-03-0002", "upheld", "平台故障")
    assert ruled.score_after is None or ruled.score_after >= (ruled.score_before or 0)
    sealed = seal_round(town, EVALUATOR, "2026-03", "封存", override="已无申诉")
    assert sealed.state == "sealed"
    assert on_time(town) == [5, 5]
    with town.read() as (cur, _):
        assert round_frame(cur, "2026-03", "corrections")["code"].tolist() == ["R1"]


def test_a_ruling_about_a_fact_that_is_not_in_the_data_any_more_is_refused(town: Lake) -> None:
    with pytest.raises(CorrectionError, match="找不到"):
        preview_ruling(town, "2026-03-0001", "upheld")
    with town.read() as (cur, _):
        assert [one.ruling for one in list_appeals(cur, "2026-03")] == ["upheld", "upheld"]


def test_an_appeal_filed_while_an_edition_is_computed_stops_the_step(
    town: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_round(town, EVALUATOR, "again", MARCH, "再试")
    read = list_appeals
    seen: list[int] = []

    def changing(cur: DuckDBPyConnection, round_id: str) -> list[Appeal]:
        """What a second process would leave behind: one appeal more at the second look."""
        seen.append(len(seen))
        return [*read(cur, round_id), *read(cur, "2026-03")[: len(seen) - 1]]

    monkeypatch.setattr(rounds, "list_appeals", changing)
    with pytest.raises(RoundError, match="计算期间有新的一版、申诉或裁定"):
        publish_round(town, EVALUATOR, "again", now().date(), "公示")
    with town.read() as (cur, _):
        assert find_round(cur, "again").editions == ()

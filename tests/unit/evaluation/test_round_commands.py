"""A round taken through its steps on the command line, held against the same round taken through the library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from subprocess import CompletedProcess

import openpyxl
import pytest

from evaluation import archive
from evaluation.appeal_records import list_appeals
from evaluation.round_records import Round, find_round, round_frame
from evaluation.rounds import seal_round
from tests.unit.evaluation.march import CIVIL, EVALUATOR, judge_answers_only, march_town, publish
from tests.unit.evaluation.test_main import command
from warehouse.lake import Lake
from warehouse.local_time import now

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

KEPT = ("indicators", "dimensions", "ranking", "ledger")
BY = ("--by", "张敏")
OPENING = ("--start", "2026-03-01", "--end", "2026-03-31", "--as-of", "2026-04-01", "--reason", "三月评价")
UNTIL = now().date() + timedelta(days=5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("commands")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[Lake]:
    """The town of March; its round `library` is published and sealed without any command."""
    with march_town(tmp_path_factory, folder) as lake:
        judge_answers_only(lake)
        publish(lake, "library")
        seal_round(lake, EVALUATOR, "library", "封存", override="已无申诉")
        yield lake


@pytest.fixture(scope="module")
def told(town: Lake, folder: Path) -> dict[str, CompletedProcess[str]]:
    """What each command said, in the order they were given."""

    def said(*words: str | Path) -> CompletedProcess[str]:
        return command(*words, lake=folder / "lake")

    until = ("--appeal-until", UNTIL.isoformat())
    told = {
        "open": said("round", "open", "2026-03", *OPENING, "--title", "三月", *BY),
        "open again": said("round", "open", "2026-03", *OPENING, *BY),
        "seal too early": said("round", "seal", "2026-03", "--reason", "封存", *BY),
        "publish": said("round", "publish", "2026-03", *until, "--reason", "公示", *BY),
    }
    with town.read() as (cur, _):
        ledger = round_frame(cur, "2026-03", "ledger")
    contested = ledger[ledger["kind"] == "evidence"]["entry"].iloc[0]
    told["file"] = said("appeal", "file", "2026-03", contested, "--text", "答复日期有误", *BY)
    told["seal with an appeal open"] = said("round", "seal", "2026-03", "--reason", "封存", *BY)
    told["seal"] = said("round", "seal", "2026-03", "--reason", "封存", "--override", "另行裁定", *BY)
    told["verify"] = said("verify", "2026-03")
    told["show"] = said("round", "show", "2026-03")
    told["export"] = said("round", "export", "2026-03", "--out", folder / "round.xlsx", *BY)
    return told


@pytest.fixture(scope="module")
def stored(town: Lake, told: dict[str, CompletedProcess[str]]) -> Round:
    with town.read() as (cur, _):
        return find_round(cur, "2026-03")


def test_every_step_says_the_state_it_leads_to(told: dict[str, CompletedProcess[str]]) -> None:
    assert {
        name: one.stdout.strip() for name, one in told.items() if name in ("open", "publish", "seal")
    } == {
        "open": "期次 2026-03：草稿",
        "publish": "期次 2026-03：公示申诉（第 1 版，公示版）",
        "seal": "期次 2026-03：已封存（第 2 版，封存版）",
    }
    assert told["file"].stdout.startswith("申诉 2026-03-0001 已提交")
    assert told["verify"].stdout.startswith("期次 2026-03 第 2 版：存档未改动")
    assert {name: one.returncode for name, one in told.items()} == {
        name: int(name in ("open again", "seal too early", "seal with an appeal open")) for name in told
    }
    assert not any("Traceback" in one.stderr for one in told.values())


def test_a_step_out_of_order_is_refused_in_sentences(told: dict[str, CompletedProcess[str]]) -> None:
    assert "这一期次编号已经用过" in told["open again"].stderr
    assert "尚未公示，不能封存" in told["seal too early"].stderr
    assert "2026-03-0001" in told["seal with an appeal open"].stderr


def test_person_reason_period_and_signature_are_kept(town: Lake, stored: Round) -> None:
    assert (stored.title, stored.state, stored.appeal_until) == ("三月", "sealed", UNTIL)
    assert [day.isoformat() for day in (stored.period_start, stored.period_end, stored.as_of)] == [
        "2026-03-01",
        "2026-03-31",
        "2026-04-01",
    ]
    assert [(one.step, one.taken_by, one.reason, one.override) for one in stored.steps] == [
        ("open", "张敏", "三月评价", None),
        ("publish", "张敏", "公示", None),
        ("seal", "张敏", "封存", "另行裁定"),
    ]
    with town.read() as (cur, _):
        (appeal,) = list_appeals(cur, "2026-03")
    assert (appeal.filed_by, appeal.statement, appeal.ruling) == ("张敏", "答复日期有误", None)


def test_both_editions_hold_what_the_library_computes(town: Lake, stored: Round) -> None:
    assert [one.kind for one in stored.editions] == ["published", "sealed"]
    with town.read() as (cur, _):
        for edition in (1, 2):
            ours, theirs = (archive.stored_lines(cur, name, edition) for name in ("2026-03", "library"))
            for kind in KEPT:
                assert ours[kind], kind
                assert [line.content for line in ours[kind]] == [line.content for line in theirs[kind]], kind
        cells = round_frame(cur, "2026-03", "indicators")
    # Q1, Q2 and Q5 of five requests were answered in time
    on_time = cells[(cells["department"] == CIVIL) & (cells["code"] == "R1")]
    assert on_time[["numerator", "denominator"]].to_numpy().tolist() == [[3, 5]]


def test_the_round_is_shown_and_exported(
    town: Lake, told: dict[str, CompletedProcess[str]], stored: Round, folder: Path
) -> None:
    for one in stored.editions:
        assert f"#{one.snapshot_id} {one.edition_sha256}" in told["show"].stdout
    with town.read() as (cur, _):
        ranking = round_frame(cur, "2026-03", "ranking")
    for name in ranking["department"]:
        assert name in told["show"].stdout
    book = openpyxl.load_workbook(folder / "round.xlsx", read_only=True)
    assert {"排名", "扣分明细", "申诉"} <= set(book.sheetnames)
    exported = town.cursor().execute("select person from audit_log where action = 'export workbook'")
    assert exported.fetchall() == [("张敏",)]

"""Role × action: who is offered what on the pages, and who may do it below the screen, whatever a page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from access import READERS, AccessError, Person, Role
from access.reference_files import read_rows, save_rows
from access.upkeep import keep_up
from duplicates.rulings import Ruling, rule, withdraw_alias
from duplicates.store import compare_and_store
from etl.load import load_file
from etl.remembered import remember
from etl.undo import undo_batch
from evaluation.appeals import file_appeal, rule_appeal
from evaluation.budget import decide_budget, remind
from evaluation.export_records import note_export
from evaluation.notices import draft_notice, step_notice
from evaluation.rounds import amend_round, open_round, publish_round, seal_round
from evaluation.scheme_store import save_scheme
from tests.lakes import LakeAddress
from tests.pages.conftest import Draw
from tests.pages.judged import SECOND_QUARTER
from ui.navigation import PAGES
from ui.trail import ACTIONS
from warehouse.errors import SharingError
from warehouse.lake import Lake, open_lake
from warehouse.local_time import now

Judged = tuple[LakeAddress, str]
EVALUATOR, ADMINISTRATOR, UPLOADER = {Role.EVALUATOR}, {Role.ADMINISTRATOR}, {Role.UPLOADER}
LOADS = EVALUATOR | ADMINISTRATOR | UPLOADER
DETAIL = set(READERS) | {Role.DEPARTMENT}
OFFERED: dict[tuple[str, str], tuple[dict[str, str], set[Role]]] = {
    ("rounds", "开期"): ({}, EVALUATOR),
    ("rounds", "重新公示"): ({"rounds_view": "steps"}, EVALUATOR),
    ("rounds", "封存"): ({"rounds_view": "steps"}, EVALUATOR),
    ("rounds", "计算更正版"): ({"round": "2026Q1", "rounds_view": "steps"}, EVALUATOR),
    ("rounds", "核验这一版"): ({"rounds_view": "verify"}, set(READERS)),
    ("rounds", "下载本版工作簿"): ({"rounds_view": "result"}, DETAIL),
    ("evaluation", "下载评价工作簿"): ({}, DETAIL),
    ("appeals", "预览影响"): ({}, EVALUATOR),
    ("appeals", "证明.txt"): ({}, {Role.LEADER, Role.EVALUATOR, Role.DEPARTMENT}),
    ("budget", "作出决定"): ({}, EVALUATOR),
    ("notices", "发出"): ({}, EVALUATOR),
    ("notices", "下载通知书（Word）"): ({}, set(READERS)),
    ("schemes", "保存为新版本"): ({}, EVALUATOR),
    ("schemes", "导出现行方案（TOML）"): ({"schemes_view": "versions"}, {Role.LEADER, Role.EVALUATOR}),
    ("duplicates", "重新比对"): ({}, EVALUATOR | ADMINISTRATOR),
    ("duplicates", "裁定 1 项"): ({}, EVALUATOR),
    ("upload", "撤销这次上传"): ({}, EVALUATOR | ADMINISTRATOR),  # the uploader has uploaded nothing here
    ("upload", "下载“资源目录”模板"): ({}, LOADS),
    ("administration", "保存并生效"): ({}, ADMINISTRATOR),
    ("administration", "立即维护"): ({}, ADMINISTRATOR),
}
"""Page and button -> what the address says, and who finds it there."""


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("stem", "label"), list(OFFERED))
def test_an_action_is_offered_to_who_may_take_it(
    draw: Draw, judged: Judged, role: Role, stem: str, label: str
) -> None:
    asked, roles = OFFERED[stem, label]
    address, own = judged
    page = draw(stem, address, role=role.value, own=own, **asked)
    assert not page.exception
    labels = [one.label for kind in ("button", "download_button") for one in page.get(kind)]
    assert (label in labels) == (role in roles)


@pytest.mark.parametrize("role", list(Role))
def test_files_are_taken_from_who_may_load_them(draw: Draw, judged: Judged, role: Role) -> None:
    page = draw("upload", judged[0], role=role.value, own=judged[1])
    assert bool(page.get("file_uploader")) == (role in LOADS)


@pytest.mark.parametrize(
    "entry", [entry for entry in PAGES if Role.DEPARTMENT in entry.roles], ids=lambda e: e.stem
)
def test_a_department_is_shown_no_other_of_a_round(draw: Draw, judged: Judged, entry: Any) -> None:
    address, own = judged
    asked = {"result": "2026Q2_1", "rounds_view": "result", "duplicates_class": "duplicate"}
    page = draw(entry.stem, address, role="department", own=own, department=["乌海市民政局"], **asked)
    assert not page.exception
    assert not page.error
    for table in page.dataframe:
        if "department" in table.value:
            assert set(table.value["department"]) <= {own}


Write = Callable[[Lake, Person], object]
PROPOSAL = {"project_id": "x", "department": "x", "proposal": "arrange", "rule_id": "x", "amount_wan": 1.0}
WRITES: dict[str, tuple[Write, set[Role]]] = {
    "load": (
        lambda lake, who: load_file(
            lake, "outages", "/nowhere.csv", exported_on=date(2026, 6, 30), person=who
        ),
        LOADS,
    ),
    "undo": (lambda lake, who: undo_batch(lake, 99_999, who), LOADS),
    "remember columns": (lambda lake, who: remember(lake, (), "outages", {}, who), LOADS),
    "change rules": (
        lambda lake, who: save_rows(
            lake, who, "deadline_rules", read_rows("deadline_rules").assign(event="?")
        ),
        ADMINISTRATOR,
    ),
    "maintain": (keep_up, ADMINISTRATOR),
    "compare catalogue": (compare_and_store, EVALUATOR | ADMINISTRATOR),
    "rule finding": (lambda lake, who: rule(lake, who, ["x"], Ruling("wrong", "x", ""), []), EVALUATOR),
    "withdraw alias": (lambda lake, who: withdraw_alias(lake, who, "x"), EVALUATOR),
    "open round": (lambda lake, who: open_round(lake, who, "2026Q2", SECOND_QUARTER, ""), EVALUATOR),
    "publish round": (lambda lake, who: publish_round(lake, who, "x", now().date(), "x"), EVALUATOR),
    "seal round": (lambda lake, who: seal_round(lake, who, "x", "x"), EVALUATOR),
    "amend round": (lambda lake, who: amend_round(lake, who, "x", "x"), EVALUATOR),
    "file appeal": (
        lambda lake, who: file_appeal(lake, who, "2026Q2", "x", "x"),
        EVALUATOR | {Role.DEPARTMENT},
    ),
    "rule on appeal": (lambda lake, who: rule_appeal(lake, who, "x", "upheld", "x"), EVALUATOR),
    "decide on project": (lambda lake, who: decide_budget(lake, who, "x", PROPOSAL, "arrange"), EVALUATOR),
    "remind": (lambda lake, who: remind(lake, who, "x", "x", ""), EVALUATOR),
    "draft notice": (lambda lake, who: draft_notice(lake, who, "x", "x", "20-1"), EVALUATOR),
    "issue notice": (lambda lake, who: step_notice(lake, who, "x", "issue", now().date()), EVALUATOR),
    "save scheme": (lambda lake, who: save_scheme(lake, who, "", ""), EVALUATOR),
    "export workbook": (lambda lake, who: note_export(lake, who, "x", "x"), EVALUATOR | {Role.LEADER}),
}
"""Every write -> an attempt that says nothing sensible, and who is not refused for who they are."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    folder = tmp_path_factory.mktemp("written")
    with open_lake(f"sqlite:{folder}/catalog.sqlite", folder / "data") as lake:
        yield lake


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(WRITES))
def test_a_write_is_refused_below_the_screen_to_who_may_not(written: Lake, role: Role, name: str) -> None:
    attempt, roles = WRITES[name]
    before = trail(written)
    try:
        attempt(written, Person("甲", frozenset({role}), "乌海市公安局"))
    except AccessError:
        assert role not in roles
        assert trail(written) == before, "what was refused leaves no trace of having been done"
    except SharingError:
        assert role in roles, "refused for another reason than who asks"
    else:
        assert role in roles


def test_every_action_of_the_trail_is_tried() -> None:
    """What may be recorded is what is tried above; steps of a notice go through one function."""
    same = {
        "reply notice", "extend notice", "rectify notice", "withdraw notice", "confirm alias", "import data elements",
        "download rejects",
    }  # fmt: skip
    assert set(ACTIONS) - same == set(WRITES)


def trail(lake: Lake) -> int:
    row = lake.cursor().execute("select count(*) from audit_log").fetchone()
    return int(row[0]) if row else -1

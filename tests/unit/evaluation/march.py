"""A small town in March 2026: five requests to one department, and the round over them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from access import Person, Role
from evaluation.round_records import list_rounds
from evaluation.rounds import open_round, publish_round
from evaluation.scheme import load_scheme
from evaluation.scheme_store import save_scheme, scheme_toml
from metrics import Window
from tests.feed_files import load_rows, own_registered_lake
from tests.lakes import own_lake
from warehouse.lake import Lake, open_lake
from warehouse.local_time import now

EVALUATOR = Person("评价员甲", frozenset({Role.EVALUATOR}))
MARCH = Window(date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))
POLICE, CIVIL, LABOUR = "乌海市公安局", "乌海市民政局", "乌海市人力资源和社会保障局"
REQUESTS = [
    ["申请编号", "资源编号", "使用部门", "申请时间", "答复时间", "答复结果"],
    # working days: Mon 2 March -> Thu 5 (3), Mon 9 (5), Tue 10 (6, late); Tue 3 -> nothing (late)
    ["Q1", "R2", "市人社局", "2026-03-02 09:00", "2026-03-05 10:00", "同意"],
    ["Q2", "R2", "市人社局", "2026-03-02 09:00", "2026-03-09 10:00", "同意"],
    ["Q3", "R2", "市公安局", "2026-03-02 09:00", "2026-03-10 10:00", "同意"],
    ["Q4", "R2", "市公安局", "2026-03-03 09:00", "", ""],
    ["Q5", "R2", "市公安局", "2026-03-04 09:00", "2026-03-05 09:00", "同意"],
]


@contextmanager
def march_town(factory: pytest.TempPathFactory, folder: Path) -> Iterator[Lake]:
    """A lake of one's own with the town's requests; further files may be loaded from the folder."""

    def make(folder: Path) -> None:
        address = own_registered_lake(factory, folder)
        with open_lake(address.catalog, address.data, readable=[folder]) as lake:
            load_rows(lake, folder, "requests", REQUESTS)

    address = own_lake(factory, "march", make, folder)
    with open_lake(address.catalog, address.data, readable=[folder]) as lake:
        yield lake


def judge_answers_only(lake: Lake) -> None:
    """Let later rounds have the default scheme's indicators of answers alone, for steps that take half the time."""
    whole = load_scheme()
    kept = {
        "dimensions": [
            one.model_copy(update={"weight": 100.0}) for one in whole.dimensions if one.code == "response"
        ],
        "indicators": whole.indicators_of("response"),
        "adjustments": [],
        "vetoes": [one for one in whole.vetoes if one.indicator == "R1"],
    }
    save_scheme(lake, EVALUATOR, scheme_toml(whole.model_copy(update=kept)), "只评价答复")


def publish(lake: Lake, round_id: str = "2026-03", window: Window = MARCH, reason: str = "公示") -> None:
    """Publish a round, opened before if there is none, with five days for appeals."""
    with lake.read() as (cur, _):
        known = {one.round_id for one in list_rounds(cur)}
    if round_id not in known:
        open_round(lake, EVALUATOR, round_id, window, "评价")
    publish_round(lake, EVALUATOR, round_id, now().date() + timedelta(days=5), reason)

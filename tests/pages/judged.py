"""A city whose rounds somebody has judged: one sealed, one published with an appeal and a notice, findings compared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from access import LOCAL, Person, Role
from duplicates.store import compare_and_store
from evaluation.appeal_records import list_appeals
from evaluation.appeals import file_appeal
from evaluation.ledger import CONTESTABLE
from evaluation.notices import draft_notice, notice_candidates
from evaluation.round_records import round_frame
from evaluation.rounds import open_round, publish_round, seal_round
from metrics import Window
from tests.lakes import LakeAddress, own_lake
from tests.sample_city import own_city
from ui.rounds.records import typed
from warehouse.lake import open_lake
from warehouse.local_time import now

FIRST_QUARTER = Window(start=date(2026, 1, 1), end=date(2026, 3, 31), as_of=date(2026, 3, 31))
SECOND_QUARTER = Window(start=date(2026, 4, 1), end=date(2026, 6, 30), as_of=date(2026, 6, 30))


def judged_city(factory: pytest.TempPathFactory) -> tuple[LakeAddress, str]:
    """A city of one's own, and the department that appealed with a file: 2026Q1 is sealed, 2026Q2 published."""
    address = own_lake(factory, "judged", lambda folder: _judge(own_city(factory, into=folder)))
    with open_lake(address.catalog, address.data, read_only=True) as lake, lake.read() as (cur, _):
        (appeal,) = list_appeals(cur, "2026Q2")
    return address, appeal.department


def _judge(address: LakeAddress) -> None:
    with open_lake(address.catalog, address.data) as lake:
        until = now().date() + timedelta(days=10)
        open_round(lake, LOCAL, "2026Q1", FIRST_QUARTER, "一季度评价")
        publish_round(lake, LOCAL, "2026Q1", until, "公示")
        seal_round(lake, LOCAL, "2026Q1", "封存", override="补录")
        open_round(lake, LOCAL, "2026Q2", SECOND_QUARTER, "二季度评价")
        publish_round(lake, LOCAL, "2026Q2", until, "公示")
        with lake.read() as (cur, _):
            ledger = typed(round_frame(cur, "2026Q2", "ledger"))
        row = ledger[ledger["kind"].isin(CONTESTABLE)].iloc[0]
        clerk = Person("李华", frozenset({Role.DEPARTMENT}), row["department"])
        file_appeal(lake, clerk, "2026Q2", row["entry"], "已答复，附材料。", [("证明.txt", b"proof")])
        candidate = notice_candidates(ledger).iloc[0]
        draft_notice(lake, LOCAL, "2026Q2", candidate["department"], candidate["circumstance"])
        compare_and_store(lake, LOCAL)

"""What a round keeps does not depend on the language of the person who takes the step, nor of whoever checks it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from access import Person, Role
from evaluation import archive
from evaluation.rounds import open_round, publish_round, seal_round
from evaluation.verifying import verify_round
from exports.comparing import compare_workbook
from exports.round_workbook import write_round
from language import CHINESE, ENGLISH, speaking
from metrics import Window
from tests.sample_city import own_city
from warehouse.lake import Lake, open_lake
from warehouse.local_time import now

EVALUATOR = Person("评价员甲", frozenset({Role.EVALUATOR}), page="rounds")
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

WINDOW = Window(start=date(2026, 4, 1), end=date(2026, 6, 30), as_of=date(2026, 7, 1))
KEPT = ("indicators", "dimensions", "ranking", "ledger")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    address = own_city(tmp_path_factory)
    with open_lake(address.catalog, address.data) as opened:
        until = now().date() + timedelta(days=10)
        for round_id, language in (("CN", CHINESE), ("EN", ENGLISH)):
            with speaking(language):
                open_round(opened, EVALUATOR, round_id, WINDOW, "评价")
                publish_round(opened, EVALUATOR, round_id, until, "公示")
                seal_round(opened, EVALUATOR, round_id, "封存", override="提前封存")
        yield opened


def test_both_languages_keep_the_same_results(lake: Lake) -> None:
    with lake.read() as (cur, _snapshot):
        chinese, english = (archive.stored_lines(cur, round_id, 2) for round_id in ("CN", "EN"))
    for name in KEPT:
        assert chinese[name], name
        assert [line.content for line in chinese[name]] == [line.content for line in english[name]], name


@pytest.mark.parametrize("round_id", ["CN", "EN"])
@pytest.mark.parametrize("reader", [CHINESE, ENGLISH])
def test_a_round_sealed_in_one_language_is_verified_in_the_other(
    lake: Lake, round_id: str, reader: str
) -> None:
    with speaking(reader):
        found = verify_round(lake, round_id)
    assert found.identical, found.findings
    assert not found.findings


def test_an_edition_gives_the_same_workbook_again_in_each_language(lake: Lake, tmp_path: Path) -> None:
    digests: list[str] = []
    for language in (CHINESE, ENGLISH, CHINESE, ENGLISH):
        path = tmp_path / f"{len(digests)}.xlsx"
        with speaking(language):
            digests.append(write_round(lake, EVALUATOR, "EN", path))
        assert compare_workbook(path) == []
    assert digests[:2] == digests[2:]
    assert digests[0] != digests[1]

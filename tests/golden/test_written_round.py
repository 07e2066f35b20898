"""A published round of a whole city, 100 departments by 25 indicators, as a workbook that LibreOffice recalculates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from access import LOCAL
from etl.sample import write_city
from evaluation.export_records import known_export
from evaluation.records import Scheme
from evaluation.round_records import Round, round_frame
from evaluation.rounds import open_round, publish_round
from evaluation.scheme import load_scheme
from evaluation.scheme_store import save_scheme, scheme_toml
from exports.comparing import exported_sha256
from exports.round_workbook import write_round
from tests.golden.test_round_workbook import HEADER, shown
from tests.golden.test_workbook import differences, formula_results
from tests.lakes import own_empty_lake
from tests.office import recalculated
from tests.sample_city import SECOND_QUARTER, load_files
from warehouse.lake import open_lake
from warehouse.local_time import now

pytestmark = [pytest.mark.office, pytest.mark.filterwarnings("ignore::UserWarning")]

DEPARTMENTS, INDICATORS = 100, 25


@dataclass
class Written:
    found: Round
    ranking: pd.DataFrame
    ledger: pd.DataFrame
    recorded: str
    ours: Path
    theirs: Path


def doubled_scheme() -> Scheme:
    """The default scheme, its first indicators twice with half the weight each, 25 in all."""
    default = load_scheme()
    first = [one.code for one in default.indicators[: INDICATORS - len(default.indicators)]]
    halves = [
        one.model_copy(update={"weight": one.weight / 2}) if one.code in first else one
        for one in default.indicators
    ]
    again = [
        one.model_copy(update={"code": f"{one.code}X", "title": f"{one.title}（另计）"})
        for one in halves
        if one.code in first
    ]
    return default.model_copy(update={"indicators": [*halves, *again]})


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("written_round")
    city = write_city(
        folder / "files", departments=DEPARTMENTS, resources=1000, requests=600, usage=2000, seed=8
    )
    address, ours = own_empty_lake(tmp_path_factory, folder), folder / "round.xlsx"
    with open_lake(address.catalog, address.data, readable=[folder]) as lake:
        load_files(lake, city)
        save_scheme(lake, LOCAL, scheme_toml(doubled_scheme()), "二十五项指标")
        open_round(lake, LOCAL, "2026Q2", SECOND_QUARTER, "二季度评价")
        found = publish_round(lake, LOCAL, "2026Q2", now().date() + timedelta(days=10), "公示")
        write_round(lake, LOCAL, "2026Q2", ours)
        with lake.read() as (cur, _):
            ranking, ledger = (round_frame(cur, "2026Q2", name) for name in ("ranking", "ledger"))
            exported = known_export(cur, exported_sha256(ours))
    assert exported is not None
    return Written(found, ranking, ledger, exported.detail, ours, recalculated(ours, folder))


def test_every_formula_recalculates_to_our_number(written: Written) -> None:
    ours = formula_results(written.ours, written.ours)
    assert differences(ours, formula_results(written.theirs, written.ours)) == []
    # score, effective weight and points of every cell at least
    assert len(ours) > 3 * DEPARTMENTS * INDICATORS
    assert not [cell for cell in ours.values() if str(cell).startswith("#")]


def test_the_ranking_sheet_says_after_recalculation_what_the_round_keeps(written: Written) -> None:
    book = openpyxl.load_workbook(written.theirs, data_only=True, read_only=True)
    heading, *rows = book["排名"].iter_rows(min_row=HEADER, values_only=True)
    place = {str(cell).replace("\n", ""): n for n, cell in enumerate(heading) if cell}
    kept = written.ranking.set_index("department")
    assert len(kept) == DEPARTMENTS
    assert kept["total"].notna().sum() > DEPARTMENTS / 2
    told = {row[place["部门"]]: row for row in rows if row[place["部门"]] in kept.index}
    assert set(told) == set(kept.index)
    for name, expected in kept.to_dict("index").items():
        ranked = not pd.isna(expected["total"])
        total = told[name][place["总分（满分 100）"]]
        assert total == (pytest.approx(expected["total"], abs=1e-9) if ranked else "数据不足"), name
        assert told[name][place["名次"]] == (expected["rank"] if ranked else "—"), name
        assert told[name][place["等次"]] == expected["grade"], name


def test_no_row_of_the_round_is_missing(written: Written) -> None:
    assert len(shown(written.ours, "指标得分")) == DEPARTMENTS * INDICATORS
    assert len(shown(written.ours, "扣分明细")) == len(written.ledger) > DEPARTMENTS
    (edition,) = written.found.editions
    assert written.recorded == f"2026Q2 第 1 版，数据快照第 {edition.snapshot_id} 号"

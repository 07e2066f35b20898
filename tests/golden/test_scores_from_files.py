"""What the product says of a department is what the department works out from its files by itself."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.sample import write_city
from evaluation.evaluate import evaluate
from evaluation.ledger import build_ledger
from evaluation.results import Evaluation
from metrics import Window
from tests.golden.by_hand.city import City
from tests.golden.by_hand.reading import table
from tests.golden.by_hand.scoring import RULES, Judged, effective_points, worked_out
from tests.lakes import own_empty_lake
from tests.sample_city import load_files
from warehouse.lake import open_lake

WINDOW = Window(date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1))


@dataclass
class Both:
    """The same period twice: by the product, and by hand."""

    evaluation: Evaluation
    ledger: pd.DataFrame
    city: City
    by_hand: dict[str, dict[str, Judged]]

    def rows(self, name: str, kind: str, code: str | None = None) -> pd.DataFrame:
        own = self.ledger[(self.ledger["department"] == name) & (self.ledger["kind"] == kind)]
        return own if code is None else own[own["code"] == code]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("by_hand")
    files = write_city(folder / "files", departments=10, resources=150, requests=500, usage=2500, seed=6)
    address = own_empty_lake(tmp_path_factory, folder)
    with open_lake(address.catalog, address.data, readable=[folder]) as lake:
        load_files(lake, files)
        with lake.read() as (cur, snapshot):
            evaluation = evaluate(cur, None, WINDOW, snapshot_id=snapshot)
    city = City(folder / "files", WINDOW.start, WINDOW.end, WINDOW.as_of)
    return Both(evaluation, build_ledger(evaluation), city, worked_out(city))


def test_numerators_and_denominators_of_every_department(both: Both) -> None:
    cells = both.evaluation.indicators.set_index(["code", "department"])
    for code, rates in both.city.rates.items():
        for name in both.city.register:
            ours = cells.loc[(code, name), ["numerator", "denominator"]].fillna(0).tolist()
            assert ours == list(rates.get(name, (0, 0))), (code, name)


def test_the_same_indicators_are_scored_with_the_same_values(both: Both) -> None:
    cells = both.evaluation.indicators
    scored = cells[cells["state"].isin(["scored", "not_reported"])]
    for name, judged in both.by_hand.items():
        own = scored[scored["department"] == name].set_index("code")
        assert set(own.index) == set(judged), name
        for code, one in judged.items():
            if math.isfinite(one.value):
                assert own.loc[code, "value"] == pytest.approx(one.value, abs=1e-12), (name, code)
                assert own.loc[code, "adjusted_value"] == pytest.approx(one.adjusted, abs=1e-12), (name, code)
            assert own.loc[code, "score"] == pytest.approx(100 * one.final, abs=1e-9), (name, code)
    shrunk = [one for judged in both.by_hand.values() for one in judged.values() if one.adjusted != one.value]
    assert len(shrunk) >= 5


def test_totals_and_ranks(both: Both) -> None:
    totals = {}
    for name, judged in both.by_hand.items():
        points = effective_points(judged)
        total = sum(points[code] * one.final for code, one in judged.items())
        total -= min(6, 2 * len(both.city.facts["P1"][name]))
        totals[name] = round(min(100, max(0, total)) + 1e-12, 2)
    ranking = both.evaluation.ranking.set_index("department")
    for name, total in totals.items():
        assert ranking.loc[name, "total"] == pytest.approx(total, abs=1e-9), name
        assert ranking.loc[name, "rank"] == 1 + sum(other > total for other in totals.values()), name


def chosen(both: Both) -> list[str]:
    """The two departments with most facts against them."""
    facts = both.ledger[both.ledger["kind"] == "evidence"].groupby("department").size()
    return facts.sort_values(ascending=False).index[:2].tolist()


def test_every_fact_of_two_departments_costs_what_it_should(both: Both) -> None:
    """Down to each row: which record, and how many points of the indicator's loss fall on it."""
    for name in chosen(both):
        judged = both.by_hand[name]
        for code, one in judged.items():
            facts = both.city.facts[code][name] if code in both.city.facts else {}
            loss = RULES[code].points * (1 - one.raw)
            rows = both.rows(name, "evidence", code)
            records = rows["record"].str.split(" · ").str[0]
            found = rows.groupby(records)["points"].sum().to_dict()
            weight = sum(facts.values())
            expected = {record: -loss * n / weight for record, n in facts.items()} if loss > 1e-12 else {}
            assert found == pytest.approx(expected, abs=1e-9), (name, code)
            figure = both.rows(name, "figure", code)["points"].sum()
            assert figure == pytest.approx(0 if facts or loss < 1e-12 else -loss, abs=1e-9), (name, code)


def test_what_is_no_fact_has_rows_of_its_own(both: Both) -> None:
    for name in chosen(both):
        judged = both.by_hand[name]
        points = effective_points(judged)
        for code, one in judged.items():
            declared = RULES[code].points
            for kind, expected in (
                ("small_sample", declared * (one.final - one.raw)),
                ("shared_weight", -(points[code] - declared) * (1 - one.final)),
            ):
                found = both.rows(name, kind, code)["points"].sum()
                assert found == pytest.approx(expected, abs=1e-9), (name, code, kind)
        kinds = set(both.ledger.loc[both.ledger["department"] == name, "kind"])
        assert kinds <= {
            "evidence",
            "figure",
            "small_sample",
            "shared_weight",
            "deduction",
            "rounding",
            "unreported",
        }


def test_the_line_a_row_names_is_about_its_record(both: Both) -> None:
    """Every row with a source row: that line of that file holds the record, whoever looks it up."""
    lines: dict[str, dict[int, str]] = {}
    facts = both.ledger[both.ledger["kind"].isin(["evidence", "deduction"])]
    assert len(facts) > 50
    for row in facts.to_dict("records"):
        name = str(row["file_name"])
        if name not in lines:
            path: Path = both.city.folder / name
            lines[name] = {line: "|".join(cells.values()) for line, cells in table(path)}
        identifier = str(row["record"]).split(" · ")[0]
        about = str(row["department"]) if row["code"] == "P2" else identifier
        assert about in lines[name][int(row["line"])], row

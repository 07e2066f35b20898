"""The ranking workbook's formulas, recalculated by LibreOffice, give the numbers we computed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from evaluation.cells import judge_cells
from evaluation.records import Dimension, Goalposts, Grade, Indicator, Rounding, Scheme
from evaluation.results import Evaluation, build_results
from evaluation.scheme import load_scheme
from exports.workbook import write_ranking
from tests.office import recalculated
from tests.unit.evaluation.examples import ALL_FEEDS, WINDOW, city, frame

pytestmark = [pytest.mark.office, pytest.mark.filterwarnings("ignore::UserWarning")]

Cells = dict[tuple[str, str], object]


def formula_results(path: Path, formulas: Path) -> Cells:
    """Stored results of every cell that is a formula in `formulas`, by sheet and address."""
    stored, found = CalamineWorkbook.from_path(path), {}
    for sheet in openpyxl.load_workbook(formulas, read_only=True):
        rows = stored.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            found[sheet.title, cell.coordinate] = rows[cell.row - 1][cell.column - 1]
    return found


def differences(ours: Cells, theirs: Cells) -> list[str]:
    found = []
    for place, mine in ours.items():
        other = theirs[place]
        if isinstance(mine, int | float) and isinstance(other, int | float):
            if abs(mine - other) > 1e-9:
                found.append(f"{place}: {mine} / {other}")
        elif (mine or "") != (other or ""):
            found.append(f"{place}: {mine!r} / {other!r}")
    return found


def check(evaluation: Evaluation, folder: Path) -> Cells:
    """Write, recalculate, compare; returns the recalculated cells."""
    ours = folder / "ranking.xlsx"
    write_ranking(evaluation, ours)
    theirs = formula_results(recalculated(ours, folder), ours)
    assert differences(formula_results(ours, ours), theirs) == []
    return theirs


def test_the_default_scheme_recalculates_to_our_numbers(tmp_path: Path) -> None:
    cells = check(city(30, evidence_rows=5), tmp_path)
    # 30 departments: 9 + 6 ranking cells at least, and 15 indicators with 4 formulas or more each
    assert len(cells) > 30 * (12 + 15 * 4)


def test_a_changed_parameter_is_recalculated_as_a_changed_scheme_is_evaluated(tmp_path: Path) -> None:
    """Proof that the office really recalculates: cached results of the old parameters must be replaced."""
    old = city(10, seed=11)
    write_ranking(old, tmp_path / "old.xlsx")
    book = openpyxl.load_workbook(tmp_path / "old.xlsx")
    parameters = book["参数"]
    for row in parameters.iter_rows():
        if row[0].value == "C1" and row[5].value == "线性":
            assert row[6].value == 0.6
            row[6].value = 0.2
        if row[0].value == "supply":
            row[3].value = 5
        if row[0].value == "response":
            row[3].value = 45
    book.save(tmp_path / "changed.xlsx")
    shown = openpyxl.load_workbook(recalculated(tmp_path / "changed.xlsx", tmp_path), data_only=True)["排名"]
    recalculated_totals = {row[1]: row[4] for row in shown.iter_rows(min_row=4, values_only=True)}

    scheme = load_scheme()
    weights = {"supply": 5.0, "response": 45.0}
    changed = scheme.model_copy(
        update={
            "dimensions": [
                d.model_copy(update={"weight": weights.get(d.code, d.weight)}) for d in scheme.dimensions
            ],
            "indicators": [
                i.model_copy(update={"scoring": i.scoring.model_copy(update={"low": 0.2})})
                if i.code == "C1"
                else i
                for i in scheme.indicators
            ],
        }
    )
    expected = city(10, seed=11, scheme=changed).ranking
    assert list(expected["total"]) != list(old.ranking["total"])
    for department, total in zip(expected["department"], expected["total"], strict=True):
        found = recalculated_totals[department]
        assert found == ("数据不足" if pd.isna(total) else pytest.approx(total, abs=1e-9))


def nested(when: Any) -> Scheme:
    """Geometric and nested levels, a log indicator, an uncapped one, rounding to 0 digits."""

    def indicator(
        code: str, dimension: str, weight: float, scoring: Goalposts, direction: str = "higher"
    ) -> Indicator:
        return Indicator.model_validate(
            {
                "code": code, "title": code, "article": "第九条", "unit": "件", "direction": direction,
                "weight": weight, "dimension": dimension, "metric": code, "scoring": scoring,
                "rationale": "-",
            }
        )  # fmt: skip

    plain = Goalposts(rule="goalposts", low=0, high=10)
    return Scheme(
        code="nested", title="嵌套方案", edition="1", source="第十四条", scale=1, weight_total=1,
        aggregation="geometric", minimum_coverage=0.5, rounding=Rounding(digits=2, when=when),
        dimensions=[
            Dimension(code="p", title="甲", weight=0.6),
            Dimension(code="q", title="乙", weight=0.4, aggregation="geometric"),
            Dimension(code="p1", title="甲一", weight=0.3, parent="p"),
            Dimension(code="p2", title="甲二", weight=0.7, parent="p", aggregation="geometric"),
        ],
        indicators=[
            indicator("x1", "p1", 0.5, Goalposts(rule="goalposts", low=1, high=100, transform="log")),
            indicator("x2", "p1", 0.5, plain, "lower"),
            indicator("x3", "p2", 0.25, plain),
            indicator("x4", "p2", 0.75, plain),
            indicator("x5", "q", 1.0, plain),
        ],
        grades=[Grade(title="高", floor=0.5), Grade(title="低", floor=0)],
    )  # fmt: skip


@pytest.mark.parametrize("when", ["before_ranking", "after_ranking"])
def test_nested_geometric_levels_recalculate_to_our_numbers(tmp_path: Path, when: str) -> None:
    scheme = nested(when)
    rng = np.random.default_rng(5)
    names = [f"单位{n}" for n in range(14)]
    frames = {}
    for indicator in scheme.indicators:
        values: dict[str, tuple[float, float, float | None]] = {
            name: (1.0, 1.0, float(rng.uniform(0, 12))) for name in names
        }
        values["单位3"] = (0, 0, None) if indicator.code in ("x3", "x4") else values["单位3"]
        values["单位4"] = (0, 1, 0.0) if indicator.code == "x5" else values["单位4"]
        values["单位5"] = (0, 0, None) if indicator.code != "x1" else values["单位5"]
        frames[indicator.code] = frame(indicator, values)
    peers = pd.Series({name: "单数组" if n % 2 else "双数组" for n, name in enumerate(names)})
    results: Any = build_results(
        scheme, peers, judge_cells(scheme, names, frames, ALL_FEEDS), frames, ALL_FEEDS
    )
    evaluation = Evaluation(scheme, WINDOW, None, **results)
    assert evaluation.ranking.set_index("department").loc["单位4", "total"] == 0.0
    assert list(evaluation.ranking.loc[evaluation.ranking["total"].isna(), "department"]) == ["单位5"]
    check(evaluation, tmp_path)


def test_ties_recalculate_to_shared_ranks(tmp_path: Path) -> None:
    example = city(4, seed=2)
    doubled = example.indicators["department"].unique()
    twins = {str(name): f"{name}二" for name in doubled}
    frames = {
        name: pd.concat([getattr(example, name), getattr(example, name).replace({"department": twins})])
        for name in ("indicators", "dimensions", "adjustments", "vetoes")
    }
    cells = frames["indicators"][["department", "code", "numerator", "denominator", "value", "state", "note"]]
    peers = pd.Series(dict.fromkeys(cells["department"].unique(), "一组"))
    counts = example.indicators[example.indicators["code"] == "P1"][
        ["department", "numerator", "denominator", "value"]
    ]
    incidents = pd.concat([counts, counts.replace({"department": twins})])
    results: Any = build_results(example.scheme, peers, cells, {"incidents_confirmed": incidents}, ALL_FEEDS)
    evaluation = replace(example, **results)
    ranked = evaluation.ranking["rank"].dropna().astype(int).tolist()
    assert ranked == sorted([2 * (n // 2) + 1 for n in range(len(ranked))])
    check(evaluation, tmp_path)

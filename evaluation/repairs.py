"""What to fix first: how much a department would gain, found by scoring it again with the fault repaired."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluation.corrections import Correction, best_value, corrected, rebuilt
from evaluation.ledger_rows import entries_of, weighted_evidence
from evaluation.records import Indicator
from evaluation.results import Evaluation

COLUMNS = [
    "code", "title", "dimension", "article", "failures", "points", "rank_after", "grade_after", "one_points",
    "one_entry", "one_reason",
]  # fmt: skip


def fix_first(evaluation: Evaluation, department: str) -> pd.DataFrame:
    """What each indicator is worth to a department, best first; columns COLUMNS.

    `points` is the gain of the total (unrounded) when the whole indicator is put right, `rank_after` and
    `grade_after` what it would then have; `one_points` the gain from repairing its heaviest single finding
    (`one_entry`, `one_reason`). Indicators at full marks or not scored are left out. Of a department without
    a total, gains of the aggregated score are shown.
    """
    before = _standing(evaluation, department)
    rows: list[dict[str, Any]] = []
    cells = evaluation.indicators[evaluation.indicators["department"] == department].set_index("code")
    for indicator in evaluation.scheme.indicators:
        cell = cells.loc[indicator.code]
        if pd.isna(cell["score"]) or cell["score"] >= evaluation.scheme.scale:
            continue
        after = _standing(_repaired(evaluation, indicator, department), department)
        row = {
            "code": indicator.code, "title": indicator.title, "dimension": indicator.dimension,
            "article": indicator.article, "points": after["summed"] - before["summed"],
            "rank_after": after["rank"], "grade_after": after["grade"],
            **_one(evaluation, indicator, department, before["summed"]),
        }  # fmt: skip
        if row["points"] > 0:
            rows.append(row)
    found = pd.DataFrame(rows, columns=COLUMNS)
    found["rank_after"] = found["rank_after"].astype("Int64")
    return found.sort_values(["points", "code"], ascending=[False, True], ignore_index=True)


def _standing(evaluation: Evaluation, department: str) -> dict[str, Any]:
    ranking = evaluation.ranking
    row = ranking[ranking["department"] == department].iloc[0].to_dict()
    summed = row["aggregated"] + row["bonus"] + row["deduction"]
    if evaluation.scheme.adjustments:
        summed = min(max(summed, 0.0), evaluation.scheme.scale)
    return {str(key): value for key, value in row.items()} | {"summed": summed}


def _repaired(evaluation: Evaluation, indicator: Indicator, department: str) -> Evaluation:
    """The evaluation with one department's whole indicator at its best value."""
    figures = {name: frame.copy() for name, frame in evaluation.figures.items()}
    frame = figures[indicator.metric or ""]
    at = frame["department"] == department
    best = 1.0 if indicator.unit == "%" else best_value(indicator)
    for column in {indicator.value_column, indicator.numerator_column}:
        frame[column] = pd.to_numeric(frame[column]).astype(float)
    frame.loc[at, indicator.value_column] = best
    if indicator.unit == "%":
        frame.loc[at, indicator.numerator_column] = frame.loc[at, indicator.denominator_column].astype(float)
    return rebuilt(evaluation, figures, {indicator.metric or ""}, notes=False)


def _one(evaluation: Evaluation, indicator: Indicator, department: str, before: float) -> dict[str, object]:
    rows = weighted_evidence(evaluation, indicator)
    own = rows[rows["department"] == department].reset_index(drop=True)
    if own.empty:
        return {"failures": 0, "one_points": None, "one_entry": "", "one_reason": ""}
    own = own.assign(entry=entries_of(own, indicator.code, "evidence"))
    heaviest = own.sort_values("weight", ascending=False, kind="stable").iloc[0]
    entry = str(heaviest["entry"])
    own_fact = Correction(department, indicator.code, entry, "evidence", 1.0)
    mended, _used = corrected(evaluation, [own_fact], notes=False)
    gain = _standing(mended, department)["summed"] - before
    reason = str(heaviest["reason"]) if "reason" in own else ""
    return {"failures": len(own), "one_points": gain, "one_entry": entry, "one_reason": reason}

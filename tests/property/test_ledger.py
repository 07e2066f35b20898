"""The ledger and the ranking under random schemes and facts of every kind."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from evaluation.ledger import LedgerError, build_ledger, check_ledger
from evaluation.results import Evaluation
from tests.property.evaluations import Facts, facts

SOME = settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def summed(evaluation: Evaluation, ledger: pd.DataFrame) -> dict[str, float]:
    """Full marks plus the ledger's points, department by department."""
    return {
        name: evaluation.scheme.scale + math.fsum(ledger.loc[ledger["department"] == name, "points"])
        for name in evaluation.ranking["department"]
    }


@SOME
@given(facts())
def test_full_marks_plus_all_rows_is_the_total(case: Facts) -> None:
    evaluation = case.evaluated()
    found = summed(evaluation, build_ledger(evaluation))
    for row in evaluation.ranking.to_dict("records"):
        expected = row["total"]
        if pd.isna(expected):  # no rank: the ledger explains the score so far
            expected = (
                (0.0 if pd.isna(row["aggregated"]) else row["aggregated"]) + row["bonus"] + row["deduction"]
            )
            if evaluation.scheme.adjustments:
                expected = min(max(expected, 0.0), evaluation.scheme.scale)
        assert abs(found[row["department"]] - expected) <= 1e-9


@SOME
@given(facts())
def test_the_rows_of_an_indicator_are_its_weight_less_its_points(case: Facts) -> None:
    evaluation = case.evaluated()
    if not evaluation.scheme.additive:
        return
    ledger, scheme = build_ledger(evaluation), evaluation.scheme
    per_weight = scheme.scale / scheme.weight_total
    rows = ledger.groupby(["department", "code"])["points"].sum()
    for cell in evaluation.indicators.to_dict("records"):
        lost = rows.get((cell["department"], cell["code"]), 0.0)
        # weight taken over counts in full in the total, so what is left of the effective weight is what was lost
        expected = (
            0.0 if pd.isna(cell["score"]) else -(cell["weight_effective"] - cell["points"]) * per_weight
        )
        assert lost == pytest.approx(expected, abs=1e-9)


@SOME
@given(facts(), st.randoms(use_true_random=False))
def test_the_order_of_departments_changes_nothing(case: Facts, random: object) -> None:
    order = list(case.peers)
    random.shuffle(order)  # type: ignore[attr-defined]
    moved = replace(
        case,
        peers={name: case.peers[name] for name in order},
        frames={
            key: frame.set_index("department").loc[order].reset_index() for key, frame in case.frames.items()
        },
        evidence={key: frame.iloc[::-1].reset_index(drop=True) for key, frame in case.evidence.items()},
    )
    one, other = case.evaluated(), moved.evaluated()
    pd.testing.assert_frame_equal(one.ranking, other.ranking)
    first, second = (build_ledger(made).sort_values("entry", ignore_index=True) for made in (one, other))
    pd.testing.assert_frame_equal(first, second, check_dtype=False)


@SOME
@given(facts(), st.data())
def test_a_better_figure_never_lowers_a_department_s_own_total(case: Facts, data: st.DataObject) -> None:
    """Also where small samples are drawn to a mean that moves with the figure."""
    before = case.evaluated().ranking.set_index("department")
    name = data.draw(st.sampled_from(sorted(case.peers)))
    indicator = data.draw(st.sampled_from(case.scheme.indicators))
    frame = case.frames[f"metric_{indicator.code}"].copy()
    at = frame["department"] == name
    cases, good, value = (
        float(frame.loc[at, c].astype(float).iloc[0]) for c in ("denominator", "numerator", "value")
    )
    if np.isnan(value) or before.loc[[name], "total"].isna().all():
        return
    if indicator.unit == "%":
        better = data.draw(st.integers(int(good), int(cases)))
        frame.loc[at, ["numerator", "value"]] = [better, better / cases]
    else:
        step = data.draw(st.integers(0, 30))
        frame.loc[at, "value"] = value + step if indicator.direction == "higher" else max(0.1, value - step)
        if indicator.unit == "起":
            frame.loc[at, "value"] = max(0.0, value - step)
    after = replace(case, frames={**case.frames, f"metric_{indicator.code}": frame}).evaluated().ranking
    assert after.set_index("department").loc[name, "total"] >= before.loc[name, "total"] - 1e-9


@SOME
@given(facts(), st.integers(-9, 9))
def test_the_unit_of_a_figure_changes_nothing(case: Facts, exponent: int) -> None:
    """Working days or hours: values and goalposts times a power of two give the very same ranking."""
    factor = 2.0**exponent
    figures = {one.code for one in case.scheme.indicators if one.unit == "工作日"}
    frames = {
        key: frame.assign(value=frame["value"] * factor) if key.removeprefix("metric_") in figures else frame
        for key, frame in case.frames.items()
    }
    indicators = [
        one.model_copy(
            update={
                "scoring": one.scoring.model_copy(
                    update={"low": one.scoring.low * factor, "high": one.scoring.high * factor}
                )
            }
        )
        if one.code in figures
        else one
        for one in case.scheme.indicators
    ]
    scheme = case.scheme.model_copy(update={"indicators": indicators, "vetoes": []})
    plain = replace(case, scheme=case.scheme.model_copy(update={"vetoes": []}))
    moved = replace(case, scheme=scheme, frames=frames)
    one, other = plain.evaluated().ranking, moved.evaluated().ranking
    pd.testing.assert_frame_equal(one, other, check_exact=False, rtol=0, atol=1e-9)


@SOME
@given(facts(), st.sampled_from([-1e-6, 1e-7, 0.01]))
def test_a_row_that_is_off_by_a_little_is_refused_with_its_department(case: Facts, error: float) -> None:
    evaluation = case.evaluated()
    ledger = build_ledger(evaluation)
    if ledger.empty:
        return
    ledger["points"] = ledger["points"].where(ledger.index != 0, ledger["points"] + error)
    with pytest.raises(LedgerError) as refused:
        check_ledger(evaluation, ledger)
    assert str(ledger.loc[0, "department"]) in refused.value.where
    assert refused.value.where.count("\n") == 0


@SOME
@given(facts())
def test_no_row_is_named_twice(case: Facts) -> None:
    assert build_ledger(case.evaluated())["entry"].is_unique


@SOME
@given(facts())
def test_a_ledger_can_be_made_again_alike(case: Facts) -> None:
    evaluation = case.evaluated()
    pd.testing.assert_frame_equal(build_ledger(evaluation), build_ledger(evaluation))

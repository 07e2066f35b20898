"""Facts taken back: what the department's figures, score and ledger become, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evaluation.corrections import Correction, CorrectionError, corrected, rebuilt
from evaluation.ledger import build_ledger
from evaluation.scheme import load_scheme, parse_scheme
from tests.unit.evaluation.examples import city, evaluation
from tests.unit.evaluation.test_ledger import SMALL, small

UNIT = "市教育局"
COUNTS = """
code = "counts"
title = "按件计分"
edition = "1"
source = "测试"
[[dimensions]]
code = "d"
title = "维度"
weight = 100
[[indicators]]
code = "D1"
title = "重复采集"
article = "第十三条"
unit = "项"
direction = "lower"
weight = 100
dimension = "d"
metric = "duplicate_findings_confirmed"
evidence = "duplicate_findings"
feeds = ["items"]
rationale = "测试"
[indicators.scoring]
rule = "steps"
steps = [{ at_least = 0, score = 100 }, { at_least = 1, score = 60 }, { at_least = 2, score = 30 }]
[[adjustments]]
code = "K1"
title = "另扣"
article = "第二十条"
kind = "deduction"
metric = "duplicate_findings_confirmed"
feeds = ["items"]
per_unit = 2
cap = 6
rationale = "测试"
"""


def cell(made, code: str = "A"):
    frame = made.indicators.set_index(["department", "code"])
    return frame.loc[(UNIT, code)].to_dict()


def entry(made, number: int, kind: str = "evidence", code: str = "A") -> str:
    """Name of the number-th ledger row of a kind, in the order of source lines."""
    ledger = build_ledger(made)
    own = ledger[(ledger["kind"] == kind) & (ledger["code"] == code)]
    return str(own.sort_values("line").iloc[number]["entry"])


def test_an_upheld_fact_leaves_the_failures():
    made = small()
    first = entry(made, 0)
    after, used = corrected(made, [Correction(UNIT, "A", first, "evidence", 1.0)])
    # 6 of 8 becomes 7 of 8: A has 87.5 points of 100; total 60 x .875 + 40 x .5 = 72.5
    assert (cell(after)["numerator"], cell(after)["value"]) == (7, 0.875)
    assert after.ranking.iloc[0]["total"] == 72.5
    facts = build_ledger(after)
    facts = facts[facts["kind"] == "evidence"]
    # what is left of the loss, 60 x .125 = 7.5, is the other request's, as before
    assert facts["record"].tolist() == ["Q2"]
    assert facts["points"].tolist() == pytest.approx([-7.5])
    assert [one.entry for one in used] == [first]


def test_a_part_of_a_fact_counts_in_part():
    made = small()
    after, _used = corrected(made, [Correction(UNIT, "A", entry(made, 0), "evidence", 0.5)])
    # 6.5 of 8 = .8125; the loss 60 x .1875 = 11.25 is shared 1 : 2 by the half and the whole fact
    assert cell(after)["value"] == 0.8125
    ledger = build_ledger(after).sort_values("line")
    assert ledger.loc[ledger["kind"] == "evidence", "points"].tolist() == pytest.approx([-3.75, -7.5])


def test_every_fact_taken_back_is_full_marks_for_the_indicator():
    made = small()
    after, _used = corrected(made, [Correction(UNIT, "A", entry(made, n), "evidence", 1.0) for n in (0, 1)])
    assert cell(after)["value"] == 1
    assert set(build_ledger(after)["kind"]) == {"figure"}


def test_a_row_contested_twice_is_taken_back_once():
    made = small()
    first = Correction(UNIT, "A", entry(made, 0), "evidence", 0.5)
    after, used = corrected(made, [first, replace(first, share=1.0), replace(first, share=0.25)])
    assert cell(after)["numerator"] == 7
    assert [one.share for one in used] == [1.0]


def test_a_figure_moves_its_share_of_the_way_to_full_marks():
    made = small()
    row = entry(made, 0, "figure", "B")
    after, _used = corrected(made, [Correction(UNIT, "B", row, "figure", 0.5)])
    # .75 goes half the way to 1: .875, that is (.875 - .5) / .5 = 75 points; total 45 + 40 x .75 = 75
    assert cell(after, "B")["value"] == 0.875
    assert after.ranking.iloc[0]["total"] == 75.0


def counted(origins: list[tuple[str, str]]):
    """Findings of duplicate collection (resource, source) of one department with 10 collecting resources."""
    findings = pd.DataFrame(
        {
            "department": UNIT, "resource_id": [own for own, _ in origins],
            "source_id": [other for _, other in origins],
            "reason": "采集的“姓名、电话”已共享", "feed": "items", "batch_id": 4, "file_name": "信息项.csv", "line": 7,
        }
    )  # fmt: skip
    scheme = parse_scheme(COUNTS, "test")
    figures = {"D1": {UNIT: (len(origins), 10, float(len(origins)))}}
    return evaluation(scheme, {UNIT: ""}, figures, evidence={"D1": findings, "K1": findings})


def test_a_counted_finding_leaves_the_count_everywhere_it_counts():
    made = counted([("R1", "S1"), ("R1", "S2")])
    # two findings: 30 points, less 2 x 2; one: 60 points less 2
    assert made.ranking.iloc[0]["total"] == 26.0
    after, _used = corrected(made, [Correction(UNIT, "D1", entry(made, 0, code="D1"), "evidence", 1.0)])
    assert (cell(after, "D1")["numerator"], cell(after, "D1")["value"]) == (1, 1)
    assert after.ranking.iloc[0]["total"] == 58.0
    rows = build_ledger(after)
    # one finding is left in either place: 40 points there, 2 here
    assert rows.loc[rows["kind"] == "evidence", "points"].tolist() == pytest.approx([-40.0])
    assert rows.loc[rows["kind"] == "deduction", "points"].tolist() == pytest.approx([-2.0])


def test_the_finding_that_was_contested_goes_and_the_other_stays():
    made = counted([("R1", "S1"), ("R1", "S2")])
    for number, left in ((0, "R1 · S2"), (1, "R1 · S1")):
        rows = build_ledger(made)
        row = rows[rows["record"] == f"R1 · S{number + 1}"].iloc[0]
        after, _used = corrected(made, [Correction(UNIT, "D1", row["entry"], "evidence", 1.0)])
        assert set(build_ledger(after)["record"]) - {""} == {left}


def test_a_counted_finding_stands_or_falls_as_a_whole():
    made = counted([("R1", "S1")])
    with pytest.raises(CorrectionError, match="只能成立或不成立"):
        corrected(made, [Correction(UNIT, "D1", entry(made, 0, code="D1"), "evidence", 0.5)])


def test_an_incident_that_names_no_resource_can_be_taken_back():
    scheme = load_scheme()
    incidents = pd.DataFrame(
        {
            "department": UNIT, "incident_id": ["E1", "E2"], "resource_id": None, "reason": "安全事件已经确认",
            "feed": "incidents", "batch_id": 5, "file_name": "事件.csv", "line": [2, 3],
        }
    )  # fmt: skip
    figures = {"P1": {UNIT: (2.0, float("nan"), 2.0)}, "P2": {UNIT: (3, 3, 1.0)}}
    made = evaluation(scheme, {UNIT: ""}, figures, evidence={"P1": incidents, "K1": incidents})
    after, _used = corrected(made, [Correction(UNIT, "P1", entry(made, 0, code="P1"), "evidence", 1.0)])
    assert cell(after, "P1")["value"] == 1
    assert after.adjustments["points"].tolist() == [-2.0]
    rows = build_ledger(after)
    assert rows.loc[rows["code"].isin(["P1", "K1"]) & (rows["record"] != ""), "record"].tolist() == [
        "E2",
        "E2",
    ]


def test_names_of_rows_do_not_depend_on_other_departments():
    """A log line without a number, of somebody else, changes nothing for those who have numbers."""
    made = small()
    late = made.evidence["A"]
    foreign = late.iloc[[0]].assign(department="市别的局", request_id=None)
    with_foreign = replace(made, evidence={"A": pd.concat([late, foreign], ignore_index=True)})
    own = build_ledger(with_foreign)
    assert set(build_ledger(made)["entry"]) <= set(own["entry"])
    name = entry(made, 0)
    after, _used = corrected(with_foreign, [Correction(UNIT, "A", name, "evidence", 1.0)])
    assert cell(after)["numerator"] == 7


@pytest.mark.parametrize(
    ("code", "kind"),
    [("A", "small_sample"), ("A", "shared_weight"), ("total", "rounding"), ("Z", "evidence")],
)
def test_arithmetic_of_the_scheme_is_no_fact(code: str, kind: str):
    with pytest.raises(CorrectionError):
        corrected(small(), [Correction(UNIT, code, "x", kind, 1.0)])


def test_a_fact_that_is_gone_is_refused_or_left_out():
    made = small()
    gone = Correction(UNIT, "A", "A-000000000000", "evidence", 1.0)
    with pytest.raises(CorrectionError, match="找不到"):
        corrected(made, [gone])
    after, used = corrected(made, [gone], lenient=True)
    assert used == []
    pd.testing.assert_frame_equal(after.ranking, made.ranking)


def test_judging_only_what_changed_gives_the_same_as_judging_everything():
    made = city(12, seed=5)
    frames = {name: frame.copy() for name, frame in made.figures.items()}
    frame = frames["on_time_rate"]
    frame["numerator"] = frame["denominator"]
    frame["value"] = (frame["denominator"] > 0).map({True: 1.0, False: None}).astype(float)
    whole, part = rebuilt(made, frames), rebuilt(made, frames, {"on_time_rate"})
    quick = rebuilt(made, frames, {"on_time_rate"}, notes=False)
    assert whole.ranking["total"].tolist() != made.ranking["total"].tolist()
    for name in ("ranking", "dimensions", "indicators", "adjustments", "vetoes"):
        expected = getattr(whole, name)
        pd.testing.assert_frame_equal(getattr(part, name), expected)
        told = [
            column for column in ("note", "notes") if column in expected and name in ("ranking", "dimensions")
        ]
        pd.testing.assert_frame_equal(getattr(quick, name).drop(columns=told), expected.drop(columns=told))


def test_nothing_is_changed_in_the_evaluation_that_was_given():
    made = small()
    figures = {name: frame.copy() for name, frame in made.figures.items()}
    corrected(made, [Correction(UNIT, "A", entry(made, 0), "evidence", 1.0)])
    for name, frame in figures.items():
        pd.testing.assert_frame_equal(frame, made.figures[name])
    assert "taken_back" not in made.evidence["A"]
    assert parse_scheme(SMALL, "test") == made.scheme

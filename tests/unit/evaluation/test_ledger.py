"""Every point is a row, and the rows add up; worked by hand where a cell is small enough."""

from dataclasses import replace

import pandas as pd
import pytest

from evaluation.ledger import LedgerError, build_ledger, check_ledger, expected_totals
from evaluation.scheme import parse_scheme
from tests.unit.evaluation.examples import city, evaluation

SMALL = """
code = "small"
title = "两项"
edition = "1"
source = "测试"
scale = 100
weight_total = 100
minimum_coverage = 0.5
[rounding]
digits = 2
when = "before_ranking"
[[dimensions]]
code = "d"
title = "维度"
weight = 100
[[indicators]]
code = "A"
title = "甲率"
article = "第九条"
unit = "%"
direction = "higher"
weight = 60
dimension = "d"
metric = "on_time_rate"
evidence = "overdue_requests"
feeds = ["requests"]
scoring = { rule = "goalposts", low = 0, high = 1 }
minimum_sample = 1
missing = "not_scored"
rationale = "测试"
[[indicators]]
code = "B"
title = "乙率"
article = "第六条"
unit = "%"
direction = "higher"
weight = 40
dimension = "d"
metric = "connected_rate"
feeds = ["catalogue"]
scoring = { rule = "goalposts", low = 0.5, high = 1 }
minimum_sample = 1
missing = "not_scored"
rationale = "测试"
"""


def small(b: float | None = 0.75):
    """甲: 6 of 8 in time, two late requests; 乙: 0.75 between goalposts 0.5 and 1, or no case at all."""
    scheme = parse_scheme(SMALL, "test")
    cells = (3, 4, b) if b is not None else (0, 0, None)
    late = pd.DataFrame(
        {
            "department": ["市教育局"] * 2,
            "request_id": ["Q1", "Q2"],
            "reason": ["逾期 3 个工作日答复", "逾期未答复"],
            "feed": "requests", "batch_id": 3, "file_name": "申请.csv", "line": [5, 9],
        }
    )  # fmt: skip
    figures = {"A": {"市教育局": (6, 8, 0.75)}, "B": {"市教育局": cells}}
    return evaluation(scheme, {"市教育局": "委办局"}, figures, evidence={"A": late})


def test_a_loss_is_shared_by_the_facts_that_caused_it():
    # A: 60 x (1 - 0.75) = 15 lost, two late requests: 7.5 each. B: 40 x (1 - (0.75 - 0.5) / 0.5) = 20, no evidence.
    # Total 100 - 15 - 20 = 65.
    made = small()
    ledger = build_ledger(made)
    facts = ledger[ledger["kind"] == "evidence"].sort_values("line")
    assert facts["points"].tolist() == pytest.approx([-7.5, -7.5], abs=1e-12)
    assert facts[["file_name", "line"]].to_numpy().tolist() == [["申请.csv", 5], ["申请.csv", 9]]
    assert "Q1" in facts.iloc[0]["sentence"]
    assert "申请.csv第 5 行" in facts.iloc[0]["sentence"]
    assert ledger.loc[ledger["kind"] == "figure", "points"].tolist() == pytest.approx([-20.0], abs=1e-12)
    assert made.ranking.iloc[0]["total"] == 65.0
    assert expected_totals(made) == {"市教育局": 65.0}


def test_weight_taken_over_is_a_row_of_its_own():
    # B has no case: its 40 parts go to A, which then weighs 100. A loses 15 at its own weight and
    # (100 - 60) x (1 - 0.75) = 10 for the weight taken over. Total 75.
    ledger = build_ledger(small(b=None))
    shared = ledger[ledger["kind"] == "shared_weight"]
    assert shared["points"].tolist() == pytest.approx([-10.0], abs=1e-12)
    assert 100 + ledger["points"].sum() == pytest.approx(75.0, abs=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_rows_of_every_department_add_up_to_its_total(seed):
    made = city(15, seed=seed, evidence_rows=60)
    summed = build_ledger(made).groupby("department")["points"].sum()
    for row in made.ranking.to_dict("records"):
        if not pd.isna(row["total"]):
            assert abs(100 + summed.get(row["department"], 0.0) - row["total"]) <= 1e-9 * 100


def test_a_ledger_that_does_not_add_up_is_refused_with_the_department_named():
    made = small()
    ledger = build_ledger(made)
    ledger["points"] += 1e-6
    with pytest.raises(LedgerError) as refused:
        check_ledger(made, ledger)
    assert "市教育局" in refused.value.where


def test_entries_name_rows_alike_in_every_edition_and_never_twice():
    first, again = build_ledger(small()), build_ledger(small())
    assert first["entry"].tolist() == again["entry"].tolist()
    assert first["entry"].is_unique


def test_a_fact_taken_back_costs_nothing_and_the_others_cost_no_more():
    made = small()
    late = made.evidence["A"].assign(taken_back=[1.0, 0.0])
    # The cell itself is scored again elsewhere (corrections); here the loss of 15 falls on what is left.
    ledger = build_ledger(replace(made, evidence={"A": late}))
    assert ledger.loc[ledger["kind"] == "evidence", "record"].tolist() == ["Q2"]

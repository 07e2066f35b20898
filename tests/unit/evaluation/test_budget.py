"""Budget proposals, project by project: which rule, which facts, which sums; worked by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from access import AccessError, Person, Role
from evaluation.budget import (
    BudgetError,
    budget_decisions,
    budget_proposals,
    budget_totals,
    decide_budget,
    remind,
)
from evaluation.round_records import RoundError
from evaluation.rounds import open_round
from evaluation.rules import Rules, parse_rules, rules_text
from metrics import Window
from tests.feed_files import load_rows, own_registered_lake
from warehouse.errors import SchemeError
from warehouse.lake import Lake, open_lake

EVALUATOR = Person("评价员甲", frozenset({Role.EVALUATOR}))
OTHER = Person("评价员乙", frozenset({Role.EVALUATOR}))
LEADER = Person("领导", frozenset({Role.LEADER}))
POLICE, CIVIL, LABOUR = "乌海市公安局", "乌海市民政局", "乌海市人力资源和社会保障局"
TODAY = date(2026, 7, 1)
REQUESTS = [
    ["申请编号", "资源编号", "使用部门", "申请时间", "答复时间", "答复结果", "理由"],
    # due Mon 9 March, never answered; Q4 was refused without a reason, which is no answer
    ["Q1", "R2", "市人社局", "2026-03-02 09:00", "", "", ""],
    ["Q2", "R2", "市公安局", "2026-03-02 09:00", "", "", ""],
    ["Q3", "R2", "市公安局", "2026-03-02 10:00", "", "", ""],
    ["Q4", "R2", "市公安局", "2026-03-02 11:00", "2026-03-05 09:00", "不同意", ""],
    # due Wed 27 May; working days to 1 July: 2 in May, 5 + 5 + 4 (19 June is a holiday) + 5 + 2 in June, 1 in July: 24
    ["Q5", "R2", "市公安局", "2026-05-20 09:00", "", "", ""],
    # due Mon 8 June: 4 + 4 + 5 + 3 = 16 working days late, not yet more than 20
    ["Q6", "R2", "市公安局", "2026-06-01 09:00", "", "", ""],
    # answered late, but answered
    ["Q7", "R2", "市公安局", "2026-03-02 09:00", "2026-06-05 09:00", "同意", ""],
]
PROJECTS = [
    [
        "项目编号",
        "项目名称",
        "建设单位",
        "项目类型",
        "金额(万元)",
        "预算年度",
        "阶段",
        "应归集资源",
        "是否已归集",
    ],
    ["XM1", "救助平台", "市民政局", "新建", "100.25", "2026", "立项", "R2", "否"],
    ["XM2", "低保系统", "市民政局", "运维", "50.5", "2026", "运行", "R2", "是"],
    ["XM3", "户籍平台", "市公安局", "新建", "200", "2026", "立项", "R1", "是"],
    ["XM4", "视频系统", "市公安局", "运维", "10", "2026", "运行", "", ""],
    ["XM5", "就业平台", "市人社局", "新建", "30", "2026", "立项", "", "否"],
    ["XM6", "社保系统", "市人社局", "运维", "40", "2026", "运行", "", ""],
]
RANKING = pd.DataFrame({"department": [POLICE, CIVIL, LABOUR], "total": [59.99, 85.0, 60.0]})
INTERVALS = pd.DataFrame(
    {"department": [POLICE, CIVIL, LABOUR], "total_low": [55.0, 70.0, 60.0], "total_high": [65.0, 90.0, 72.0]}
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    folder = tmp_path_factory.mktemp("budget")
    address = own_registered_lake(tmp_path_factory, folder)
    with open_lake(address.catalog, address.data, readable=[folder]) as lake:
        for feed, rows in (("requests", REQUESTS), ("projects", PROJECTS)):
            assert load_rows(lake, folder, feed, rows, on=date(2026, 6, 30)).refused == 0
        open_round(lake, EVALUATOR, "2026Q2", Window(date(2026, 4, 1), date(2026, 6, 30), TODAY), "二季度")
        yield lake


def rules(**changes: object) -> Rules:
    """The rules in force with some lines changed, as a city would change them in the file."""
    text = rules_text()
    for key, value in changes.items():
        line = next(line for line in text.splitlines() if line.startswith(f"{key} = "))
        text = text.replace(line, f"{key} = {value}")
    return parse_rules(text, "test")


def proposed(lake: Lake, used: Rules | None = None, **more: Any) -> pd.DataFrame:
    with lake.read() as (cur, _):
        return budget_proposals(cur, RANKING, TODAY, rules=used, **more)


def test_every_project_gets_the_most_severe_rule_that_applies(town: Lake) -> None:
    found = proposed(town).set_index("project_id")
    assert found["proposal"].to_dict() == {
        "XM1": "no_acceptance",  # new, and R2 is not pooled; the five unanswered requests weigh less
        "XM2": "suspend",  # Q1 to Q5: five requests more than 20 working days late
        "XM3": "defer",  # 59.99 < 60
        "XM4": "defer",
        "XM5": "arrange",  # new and not pooled, but nothing was promised; 60 is not below 60
        "XM6": "arrange",
    }
    assert found["rule_id"].to_dict() == {
        "XM1": "wuhai-16-not-pooled", "XM2": "wuhai-15-non-response", "XM3": "wuhai-15-low-score",
        "XM4": "wuhai-15-low-score", "XM5": "wuhai-15-arrange", "XM6": "wuhai-15-arrange",
    }  # fmt: skip
    assert found["article"].tolist().count("第十六条") == 1
    assert found.loc["XM1", "article"] == "第十六条"


def test_the_evidence_names_requests_deadlines_and_lines(town: Lake) -> None:
    found = proposed(town).set_index("project_id")
    evidence = found.loc["XM2", "evidence"]
    for request, line in (("Q1", 2), ("Q2", 3), ("Q3", 4), ("Q4", 5)):
        assert f"{request}（应于2026-03-09前答复" in evidence
        assert f"第 {line} 行" in evidence
    assert "Q5（应于2026-05-27前答复，已逾期 24 个工作日" in evidence
    assert "Q6" not in evidence
    assert "Q7" not in evidence
    assert found.loc["XM2", "reason"].startswith("截至 2026-07-01，有 5 件申请逾期超过 20 个工作日仍未答复")
    assert found.loc["XM1", "evidence"] == "projects.csv第 2 行：是否已归集为“否”"
    assert found.loc["XM3", "reason"] == "本期得分 59.99 分，低于 60 分"


def test_amounts_add_up_by_department_and_proposal(town: Lake) -> None:
    found = budget_totals(proposed(town)).set_index(["department", "proposal"])
    assert found["projects"].to_dict() == {
        (CIVIL, "no_acceptance"): 1, (CIVIL, "suspend"): 1, (POLICE, "defer"): 2, (LABOUR, "arrange"): 2,
    }  # fmt: skip
    # 200 + 10 = 210 and 30 + 40 = 70 ten thousand yuan
    assert found["amount_wan"].to_dict() == {
        (CIVIL, "no_acceptance"): 100.25, (CIVIL, "suspend"): 50.5, (POLICE, "defer"): 210.0, (LABOUR, "arrange"): 70.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "proposal"),
    [
        ({}, "suspend"),
        ({"unanswered_requests": 6}, "arrange"),
        ({"unanswered_requests": 6, "working_days_past_deadline": 15}, "suspend"),  # Q6 is 16 days late
        ({"working_days_past_deadline": 24}, "arrange"),  # Q5 is 24 days late, which is not more
        ({"reminders": 1}, "arrange"),  # nobody was reminded
        ({"unanswered_requests": 9, "below": 90}, "defer"),
    ],
)
def test_the_rule_of_non_response_is_data(town: Lake, changes: dict[str, object], proposal: str) -> None:
    assert proposed(town, rules(**changes)).set_index("project_id").loc["XM2", "proposal"] == proposal


def test_every_mistake_in_the_rules_is_named_at_once() -> None:
    with pytest.raises(SchemeError) as refused:
        rules(unanswered_requests=0, reminders=-1, below='"sixty"')
    said = str(refused.value)
    for place in (
        "有 3 处问题",
        "non_response · unanswered_requests",
        "non_response · reminders",
        "low_score · below",
    ):
        assert place in said


def test_a_line_inside_a_department_s_interval_is_a_warning(town: Lake) -> None:
    found = proposed(town, intervals=INTERVALS).set_index("project_id")["near_line"]
    assert found["XM3"] == "得分区间 55.0–65.0 跨越 60 分的预算线，名次和得分的差别不足以定夺"
    assert found[["XM1", "XM5"]].tolist() == ["", ""]


def test_a_department_without_a_score_is_not_put_off_for_it(town: Lake) -> None:
    with town.read() as (cur, _):
        unranked = RANKING.assign(total=[float("nan"), 85.0, 60.0])
        found = budget_proposals(cur, unranked, TODAY, department=POLICE).set_index("project_id")
    assert found["proposal"].to_dict() == {"XM3": "arrange", "XM4": "arrange"}
    assert "本期数据不足，无得分" in found.loc["XM3", "reason"]


def row(lake: Lake, project: str) -> dict[str, Any]:
    found = proposed(lake)
    return {str(k): v for k, v in found[found["project_id"] == project].iloc[0].to_dict().items()}


def test_a_decision_is_a_named_person_s_and_a_later_one_supersedes(town: Lake) -> None:
    decide_budget(town, EVALUATOR, "2026Q2", row(town, "XM3"), "defer")
    decide_budget(town, OTHER, "2026Q2", row(town, "XM3"), "arrange", "整改到位", 180.0)
    with town.read() as (cur, _):
        kept = budget_decisions(cur, "2026Q2").set_index("project_id").loc["XM3"]
        both = cur.execute(
            "select decided_by, decision from budget_decisions where project_id = 'XM3'"
        ).fetchall()
    assert kept[["proposal", "decision", "amount_wan", "reason", "decided_by"]].tolist() == [
        "defer", "arrange", 180.0, "整改到位", "评价员乙",
    ]  # fmt: skip
    assert sorted(both) == [("评价员乙", "arrange"), ("评价员甲", "defer")]


def test_an_override_of_decision_or_amount_needs_a_reason(town: Lake) -> None:
    for decision, reason, amount in (
        ("arrange", " ", None),
        ("defer", "", 5.0),
        ("defer", "减少", -1.0),
        ("later", "x", None),
    ):
        with pytest.raises(BudgetError):
            decide_budget(town, EVALUATOR, "2026Q2", row(town, "XM4"), decision, reason, amount)
    with pytest.raises(AccessError):
        decide_budget(town, LEADER, "2026Q2", row(town, "XM4"), "defer")
    with pytest.raises(RoundError):
        decide_budget(town, EVALUATOR, "2026Q9", row(town, "XM4"), "defer")
    with town.read() as (cur, _):
        assert "XM4" not in budget_decisions(cur, "2026Q2")["project_id"].tolist()


def test_reminders_count_for_the_department_they_were_sent_to(town: Lake) -> None:
    once = rules(reminders=1)
    assert proposed(town, once).set_index("project_id").loc["XM2", "proposal"] == "arrange"
    remind(town, EVALUATOR, CIVIL, "Q1", "请尽快答复")
    with town.read() as (cur, _):
        sent = cur.execute("select max(reminded_at)::date from reminders").fetchone()[0]
        later = budget_proposals(cur, RANKING, max(sent, TODAY), rules=once).set_index("project_id")
        before = budget_proposals(cur, RANKING, sent - timedelta(1), rules=once).set_index("project_id")
    assert later.loc["XM2", "proposal"] == "suspend"
    assert "已催告 1 次" in later.loc["XM2", "reason"]
    assert before.loc["XM2", "proposal"] == "arrange"

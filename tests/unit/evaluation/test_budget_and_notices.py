"""Notices and budget decisions of a published round: facts, deadlines in working days, overrides with a reason."""

import io
from datetime import date
from time import struct_time

import docx
import pytest

from access import AccessError, Person, Role
from evaluation.budget import BudgetError, budget_decisions, budget_proposals, budget_totals, decide_budget
from evaluation.notices import NoticeError, draft_notice, notice_candidates, step_notice
from evaluation.round_records import round_frame
from exports.notice_document import notice_docx

EVALUATOR = Person("评价员甲", frozenset({Role.EVALUATOR}), page="notices")
LEADER = Person("领导", frozenset({Role.LEADER}))


@pytest.fixture(scope="module")
def candidate(published_lake):
    with published_lake.read() as (cur, _):
        found = notice_candidates(round_frame(cur, "2026Q2", "ledger"))
    return found[found["circumstance"] == "20-3"].iloc[0]


@pytest.fixture(scope="module")
def drafted(published_lake, candidate):
    return draft_notice(published_lake, EVALUATOR, "2026Q2", candidate["department"], "20-3")


def test_a_notice_names_every_fact_of_its_circumstance(candidate, drafted):
    assert len(drafted.facts) == candidate["facts"] > 0
    assert {fact.code for fact in drafted.facts} <= {"C1", "C2", "C3", "S2", "S4"}
    assert drafted.state == "draft"
    assert drafted.deadline is None


def test_the_document_says_department_circumstance_and_article(drafted):
    document = docx.Document(io.BytesIO(notice_docx(drafted)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    text += "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "限期整改通知书" in text
    assert drafted.department in text
    assert "第二十条" in text


def test_the_same_notice_gives_the_same_bytes_at_another_time(drafted, monkeypatch):
    first = notice_docx(drafted)
    monkeypatch.setattr("time.localtime", lambda *_: struct_time((2031, 5, 6, 7, 8, 9, 1, 126, 0)))
    assert notice_docx(drafted) == first


def test_only_an_evaluator_drafts_and_one_at_a_time(published_lake, drafted):
    with pytest.raises(AccessError):
        draft_notice(published_lake, LEADER, "2026Q2", drafted.department, "20-3")
    with pytest.raises(NoticeError):
        draft_notice(published_lake, EVALUATOR, "2026Q2", drafted.department, "20-3")


def test_the_deadline_is_counted_in_working_days(published_lake, drafted):
    # Issued Fri 2026-02-13 with 5 working days: the Spring Festival holiday is skipped and make-up days count:
    # 2026-02-27 (the worked value of the clock).
    with pytest.raises(NoticeError):
        step_notice(published_lake, EVALUATOR, drafted.notice_id, "rectify", date(2026, 2, 13), "尚未发出")
    issued = step_notice(
        published_lake, EVALUATOR, drafted.notice_id, "issue", date(2026, 2, 13), working_days=5
    )
    assert issued.deadline == date(2026, 2, 27)
    assert not issued.overdue(date(2026, 2, 27))
    assert issued.overdue(date(2026, 2, 28))
    done = step_notice(published_lake, EVALUATOR, drafted.notice_id, "rectify", date(2026, 2, 26), "已更新")
    assert not done.overdue(date(2026, 3, 31))


def test_a_notice_is_tracked_step_by_step_until_it_is_closed(published_lake):
    """Issued Mon 6 July 2026 with 15 working days: 27 July; extended by 5: 3 August."""
    lake = published_lake
    with lake.read() as (cur, _):
        found = notice_candidates(round_frame(cur, "2026Q2", "ledger"))
    other = found[found["circumstance"] == "20-4"].iloc[0]["department"]
    notice = draft_notice(lake, EVALUATOR, "2026Q2", other, "20-4").notice_id

    def step(name, day, note="", **more):
        return step_notice(lake, EVALUATOR, notice, name, day, note, **more)

    issued = step("issue", date(2026, 7, 6))
    assert (issued.state, issued.deadline) == ("issue", date(2026, 7, 27))
    with pytest.raises(NoticeError, match="步骤顺序不对"):
        step("issue", date(2026, 7, 7))
    step("reply", date(2026, 7, 20), "已制定整改方案")
    for note, more, said in (
        ("", {"working_days": 5}, "须写明情况"),
        ("系统升级", {}, "须写明延长的工作日数"),
    ):
        with pytest.raises(NoticeError, match=said):
            step("extend", date(2026, 7, 24), note, **more)
    extended = step("extend", date(2026, 7, 24), "系统升级", working_days=5)
    assert extended.deadline == date(2026, 8, 3)
    assert (extended.overdue(date(2026, 8, 3)), extended.overdue(date(2026, 8, 4))) == (False, True)
    with pytest.raises(NoticeError, match="须写明情况"):
        step("withdraw", date(2026, 8, 5))
    closed = step("withdraw", date(2026, 8, 5), "事实有误")
    assert not closed.overdue(date(2027, 1, 1))
    assert [one.step for one in closed.steps] == ["issue", "reply", "extend", "withdraw"]
    with pytest.raises(NoticeError, match="已经办结"):
        step("rectify", date(2026, 8, 6), "补")
    # a closed notice leaves room for a new one about the same circumstance
    assert draft_notice(lake, EVALUATOR, "2026Q2", other, "20-4").notice_id != notice


def test_a_department_without_rows_has_an_empty_ledger_with_its_columns(published_lake):
    with published_lake.read() as (cur, _):
        nothing = round_frame(cur, "2026Q2", "ledger", department="乌海市没有的局")
    assert nothing.empty
    assert notice_candidates(nothing).empty


def proposals(lake):
    with lake.read() as (cur, _):
        return budget_proposals(cur, round_frame(cur, "2026Q2", "ranking"), date(2026, 7, 1))


def test_every_project_has_one_proposal_and_the_amounts_add_up(published_lake):
    found = proposals(published_lake)
    projects = published_lake.cursor().execute("select count(*), sum(amount_wan) from projects").fetchone()
    assert len(found) == projects[0] > 0
    assert float(found["amount_wan"].sum()) == pytest.approx(float(projects[1]))
    assert float(budget_totals(found)["amount_wan"].sum()) == pytest.approx(float(projects[1]))


def test_new_projects_without_pooled_data_get_no_acceptance(published_lake):
    found = proposals(published_lake).set_index("project_id")["proposal"]
    unpooled = published_lake.cursor().execute(
        "select project_id from projects where kind = 'new' and not pooled and len(promised_resource_ids) > 0"
    )
    expected = {project for (project,) in unpooled.fetchall()}
    assert {project for project, proposal in found.items() if proposal == "no_acceptance"} == expected
    assert expected


def test_an_override_needs_a_reason_and_stays_beside_the_proposal(published_lake):
    row = proposals(published_lake).iloc[0].to_dict()
    other = "suspend" if row["proposal"] != "suspend" else "arrange"
    with pytest.raises(BudgetError):
        decide_budget(published_lake, EVALUATOR, "2026Q2", row, other)
    decide_budget(published_lake, EVALUATOR, "2026Q2", row, other, "领导班子研究决定")
    with published_lake.read() as (cur, _):
        kept = budget_decisions(cur, "2026Q2").set_index("project_id").loc[row["project_id"]]
    assert (kept["proposal"], kept["decision"], kept["reason"]) == (
        row["proposal"],
        other,
        "领导班子研究决定",
    )
    assert kept["decided_by"] == "评价员甲"

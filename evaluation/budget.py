"""Budget proposals (articles 15 and 16): the system proposes with evidence, a named person decides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

from access import Person, Role, allow, record
from evaluation import queries
from evaluation.round_records import find_round
from evaluation.rules import Rules, load_rules
from language import N_, _
from warehouse.errors import SharingError
from warehouse.lake import Lake
from warehouse.local_time import now

PROPOSALS = {
    "arrange": N_("安排"),
    "defer": N_("暂缓安排"),
    "suspend": N_("暂停安排"),
    "no_acceptance": N_("不予验收、不安排预算"),
}
"""Proposals from mild to severe; a project gets the most severe that applies."""
COLUMNS = [
    "project_id", "project_name", "department", "kind", "stage", "budget_year", "amount_wan", "proposal", "rule_id",
    "article", "reason", "evidence", "near_line", "feed", "batch_id", "file_name", "line",
]  # fmt: skip
SHOWN_REQUESTS = 20


class BudgetError(SharingError):
    """A budget decision that cannot be taken."""


def budget_proposals(
    cur: DuckDBPyConnection,
    ranking: pd.DataFrame,
    as_of: date,
    *,
    rules: Rules | None = None,
    intervals: pd.DataFrame | None = None,
    department: str | None = None,
) -> pd.DataFrame:
    """One row per project (columns COLUMNS): proposal with rule, article, reason and evidence.

    `ranking` gives totals by department (as in `Evaluation.ranking` or a round's), `intervals` the table of
    `rank_intervals`: `near_line` warns where the line lies inside a department's interval. `evidence` lists
    source rows as text. `department` narrows to one. Amounts in ten thousand yuan.
    """
    used = rules or load_rules()
    projects = queries.rows(
        cur, "budget_projects", as_of=as_of, department=department,
        working_days_past_deadline=used.non_response.working_days_past_deadline,
    )  # fmt: skip
    totals = dict(zip(ranking["department"], ranking["total"], strict=True))
    ends: dict[str, tuple[float, float]] = {}
    if intervals is not None:
        ends = {r["department"]: (r["total_low"], r["total_high"]) for r in intervals.to_dict("records")}
    rows = []
    for project in projects:
        judged = _judge(project, totals.get(project["department"]), used, as_of)
        low, high = ends.get(project["department"], (0.0, 0.0))
        line = used.low_score.below
        near = low < line < high
        text = (
            f"得分区间 {low:.1f}–{high:.1f} 跨越 {line:g} 分的预算线，名次和得分的差别不足以定夺"
            if near
            else ""
        )
        rows.append({**project, **judged, "near_line": text})
    return pd.DataFrame(rows, columns=COLUMNS)


def _judge(project: dict[str, Any], total: float | None, rules: Rules, as_of: date) -> dict[str, object]:
    rule = rules.non_response
    if project["kind"] == "new" and project["pooled"] is False and project["promised_resource_ids"]:
        promised = "、".join(project["promised_resource_ids"])
        return _proposed(
            "no_acceptance",
            rules.not_pooled,
            f"新建项目应归集的资源尚未归集：{promised}",
            f"{project['file_name']}第 {project['line']} 行：是否已归集为“否”",
        )
    if project["unanswered"] >= rule.unanswered_requests and project["reminders"] >= rule.reminders:
        listed = "；".join(
            f"{r['request_id']}（应于{r['deadline']}前答复，已逾期 {r['working_days_late']} 个工作日，"
            f"批次 {r['batch_id']} 第 {r['line']} 行）"
            for r in project["requests"][:SHOWN_REQUESTS]
        )
        reason = (
            f"截至 {as_of}，有 {project['unanswered']} 件申请逾期超过 {rule.working_days_past_deadline} 个工作日"
            "仍未答复"
            f"（达到 {rule.unanswered_requests} 件即属不响应数据共享），已催告 {project['reminders']} 次"
        )
        return _proposed("suspend", rule, reason, listed)
    if total is not None and not pd.isna(total) and total < rules.low_score.below:
        reason = f"本期得分 {total:g} 分，低于 {rules.low_score.below:g} 分"
        return _proposed("defer", rules.low_score, reason, "见该部门扣分明细")
    reason = (
        "未发现应暂缓、暂停或不予安排的情形（本期数据不足，无得分）"
        if total is None or pd.isna(total)
        else "未发现应暂缓、暂停或不予安排的情形"
    )
    return _proposed("arrange", rules.arrange, reason, "")


def _proposed(proposal: str, rule: Any, reason: str, evidence: str) -> dict[str, object]:  # noqa: ANN401
    return {
        "proposal": proposal, "rule_id": rule.rule_id, "article": rule.article, "reason": reason, "evidence": evidence,
    }  # fmt: skip


def budget_totals(proposals: pd.DataFrame) -> pd.DataFrame:
    """Projects and amounts by department and proposal: department, proposal, projects, amount_wan."""
    summed = proposals.groupby(["department", "proposal"], sort=True)["amount_wan"]
    return summed.agg(projects="size", amount_wan="sum").reset_index()


def decide_budget(
    lake: Lake,
    person: Person,
    round_id: str,
    proposal: dict[str, Any],
    decision: str,
    reason: str = "",
    amount_wan: float | None = None,
) -> pd.DataFrame:
    """Decide on one project (a row of `budget_proposals`) as a named person; returns all newest decisions.

    A decision or an amount other than the proposal's is an override and needs a reason. Later decisions supersede
    earlier ones; all stay. Raises BudgetError, RoundError, AccessError unless an evaluator.
    """
    allow(person, Role.EVALUATOR)
    if decision not in PROPOSALS:
        raise BudgetError(_("决定只能是安排、暂缓安排、暂停安排或不予安排。"), decision)
    proposed = float(proposal["amount_wan"])
    amount = proposed if amount_wan is None else amount_wan
    if not amount >= 0:
        raise BudgetError(_("金额须为不小于 0 的数字。"), str(amount_wan))
    changed = decision != proposal["proposal"] or amount != proposed
    if changed and not reason.strip():
        raise BudgetError(
            _("决定与建议不同，须写明理由。"), str(proposal["project_id"]), _("请填写改变建议的理由。")
        )
    with lake.write(person.name, f"decide on project {proposal['project_id']}") as cur:
        found = find_round(cur, round_id)
        latest = found.latest
        queries.append(cur, "budget_decisions", [{
            "round_id": round_id, "edition": latest.edition if latest else 0, "project_id": proposal["project_id"],
            "department": proposal["department"], "proposal": proposal["proposal"], "rule_id": proposal["rule_id"],
            "decision": decision, "amount_wan": amount,
            "reason": reason.strip(), "decided_by": person.name, "decided_at": now(),
        }])  # fmt: skip
        record(
            cur,
            person,
            "decide on project",
            f"project {proposal['project_id']}",
            f"{decision}：{reason.strip()}",
        )
        return budget_decisions(cur, round_id)


def budget_decisions(cur: DuckDBPyConnection, round_id: str) -> pd.DataFrame:
    """The newest decision on each project of a round."""
    return queries.frame(cur, "budget_decisions", round_id=round_id)


def remind(lake: Lake, person: Person, department: str, request_id: str, text: str) -> None:
    """Note that a department was reminded of an unanswered request (counts for the non-response rule)."""
    allow(person, Role.EVALUATOR)
    with lake.write(person.name, f"remind {department}") as cur:
        queries.append(cur, "reminders", [{
            "department": department, "request_id": request_id, "text": text, "reminded_by": person.name,
            "reminded_at": now(),
        }])  # fmt: skip
        record(cur, person, "remind", f"department {department}", f"{request_id}：{text}")

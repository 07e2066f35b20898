"""`python -m evaluation appeal …`, `budget …`, `notices …`: what follows from a published round."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from evaluation.appeal_records import appeals_frame, list_appeals
from evaluation.appeals import file_appeal, preview_ruling, rule_appeal
from evaluation.archive import kept_rules
from evaluation.budget import budget_decisions, budget_proposals, budget_totals, decide_budget
from evaluation.commands.acting import By, Day, Department, Out, Reason, RoundId, acting, show
from evaluation.notices import draft_notice, find_notice, list_notices, notice_candidates, step_notice
from evaluation.round_computing import edition_evaluation
from evaluation.round_records import find_round, round_frame
from evaluation.rules import parse_rules
from evaluation.stability import rank_intervals
from exports.appeal_sheet import write_appeals
from exports.notice_document import notice_docx
from language import _
from warehouse.errors import ExportError, SharingError
from warehouse.lake import open_lake
from warehouse.local_time import now

appeals = typer.Typer(no_args_is_help=True, help="Appeals: file, preview, rule, list.")
budget = typer.Typer(no_args_is_help=True, help="Budget proposals of a round and decisions on them.")
notices = typer.Typer(
    no_args_is_help=True, help="Notices of rectification: candidates, draft, step, list, write."
)

Ruling = Annotated[str, typer.Argument(help="upheld, partly or rejected.")]
Share = Annotated[float | None, typer.Option(help="With partly: the share taken back, between 0 and 1.")]


@appeals.command("file")
def file_command(
    round_id: RoundId,
    entry: Annotated[str, typer.Argument(help="Name of the ledger row.")],
    text: Annotated[str, typer.Option(help="What is contested and why.")],
    by: By,
    attached: Annotated[list[Path] | None, typer.Option("--file", help="File handed in; repeatable.")] = None,
) -> None:
    """Contest a row of the published ledger."""
    try:
        files = [(path.name, path.read_bytes()) for path in attached or []]
    except OSError as refused:
        raise SharingError(_("附件无法读取。"), str(refused)) from None
    with open_lake() as lake:
        found = file_appeal(lake, acting(by), round_id, entry, text, files)
    typer.echo(_("申诉 {id} 已提交，应于 {day} 前裁定。").format(id=found.appeal_id, day=found.rule_by))


@appeals.command("preview")
def preview_command(appeal_id: str, ruling: Ruling, share: Share = None) -> None:
    """Show what a ruling would do; nothing is written."""
    with open_lake() as lake:
        effect = preview_ruling(lake, appeal_id, ruling, share)
    typer.echo(
        _("得分 {a} → {b}，名次 {c} → {d}").format(
            a=effect.score_before, b=effect.score_after, c=effect.rank_before, d=effect.rank_after
        )
    )
    show(effect.moved)


@appeals.command("rule")
def rule_command(appeal_id: str, ruling: Ruling, by: By, reason: Reason, share: Share = None) -> None:
    """Rule on an appeal."""
    with open_lake() as lake:
        found = rule_appeal(lake, acting(by), appeal_id, ruling, reason, share)
    typer.echo(_("得分 {a} → {b}").format(a=found.score_before, b=found.score_after))


@appeals.command("list")
def appeals_command(
    round_id: Annotated[str | None, typer.Option("--round")] = None,
    department: Department = None,
    out: Out = None,
) -> None:
    """List appeals with their deadlines; --out FILE.xlsx writes a workbook."""
    with open_lake(read_only=True) as lake, lake.read() as (cur, _snapshot):
        found = list_appeals(cur, round_id, department)
    if out is not None and out.suffix.lower() == ".xlsx":
        write_appeals(found, out, now().date())
        typer.echo(f"{len(found)} → {out}")
        return
    frame = appeals_frame(found)
    show(
        frame if out else frame[["appeal_id", "department", "code", "points", "rule_by", "ruling", "reason"]],
        out,
    )


@budget.command("propose")
def propose_command(round_id: RoundId, department: Department = None, out: Out = None) -> None:
    """Propose per project of a published round, and add up by department and proposal."""
    proposals = _proposals(round_id, department)
    columns = ["project_id", "department", "kind", "amount_wan", "proposal", "article", "reason", "near_line"]
    show(proposals if out else proposals[columns], out)
    show(budget_totals(proposals))


@budget.command("decide")
def decide_command(
    round_id: RoundId,
    project_id: str,
    decision: Annotated[str, typer.Argument(help="arrange, defer, suspend or no_acceptance.")],
    by: By,
    reason: Reason = "",
) -> None:
    """Decide on one project; a decision other than the proposal needs a reason."""
    proposals = _proposals(round_id, None)
    own = proposals[proposals["project_id"] == project_id]
    if own.empty:
        raise SharingError(_("没有这一项目。"), project_id)
    with open_lake() as lake:
        proposal = {str(key): value for key, value in own.iloc[0].to_dict().items()}
        show(decide_budget(lake, acting(by), round_id, proposal, decision, reason))


@budget.command("decisions")
def decisions_command(round_id: RoundId) -> None:
    """List the newest decision on each project."""
    with open_lake(read_only=True) as lake, lake.read() as (cur, _snapshot):
        show(budget_decisions(cur, round_id))


def _proposals(round_id: str, department: str | None) -> pd.DataFrame:
    with open_lake() as lake:
        with lake.read() as (cur, _snapshot):
            found = find_round(cur, round_id)
            ranking = round_frame(cur, round_id, "ranking")
            rules = parse_rules(kept_rules(cur, round_id, found.edition().edition), round_id)
        line = {_("预算线"): rules.low_score.below}
        intervals = rank_intervals(edition_evaluation(lake, found), lines=line).table
        with lake.read() as (cur, _snapshot):
            return budget_proposals(
                cur, ranking, found.as_of, rules=rules, intervals=intervals, department=department
            )


@notices.command("candidates")
def candidates_command(round_id: RoundId) -> None:
    """Departments and circumstances of article 20 with facts in the round's ledger."""
    with open_lake(read_only=True) as lake, lake.read() as (cur, _snapshot):
        show(notice_candidates(round_frame(cur, round_id, "ledger")))


@notices.command("draft")
def draft_command(round_id: RoundId, department: str, circumstance: str, by: By) -> None:
    """Draft a notice, e.g. `notices draft 2026Q2 乌海市水务局 20-1 --by …`."""
    with open_lake() as lake:
        typer.echo(draft_notice(lake, acting(by), round_id, department, circumstance).notice_id)


@notices.command("step")
def step_command(
    notice_id: str,
    step: Annotated[str, typer.Argument(help="issue, reply, extend, rectify or withdraw.")],
    day: Day,
    by: By,
    note: Annotated[str, typer.Option(help="What happened.")] = "",
    working_days: Annotated[int | None, typer.Option(help="With extend: working days more.")] = None,
) -> None:
    """Take the next step of a notice."""
    with open_lake() as lake:
        found = step_notice(lake, acting(by), notice_id, step, day.date(), note, working_days=working_days)
    typer.echo(f"{found.notice_id} {found.state} {found.deadline or ''}".rstrip())


@notices.command("list")
def notices_command(
    round_id: Annotated[str | None, typer.Option("--round")] = None, department: Department = None
) -> None:
    """List notices with their state and deadline."""
    with open_lake(read_only=True) as lake, lake.read() as (cur, _snapshot):
        found = list_notices(cur, round_id, department)
    show(pd.DataFrame([
        {"notice_id": one.notice_id, "department": one.department, "circumstance": one.circumstance,
         "facts": len(one.facts), "state": one.state, "deadline": one.deadline}
        for one in found
    ]))  # fmt: skip


@notices.command("write")
def write_command(
    notice_id: str, out: Annotated[Path, typer.Option(help="Word document to write (.docx).")]
) -> None:
    """Write a notice as a Word document."""
    with open_lake(read_only=True) as lake, lake.read() as (cur, _snapshot):
        found = find_notice(cur, notice_id)
    try:
        out.write_bytes(notice_docx(found))
    except OSError as refused:
        raise ExportError(_("通知书无法写入。"), f"{out}：{refused}", _("请换一个路径后重试。")) from None
    typer.echo(str(out))

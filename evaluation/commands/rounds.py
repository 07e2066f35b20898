"""`python -m evaluation round …` and `verify`: open, publish, seal, amend, list, show, check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from evaluation.commands.acting import By, Day, EditionNumber, Reason, RoundId, acting, progress, show
from evaluation.round_records import KINDS, STATES, Round, find_round, list_rounds, round_frame
from evaluation.rounds import amend_round, open_round, publish_round, seal_round
from evaluation.trends import compare_editions
from evaluation.verifying import verify_round
from exports.round_workbook import write_round
from language import _
from language.retelling import retold
from metrics import Window
from warehouse.lake import open_lake

SHOWN = 20

rounds = typer.Typer(no_args_is_help=True, help="Rounds: open, publish for appeal, seal, amend, list, show.")


@rounds.command("open")
def open_command(
    round_id: RoundId,
    start: Day,
    end: Day,
    as_of: Day,
    by: By,
    reason: Reason,
    title: Annotated[str, typer.Option(help="What the round is called.")] = "",
    scheme: Annotated[str | None, typer.Option(help="Code of a stored scheme; default: the newest.")] = None,
    version: Annotated[int | None, typer.Option(help="Version of the stored scheme.")] = None,
) -> None:
    """Open a round over a period under a stored scheme."""
    window = Window(start.date(), end.date(), as_of.date())
    with open_lake() as lake:
        found = open_round(
            lake,
            acting(by),
            round_id,
            window,
            reason,
            title=title,
            scheme_code=scheme,
            scheme_version=version,
        )
    _told(found)


@rounds.command("publish")
def publish_command(round_id: RoundId, appeal_until: Day, by: By, reason: Reason) -> None:
    """Compute the round on the lake as it is now and publish it for appeal."""
    with open_lake() as lake:
        _told(publish_round(lake, acting(by), round_id, appeal_until.date(), reason))


@rounds.command("seal")
def seal_command(
    round_id: RoundId,
    by: By,
    reason: Reason,
    override: Annotated[str | None, typer.Option(help="Signed reason for sealing with open appeals.")] = None,
) -> None:
    """Seal a published round for ever."""
    with open_lake() as lake:
        _told(seal_round(lake, acting(by), round_id, reason, override=override))


@rounds.command("amend")
def amend_command(round_id: RoundId, by: By, reason: Reason) -> None:
    """Compute a sealed round again on the lake as it is now, beside the sealed edition."""
    with open_lake() as lake:
        found = amend_round(lake, acting(by), round_id, reason)
        _told(found)
        with lake.read() as (cur, _snapshot):
            old, new = found.editions[-2].edition, found.editions[-1].edition
            show(compare_editions(cur, round_id, old, new).ranking)


@rounds.command("list")
def list_command() -> None:
    """List all rounds."""
    with open_lake(read_only=True) as lake, lake.read() as (cur, _snapshot):
        found = list_rounds(cur)
    show(
        pd.DataFrame(
            [
                {
                    _("期次"): one.round_id, _("名称"): one.title, _("开始"): one.period_start,
                    _("结束"): one.period_end,
                    _("状态"): _(STATES[one.state]), _("版数"): len(one.editions), _("申诉截止"): one.appeal_until,
                }
                for one in found
            ]
        )
    )  # fmt: skip


@rounds.command("show")
def show_command(round_id: RoundId, edition: EditionNumber = None) -> None:
    """Show a round's steps, editions and ranking."""
    with open_lake(read_only=True) as lake, lake.read() as (cur, _snapshot):
        found = find_round(cur, round_id)
        _told(found)
        for step in found.steps:
            typer.echo(
                f"{step.taken_at} {step.step} {step.taken_by}{_('：')}{step.reason} {step.override or ''}".rstrip()
            )
        for one in found.editions:
            typer.echo(f"{one.edition} {_(KINDS[one.kind])} #{one.snapshot_id} {one.edition_sha256}")
        if found.editions:
            ranking = round_frame(cur, round_id, "ranking", edition)
            show(
                ranking[["rank", "department", "peer_group", "peer_rank", "total", "grade", "covered_weight"]]
            )


@rounds.command("export")
def export_command(
    round_id: RoundId,
    out: Annotated[Path, typer.Option(help="Workbook to write (.xlsx).")],
    by: By,
    edition: EditionNumber = None,
) -> None:
    """Write a round's workbook and put the export on record."""
    with open_lake() as lake, progress() as (begin, advance):
        digest = write_round(lake, acting(by), round_id, out, edition=edition, advance=advance, begin=begin)
    typer.echo(_("工作簿：{out}，内容校验值 {digest}").format(out=out, digest=digest))


def verify(round_id: RoundId, edition: EditionNumber = None) -> None:
    """Check a round's kept bytes and compute it again from its snapshot; exit code 1 when anything differs."""
    with open_lake() as lake:
        found = verify_round(lake, round_id, edition)
    for remark in found.remarks:
        typer.echo(_("提示：{remark}").format(remark=retold(remark)))
    for one in found.findings[:SHOWN]:
        where = _("：").join((retold(one.what), retold(one.where)))
        typer.echo(_("；").join((where, f"{one.kept} → {one.found}")), err=True)
    if len(found.findings) > SHOWN:
        typer.echo(_("……另有 {n} 处").format(n=len(found.findings) - SHOWN), err=True)
    if not found.identical:
        raise typer.Exit(1)
    typer.echo(
        _(
            "期次 {round_id} 第 {edition} 版：存档未改动，由第 {snapshot} 号数据快照重新计算，结果完全一致。"
        ).format(round_id=round_id, edition=found.edition.edition, snapshot=found.edition.snapshot_id)
    )


def _told(found: Round) -> None:
    latest = found.latest
    said = _("（第 {n} 版，{kind}）").format(n=latest.edition, kind=_(KINDS[latest.kind])) if latest else ""
    typer.echo(
        _("期次 {round_id}：{state}{said}").format(
            round_id=found.round_id, state=_(STATES[found.state]), said=said
        )
    )

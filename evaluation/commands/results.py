"""`python -m evaluation ledger`, `whatif`, `compare`: what points were lost where, other schemes, workbooks."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from evaluation.commands.acting import Day, Department, EditionNumber, Out, SomeDay, show
from evaluation.evaluate import evaluate
from evaluation.export_records import known_export
from evaluation.ledger import build_ledger
from evaluation.round_records import round_frame
from evaluation.scheme import load_scheme
from evaluation.scheme_store import current_scheme
from evaluation.whatif import what_if
from exports.comparing import KINDS, compare_workbook, exported_sha256
from language import _
from language.retelling import retold
from metrics import METRICS, Window
from warehouse.errors import SharingError
from warehouse.lake import open_lake


def ledger(
    round_id: Annotated[
        str | None, typer.Option("--round", help="A published round; else give a period.")
    ] = None,
    start: SomeDay = None,
    end: SomeDay = None,
    edition: EditionNumber = None,
    department: Department = None,
    out: Out = None,
) -> None:
    """Print or write every point lost, of a round's edition or of a period computed now."""
    with open_lake(read_only=True) as lake, lake.read() as (cur, snapshot):
        if round_id is not None:
            found = round_frame(cur, round_id, "ledger", edition, department)
        elif start is not None and end is not None:
            window = Window(start.date(), end.date(), end.date() + timedelta(days=1))
            found = build_ledger(evaluate(cur, current_scheme(cur), window, snapshot_id=snapshot))
        else:
            raise SharingError(_("请指定期次（--round）或评价期（--start、--end）。"))
    if department is not None and not found.empty:
        found = found[found["department"] == department]
    show(found if out else found[["entry", "department", "kind", "points", "sentence"]], out)


def whatif(
    other: Annotated[Path, typer.Argument(help="Scheme file (TOML) to compare with the current scheme.")],
    start: Day,
    end: Day,
    out: Out = None,
) -> None:
    """Show who would move under another scheme, by how many ranks, and why."""
    scheme = load_scheme(other, METRICS)
    window = Window(start.date(), end.date(), end.date() + timedelta(days=1))
    with open_lake(read_only=True) as lake, lake.read() as (cur, snapshot):
        found = what_if(evaluate(cur, current_scheme(cur), window, snapshot_id=snapshot), scheme, cur)
    show(found.changes)
    show(found.moves, out)


def compare(workbook: Annotated[Path, typer.Argument(help="A workbook this product wrote (.xlsx).")]) -> None:
    """Name every cell of a workbook that was altered since it was written; exit code 1 when any was."""
    altered = compare_workbook(workbook)
    with open_lake(read_only=True) as lake, lake.read() as (cur, _snapshot):
        known = known_export(cur, exported_sha256(workbook))
    if known is not None:
        typer.echo(f"{known.exported_at} {known.exported_by}{_('：')}{retold(known.detail)}")
    for one in altered:
        typer.echo(f"{_(KINDS[one.kind])} {one.sheet}!{one.cell}{_('：')}{one.exported} → {one.found}")
    if altered:
        typer.echo(_("共有 {n} 个单元格与导出时不同。").format(n=len(altered)), err=True)
        raise typer.Exit(1)
    typer.echo(_("所有单元格与导出时一致。"))

"""Command line: evaluate a period of the lake, score any table of values, print the indicator reference."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console

from evaluation.commands.acting import progress
from evaluation.commands.handling import appeals, budget, notices
from evaluation.commands.results import compare, ledger, whatif
from evaluation.commands.rounds import rounds, verify
from evaluation.evaluate import evaluate
from evaluation.reference import reference_text
from evaluation.scheme import DEFAULT_SCHEME, load_scheme
from evaluation.score import read_values, scores_frame
from exports.workbook import default_parts, long_rows, write_ranking
from language import _
from language.commands import run as run_command
from metrics import METRICS, Window
from warehouse.errors import ExportError, SharingError
from warehouse.faults import explained
from warehouse.lake import open_lake
from warehouse.settings import lake_settings

REFERENCE = Path(__file__).parent.parent / "docs" / "indicators.md"

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)

app.add_typer(rounds, name="round")
app.add_typer(appeals, name="appeal")
app.add_typer(budget, name="budget")
app.add_typer(notices, name="notices")
app.command()(verify)
app.command()(ledger)
app.command()(whatif)
app.command()(compare)

SchemeOption = Annotated[Path, typer.Option("--scheme", help="Scheme file (TOML).")]


@app.command()
def run(
    start: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="First day of the period.")],
    end: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day of the period, inclusive.")],
    out: Annotated[Path, typer.Option(help="Workbook to write (.xlsx).")],
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of view; default: the day after the period."),
    ] = None,
    scheme: SchemeOption = DEFAULT_SCHEME,
) -> None:
    """Evaluate all departments over a period and write the ranking workbook."""
    _check_folder(out)
    if out.suffix.lower() != ".xlsx":
        raise ExportError(_("排名只能写成 .xlsx 工作簿。"), str(out), _("请把文件名改为以 .xlsx 结尾。"))
    used = load_scheme(scheme, METRICS)
    seen: date = as_of.date() if as_of else min(end.date(), date.max - timedelta(days=1)) + timedelta(days=1)
    window = Window(start.date(), end.date(), seen)
    console = Console(stderr=True)
    with (
        open_lake(read_only=True) as lake,
        lake.read() as (cur, snapshot),
        console.status(_("正在计算指标……")),
    ):
        evaluation = evaluate(cur, used, window, snapshot_id=snapshot)
        parts = default_parts(evaluation)
    with progress() as (begin, advance):
        digest = write_ranking(evaluation, out, advance, parts, begin)
    rows = long_rows(evaluation, parts)
    ranked = int(evaluation.ranking["total"].notna().sum())
    typer.echo(
        _("已评价 {n} 个部门，其中参加排名 {ranked} 个，明细和证据 {rows} 行。工作簿：{out}").format(
            n=len(evaluation.ranking), ranked=ranked, rows=rows, out=out
        )
    )
    typer.echo(_("内容校验值：{digest}").format(digest=digest))


@app.command()
def score(
    scheme: SchemeOption,
    values: Annotated[
        Path, typer.Option(help="CSV: one row per unit, a unit column and a column per indicator.")
    ],
    out: Annotated[Path, typer.Option(help="CSV of scores to write.")],
    unit_column: Annotated[str | None, typer.Option(help="Column naming the units.")] = None,
) -> None:
    """Score and rank any units from values given directly."""
    _check_folder(out)
    used = load_scheme(scheme)
    read = read_values(values, used, unit_column)
    scores = scores_frame(used, read.table)
    try:
        scores.to_csv(out, index=False, encoding="utf-8-sig")
    except OSError as refused:
        raise ExportError(_("得分文件无法写入。"), f"{out}: {refused}", _("请换一个路径后重试。")) from None
    ranked = int(scores["rank"].notna().sum())
    told = _("已计分 {n} 个单位，其中排名 {ranked} 个。得分：{out}")
    typer.echo(told.format(n=len(scores), ranked=ranked, out=out))
    if read.ignored_columns:
        typer.echo(_("未使用的列：{names}").format(names=_("、").join(read.ignored_columns)), err=True)


@app.command()
def reference(
    scheme: SchemeOption = DEFAULT_SCHEME,
    out: Annotated[Path, typer.Option(help="File to write; - prints.")] = REFERENCE,
) -> None:
    """Print or write the indicator reference of a scheme (Markdown)."""
    text = reference_text(load_scheme(scheme))
    if str(out) == "-":
        typer.echo(text, nl=False)
    else:
        _check_folder(out)
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as refused:
            raise ExportError(
                _("指标说明无法写入。"), f"{out}: {refused}", _("请换一个路径后重试。")
            ) from None


def _check_folder(out: Path) -> None:
    if not out.parent.is_dir():
        raise ExportError(
            _("结果文件无法写入：文件夹不存在。"), str(out.parent), _("请先建立文件夹或改用其他路径。")
        )


def main() -> None:
    """Run the command line; a refusal is printed as sentences and ends with exit code 1."""
    try:
        run_command(app)
    except SharingError as refused:
        typer.echo(str(refused), err=True)
        sys.exit(1)
    except duckdb.Error as fault:
        typer.echo(str(explained(fault, lake_settings(), _("数据湖读取失败"))), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()

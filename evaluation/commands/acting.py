"""Options the commands share, the person who acts, and tables on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from access import COMMAND_LINE, Person
from language import _
from language.retelling import retold
from warehouse.errors import ExportError

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
By = Annotated[str, typer.Option("--by", help="Name of the person who takes the step.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the step.")]
RoundId = Annotated[str, typer.Argument(help="The round, e.g. 2026Q2.")]
EditionNumber = Annotated[int | None, typer.Option("--edition", help="Edition; default: the newest.")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]
SomeDay = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]
Department = Annotated[str | None, typer.Option("--department", help="Only this department (full name).")]
Out = Annotated[Path | None, typer.Option("--out", help="CSV file to write instead of printing.")]


def acting(name: str) -> Person:
    """The named person at the command line, which may do everything."""
    return replace(COMMAND_LINE, name=name)


def show(frame: pd.DataFrame, out: Path | None = None) -> None:
    """Write a frame as CSV, exactly as it is, or print it as a table, its sentences in the reader's language.

    Cells a spreadsheet would run as a formula are not changed in a file for programs, but told of.
    """
    if out is not None:
        _write(frame, out)
        return
    table = Table(show_lines=False)
    for column in frame.columns:
        table.add_column(str(column), overflow="fold")
    for row in frame.itertuples(index=False):
        table.add_row(*("" if value is None or value != value else escape(_said(value)) for value in row))
    Console(width=200 if not Console().is_terminal else None).print(table)


@contextmanager
def progress() -> Iterator[tuple[Callable[[int], None], Callable[[int], None]]]:
    """A progress bar on standard error for a workbook: `begin`, told the rows, and `advance`, told how many more."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(_("正在写明细和证据"), total=None)
        yield lambda rows: bar.update(task, total=rows), lambda rows: bar.advance(task, rows)


def _write(frame: pd.DataFrame, out: Path) -> None:
    try:
        frame.to_csv(out, index=False, encoding="utf-8-sig")
    except OSError as refused:
        raise ExportError(_("文件无法写入。"), f"{out}: {refused}", _("请换一个路径后重试。")) from None
    typer.echo(f"{len(frame)} → {out}")
    texts = frame.select_dtypes(include=["object", "string"])
    risky = int(texts.map(lambda cell: isinstance(cell, str) and cell.startswith(FORMULA_SIGNS)).sum().sum())
    if risky:
        told = _(
            "有 {n} 个单元格以 = + - @ 开头，用表格软件直接打开会当作公式运行；请以文本方式导入，或导出工作簿。"
        )
        typer.echo(told.format(n=risky), err=True)


def _said(value: object) -> str:
    if isinstance(value, str):
        return retold(value)
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)

"""Options the commands share, the person who acts, and tables on the terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from access import COMMAND_LINE, Person

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
    """Write a frame as CSV, or print it as a table."""
    if out is not None:
        frame.to_csv(out, index=False, encoding="utf-8-sig")
        typer.echo(f"{len(frame)} → {out}")
        return
    table = Table(show_lines=False)
    for column in frame.columns:
        table.add_column(str(column), overflow="fold")
    for row in frame.itertuples(index=False):
        table.add_row(*("" if value is None or value != value else _said(value) for value in row))
    Console(width=200 if not Console().is_terminal else None).print(table)


def _said(value: object) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)

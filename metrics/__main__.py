"""`python -m metrics`: print any metric, the same function the pages show."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from typing import Annotated

import duckdb
import pandas as pd
import typer

from language import _
from language.commands import run as run_command
from metrics import METRICS, Window, run
from warehouse.errors import MetricError, SharingError
from warehouse.faults import explained
from warehouse.lake import open_lake
from warehouse.settings import lake_settings


class Format(StrEnum):
    """How rows are printed."""

    csv = "csv"
    json = "json"


def _day(option: str, text: str | None) -> date:
    if text is None:
        raise MetricError(
            _("缺少参数 {option}").format(option=option),
            remedy=_("例如 {option} 2026-01-31").format(option=option),
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise MetricError(_("{option} 不是日期").format(option=option), text, _("请写成2026-01-31")) from None


def _window(start: str | None, end: str | None, as_of: str | None) -> Window:
    days: list[date] = []
    problems: list[SharingError] = []
    for option, text in (("--start", start), ("--end", end), ("--as-of", as_of)):
        try:
            days.append(_day(option, text))
        except MetricError as error:
            problems.append(error)
    if problems:
        raise MetricError(_("；").join(str(problem).replace("\n", _("，")) for problem in problems))
    return Window(*days)


def _known(cur: duckdb.DuckDBPyConnection, department: str | None) -> str | None:
    if department is None:
        return None
    text = """
        select department, department = $name as exact, levenshtein(department, $name) as distance
        from departments order by exact desc, distance limit 3
    """
    nearest = cur.execute(text, {"name": department}).fetchall()
    if nearest and nearest[0][1]:
        return department
    names = _("、").join(row[0] for row in nearest)
    remedy = _("名称相近的有：{names}").format(names=names) if names else _("请先加载部门名录")
    raise MetricError(_("部门名录中没有这个部门"), department, remedy)


def _catalog() -> str:
    lines = [
        f"{record.name}\t{_(record.title)}\t{_(record.unit)}\t{_(record.article)}\t{record.question}"
        for record in METRICS.values()
    ]
    return "\n".join(lines)


def _printed(frame: pd.DataFrame, form: Format) -> str:
    if form is Format.json:
        return frame.to_json(orient="records", force_ascii=False, date_format="iso", indent=1)
    return frame.to_csv(index=False)


def main(
    name: Annotated[str, typer.Argument(help="Name of a metric, or `list` for all of them.")],
    start: Annotated[str | None, typer.Option(help="First day of the period, YYYY-MM-DD.")] = None,
    end: Annotated[str | None, typer.Option(help="Last day of the period (inclusive).")] = None,
    as_of: Annotated[str | None, typer.Option(help="Day whose knowledge is used.")] = None,
    department: Annotated[str | None, typer.Option(help="Full name of one department.")] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most this many rows of evidence and lists.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How rows are printed.")] = Format.csv,
) -> None:
    """Print a metric of the lake (LAKE_CATALOG, LAKE_DATA) as CSV or JSON."""
    try:
        if name == "list":
            typer.echo(_catalog())
            return
        if name not in METRICS:
            raise MetricError(
                _("没有名为“{name}”的指标").format(name=name),
                remedy=_("用 python -m metrics list 查看全部指标"),
            )
        window = _window(start, end, as_of)
        with open_lake(read_only=True) as lake:
            cur = lake.cursor()
            frame = run(name, cur, window, _known(cur, department), limit)
        typer.echo(_printed(frame, form).rstrip("\n"))
    except SharingError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except duckdb.Error as error:
        typer.echo(str(explained(error, lake_settings(), _("数据湖读取失败"))), err=True)
        raise typer.Exit(1) from None


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
app.command()(main)

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    run_command(app)

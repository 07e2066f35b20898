"""Command line of the loader: `python -m etl --help`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from etl.batches import list_batches, status
from etl.load import LoadReport, feed_called, load_file, now
from etl.mapping import Mapping, load_mapping
from etl.rejects import write_rejects
from etl.sample import write_city
from etl.undo import undo_batch
from warehouse.clock import calendar_days, calendar_frame, explain_deadline
from warehouse.errors import LoadError, SharingError
from warehouse.lake import Lake, open_lake
from warehouse.maintenance import maintain as maintain_lake

FILE_REFUSED = 1
LINES_REFUSED = 3

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Load feed files into the lake, and undo loads."
)
console = Console(stderr=True)
out = Console()


def parsed_date(text: str | None) -> date | None:
    """A date written YYYY-MM-DD; LoadError otherwise."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise LoadError(f"“{text}”不是日期", "", "请写成 2026-06-30 这样的格式") from error


def _lake(*folders: Path) -> Lake:
    return open_lake(readable=[folder.resolve() for folder in folders])


def say(text: str, to: Console = out) -> None:
    """Print one line as it is, without wrapping, markup or colours."""
    to.print(text, highlight=False, markup=False, soft_wrap=True)


def _print(frame: pd.DataFrame, columns: dict[str, str]) -> None:
    table = Table(box=None, header_style="bold")
    for title in columns.values():
        table.add_column(title)
    for row in frame[list(columns)].itertuples(index=False):
        table.add_row(*("" if pd.isna(value) else str(value) for value in row))
    out.print(table)


@app.command()
def load(
    feed: Annotated[
        str, typer.Argument(help="catalogue, items, requests, usage, refreshes, change_events, …")
    ],
    files: Annotated[
        list[Path], typer.Argument(help="CSV/TSV, XLSX/XLS/ODS, JSON lines or Parquet; .gz allowed")
    ],
    map_file: Annotated[Path | None, typer.Option("--map", help="mapping file (TOML)")] = None,
    exported_on: Annotated[
        str | None, typer.Option(help="day the export was taken, YYYY-MM-DD; today by default")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full/--partial", help="the export names everything there is")
    ] = False,
    by: Annotated[str, typer.Option(help="who loads")] = "command line",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="check everything, keep nothing")] = False,
) -> None:
    """Load files of one feed. Exit code 1: a file was refused; 3: loaded, but some lines were refused."""
    contract = feed_called(feed)
    mapping = load_mapping(map_file, contract) if map_file else None
    day = parsed_date(exported_on) or now().date()
    code = 0
    with _lake(*{file.parent for file in files}) as lake:
        for file in files:
            try:
                report = _load_one(lake, feed, file, day, full, by, mapping, dry_run)
            except SharingError as error:
                say(f"✗ {file.name}", console)
                say(str(error), console)
                code = FILE_REFUSED
                continue
            _print_report(report)
            code = code or (LINES_REFUSED if report.refused else 0)
    raise typer.Exit(code)


def _load_one(
    lake: Lake, feed: str, file: Path, day: date, full: bool, by: str, mapping: Mapping | None, dry_run: bool
) -> LoadReport:  # fmt: skip
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(file.name, total=1.0)
        return load_file(
            lake,
            feed,
            file,
            exported_on=day,
            coverage="full" if full else "partial",
            by=by,
            mapping=mapping,
            dry_run=dry_run,
            progress=lambda step, share: bar.update(task, completed=share, description=f"{file.name} {step}"),
        )


def _print_report(report: LoadReport) -> None:
    batch = f"批次 {report.batch_id}" if report.batch_id else "试运行，未写入"
    say(
        f"{report.file_name}：{batch}；读取 {report.rows_read}，入库 {report.loaded}，未变 {report.unchanged}，"
        f"旧版 {report.superseded}，拒收 {report.refused}"
    )
    if report.unknown_headers:
        say(f"  未识别的列（未使用）：{'、'.join(report.unknown_headers)}")
    for line, _column, _value, reason in report.problems[:10]:
        say(f"  第 {line} 行：{reason}", console)
    if report.refused and report.batch_id:
        remedy = f"python -m etl rejects {report.batch_id} --out 待更正.xlsx"
        say(f"  全部被拒收的行可导出更正：{remedy}", console)


@app.command()
def batches() -> None:
    """List loaded files, newest first."""
    titles = {
        "batch_id": "批次", "feed": "类别", "file_name": "文件", "loaded_by": "加载人", "loaded_at": "加载时间",
        "exported_on": "导出日期", "rows_read": "读取", "loaded": "入库", "unchanged": "未变",
        "superseded": "旧版", "refused": "拒收", "undone_at": "撤销时间",
    }  # fmt: skip
    with _lake() as lake:
        _print(list_batches(lake), titles)


@app.command()
def undo(
    batch: Annotated[int, typer.Argument(help="number of the batch")],
    by: Annotated[str, typer.Option(help="who undoes it")] = "command line",
) -> None:
    """Undo one batch: the lake is then as if the file had never been loaded."""
    with _lake() as lake:
        report = undo_batch(lake, batch, by)
    say(f"已撤销批次 {report.batch_id}（{report.file_name}，{report.rows} 行）")


@app.command()
def rejects(
    batch: Annotated[int, typer.Argument(help="number of the batch")],
    target: Annotated[Path, typer.Option("--out", help=".xlsx (bad cells marked) or .csv")],
) -> None:
    """Write the refused lines of a batch to a file to correct and load again."""
    with _lake() as lake:
        count = write_rejects(lake, batch, target)
    say(f"已写出 {count} 行到 {target}")


@app.command("status")
def show_status() -> None:
    """Show what the lake holds of each feed."""
    titles = {
        "feed": "类别", "title": "名称", "files": "文件", "loaded": "入库", "refused": "拒收", "data_from": "数据起",
        "data_to": "数据止", "newest_export": "最近导出", "newest_load": "最近加载",
    }  # fmt: skip
    with _lake() as lake:
        say(f"快照 {lake.snapshot_id()}")
        _print(status(lake), titles)


@app.command()
def maintain(
    keep_days: Annotated[int, typer.Option(help="days of old states to keep")] = 30,
) -> None:
    """Merge small files and forget old states that nothing refers to."""
    with _lake() as lake:
        report = maintain_lake(lake, keep_days=keep_days)
    say(
        f"快照 {report.snapshots_before} → {report.snapshots_after}，"
        f"数据文件 {report.files_before} → {report.files_after}"
    )


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="where the files are written")] = Path("data/samples/city"),
    departments: Annotated[int, typer.Option(min=8)] = 40,
    resources: Annotated[int, typer.Option(min=50)] = 1200,
    requests: Annotated[int, typer.Option(min=100)] = 2500,
    usage: Annotated[int, typer.Option(min=1000)] = 120_000,
    seed: Annotated[int, typer.Option()] = 20260101,
    load_it: Annotated[bool, typer.Option("--load/--no-load", help="load the files into the lake")] = False,
    only_if_empty: Annotated[
        bool, typer.Option(help="with --load: do nothing when the lake has data")
    ] = False,
) -> None:
    """Write the feed files of a synthetic city, and a truth file naming what was planted in them."""
    if load_it and only_if_empty:
        with _lake() as lake:
            if not list_batches(lake).empty:
                out.print("数据湖中已有数据，跳过示例数据")
                return
    city = write_city(
        folder, departments=departments, resources=resources, requests=requests, usage=usage, seed=seed
    )
    say(f"已写出 {len(city.files)} 个文件到 {folder}")
    if load_it:
        with _lake(folder) as lake:
            for file in city.files:
                report = _load_one(
                    lake,
                    file.feed,
                    file.path,
                    file.exported_on,
                    file.coverage == "full",
                    "sample",
                    None,
                    False,
                )
                _print_report(report)


@app.command()
def deadline(
    day: Annotated[str, typer.Argument(metavar="DATE", help="day of receipt, YYYY-MM-DD")],
    working_days: Annotated[int, typer.Option(min=1, max=250)] = 5,
    explain: Annotated[
        bool, typer.Option("--explain", help="list every day counted or skipped, and why")
    ] = False,
) -> None:
    """Tell the deadline so many working days after a day of receipt (which is day 0)."""
    received = parsed_date(day)
    assert received is not None  # noqa: S101 - an argument is never absent
    proof = explain_deadline(received, working_days, calendar_days(calendar_frame()))
    if explain:
        for line in proof.lines():
            say(line)
        return
    mark = "（含尚未公布放假安排的日期，暂定）" if proof.provisional else ""
    say(f"{proof.deadline:%Y-%m-%d}{mark}")


def main() -> None:
    """Run the command line; what was refused is told in sentences, never as a traceback."""
    try:
        app()
    except SharingError as error:
        say(str(error), console)
        raise SystemExit(FILE_REFUSED) from None


if __name__ == "__main__":
    main()

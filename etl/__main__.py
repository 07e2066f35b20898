"""Command line of the loader: `python -m etl --help`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from xlsxwriter.exceptions import XlsxWriterException

from access import COMMAND_LINE, Person
from duplicates.after_load import compare_after_load
from etl import desk_commands
from etl.arguments import checked_arguments, parsed_date
from etl.batches import list_batches, status
from etl.load import LoadReport, load_file
from etl.mapping import Mapping
from etl.readers.source import shown_name
from etl.sample import write_city
from etl.terminal import console, print_report, print_table, say
from warehouse.clock import calendar_days, calendar_frame, explain_deadline
from warehouse.errors import ExportError, SharingError
from warehouse.faults import explained
from warehouse.lake import Lake, open_lake
from warehouse.maintenance import maintain as maintain_lake
from warehouse.settings import lake_settings

FILE_REFUSED = 1
LINES_REFUSED = 3
INTERRUPTED = 130

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Load feed files into the lake, and undo loads.",
)


def _lake(*folders: Path) -> Lake:
    return open_lake(readable=[folder.resolve() for folder in folders])


def _named(by: str) -> Person:
    return replace(COMMAND_LINE, name=by)


@app.command()
def load(
    feed: Annotated[
        str, typer.Argument(help="catalogue, items, requests, usage, refreshes, change_events, …")
    ],
    files: Annotated[
        list[Path],
        typer.Argument(readable=False, help="CSV/TSV, XLSX/XLS/ODS, JSON lines or Parquet; .gz allowed"),
    ],
    map_file: Annotated[
        Path | None, typer.Option("--map", readable=False, help="mapping file (TOML)")
    ] = None,
    exported_on: Annotated[
        str | None, typer.Option(help="day the export was taken, YYYY-MM-DD; today by default")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full/--partial", help="the export names everything there is")
    ] = False,
    by: Annotated[str, typer.Option(help="who loads")] = COMMAND_LINE.name,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="check everything, keep nothing")] = False,
) -> None:
    """Load files of one feed. Exit code 1: a file was refused; 3: loaded, but some lines were refused."""
    mapping, day = checked_arguments(feed, map_file, exported_on)
    code, changed = 0, False
    with _lake(*{file.parent for file in files}) as lake:
        for file in files:
            try:
                report = _load_one(lake, feed, file, day, full, _named(by), mapping, dry_run)
            except SharingError as error:
                say(f"✗ {shown_name(file.name)}", console)
                say(str(error), console)
                code = FILE_REFUSED
                continue
            except KeyboardInterrupt:
                say(f"✗ {shown_name(file.name)}\n已中断，未完成的文件没有写入任何数据", console)
                raise typer.Exit(INTERRUPTED) from None
            print_report(report)
            code = code or (LINES_REFUSED if report.refused else 0)
            changed = changed or bool(report.loaded) or full
        if changed and not dry_run:
            _compare(lake, _named(by), {feed})
    raise typer.Exit(code)


def _load_one(
    lake: Lake, feed: str, file: Path, day: date, full: bool, person: Person, mapping: Mapping | None, dry_run: bool
) -> LoadReport:  # fmt: skip
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    name = shown_name(file.name)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(name, total=1.0)
        return load_file(
            lake,
            feed,
            file,
            exported_on=day,
            coverage="full" if full else "partial",
            person=person,
            mapping=mapping,
            dry_run=dry_run,
            progress=lambda step, share: bar.update(task, completed=share, description=f"{name} {step}"),
        )


def _compare(lake: Lake, person: Person, feeds: set[str]) -> None:
    """Look for duplicate collection in what was loaded, and tell it."""
    told = compare_after_load(lake, person, feeds)
    if told:
        say(told)


@app.command()
def batches() -> None:
    """List loaded files, newest first."""
    titles = {
        "batch_id": "批次", "feed": "类别", "file_name": "文件", "loaded_by": "加载人", "loaded_at": "加载时间",
        "exported_on": "导出日期", "rows_read": "读取", "loaded": "入库", "unchanged": "未变",
        "superseded": "旧版", "refused": "拒收", "undone_at": "撤销时间",
    }  # fmt: skip
    with _lake() as lake:
        print_table(list_batches(lake), titles)


@app.command("status")
def show_status() -> None:
    """Show what the lake holds of each feed."""
    titles = {
        "feed": "类别", "title": "名称", "files": "文件", "loaded": "入库", "refused": "拒收", "data_from": "数据起",
        "data_to": "数据止", "newest_export": "最近导出", "newest_load": "最近加载",
    }  # fmt: skip
    with _lake() as lake:
        say(f"快照 {lake.snapshot_id()}")
        print_table(status(lake), titles)


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
                say("数据湖中已有数据，跳过示例数据")
                return
    try:
        city = write_city(
            folder, departments=departments, resources=resources, requests=requests, usage=usage, seed=seed
        )
    except (OSError, XlsxWriterException) as error:
        raise ExportError("示例文件无法写出", f"{folder}：{error}", "请检查写权限和磁盘空间") from error
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
                    _named("sample"),
                    None,
                    False,
                )
                print_report(report)
            _compare(lake, _named("sample"), {file.feed for file in city.files})


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


app.command()(desk_commands.undo)
app.command()(desk_commands.rejects)
app.command()(desk_commands.inspect)
app.command()(desk_commands.template)
app.command()(desk_commands.digest)


def main() -> None:
    """Run the command line; what was refused is told in sentences, never as a traceback."""
    try:
        app()
    except SharingError as error:
        say(str(error), console)
        raise SystemExit(FILE_REFUSED) from None
    except duckdb.Error as error:
        say(str(explained(error, lake_settings())), console)
        raise SystemExit(FILE_REFUSED) from None
    except RuntimeError as error:
        if "interrupted" not in str(error):  # how the engine tells that Ctrl-C stopped a query
            raise
        say("已中断，没有写入任何数据", console)
        raise SystemExit(INTERRUPTED) from None


if __name__ == "__main__":
    main()

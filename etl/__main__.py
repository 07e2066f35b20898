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
from etl import desk_commands
from etl.arguments import checked_arguments
from etl.batches import list_batches, status
from etl.feeds import FEEDS
from etl.load import LoadReport, load_file
from etl.mapping import Mapping
from etl.readers.source import shown_name
from etl.terminal import console, print_report, print_table, say
from language import _
from language.commands import run
from language.retelling import retold
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
                said = _("已中断，未完成的文件没有写入任何数据")
                say(f"✗ {shown_name(file.name)}\n{said}", console)
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
            progress=lambda step, share: bar.update(
                task, completed=share, description=f"{name} {retold(step)}"
            ),
        )


def _compare(lake: Lake, person: Person, feeds: set[str]) -> None:
    """Look for duplicate collection in what was loaded, and tell it; logs are never compared."""
    if all(FEEDS[feed].kind == "append" for feed in feeds):
        return
    from duplicates.after_load import compare_after_load  # takes as long to import as a small log to load

    told = compare_after_load(lake, person, feeds)
    if told:
        say(told)


@app.command()
def batches() -> None:
    """List loaded files, newest first."""
    titles = {
        "batch_id": _("批次"), "feed": _("类别"), "file_name": _("文件"), "loaded_by": _("加载人"),
        "loaded_at": _("加载时间"), "exported_on": _("导出日期"), "rows_read": _("读取"),
        "loaded": _("入库"), "unchanged": _("未变"), "superseded": _("旧版"), "refused": _("拒收"),
        "undone_at": _("撤销时间"),
    }  # fmt: skip
    with _lake() as lake:
        print_table(list_batches(lake), titles)


@app.command("status")
def show_status() -> None:
    """Show what the lake holds of each feed."""
    titles = {
        "feed": _("类别"), "title": _("名称"), "files": _("文件"), "loaded": _("入库"), "refused": _("拒收"),
        "data_from": _("数据起"), "data_to": _("数据止"), "newest_export": _("最近导出"), "newest_load": _("最近加载"),
    }  # fmt: skip
    with _lake() as lake:
        say(_("快照 {n}").format(n=lake.snapshot_id()))
        print_table(status(lake).assign(title=lambda frame: frame["title"].map(_)), titles)


@app.command()
def maintain(
    keep_days: Annotated[int, typer.Option(help="days of old states to keep")] = 30,
) -> None:
    """Merge small files and forget old states that nothing refers to."""
    with _lake() as lake:
        report = maintain_lake(lake, keep_days=keep_days)
    say(
        _("快照 {before} → {after}，数据文件 {files} → {files_after}").format(
            before=report.snapshots_before,
            after=report.snapshots_after,
            files=report.files_before,
            files_after=report.files_after,
        )
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
                say(_("数据湖中已有数据，跳过示例数据"))
                return
    from etl.sample import write_city  # nothing else needs it

    try:
        city = write_city(
            folder, departments=departments, resources=resources, requests=requests, usage=usage, seed=seed
        )
    except (OSError, XlsxWriterException) as error:
        raise ExportError(_("示例文件无法写出"), f"{folder}: {error}", _("请检查写权限和磁盘空间")) from error
    say(_("已写出 {n} 个文件到 {folder}").format(n=len(city.files), folder=folder))
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


app.command()(desk_commands.deadline)
app.command()(desk_commands.undo)
app.command()(desk_commands.rejects)
app.command()(desk_commands.inspect)
app.command()(desk_commands.template)
app.command()(desk_commands.digest)


def main() -> None:
    """Run the command line; what was refused is told in sentences, never as a traceback."""
    try:
        run(app)
    except SharingError as error:
        say(str(error), console)
        raise SystemExit(FILE_REFUSED) from None
    except duckdb.Error as error:
        say(str(explained(error, lake_settings())), console)
        raise SystemExit(FILE_REFUSED) from None
    except RuntimeError as error:
        if "interrupted" not in str(error):  # how the engine tells that Ctrl-C stopped a query
            raise
        say(_("已中断，没有写入任何数据"), console)
        raise SystemExit(INTERRUPTED) from None


if __name__ == "__main__":
    main()

"""Command line of what the upload page does besides loading: look at a file, remember its columns, write a template,
take a load back, write refused lines, explain a deadline.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from access import COMMAND_LINE
from etl.arguments import parsed_date
from etl.feeds import FEEDS
from etl.inspection import Inspection, inspect_file
from etl.load import feed_called
from etl.mapping import load_mapping
from etl.rejects import write_rejects
from etl.remembered import as_toml, remember
from etl.terminal import say
from etl.undo import undo_batch
from exports.template import write_template
from language import _, language, preferred, speaking
from language.retelling import retold
from warehouse.clock import calendar_days, calendar_frame, explain_deadline
from warehouse.errors import ExportError, LoadError
from warehouse.lake import open_lake


def inspect(
    file: Annotated[Path, typer.Argument(readable=False, help="the file to look at")],
    feed: Annotated[str | None, typer.Option(help="read it as this feed")] = None,
    target: Annotated[
        Path | None, typer.Option("--out", help="write the proposed columns as a mapping file")
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--remember", help="remember this mapping file for these headers")
    ] = None,
    by: Annotated[str, typer.Option(help="who says so")] = COMMAND_LINE.name,
) -> None:
    """Tell what a file is and which of its columns is which; loads nothing."""
    if feed is not None:
        feed_called(feed)
    with open_lake(readable=[file.parent.resolve()]) as lake:
        found = inspect_file(file, lake, feed=feed, folder=lake.settings.work)
        if map_file is not None:
            if found.feed is None:
                raise LoadError(_("表头与各类数据都不相符"), found.file_name, _("请用 --feed 指定数据类别"))
            mapping = load_mapping(map_file, FEEDS[found.feed])
            remember(lake, found.headers, found.feed, mapping.columns, replace(COMMAND_LINE, name=by))
    _print(found)
    if target is not None and found.feed is not None:
        try:
            target.write_text(as_toml(found.feed, {**found.alike, **found.columns}), encoding="utf-8")
        except OSError as error:
            raise ExportError(
                _("映射文件无法写出"), f"{target}：{error}", _("请检查文件夹和写权限")
            ) from error
        say(_("已写出 {target}").format(target=target))


def _print(found: Inspection) -> None:
    kind = _(FEEDS[found.feed].title) if found.feed else _("未识别")
    sheet = _("，工作表“{name}”").format(name=found.sheet) if found.sheet else ""
    say(
        _("{name}：{kind}，{container}{encoding}{sheet}，表头在第 {line} 行").format(
            name=found.file_name,
            kind=kind,
            container=found.container,
            encoding=f" {found.encoding}" if found.encoding else "",
            sheet=sheet,
            line=found.header_line,
        )
    )
    titles = {column.name: _(column.title) for column in FEEDS[found.feed].columns} if found.feed else {}
    basis = _("上次确认过") if found.remembered else _("已识别")
    for name, header in found.columns.items():
        say("  " + _("{title} ← {header}（{basis}）").format(title=titles[name], header=header, basis=basis))
    for name, header in found.alike.items():
        basis = _("名称相近，请核对")
        say("  " + _("{title} ← {header}（{basis}）").format(title=titles[name], header=header, basis=basis))
    for title in found.missing:
        basis = _("缺少必需的列")
        say("  " + _("{title} ← {header}（{basis}）").format(title=_(title), header="?", basis=basis))
    for problem in found.problems:
        say(f"  {retold(problem)}")
    if found.unknown:
        say("  " + _("未用到的列：{names}").format(names=_("、").join(found.unknown)))
    for line, cells in found.rows:
        say(f"  {line}: " + " | ".join(cells))


def digest(
    target: Annotated[Path, typer.Option("--out", help="the HTML file to write")],
    department: Annotated[str | None, typer.Option(help="full name of one department")] = None,
    as_of: Annotated[
        str | None, typer.Option(help="last day of the week, YYYY-MM-DD; the newest by default")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="language of the file, zh or en; SHARING_LANGUAGE by default")
    ] = None,
) -> None:
    """Write what is newly late, stale, found and refused in a week, as one HTML file to be mailed."""
    from exports.digest import write_digest  # nothing else needs it

    day = parsed_date(as_of)
    with speaking(preferred(lang) if lang else language()), open_lake(read_only=True) as lake:
        sections = write_digest(lake, target, COMMAND_LINE, as_of=day, department=department)
        told = _("，").join(f"{section.total} {section.short}" for section in sections)
        say(_("已写出 {target}：{told}").format(target=target, told=told))


def template(
    feed: Annotated[
        str, typer.Argument(help="catalogue, items, requests, usage, refreshes, change_events, …")
    ],
    target: Annotated[Path, typer.Option("--out", help="the workbook to write (.xlsx)")],
) -> None:
    """Write an empty workbook of a feed to be filled in, with drop-downs and notes."""
    with open_lake() as lake:
        rows = lake.cursor().execute("select department from departments order by department_code").fetchall()
    write_template(feed, target, [name for (name,) in rows])
    say(_("已写出 {target}").format(target=target))


def undo(
    batch: Annotated[int, typer.Argument(help="number of the batch")],
    by: Annotated[str, typer.Option(help="who undoes it")] = COMMAND_LINE.name,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="tell what would change, change nothing")
    ] = False,
) -> None:
    """Undo one batch: the lake is then as if the file had never been loaded."""
    with open_lake() as lake:
        report = undo_batch(lake, batch, replace(COMMAND_LINE, name=by), dry_run=dry_run)
    told = _("批次 {n}（{file}，{rows} 行）").format(
        n=report.batch_id, file=report.file_name, rows=report.rows
    )
    if not dry_run:
        say(_("已撤销{batch}").format(batch=told))
        return
    say(
        _(
            "试运行，未撤销{batch}：退出 {removed} 行，恢复为此前内容 {restored} 行，由其他文件保留 {kept} 行"
        ).format(batch=told, removed=report.removed, restored=report.restored, kept=report.kept)
    )


def rejects(
    batch: Annotated[int, typer.Argument(help="number of the batch")],
    target: Annotated[Path, typer.Option("--out", help=".xlsx (bad cells marked) or .csv")],
) -> None:
    """Write the refused lines of a batch to a file to correct and load again."""
    with open_lake() as lake:
        count = write_rejects(lake, batch, target, COMMAND_LINE)
    say(_("已写出 {n} 行到 {target}").format(n=count, target=target))


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
            say(retold(line))
        return
    mark = _("（含尚未公布放假安排的日期，暂定）") if proof.provisional else ""
    say(f"{proof.deadline:%Y-%m-%d}{mark}")

"""Refused lines as a file to correct and load again."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from access import Person
from etl.batches import allow_batch
from etl.feeds import FEEDS
from etl.headers import LINE_HEADER, REASON_HEADER, match_headers
from etl.remembered import recall
from etl.statements import execute
from language import _
from language.retelling import retold
from warehouse.errors import ExportError, LoadError
from warehouse.lake import Lake

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet that opens a CSV file may run cells that begin like this."""
GUARD = "\u200b"
"""Zero-width blank: spreadsheets then see a text, and cleaning takes it off every cell when the file is loaded."""


@dataclass(frozen=True)
class RefusedLine:
    """One refused line: where it stood, its cells as sent, and each problem as (column title, value, reason)."""

    line: int
    cells: tuple[str, ...]
    problems: tuple[tuple[str, str, str], ...]

    @property
    def reason(self) -> str:
        """All problems of the line as one text, in the reader's language; columns as their headers."""
        told = [(column, retold(reason)) for column, _value, reason in self.problems]
        return _("；").join(_("：").join((column, reason)) if column else reason for column, reason in told)


@dataclass(frozen=True)
class RefusedFile:
    """The refused lines of one batch, with the sender's headers; `marked[title]` is the column a problem stands in."""

    batch_id: int
    feed: str
    file_name: str
    headers: tuple[str, ...]
    marked: dict[str, int]
    lines: tuple[RefusedLine, ...]


def refused_lines(lake: Lake, batch_id: int, person: Person) -> RefusedFile:
    """All refused lines of a batch; LoadError when there is none, AccessError when it is not the person's to see."""
    cursor = lake.cursor()
    batch = execute(cursor, "batch_headers", {"batch_id": batch_id}).fetchone()
    if batch is None:
        raise LoadError(f"没有编号为 {batch_id} 的批次", "", "请在加载记录中核对批次编号")
    feed_name, file_name, loaded_by, headers = batch
    allow_batch(person, loaded_by)
    feed = FEEDS[feed_name]
    titles = {column.name: column.title for column in feed.columns}
    rows = execute(cursor, "refused_of_batch", {"batch_id": batch_id}).fetchall()
    lines = tuple(
        RefusedLine(
            line,
            tuple(cell or "" for cell in original or ()),
            tuple((titles.get(p["column"], p["column"]), p["value"] or "", p["reason"]) for p in problems),
        )
        for line, original, problems in rows
    )
    said = recall(lake, headers)
    named = said.columns if said is not None and said.feed == feed_name else None
    columns = match_headers(tuple(headers), feed, named).columns
    marked = {titles[name]: position for name, position in columns.items()}
    return RefusedFile(batch_id, feed_name, file_name, tuple(headers), marked, lines)


def write_rejects(lake: Lake, batch_id: int, out: Path | str, person: Person) -> int:
    """Write the refused lines of a batch to .xlsx (bad cells marked) or .csv; returns their number.

    In .csv, cells that a spreadsheet would take for a formula begin with a zero-width blank, which loading takes off.
    Line number and reason stand in two extra columns at the end, which a corrected file may keep. Raises LoadError and
    AccessError as `refused_lines`, and ExportError when the file cannot be written.
    """
    out = Path(out)
    writers = {".xlsx": _write_xlsx, ".csv": _write_csv}
    write = writers.get(out.suffix.lower())
    if write is None:
        raise LoadError("只能写出 .xlsx 或 .csv 文件", str(out))
    refused = refused_lines(lake, batch_id, person)
    try:
        write(refused, out)
    except (OSError, XlsxWriterException) as error:
        raise ExportError(
            "待更正文件无法写出", f"{out}：{error}", "请检查文件夹是否存在、是否有写权限、磁盘是否已满"
        ) from error
    return len(refused.lines)


def _as_text(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula; the loader cleans the mark off again."""
    return GUARD + cell if cell.startswith(FORMULA_STARTS) else cell


def _write_csv(refused: RefusedFile, out: Path) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*map(_as_text, refused.headers), LINE_HEADER, REASON_HEADER])
        for line in refused.lines:
            cells = [*line.cells, *[""] * (len(refused.headers) - len(line.cells))]
            writer.writerow([*map(_as_text, cells), line.line, _as_text(line.reason)])


def _write_xlsx(refused: RefusedFile, out: Path) -> None:
    workbook = xlsxwriter.Workbook(out)
    font = {"font_name": "Microsoft YaHei", "font_size": 10}
    head = workbook.add_format({**font, "bold": True, "bg_color": "#D9E2EF", "border": 1})
    plain = workbook.add_format({**font, "num_format": "@"})
    bad = workbook.add_format({**font, "num_format": "@", "bg_color": "#F8D7C4", "border": 1})
    sheet = workbook.add_worksheet(_("待更正"))
    titles = [*refused.headers, LINE_HEADER, REASON_HEADER]
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, head)
    for row, line in enumerate(refused.lines, start=1):
        for column, cell in enumerate(line.cells):
            sheet.write_string(row, column, cell, plain)
        for title, value, reason in line.problems:
            column = refused.marked.get(title, -1)
            if column >= 0:
                sheet.write_string(
                    row, column, line.cells[column] if column < len(line.cells) else value, bad
                )
                sheet.write_comment(row, column, retold(reason), {"x_scale": 2})
        sheet.write_number(row, len(titles) - 2, line.line, plain)
        sheet.write_string(row, len(titles) - 1, line.reason, plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(refused.lines), 1), len(titles) - 1)
    sheet.autofit()
    workbook.close()

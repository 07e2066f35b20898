"""What the loader's command line prints: results on standard output, refusals on standard error."""

from __future__ import annotations

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.load import LoadReport
from etl.readers.source import shown_name

MOST_HEADERS = 20
"""Unknown headers listed by name."""
_PIPE_WIDTH = 240

console = Console(stderr=True)
out = Console()


def say(text: str, to: Console = out) -> None:
    """Print one line as it is, without wrapping, markup or colours."""
    to.print(text, highlight=False, markup=False, soft_wrap=True)


def print_table(frame: pd.DataFrame, columns: dict[str, str]) -> None:
    """Print columns of a frame under Chinese titles; long cells are folded, never cut."""
    table = Table(box=None, header_style="bold")
    for title in columns.values():
        table.add_column(title, overflow="fold")
    cells = [_texts(frame[name]) for name in columns]
    for row in zip(*cells, strict=True):
        table.add_row(*map(Text, row))
    (out if out.is_terminal else Console(width=_PIPE_WIDTH)).print(table)


def _texts(column: pd.Series) -> list[str]:
    """Cells as texts; a column of midnights is one of dates."""
    if pd.api.types.is_datetime64_any_dtype(column):
        known = column.dropna()
        form = "%Y-%m-%d" if (known == known.dt.normalize()).all() else "%Y-%m-%d %H:%M:%S"
        return ["" if pd.isna(value) else value.strftime(form) for value in column]
    return ["" if pd.isna(value) else shown_name(str(value)) for value in column]


def print_report(report: LoadReport) -> None:
    """Print what became of a file; refused lines go to standard error."""
    batch = f"批次 {report.batch_id}" if report.batch_id else "试运行，未写入"
    say(
        f"{report.file_name}：{batch}；读取 {report.rows_read}，入库 {report.loaded}，未变 {report.unchanged}，"
        f"旧版 {report.superseded}，拒收 {report.refused}"
    )
    if not report.rows_read:
        say("  文件只有表头，没有数据行")
    if report.notice:
        say(f"  {report.notice}", console)
    if report.unknown_headers:
        listed = "、".join(report.unknown_headers[:MOST_HEADERS])
        rest = len(report.unknown_headers) - MOST_HEADERS
        say(f"  未识别的列（未使用）：{listed}{f' 等 {rest + MOST_HEADERS} 列' if rest > 0 else ''}")
    if report.problems:
        say(f"{report.file_name} 有 {report.refused} 行被拒收，最前的问题：", console)
    for line, _column, _value, reason in report.problems[:10]:
        say(f"  第 {line} 行：{reason}", console)
    if report.refused and report.batch_id:
        remedy = f"python -m etl rejects {report.batch_id} --out 待更正.xlsx"
        say(f"  全部被拒收的行可导出更正：{remedy}", console)

"""What the loader's command line prints: results on standard output, refusals on standard error."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.load import LoadReport
from etl.readers.source import shown_name
from language import _
from language.retelling import retold

MOST_HEADERS = 20
"""Unknown headers listed by name."""
_PIPE_WIDTH = 240

console = Console(stderr=True)
out = Console()


def say(text: str, to: Console = out) -> None:
    """Print one line as it is, without wrapping, markup or colours."""
    to.print(text, highlight=False, markup=False, soft_wrap=True)


def print_table(frame: pd.DataFrame, columns: dict[str, str]) -> None:
    """Print columns of a frame under titles; long cells are folded, never cut."""
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
    batch = _("批次 {n}").format(n=report.batch_id) if report.batch_id else _("试运行，未写入")
    say(
        _(
            "{file}：{batch}；读取 {read}，入库 {loaded}，未变 {unchanged}，旧版 {superseded}，拒收 {refused}"
        ).format(
            file=report.file_name,
            batch=batch,
            read=report.rows_read,
            loaded=report.loaded,
            unchanged=report.unchanged,
            superseded=report.superseded,
            refused=report.refused,
        )
    )
    if not report.rows_read:
        say("  " + _("文件只有表头，没有数据行"))
    if report.notice:
        say(f"  {retold(report.notice)}", console)
    if report.unknown_headers:
        say("  " + _("未识别的列（未使用）：{names}").format(names=_listed(report.unknown_headers)))
    if report.problems:
        told = _("{file} 有 {n} 行被拒收，最前的问题：").format(file=report.file_name, n=report.refused)
        say(told, console)
    for line, _column, _value, reason in report.problems[:10]:
        say("  " + _("第 {line} 行：{reason}").format(line=line, reason=retold(reason)), console)
    if report.refused and report.batch_id:
        remedy = f"python -m etl rejects {report.batch_id} --out {_('待更正')}.xlsx"
        say("  " + _("全部被拒收的行可导出更正：{command}").format(command=remedy), console)


def _listed(names: Sequence[str]) -> str:
    shown = _("、").join(names[:MOST_HEADERS])
    return shown if len(names) <= MOST_HEADERS else _("{names} 等 {n} 列").format(names=shown, n=len(names))

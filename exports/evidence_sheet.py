"""Sheets 证据-…: the source rows behind an indicator, each with its file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from exports.book import Book
from exports.long_sheet import LongSheet
from exports.styles import FIRST_ROW, finish, lay_out, text_width
from language import N_, _
from language.retelling import retold
from metrics import METRICS
from metrics.words import words_of

ROWS_PER_SHEET = 1_000_000
LEADING = ("department", "reason")
TRAILING = ("feed", "file_name", "line", "batch_id")
TOLD = ("reason", "article", "missing", "ruled_by")
"""Columns whose sentences are the product's own, told again in the reader's language."""
LEFT_OUT = ("finding", "safeguard", "counted", "rule_id")
"""Columns that only repeat in code what the reason says in words."""
FIXED = {
    "department": N_("部门"),
    "reason": N_("情形"),
    "feed": N_("数据类别"),
    "file_name": N_("来源文件"),
    "line": N_("文件行号"),
    "batch_id": N_("批次"),
}
CODED = "（代码）"
"""What titles of metrics' columns end in that hold codes."""
WIDEST, SAMPLED_ROWS = 44, 2000


def sheet_name(title: str, taken: set[str], part: int = 1) -> str:
    """A worksheet name for an indicator's evidence: legal, at most 31 characters, not taken yet
    (case-insensitive).
    """
    clean = re.sub(r"[\[\]:*?/\\']", "", title).strip() or _("指标")
    suffix = f"({part})" if part > 1 else ""
    number = 1
    while True:
        tail = suffix + (f"~{number}" if number > 1 else "")
        name = _("证据-{title}").format(title=clean)[: 31 - len(tail)] + tail
        if name.lower() not in {other.lower() for other in taken}:
            taken.add(name)
            return name
        number += 1


def headings(metric: str | None, frame: pd.DataFrame) -> dict[str, str]:
    """Heading of each column, in reading order: department and reason first, origin last."""
    known = METRICS[metric].columns if metric in METRICS else {}
    middle = [str(c) for c in frame.columns if c not in FIXED and c not in LEFT_OUT]
    order = [*(c for c in LEADING if c in frame), *middle, *(c for c in TRAILING if c in frame)]
    return {c: _(FIXED.get(c) or known.get(c, c).removesuffix(CODED)) for c in order}


def write_evidence(
    book: Book,
    sheet: LongSheet,
    title: str,
    metric: str | None,
    frame: pd.DataFrame,
    advance: Callable[[int], None] | None = None,
) -> None:
    """Write one evidence sheet; `advance` is told after every thousand rows and at the end."""
    names = headings(metric, frame)
    styles = book.styles
    columns = plain_columns(frame, names)
    widths = [
        (heading, _width(heading, values)) for heading, values in zip(names.values(), columns, strict=True)
    ]
    kinds = [
        styles(_kind(frame[c]), text_wrap=width == WIDEST)
        for c, (_heading, width) in zip(names, widths, strict=True)
    ]
    caption = _("共 {n} 行。每行对应来源文件中的一行（表头为第 1 行），可据此核对原始记录。").format(
        n=len(frame)
    )
    lay_out(sheet, styles, _("证据：{title}").format(title=title), caption, widths, len(widths))
    wrapped = {place: width for place, (_heading, width) in enumerate(widths) if width == WIDEST}
    sheet.write_table(FIRST_ROW, columns, kinds, advance, wrapped)
    finish(sheet, len(frame), len(widths), len(widths), frozen=1)


def plain_columns(frame: pd.DataFrame, names: Iterable[str]) -> list[list[str | float | None]]:
    """The named columns as what is written into cells: codes as words, days and times as text."""
    return [_plain(frame[name], name, words_of(name, set(frame.columns))) for name in names]


def _width(heading: str, values: list[str | float | None]) -> float:
    """Column width for a heading and its values, judged by the first rows; the widest columns wrap."""
    shown = [f"{v:g}" if isinstance(v, float) else v for v in values[:SAMPLED_ROWS] if v is not None]
    longest = max((text_width(text) for text in shown), default=0)
    return float(min(max(longest + 4, text_width(heading) // 2 + 6, 9), WIDEST))


def _kind(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "text"
    if pd.api.types.is_integer_dtype(column):
        return "parameter"
    if pd.api.types.is_float_dtype(column):
        whole = column.dropna()
        return "parameter" if bool((whole == whole.round()).all()) else "number"
    return "text"


def _plain(column: pd.Series, name: str, words: dict[str, str]) -> list[str | float | None]:
    """Values as text, numbers or None; days and times as ISO text so that they sort and read the same
    everywhere.
    """
    if name in TOLD:
        return [retold(v) if isinstance(v, str) else _word(v) for v in column.tolist()]
    if pd.api.types.is_datetime64_any_dtype(column):
        return _moments(column)
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        numbers: list[float] = column.to_numpy(float, na_value=np.nan).tolist()
        return [None if v != v else v for v in numbers]
    return [words.get(v, v) if isinstance(v, str) and words else _word(v) for v in column.tolist()]


def _moments(column: pd.Series) -> list[str | float | None]:
    moments = column.to_numpy("datetime64[s]")
    known = ~np.isnat(moments)
    whole_days = bool((moments[known] == moments[known].astype("datetime64[D]")).all())
    written = np.datetime_as_string(moments, "D" if whole_days else "m").tolist()
    return [text.replace("T", " ") if there else None for text, there in zip(written, known, strict=True)]


def _word(value: object) -> str | float | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list | tuple):
        return _("、").join(_(str(v)) for v in value)
    return None if value is None or pd.isna(value) else str(value)  # type: ignore[call-overload]

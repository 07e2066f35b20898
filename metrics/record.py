"""A metric is an SQL file with a header, and a function that runs it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import duckdb
import pandas as pd

from metrics.window import Window

FOLDER = Path(__file__).resolve().parent / "sql"
KINDS = ("rate", "evidence", "list", "summary")
FIELDS = ("title", "question", "kind", "grain", "units", "source", "evidence")


class MetricFunction(Protocol):
    """How every metric is called; `limit` cuts the number of rows (None = all)."""

    def __call__(
        self,
        cur: duckdb.DuckDBPyConnection,
        window: Window,
        department: str | None = None,
        limit: int | None = None,
    ) -> pd.DataFrame:
        """Run the metric."""


@dataclass(frozen=True)
class Metric:
    """One metric.

    `title` and the column descriptions are Chinese, `question` and `grain` English. `kind` is `rate`
    (department, numerator, denominator, value), `evidence` (one row per source fact, with its origin and
    reason), `list` or `summary`. `article` names the regulation's article; `evidence` names the metric whose
    rows lower this rate, or is empty.
    """

    name: str
    title: str
    question: str
    kind: str
    grain: str
    unit: str
    article: str
    evidence: str
    columns: dict[str, str]
    function: MetricFunction


@cache
def sql_text(name: str) -> str:
    """The text of metrics/sql/<name>.sql."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def header(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The fields and the columns named in the comment that opens an SQL file."""
    fields: dict[str, str] = {}
    columns: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        field = re.match(r"-- (\w+): (.+)", line)
        column = re.match(r"--   (\w+): (.+)", line)
        if field and field[1] in FIELDS:
            fields[field[1]] = field[2].strip()
        elif column:
            columns[column[1]] = column[2].strip()
    return fields, columns


def metric(function: MetricFunction) -> Metric:
    """The record of a metric function, from the header of the SQL file of the same name."""
    name: str = function.__name__  # type: ignore[attr-defined]
    fields, columns = header(sql_text(name))
    return Metric(
        name=name,
        title=fields["title"],
        question=fields["question"],
        kind=fields["kind"],
        grain=fields["grain"],
        unit=fields["units"],
        article=fields["source"],
        evidence=fields.get("evidence", ""),
        columns=columns,
        function=function,
    )


def rows(
    name: str,
    cur: duckdb.DuckDBPyConnection,
    window: Window,
    department: str | None = None,
    limit: int | None = None,
    *,
    many: bool = False,
) -> pd.DataFrame:
    """The rows of metrics/sql/<name>.sql for the window and department (None = all).

    Only the parameters the file names are bound: start, end, as_of, department, limit. With `many`, hundreds of
    thousands of rows are handed over as Arrow in an eighth of the time; whole numbers that may be missing then become
    floats.
    """
    text = sql_text(name)
    values = {
        "start": window.start,
        "end": window.end,
        "as_of": window.as_of,
        "department": department,
        "limit": limit,
    }
    named = _parameters(text)
    found = cur.execute(text, {key: value for key, value in values.items() if key in named})
    return found.to_arrow_table().to_pandas(date_as_object=False) if many else found.df()


@cache
def _parameters(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\$(\w+)", text))

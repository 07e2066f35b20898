"""Which department of the register does a spelling in a file mean?"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pandas as pd
from rapidfuzz import fuzz, process

from etl.feeds import Feed
from etl.statements import execute
from warehouse.errors import LoadError

SUGGESTIONS_FOR = 500
"""Nearest names are looked up for at most this many unknown spellings of a file."""


Meaning = tuple[str, str | None, str | None]
"""A spelling, the department it means or None, and why it cannot be taken or None."""


@dataclass(frozen=True)
class Register:
    """Spelling -> register names it may stand for (names, aliases and codes of current departments)."""

    names: dict[str, set[str]]
    canonical: tuple[str, ...]

    def reason(self, spelling: str, *, suggest: bool = True) -> str | None:
        """Why the spelling cannot be taken, as a sentence for a clerk; None when it names one department."""
        found = self.names.get(spelling, set())
        if len(found) == 1:
            return None
        if found:
            return f"“{spelling}”对应多个部门：{'、'.join(sorted(found))}；请写部门全称"
        near = self.nearest(spelling) if suggest else []
        hint = f"，最接近的是：{'、'.join(near)}" if near else ""
        return f"“{spelling}”不在部门名录中{hint}；请改为名录中的名称，或请管理员登记别名"

    def nearest(self, spelling: str) -> list[str]:
        """Up to three register names whose own or other spelling is most like the given one."""
        matches = process.extract(spelling, list(self.names), scorer=fuzz.ratio, limit=10, score_cutoff=45)
        ordered = [name for match, _, _ in matches for name in sorted(self.names[match])]
        return list(dict.fromkeys(ordered))[:3]


def read_register(cursor: duckdb.DuckDBPyConnection) -> Register:
    """The register as it stands in the lake."""
    rows = cursor.execute("select department, department_code, aliases from departments").fetchall()
    names: dict[str, set[str]] = {}
    for department, code, aliases in rows:
        for spelling in (department, code, *(aliases or [])):
            names.setdefault(spelling, set()).add(department)
    for department, _, _ in rows:  # a full name always means itself, whatever aliases others claim
        names[department] = {department}
    return Register(names, tuple(row[0] for row in rows))


def resolve_departments(cursor: duckdb.DuckDBPyConnection, feed: Feed, source: str) -> str:
    """Layer views over `source` that replace spellings by register names; returns the last view's name.

    Unknown or ambiguous spellings become problems of their lines. Raises LoadError when the feed names departments
    and the register is empty.
    """
    columns = [column.name for column in feed.columns if column.kind == "department"]
    if not columns:
        return source
    register = filled_register(cursor)
    spellings = {
        str(row[0])
        for column in columns
        for row in execute(cursor, "department_spellings", source=source, column=column).fetchall()
    }
    reasons = {text: register.reason(text, suggest=False) for text in spellings}
    known = [
        (text, next(iter(register.names[text])), None) for text, reason in reasons.items() if reason is None
    ]
    unknown = sorted(text for text, reason in reasons.items() if reason is not None)
    refused = [
        (text, None, register.reason(text, suggest=index < SUGGESTIONS_FOR))
        for index, text in enumerate(unknown)
    ]
    return _layer(cursor, [*known, *refused], columns, source)


def filled_register(cursor: duckdb.DuckDBPyConnection) -> Register:
    """The register as it stands in the lake; LoadError when nothing was loaded into it."""
    register = read_register(cursor)
    if not register.names:
        raise LoadError(
            "部门名录为空，无法核对部门名称", "", "请先加载部门名录（departments），再加载其他数据"
        )
    return register


def _layer(
    cursor: duckdb.DuckDBPyConnection,
    names: list[Meaning],
    columns: list[str],
    source: str,
) -> str:
    frame = pd.DataFrame(names, columns=["spelling", "department", "reason"], dtype="string")
    cursor.register("department_frame", frame)
    cursor.execute("create or replace temp table department_names as from department_frame")
    cursor.unregister("department_frame")
    for position, column in enumerate(columns):
        target = f"resolved_{'abc'[position]}"
        execute(cursor, "resolve_departments", source=source, target=target, column=column)
        source = target
    return source

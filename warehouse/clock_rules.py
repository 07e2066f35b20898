"""Deadline rules and freshness limits from their reference files, strictly checked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd

from warehouse.clock_calendar import CALENDAR_END
from warehouse.clock_reference import REFERENCE, ReferenceTable

SHARE_TYPES = ("unconditional", "conditional", "not_shared", "*")
EVENTS = ("reply", "catalogue_update", "correction")
FREQUENCIES = ("realtime", "daily", "weekly", "fortnightly", "monthly", "quarterly", "half_yearly", "yearly")
RULE_COLUMNS = ("rule_id", "share_type", "event", "working_days", "valid_from", "valid_until", "source")
LIMIT_COLUMNS = ("update_frequency", "fresh_days", "due_days", "overdue_days")


def deadline_rules_frame(path: Path = REFERENCE / "deadline_rules.csv") -> pd.DataFrame:
    """The deadline rules, one row each, columns RULE_COLUMNS (valid_until None = open).

    Raises LakeError naming all problems: unknown codes, bad numbers and dates, missing source, repeated
    rule_id, rules for the same share type and event whose dates overlap. Source: articles 7, 9 and 12.
    """
    table = ReferenceTable(path, RULE_COLUMNS)
    rules: list[dict[str, object]] = []
    spans: dict[tuple[str, str], list[tuple[int, date, date]]] = {}
    lines: dict[str, int] = {}
    for line, row in table.rows:
        if not row["rule_id"] or not row["source"]:
            table.problem(line, "rule_id和source不能为空")
        if lines.setdefault(row["rule_id"], line) != line:
            table.problem(line, f"rule_id“{row['rule_id']}”与第{lines[row['rule_id']]}行重复")
        share_type = table.code(line, "share_type", row["share_type"], SHARE_TYPES)
        event = table.code(line, "event", row["event"], EVENTS)
        days = table.number(line, "working_days", row["working_days"], 1, 250)
        start = table.day(line, "valid_from", row["valid_from"])
        end = table.day(line, "valid_until", row["valid_until"]) if row["valid_until"] else None
        if start is not None and end is not None and end < start:
            table.problem(line, f"valid_until“{end}”早于valid_from“{start}”")
        if share_type and event and start:
            spans.setdefault((share_type, event), []).append((line, start, end or CALENDAR_END))
        rules.append({**row, "working_days": days, "valid_from": start, "valid_until": end})
    for (share_type, event), span in spans.items():
        for earlier, later in _overlaps(span):
            table.problem(later, f"{share_type}/{event}的有效期与第{earlier}行重叠")
    table.close()
    return pd.DataFrame(rules, columns=list(RULE_COLUMNS))


def _overlaps(spans: Iterable[tuple[int, date, date]]) -> list[tuple[int, int]]:
    ordered = sorted(spans, key=lambda span: span[1:])
    return [
        (first[0], second[0])
        for n, first in enumerate(ordered)
        for second in ordered[n + 1 :]
        if second[1] <= first[2] and first[1] <= second[2]
    ]


def frequency_limits_frame(path: Path = REFERENCE / "frequency_limits.csv") -> pd.DataFrame:
    """The freshness limits per declared frequency, columns LIMIT_COLUMNS (days since the last refresh).

    Raises LakeError naming all problems: unknown or repeated frequencies, limits that do not grow.
    Source: article 10.
    """
    table = ReferenceTable(path, LIMIT_COLUMNS)
    limits: list[dict[str, object]] = []
    seen: set[str] = set()
    for line, row in table.rows:
        frequency = table.code(line, "update_frequency", row["update_frequency"], FREQUENCIES)
        days = [table.number(line, column, row[column], 0, 3650) for column in LIMIT_COLUMNS[1:]]
        known = [day for day in days if day is not None]
        if len(known) == len(days) and not known[0] < known[1] < known[2]:
            table.problem(line, "应满足 fresh_days < due_days < overdue_days")
        if frequency in seen:
            table.problem(line, f"update_frequency“{frequency}”重复")
        seen.add(frequency or "")
        limits.append({"update_frequency": frequency, **dict(zip(LIMIT_COLUMNS[1:], days, strict=True))})
    table.close()
    return pd.DataFrame(limits, columns=list(LIMIT_COLUMNS))

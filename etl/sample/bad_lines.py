"""Lines that must be refused: per feed, what is wrong with them and which columns the refusal has to name."""

from __future__ import annotations

from datetime import date

import numpy as np

from etl.feeds import FEEDS
from etl.sample.mess import Cell, iso
from etl.sample.sheet import Planted, Sheet

NOWHERE = "乌海市太空事务管理署"
EARLY, DAY = iso(date(2025, 9, 1)), iso(date(2025, 9, 2))
REPLIED_EARLY = {"replied_at": EARLY, "decision": "同意"}

# feed: (kind, cells that are put over a good row's, columns the refusal names)
BAD: dict[str, tuple[tuple[str, dict[str, str], tuple[str, ...]], ...]] = {
    "departments": (
        ("missing_required", {"department": ""}, ("department",)),
        ("missing_required", {"department_code": ""}, ("department_code",)),
        ("bad_date", {"confidentiality_signed_on": "2025-02-30"}, ("confidentiality_signed_on",)),
    ),
    "catalogue": (
        ("missing_required", {"resource_name": ""}, ("resource_name",)),
        ("missing_required", {"resource_id": ""}, ("resource_id",)),
        ("unknown_department", {"department": NOWHERE}, ("department",)),
        ("unknown_code", {"share_type": "看情况共享"}, ("share_type",)),
        ("bad_date", {"published_on": "2025-13-45"}, ("published_on",)),
        ("future_date", {"catalogue_updated_on": "2999-01-01"}, ("catalogue_updated_on",)),
        ("several", {"department": NOWHERE, "share_type": "?"}, ("department", "share_type")),
    ),
    "items": (
        ("missing_required", {"item_name": ""}, ("item_name",)),
        ("missing_required", {"resource_id": ""}, ("resource_id",)),
        ("unknown_code", {"collected_from": "听说"}, ("collected_from",)),
        ("value_as_name", {"item_name": "2025年7月1日"}, ("item_name",)),
        ("value_as_name", {"item_name": "电话：0473-2998877"}, ("item_name",)),
        ("value_as_name", {"item_name": "150302199001011234"}, ("item_name",)),
        ("value_as_name", {"item_name": "请按照办事指南填写本人及家庭成员的基本情况。"}, ("item_name",)),
    ),
    "requests": (
        ("reply_before_request", {"applied_at": DAY} | REPLIED_EARLY, ("replied_at",)),
        ("bad_date", {"applied_at": "2026年2月30日"}, ("applied_at",)),
        ("future_date", {"applied_at": "2999-01-01 08:00:00"}, ("applied_at",)),
        ("missing_required", {"applicant": ""}, ("applicant",)),
        ("missing_required", {"resource_id": ""}, ("resource_id",)),
        ("unknown_department", {"applicant": NOWHERE}, ("applicant",)),
        ("unknown_code", {"applied_at": EARLY, "replied_at": DAY, "decision": "再议"}, ("decision",)),
        ("several", {"applicant": NOWHERE, "applied_at": "昨天"}, ("applicant", "applied_at")),
    ),
    "usage": (
        ("bad_date", {"called_at": "2026-02-30 10:00:00"}, ("called_at",)),
        ("bad_date", {"called_at": "昨天下午"}, ("called_at",)),
        ("past_date", {"called_at": "1900-01-01 00:00:00"}, ("called_at",)),
        ("future_date", {"called_at": "2999-01-01 00:00:00"}, ("called_at",)),
        ("unknown_department", {"consumer": NOWHERE}, ("consumer",)),
        ("missing_required", {"consumer": ""}, ("consumer",)),
        ("missing_required", {"resource_id": ""}, ("resource_id",)),
        ("negative_latency", {"latency_ms": "-15"}, ("latency_ms",)),
        ("negative_rows", {"row_count": "-1"}, ("row_count",)),
        ("unknown_code", {"mode": "传真"}, ("mode",)),
        ("unknown_code", {"status": "大概成功"}, ("status",)),
        (
            "several",
            {"called_at": "", "consumer": NOWHERE, "latency_ms": "-2"},
            ("called_at", "consumer", "latency_ms"),
        ),
    ),
    "refreshes": (
        ("bad_date", {"refreshed_at": "2025-11-31 02:00:00"}, ("refreshed_at",)),
        ("future_date", {"refreshed_at": "2999-12-31 02:00:00"}, ("refreshed_at",)),
        ("missing_required", {"resource_id": ""}, ("resource_id",)),
        ("negative_rows", {"row_count": "-100"}, ("row_count",)),
    ),
    "change_events": (
        ("unknown_department", {"department": NOWHERE}, ("department",)),
        ("bad_date", {"changed_on": "待定"}, ("changed_on",)),
    ),
    "corrections": (
        ("unknown_department", {"raised_by": NOWHERE}, ("raised_by",)),
        ("bad_date", {"raised_at": "2026-00-10"}, ("raised_at",)),
        ("unknown_code", {"raised_at": EARLY, "replied_at": DAY, "outcome": "也许"}, ("outcome",)),
    ),
    "projects": (
        ("unknown_code", {"kind": "装修"}, ("kind",)),
        ("bad_number", {"amount_wan": "约三百"}, ("amount_wan",)),
        ("bad_number", {"budget_year": "明年"}, ("budget_year",)),
        ("missing_required", {"project_name": ""}, ("project_name",)),
    ),
    "incidents": (
        ("unknown_code", {"kind": "其他不可说"}, ("kind",)),
        ("bad_date", {"occurred_on": "2026-06-31"}, ("occurred_on",)),
    ),
    "outages": (
        ("end_before_start", {"started_at": f"{DAY} 10:00:00", "ended_at": f"{DAY} 09:00:00"}, ("ended_at",)),
        ("missing_required", {"started_at": ""}, ("started_at",)),
    ),
}  # fmt: skip
# a second line with the same key that says something else
CONFLICTS: dict[str, dict[str, str]] = {
    "catalogue": {"resource_name": "另一个名称"},
    "items": {"description": "另一种说明"},
    "requests": {"purpose": "另一种用途"},
    "usage": {"row_count": "987654"},
}


def plant_bad_lines(
    sheet: Sheet, rng: np.random.Generator, *, times: int = 1, extra_cell: bool = False, keyed: bool = False
) -> None:
    """Put every kind of bad line of the sheet's feed between its rows, each with a key of its own.

    `extra_cell` adds a line with one cell more than there are headers (text files only); `keyed` leaves out lines
    without a key.
    """
    many = len(sheet.rows)
    lines: list[Planted] = []

    def add(cells: tuple[Cell, ...], kind: str, columns: tuple[str, ...]) -> None:
        lines.append(Planted(int(rng.integers(1, many + 1)), cells, "refused", kind, columns))

    number = 0
    for _ in range(times):
        for kind, cells, columns in BAD[sheet.feed]:
            if set(cells) <= set(sheet.columns) and not (keyed and FEEDS[sheet.feed].key[0] in cells):
                number += 1
                add(_line(sheet, rng, number, cells), kind, columns)
        if sheet.feed in CONFLICTS:
            number += 1
            first = _line(sheet, rng, number, {})
            add(first, "conflict", ())
            add(_over(sheet, first, CONFLICTS[sheet.feed]), "conflict", ())
        if extra_cell:
            number += 1
            add((*_line(sheet, rng, number, {}), "多出的一格"), "too_many_cells", ())
    sheet.plant(lines)


def _line(sheet: Sheet, rng: np.random.Generator, number: int, cells: dict[str, str]) -> tuple[Cell, ...]:
    """A good row under a new key, with some cells written over."""
    template = sheet.rows[int(rng.integers(0, len(sheet.rows)))]
    key = FEEDS[sheet.feed].key[0]
    own = {} if sheet.feed == "refreshes" else {key: f"BAD-{sheet.feed[:3].upper()}-{number:03d}"}
    return _over(sheet, template, {**_emptied(sheet), **own, **cells})


def _emptied(sheet: Sheet) -> dict[str, str]:
    """Optional cells emptied, so that the planted problem is the only one."""
    if sheet.feed == "requests":
        later = ("paused_from", "paused_to", "extended_to", "replied_at", "decision", "refusal_reason")
        return dict.fromkeys((*later, "delivered_at", "valid_from", "valid_until", "withdrawn_at"), "")
    if sheet.feed == "corrections":
        return dict.fromkeys(("replied_at", "outcome", "corrected_at"), "")
    if sheet.feed == "departments":
        return {"aliases": "", "department": "乌海市某新设机构"}
    return {}


def _over(sheet: Sheet, row: tuple[Cell, ...], cells: dict[str, str]) -> tuple[Cell, ...]:
    return tuple(cells.get(column, cell) for column, cell in zip(sheet.columns, row, strict=True))

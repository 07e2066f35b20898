"""How clean cells become those of a real export: spellings, stray blanks, full-width text, date formats."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import numpy as np

from etl.feeds import FEEDS, Column
from etl.sample.city import City
from etl.sample.register import Department

T = TypeVar("T")
Cell = str | date | datetime
Columns = dict[str, list[Cell]]
EXCEL_ZERO = date(1899, 12, 30)
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}

DATE_FORMATS: tuple[tuple[float, Callable[[date], str]], ...] = (
    (0.55, lambda day: day.isoformat()),
    (0.20, lambda day: f"{day.year}/{day.month}/{day.day}"),
    (0.09, lambda day: day.strftime("%Y%m%d")),
    (0.06, lambda day: f"{day.year}年{day.month}月{day.day}日"),
    (0.05, lambda day: day.strftime("%Y.%m.%d")),
    (0.05, lambda day: str((day - EXCEL_ZERO).days)),
)
TIME_FORMATS: tuple[tuple[float, Callable[[datetime], str]], ...] = (
    (0.65, lambda moment: moment.strftime("%Y-%m-%d %H:%M:%S")),
    (0.20, lambda moment: f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment.minute}"),
    (0.10, lambda moment: moment.strftime("%Y-%m-%d %H:%M")),
    (0.05, lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%S")),
)


def full_width(text: str) -> str:
    """The text with its ASCII characters as full-width ones."""
    return text.translate(FULL_WIDTH)


def spellings(department: Department) -> tuple[str, ...]:
    """How ledgers write a department, the official name first; each is readable with certainty."""
    alias = department.aliases[0]
    found = [department.name, *department.aliases, f" {alias} ", f"{department.name}　"]
    if any(character.isascii() for character in department.name):
        found.append(full_width(department.name))
    return tuple(found)


def messed(city: City, feed: str, clean: Columns, topic: str, *, workbook: bool = False) -> Columns:
    """The same columns as a real export writes them. Free text keeps its wording and only gains stray blanks.

    `workbook` files carry some dates as real dates instead of text.
    """
    rng = city.random(f"mess {feed} {topic}")
    variants = {department.name: spellings(department) for department in city.departments}
    columns = {column.name: column for column in FEEDS[feed].columns}
    return {name: _column(columns[name], cells, variants, rng, workbook) for name, cells in clean.items()}


def _column(
    column: Column,
    cells: list[Cell],
    variants: dict[str, tuple[str, ...]],
    rng: np.random.Generator,
    workbook: bool,
) -> list[Cell]:
    made = list(cells)
    chance = rng.random(len(made))
    pick = rng.random(len(made))
    for at in np.flatnonzero(chance < _share_of_mess(column)):
        cell = made[at]
        if not isinstance(cell, str) or cell == "":
            continue
        if column.kind == "department":
            names = variants[cell]
            made[at] = names[1 + int(pick[at] * (len(names) - 1))]
        elif column.kind in ("date", "timestamp") and not column.lenient:
            made[at] = _other_date(cell, column.kind, pick[at], workbook)
        elif column.kind == "code" and not column.lenient:
            made[at] = _other_code(column, cell, pick[at])
        elif column.kind == "boolean":
            made[at] = {"是": ("有", "Y", "1", " 是", "true"), "否": ("无", "N", "0", "否 ", "false")}[cell][
                int(pick[at] * 5)
            ]
        elif column.identifier or column.kind == "integer":
            made[at] = full_width(cell) if pick[at] < 0.3 else f" {cell}" if pick[at] < 0.7 else f"{cell}　"
        else:
            made[at] = f" {cell}" if pick[at] < 0.5 else f"{cell} "
    return made


def _share_of_mess(column: Column) -> float:
    if column.kind == "department":
        return 0.4
    if column.kind in ("date", "timestamp"):
        return 0.8
    return 0.1 if column.kind in ("code", "boolean") else 0.02


def _other_code(column: Column, cell: str, pick: float) -> str:
    """Another accepted Chinese text of the same code."""
    code = column.codes[cell]
    texts = [text for text, other in column.codes.items() if other == code and not text.isascii()]
    return texts[int(pick * len(texts))]


def _other_date(cell: str, kind: str, pick: float, workbook: bool) -> Cell:
    if kind == "timestamp":
        moment = datetime.fromisoformat(cell)
        return moment if workbook and pick < 0.5 else _by_share(TIME_FORMATS, pick)(moment)
    day = date.fromisoformat(cell)
    return day if workbook and pick < 0.5 else _by_share(DATE_FORMATS, pick)(day)


def _by_share(formats: tuple[tuple[float, Callable[[T], str]], ...], pick: float) -> Callable[[T], str]:
    for share, write in formats:
        if pick < share:
            return write
        pick -= share
    return formats[0][1]


def iso(moment: datetime | date | None) -> str:
    """The clean cell of a moment (to the minute) or a day; empty for None."""
    if moment is None:
        return ""
    return moment.strftime("%Y-%m-%d %H:%M:%S") if isinstance(moment, datetime) else moment.isoformat()

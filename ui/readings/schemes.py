"""Schemes as tables that can be edited, and edited tables as schemes."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from evaluation.scheme_store import SchemeVersion
from evaluation.whatif import WhatIf
from language.retelling import retold
from ui.blocks import Tile
from ui.language import _
from ui.readings.rounds import definition_changes

Raw = dict[str, Any]
TABLES = {
    "dimensions": ["code", "title", "weight"],
    "indicators": [
        "code",
        "title",
        "dimension",
        "weight",
        "low",
        "high",
        "steps",
        "minimum_sample",
        "shrink",
    ],
    "grades": ["title", "floor"],
    "adjustments": ["code", "title", "per_unit", "cap"],
    "vetoes": ["code", "title", "threshold", "minimum_sample", "grade_at_most"],
}
"""What can be edited of each part of a scheme; `low`, `high` and `steps` stand inside an indicator's scoring."""
SCORING = ("low", "high", "steps")
WHOLE = ("minimum_sample",)
TOLD = ("title", "grade_at_most")
"""Columns shown in the reader's language; what is left as it was shown is kept as it was written."""
STEP = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[=＝:：]\s*(-?\d+(?:\.\d+)?)\s*")


def versions(stored: Iterable[SchemeVersion]) -> pd.DataFrame:
    """One row per stored version, the newest first, the one in force marked."""
    columns = [
        "in_force", "title", "scheme_code", "version", "edition", "saved_by", "saved_at", "reason", "based_on",
        "sha256",
    ]  # fmt: skip
    rows = [{**one.__dict__, "in_force": _("现行") if place == 0 else ""} for place, one in enumerate(stored)]
    found = pd.DataFrame(rows, columns=columns)
    return found.assign(based_on=found["based_on"].astype("Int64"))


def table(raw: Raw, part: str) -> pd.DataFrame:
    """One part of a scheme (key of TABLES) as a table."""
    rows = []
    for entry in raw.get(part, []):
        scoring = entry.get("scoring", {})
        row = {**entry, **{key: scoring.get(key) for key in ("low", "high")}}
        row["steps"] = written_steps(scoring.get("steps"))
        row |= {key: retold(row[key]) for key in TOLD if isinstance(row.get(key), str)}
        row.setdefault("shrink", False)
        row.setdefault("minimum_sample", 0)
        rows.append(row)
    return pd.DataFrame(rows, columns=TABLES[part])


def edited(raw: Raw, tables: dict[str, pd.DataFrame], head: Raw) -> Raw:
    """The scheme with what was edited: tables by part, and `head` values ('rounding.digits' for a nested one).

    Cells that were emptied are left out, so that the check of schemes names them.
    """
    found = copy.deepcopy(raw)
    for key, value in head.items():
        outer, _dot, inner = key.partition(".")
        if inner:
            found.setdefault(outer, {})[inner] = value
        else:
            found[outer] = value
    titles = [entry.get("title") for part in TABLES for entry in raw.get(part, [])]
    written = {retold(title): title for title in titles if isinstance(title, str)}
    for part, frame in tables.items():
        before = {entry.get("code"): entry for entry in raw.get(part, [])}
        rows = [
            _entry(before.get(row.get("code"), {}), _as_written(written, row))
            for row in frame.to_dict("records")
        ]
        if rows or part in raw:
            found[part] = rows
    return found


def _as_written(written: dict[str, str], row: dict[Any, Any]) -> dict[Any, Any]:
    """A row with the titles as the scheme has them where they still read as they were shown."""
    return row | {key: written.get(row[key], row[key]) for key in TOLD if isinstance(row.get(key), str)}


def _entry(before: Raw, row: dict[Any, Any]) -> Raw:
    entry = copy.deepcopy(before)
    for key, cell in row.items():
        value = _value(str(key), cell)
        if key in SCORING:
            _score(entry, str(key), value)
        elif value is None:
            entry.pop(key, None)
        elif before.get(key, value) != value or key in before or value not in (0, False):
            entry[key] = value
    return entry


def _score(entry: Raw, key: str, value: object) -> None:
    """Put a cell into the scoring rule it belongs to; cells of the other rule are left unheard."""
    scoring = entry.setdefault("scoring", {})
    if (key == "steps") != (scoring.get("rule") == "steps"):
        return
    if value is None:
        scoring.pop(key, None)
    else:
        scoring[key] = read_steps(str(value)) if key == "steps" else value


def _value(key: str, cell: object) -> object:
    if cell is None or cell is pd.NA or cell != cell:
        return None
    if key in WHOLE and float(str(cell)).is_integer():
        return int(float(str(cell)))
    item = getattr(cell, "item", None)
    return item() if callable(item) else cell


def written_steps(steps: object) -> str | None:
    """Steps as text: `0=100；1=60` means 100 from 0 on, 60 from 1 on."""
    if not isinstance(steps, list):
        return None
    return "；".join(f"{step['at_least']:g}={step['score']:g}" for step in steps)


def read_steps(text: str) -> object:
    """Text as steps; the text itself where it cannot be read, so that the check of schemes names it."""
    parts = [part for part in re.split(r"[;；]", text) if part.strip()]
    found = [STEP.fullmatch(part) for part in parts]
    if not parts or not all(found):
        return text
    return [{"at_least": float(one[1]), "score": float(one[2])} for one in found if one]


def weight_note(raw: Raw) -> str:
    """What the edited weights add up to, level by level."""
    titles = {entry.get("code"): entry.get("title") for entry in raw.get("dimensions", [])}
    levels: dict[str, float] = {_("维度"): _sum(raw.get("dimensions", []))}
    for code, title in titles.items():
        levels[str(title)] = _sum(one for one in raw.get("indicators", []) if one.get("dimension") == code)
    return _("权重合计：") + _("，").join(f"{_(title)} {total:g}" for title, total in levels.items())


def _sum(entries: Iterable[Raw]) -> float:
    return sum(float(entry["weight"]) for entry in entries if isinstance(entry.get("weight"), int | float))


def trial_tiles(found: WhatIf) -> list[Tile]:
    """How many move, by how much at most, how many change grade, how many definitions differ."""
    places = found.moves["places"].fillna(0)
    graded = int((found.moves["grade_before"] != found.moves["grade_after"]).sum())
    return [
        Tile(_("名次变化"), f"{int((places != 0).sum())}", note=_("个部门，共 {n} 个").format(n=len(places))),
        Tile(_("最大升降"), f"{int(places.abs().max()) if len(places) else 0}", note=_("名")),
        Tile(_("等次变化"), f"{graded}", note=_("个部门")),
        Tile(_("定义变化"), f"{len(found.changes)}", note=_("处，与现行方案相比")),
    ]


def changes(found: WhatIf) -> pd.DataFrame:
    """What the edited scheme defines otherwise."""
    return definition_changes(found.changes)

"""The administrator's reference files: calendar overrides, deadline rules, freshness limits.

They are the CSV files of `data/reference/`; the lake follows them. A change is checked as a whole first, takes effect
in one transaction together with its audit row, and is then in the file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from access.audit import record
from access.people import Person, Role, allow
from language import N_
from warehouse.clock import calendar_frame, deadline_rules_frame, frequency_limits_frame
from warehouse.clock_reference import REFERENCE
from warehouse.clock_rules import LIMIT_COLUMNS, RULE_COLUMNS
from warehouse.lake import Lake
from warehouse.reference import take_over


@dataclass(frozen=True)
class ReferenceFile:
    """One file: its title, its columns, and the check that names every problem of a candidate."""

    title: str
    columns: tuple[str, ...]
    check: Callable[[Path], pd.DataFrame]


FILES = {
    "calendar_overrides": ReferenceFile(
        N_("日历更正"), ("day", "is_working", "name", "source"), calendar_frame
    ),
    "deadline_rules": ReferenceFile(N_("期限规则"), RULE_COLUMNS, deadline_rules_frame),
    "frequency_limits": ReferenceFile(N_("更新时限"), LIMIT_COLUMNS, frequency_limits_frame),
}


def read_rows(name: str, folder: Path = REFERENCE) -> pd.DataFrame:
    """The file's rows as texts, in the file's order."""
    return pd.read_csv(folder / f"{name}.csv", dtype="str", keep_default_na=False, encoding="utf-8-sig")


def save_rows(lake: Lake, person: Person, name: str, rows: pd.DataFrame, folder: Path = REFERENCE) -> None:
    """Put new rows in force. Raises AccessError, or LakeError naming every problem; then nothing has changed."""
    allow(person, Role.ADMINISTRATOR)
    about, target = FILES[name], folder / f"{name}.csv"
    texts = rows[list(about.columns)].fillna("").astype("str").apply(lambda column: column.str.strip())
    texts = texts[(texts != "").any(axis="columns")]
    with tempfile.TemporaryDirectory() as candidate_folder:
        candidate = Path(candidate_folder) / target.name
        texts.to_csv(candidate, index=False, encoding="utf-8", lineterminator="\n")
        about.check(candidate)
        new, old = candidate.read_bytes(), target.read_bytes()
    try:
        with lake.write(person.name, f"change {name}") as cur:
            target.write_bytes(new)
            take_over(cur)
            record(cur, person, "change rules", name, _difference(read_text(old), read_text(new)))
    except BaseException:
        target.write_bytes(old)
        raise


def read_text(content: bytes) -> list[str]:
    """The lines of a file."""
    return content.decode("utf-8-sig").splitlines()


def _difference(before: list[str], after: list[str]) -> str:
    """Lines taken away and added, one below the other."""
    gone = [f"- {line}" for line in before if line not in after]
    come = [f"+ {line}" for line in after if line not in before]
    return "\n".join([*gone, *come])

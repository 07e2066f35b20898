"""Rules and calendar changed by the administrator: checked as a whole, in force at once, written down."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from access import AccessError, Person, Role
from access.reference_files import FILES, read_rows, save_rows
from warehouse import clock, clock_calendar, clock_reference, clock_rules, reference
from warehouse.errors import LakeError

ADMINISTRATOR = Person("赵管", frozenset({Role.ADMINISTRATOR}), page="administration")
EVALUATOR = Person("张敏", frozenset({Role.EVALUATOR}))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the product's reference files that the lake follows."""
    copy = tmp_path / "reference"
    shutil.copytree(clock_reference.REFERENCE, copy)
    monkeypatch.setattr(reference, "REFERENCE", copy)
    for module, name, file in (
        (clock, "calendar_frame", "calendar_overrides"),
        (clock, "deadline_rules_frame", "deadline_rules"),
        (clock, "frequency_limits_frame", "frequency_limits"),
    ):
        made = getattr(clock_calendar if "calendar" in name else clock_rules, name)
        monkeypatch.setattr(module, name, lambda made=made, file=file: made(copy / f"{file}.csv"))
    return copy


def working(lake, day: date) -> bool:
    return bool(
        lake.cursor().execute("select is_working from calendar where day = $day", {"day": day}).fetchone()[0]
    )


def test_a_day_off_is_in_force_at_once_and_in_the_audit_trail(lake, folder):
    assert working(lake, date(2027, 10, 4))
    rows = pd.DataFrame(
        [{"day": "2027-10-04", "is_working": "false", "name": "国庆节", "source": "国办发明电"}]
    )
    save_rows(lake, ADMINISTRATOR, "calendar_overrides", rows, folder)
    assert not working(lake, date(2027, 10, 4))
    assert read_rows("calendar_overrides", folder).to_dict("records") == rows.to_dict("records")
    kept = lake.cursor().execute("select person, page, action, subject, detail from audit_log").fetchall()
    assert kept == [
        (
            "赵管",
            "administration",
            "change rules",
            "calendar_overrides",
            "+ 2027-10-04,false,国庆节,国办发明电",
        )
    ]
    assert not reference.refresh_reference(lake)


def test_a_rule_with_problems_changes_nothing_and_names_them_all(lake, folder):
    before = (folder / "deadline_rules.csv").read_bytes()
    rows = read_rows("deadline_rules", folder)
    rows.loc[0, "working_days"] = "soon"
    rows.loc[1, "source"] = ""
    with pytest.raises(LakeError) as refused:
        save_rows(lake, ADMINISTRATOR, "deadline_rules", rows, folder)
    assert "2处问题" in refused.value.what.replace(" ", "")
    assert (folder / "deadline_rules.csv").read_bytes() == before
    assert lake.cursor().execute("select count(*) from audit_log").fetchone() == (0,)


def test_a_commit_that_fails_leaves_the_file_as_it_was(lake, folder, monkeypatch):
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    before = (folder / "calendar_overrides.csv").read_bytes()
    monkeypatch.setattr("access.reference_files.record", fail)
    rows = pd.DataFrame(
        [{"day": "2027-10-04", "is_working": "false", "name": "国庆节", "source": "国办发明电"}]
    )
    with pytest.raises(ZeroDivisionError):
        save_rows(lake, ADMINISTRATOR, "calendar_overrides", rows, folder)
    assert (folder / "calendar_overrides.csv").read_bytes() == before
    assert working(lake, date(2027, 10, 4))


@pytest.mark.parametrize("name", list(FILES))
def test_only_administrators_change_rules(lake, folder, name):
    with pytest.raises(AccessError):
        save_rows(lake, EVALUATOR, name, read_rows(name, folder), folder)

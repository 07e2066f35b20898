"""One audit row per change, in the same transaction as the change."""

import pytest

from access import Person, Role, record

CLERK = Person(
    "O'Brien; --", frozenset({Role.UPLOADER, Role.DEPARTMENT}), department="市教育局", page="upload"
)


def test_a_change_leaves_who_what_when_and_where(lake):
    with lake.write("test", "change") as cur:
        record(cur, CLERK, "undo", "batch 3", "wrong file")
    row = lake.cursor().execute("select * exclude (acted_at), acted_at is not null from audit_log").fetchone()
    expected = (
        "O'Brien; --",
        ["department", "uploader"],
        "市教育局",
        "upload",
        "undo",
        "batch 3",
        "wrong file",
        True,
    )
    assert row == expected


def failing_change(lake):
    with lake.write("test", "change") as cur:
        record(cur, CLERK, "undo", "batch 3")
        raise ZeroDivisionError


def test_a_change_that_fails_leaves_no_row(lake):
    with pytest.raises(ZeroDivisionError):
        failing_change(lake)
    assert lake.cursor().execute("select count(*) from audit_log").fetchone() == (0,)

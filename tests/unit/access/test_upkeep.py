"""Maintenance by a person leaves an audit row; nobody else may start it."""

import pytest

from access import AccessError, Person, Role
from access.upkeep import keep_up


def test_maintenance_is_written_down(lake):
    keep_up(lake, Person("赵管", frozenset({Role.ADMINISTRATOR})))
    assert lake.cursor().execute("select person, action from audit_log").fetchall() == [("赵管", "maintain")]


def test_others_may_not(lake):
    with pytest.raises(AccessError):
        keep_up(lake, Person("王局", frozenset({Role.LEADER})))

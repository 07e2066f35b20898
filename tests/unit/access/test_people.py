"""Roles decide writes; a person of a department is limited to it."""

import pytest

from access import LOCAL, AccessError, Person, Role, allow, allow_department

LEADER = Person("王局", frozenset({Role.LEADER}))
CLERK = Person("李某", frozenset({Role.DEPARTMENT}), department="市教育局")


def test_a_role_that_is_held_is_allowed():
    allow(LEADER, Role.EVALUATOR, Role.LEADER)


def test_a_role_that_is_not_held_is_refused_with_the_persons_name_and_a_remedy():
    with pytest.raises(AccessError) as refused:
        allow(LEADER, Role.EVALUATOR)
    assert refused.value.where == "王局"
    assert refused.value.remedy


def test_a_department_reads_itself_and_nobody_else():
    allow_department(CLERK, "市教育局")
    with pytest.raises(AccessError):
        allow_department(CLERK, "市公安局")


def test_who_reads_the_city_is_not_limited():
    allow_department(LEADER, "市公安局")
    assert LEADER.limited_to is None
    assert CLERK.limited_to == "市教育局"
    assert LOCAL.limited_to is None


def test_the_page_is_said_when_acting():
    assert LEADER.at("upload").page == "upload"
    assert LEADER.page == ""

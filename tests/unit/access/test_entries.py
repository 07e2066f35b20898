"""The access file: every problem at once, with the line of its entry and its key."""

from pathlib import Path

import pytest

from access import Role
from access.entries import AccessFileError, read_entries

GOOD = """
[[person]]
email = "Zhang.Min@Example.gov.cn "
name = "张敏"
roles = ["evaluator", "uploader"]

[[person]]
email = "li.hua@example.gov.cn"
roles = ["department"]
department = "市教育局"

[[person]]
email = "admin@example.gov.cn"
name = "赵管"
roles = ["administrator"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "access.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[tuple[int, str]]:
    with pytest.raises(AccessFileError) as refused:
        read_entries(written(folder, text))
    return [(problem.line, problem.key) for problem in refused.value.problems]


def test_addresses_lead_to_persons(tmp_path):
    people = read_entries(written(tmp_path, GOOD))
    assert people["zhang.min@example.gov.cn"].roles == {Role.EVALUATOR, Role.UPLOADER}
    assert people["li.hua@example.gov.cn"].department == "市教育局"
    assert people["li.hua@example.gov.cn"].name == "li.hua@example.gov.cn"


def test_the_example_that_is_shipped_can_be_used():
    people = read_entries(Path(__file__).parents[3] / "data" / "access.example.toml")
    assert {role for person in people.values() for role in person.roles} == set(Role)


def test_every_problem_is_named_with_its_line_and_key(tmp_path):
    text = """title = "who"
[[person]]
email = "no address"
name = "甲"
roles = ["boss"]

[[person]]
email = "b@example.cn"
name = "甲"
roles = ["department"]
colour = "red"

[[person]]
email = "B@example.cn"
name = ""
roles = "leader"
"""
    assert problems(tmp_path, text) == [
        (0, "title"),
        (2, "email"),  # no address
        (2, "roles"),  # no role boss
        (7, "colour"),  # no such key
        (7, "department"),  # missing
        (7, "name"),  # the second 甲
        (13, "name"),  # empty
        (13, "roles"),  # no list
        (13, "email"),  # the second b@example.cn
        (0, "roles"),  # nobody administers
    ]


def test_a_letter_that_only_looks_like_another_is_no_address(tmp_path):
    kelvin = GOOD.replace("Zhang.Min", "\u212ahan")
    assert problems(tmp_path, kelvin) == [(2, "email")]


def test_a_file_without_an_administrator_is_refused(tmp_path):
    assert problems(tmp_path, GOOD.replace('"administrator"', '"leader"')) == [(0, "roles")]


def test_text_that_is_no_toml_is_refused_with_its_line(tmp_path):
    assert problems(tmp_path, '[[person]]\nemail = "a@example.cn\n') == [(2, "")]


def test_a_missing_file_is_one_problem(tmp_path):
    with pytest.raises(AccessFileError) as refused:
        read_entries(tmp_path / "absent.toml")
    assert [problem.line for problem in refused.value.problems] == [0]


@pytest.mark.parametrize("roles", ['[["leader"], "administrator"]', "[{role = 1}]", "[1]"])
def test_a_role_that_is_no_word_is_named(tmp_path, roles):
    text = GOOD + f'[[person]]\nemail = "b@example.cn"\nname = "乙"\nroles = {roles}\n'
    assert problems(tmp_path, text) == [(16, "roles")]  # its header line


def test_a_file_nested_without_end_is_refused(tmp_path):
    assert problems(tmp_path, "person = " + "[" * 20_000) == [(0, "")]

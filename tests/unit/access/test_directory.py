"""The access file in force: read again when it changes; a broken one changes nothing."""

import os
from pathlib import Path

import pytest

from access import Role
from access.directory import Directory

ADMINISTRATOR = '[[person]]\nemail = "admin@example.cn"\nroles = ["administrator"]\n'
LEADER = '[[person]]\nemail = "wang@example.cn"\nname = "王局"\nroles = ["leader"]\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "access.toml"


def save(path: Path, text: str, at: int) -> None:
    """Write the file as of a second of its own, as an editor would a while later."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at, at))


def test_a_change_is_in_force_at_once(path):
    save(path, ADMINISTRATOR, 1)
    directory = Directory(path)
    assert directory.person("wang@example.cn") is None
    save(path, ADMINISTRATOR + LEADER, 2)
    assert directory.person("Wang@Example.cn ").roles == {Role.LEADER}
    save(path, ADMINISTRATOR, 3)
    assert directory.person("wang@example.cn") is None
    assert directory.error() is None


def test_a_broken_file_keeps_the_last_good_one_and_says_so(path):
    save(path, ADMINISTRATOR + LEADER, 1)
    directory = Directory(path)
    assert directory.error() is None
    save(path, ADMINISTRATOR + LEADER + "[[person]]\n", 2)
    assert directory.person("wang@example.cn").name == "王局"
    assert [problem.line for problem in directory.error().problems] == [8, 8]
    path.unlink()
    assert directory.person("wang@example.cn").name == "王局"
    assert directory.error() is not None


def test_without_a_good_file_nobody_is_known(path):
    save(path, LEADER, 1)
    directory = Directory(path)
    assert directory.error() is not None
    assert directory.person("wang@example.cn") is None
    assert directory.people() == {}


def test_an_address_in_other_letters_is_a_stranger(path):
    save(path, '[[person]]\nemail = "khan@example.cn"\nroles = ["administrator"]\n', 1)
    assert Directory(path).person("\u212ahan@example.cn") is None

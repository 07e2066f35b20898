"""The access file: which e-mail address acts under which name, in which roles, for which department.

A TOML file of `[[person]]` tables, see `docs/operations.md`. Everything that is wrong with it is said at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from access.people import AccessError, Person, Role
from language import _

KEYS = ("email", "name", "roles", "department")
_ADDRESS = re.compile(r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"'.]+")
_HEADER = re.compile(r"^\s*\[\[\s*person\s*\]\]")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the file: the line of its entry (header line; 0 = whole file), the key, and what."""

    line: int
    key: str
    what: str

    def __str__(self) -> str:
        """The problem as one line."""
        where = _("第 {line} 行").format(line=self.line) if self.line else _("整个文件")
        return f"{where} · {self.key}：{self.what}" if self.key else f"{where}：{self.what}"


class AccessFileError(AccessError):
    """The access file cannot be used; `problems` names everything that is wrong with it."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(
            _("访问名单不能使用，共 {n} 处问题").format(n=len(problems)),
            f"{path}\n" + "\n".join(str(problem) for problem in problems),
            _("请改正以上各处后保存，系统会自动重新读取。"),
        )


def normal(address: str) -> str:
    """An e-mail address as it is compared: without blanks around it, in small letters."""
    return address.strip().lower()


def read_entries(path: Path) -> dict[str, Person]:
    """Persons by e-mail address. Raises AccessFileError with every problem of the file."""
    try:
        text = path.read_text(encoding="utf-8")
        parsed = tomllib.loads(text)
    except FileNotFoundError as error:
        raise AccessFileError(path, [Problem(0, "", _("找不到文件"))]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise AccessFileError(path, [Problem(0, "", _("文件无法读取，须为 UTF-8 文本"))]) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        broken = Problem(int(line[1]) if line else 0, "", _("不是有效的 TOML：{why}").format(why=error))
        raise AccessFileError(path, [broken]) from error
    lines = [number for number, one in enumerate(text.splitlines(), start=1) if _HEADER.match(one)]
    people, problems = _judged(parsed, lines)
    if problems:
        raise AccessFileError(path, problems)
    return people


def _judged(parsed: Mapping[str, Any], lines: list[int]) -> tuple[dict[str, Person], list[Problem]]:
    problems = [Problem(0, key, _("不认识的内容，只应有 [[person]]")) for key in parsed if key != "person"]
    entries = parsed.get("person", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return {}, [*problems, Problem(0, "person", _("每人应写成一段 [[person]]"))]
    if len(lines) != len(entries):  # written in another way than with headers; entries are counted instead
        lines = [0] * len(entries)
    people: dict[str, Person] = {}
    names: set[str] = set()
    for line, entry in zip(lines, entries, strict=True):
        problems.extend(_problems(entry, line))
        address, person = _person(entry)
        if address and address in people:
            problems.append(Problem(line, "email", _("{address} 出现了两次").format(address=address)))
        if person.name in names:
            problems.append(Problem(line, "name", _("姓名“{name}”出现了两次").format(name=person.name)))
        people[address] = person
        names.add(person.name)
    if not any(Role.ADMINISTRATOR in person.roles for person in people.values()):
        problems.append(Problem(0, "roles", _("至少要有一名管理员（administrator）")))
    return people, problems


def _problems(entry: Mapping[str, Any], line: int) -> Iterator[Problem]:
    """What is wrong with one entry by itself."""
    for key in entry:
        if key not in KEYS:
            yield Problem(line, key, _("不认识的项，可用：{keys}").format(keys=_("、").join(KEYS)))
    address, roles = entry.get("email"), entry.get("roles")
    if not isinstance(address, str) or not address.isascii() or not _ADDRESS.fullmatch(normal(address)):
        yield Problem(line, "email", _("应写邮箱地址，例如 zhang.min@example.gov.cn"))
    for key in ("name", "department"):
        if key in entry and not (isinstance(entry[key], str) and entry[key].strip()):
            yield Problem(line, key, _("应写文字，不能留空"))
    known = _("、").join(role.value for role in Role)
    if not isinstance(roles, list) or not roles:
        yield Problem(line, "roles", _("应列出至少一个角色：{roles}").format(roles=known))
        return
    for role in roles:
        if not isinstance(role, str) or role not in set(Role):
            yield Problem(line, "roles", _("没有角色“{role}”，可用：{roles}").format(role=role, roles=known))
    if Role.DEPARTMENT in roles and "department" not in entry:
        yield Problem(line, "department", _("角色 department 须写明部门全称"))


def _person(entry: Mapping[str, Any]) -> tuple[str, Person]:
    """The entry's address and person, with nothing where an entry is wrong."""
    written = entry.get("email")
    address = normal(written) if isinstance(written, str) else ""
    roles = entry.get("roles")
    known = (
        [Role(role) for role in roles if isinstance(role, str) and role in set(Role)]
        if isinstance(roles, list)
        else []
    )
    name, department = entry.get("name"), entry.get("department")
    return address, Person(
        name=name.strip() if isinstance(name, str) else address,
        roles=frozenset(known),
        department=department.strip() if isinstance(department, str) else None,
    )

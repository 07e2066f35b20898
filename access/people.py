"""Persons, their roles, and the check every write and every read for one department makes below the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from language import N_, _
from warehouse.errors import SharingError


class AccessError(SharingError):
    """Somebody asked for what their roles do not allow."""


class Role(StrEnum):
    """What a person may do; a person holds any number of roles."""

    LEADER = "leader"
    EVALUATOR = "evaluator"
    UPLOADER = "uploader"
    DEPARTMENT = "department"
    ADMINISTRATOR = "administrator"


READERS = frozenset({Role.LEADER, Role.EVALUATOR, Role.ADMINISTRATOR})
NOWHERE = "—"
"""A department no register has."""


@dataclass(frozen=True)
class Person:
    """One person: the name written beside their actions, their roles, and the department they are limited to.

    `department` is a full name of the register and limits what a person without a reading role may see. `page` is
    where the person acts: a page's stem, or `command line`.
    """

    name: str
    roles: frozenset[Role]
    department: str | None = None
    page: str = ""

    def at(self, page: str) -> Person:
        """The same person, acting from `page`."""
        return replace(self, page=page)

    @property
    def limited_to(self) -> str | None:
        """The only department this person may read; None where the whole city may be read.

        Who neither reads the city nor belongs to a department is limited to one that does not exist.
        """
        return None if self.roles & READERS else self.department or NOWHERE


EVERY_ROLE = frozenset(Role)
LOCAL = Person(name=N_("本机用户"), roles=EVERY_ROLE)
COMMAND_LINE = Person(name=N_("命令行"), roles=EVERY_ROLE, page="command line")
SYSTEM = Person(name="system", roles=EVERY_ROLE, page="system")


def allow(person: Person, *roles: Role) -> None:
    """Raise AccessError unless the person holds one of the roles; called first by every function that writes."""
    if not person.roles & frozenset(roles):
        raise AccessError(
            _("您没有权限进行此项操作。"), person.name, _("如工作需要，请联系市大数据中心管理员开通。")
        )


def allow_department(person: Person, department: str) -> None:
    """Raise AccessError unless the person may read `department`."""
    if not person.roles & READERS and person.department != department:
        raise AccessError(
            _("您只能查看本部门的内容。"), person.name, _("如工作需要，请联系市大数据中心管理员开通。")
        )

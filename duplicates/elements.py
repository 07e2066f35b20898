"""Standard data elements and their names: the product's dictionary, a city's additions, confirmed aliases."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from duplicates.errors import ElementsError
from duplicates.normalise import item_keys
from language import _

STANDARD = Path(__file__).resolve().parent.parent / "data" / "reference" / "data_elements.csv"
COLUMNS = ("element", "role", "about", "authority", "aliases")
ROLES = ("key", "contact", "generic", "data")
"""key identifies a person or company, contact reaches one, generic says nothing by itself, data is all else."""
ABOUT = ("", "person", "company", "place", "vehicle")
MARK = "="
"""Begins the canonical form of a name that stands for a standard element."""
_NEUTRAL = (
    "申请人", "申请者", "申办人", "办事人", "本人", "公民", "个人", "人员", "当事人", "被采集人", "采集对象", "登记人",
)  # fmt: skip
"""Words before a name that do not change what it means."""
_SEPARATORS = re.compile(r"[、，,;；|\s]+")


@dataclass(frozen=True)
class Entry:
    """One standard element; `authority` is a word of the name of the department it originates from, or empty."""

    element: str
    role: str
    about: str = ""
    authority: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alias:
    """A name that an evaluator confirmed to mean the same as another."""

    canonical: str
    confirmed_by: str
    confirmed_at: datetime


@dataclass(frozen=True)
class Dictionary:
    """What names mean. All look-ups take comparable names (`normalise.item_key`)."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    aliases: Mapping[str, Alias] = field(default_factory=dict)

    def entry(self, key: str) -> Entry | None:
        """The standard element a name stands for."""
        key = self._followed(key)
        found = self.entries.get(key)
        if found is None and key.startswith(_NEUTRAL):
            found = self.entries.get(_without_neutral(key))
        return found

    def alias(self, key: str) -> Alias | None:
        """The confirmed alias that begins with this name."""
        return self.aliases.get(key)

    def canonical(self, key: str) -> str:
        """One text for all names of the same meaning: `=element`, or the name itself."""
        entry = self.entry(key)
        return f"{MARK}{entry.element}" if entry else self._followed(key)

    def role(self, key: str) -> str:
        """Role of a name; names outside the dictionary are data."""
        entry = self.entry(key)
        return entry.role if entry else "data"

    def compatible(self, canonical: str, other: str) -> bool:
        """Whether two canonical forms may mean the same: two different standard elements never do."""
        return not (canonical.startswith(MARK) and other.startswith(MARK) and canonical != other)

    def _followed(self, key: str) -> str:
        seen = {key}
        while (alias := self.aliases.get(key)) is not None and alias.canonical not in seen:
            key = alias.canonical
            seen.add(key)
        return key

    @property
    def sha256(self) -> str:
        """SHA-256 over everything that decides what names mean."""
        digest = hashlib.sha256()
        for key in sorted(self.entries):
            entry = self.entries[key]
            digest.update(f"{key}\t{entry.element}\t{entry.role}\t{entry.authority}\n".encode())
        for key in sorted(self.aliases):
            digest.update(f"{key}>{self.aliases[key].canonical}\n".encode())
        return digest.hexdigest()


def _without_neutral(key: str) -> str:
    rest = (key.removeprefix(word) for word in _NEUTRAL if key.startswith(word))
    return next((name for name in rest if len(name) >= 2), key)


def parse_elements(text: str, source: str) -> list[Entry]:
    """Entries of a CSV with the columns element, role, about, authority, aliases; ElementsError names all problems."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    lacking = [name for name in ("element", "aliases") if name not in (rows.fieldnames or ())]
    if lacking:
        raise ElementsError(
            _("标准数据元文件缺少列：{names}").format(names=_("、").join(lacking)),
            source,
            _("表头应为：{header}").format(header=",".join(COLUMNS)),
        )
    entries, problems = [], []
    for row in rows:
        entry = Entry(
            (row["element"] or "").strip(),
            (row.get("role") or "data").strip(),
            (row.get("about") or "").strip(),
            (row.get("authority") or "").strip(),
            tuple(part for part in _SEPARATORS.split(row["aliases"] or "") if part),
        )
        entries.append(entry)
        problems += [_("第 {n} 行：{what}").format(n=rows.line_num, what=what) for what in _wrong(entry)]
    problems += _claimed_twice(entries)
    if problems:
        raise ElementsError(
            _("标准数据元文件有 {n} 处问题：").format(n=len(problems)) + "\n  " + "\n  ".join(problems),
            source,
        )
    return entries


def _wrong(entry: Entry) -> list[str]:
    found = []
    if not entry.element:
        found.append(_("数据元名称为空"))
    if entry.role not in ROLES:
        found.append(_("role 只能是 {roles}").format(roles=_("、").join(ROLES)))
    if entry.about not in ABOUT:
        found.append(_("about 只能是 {words} 或空").format(words=_("、").join(filter(None, ABOUT))))
    return found


def _claimed_twice(entries: list[Entry]) -> list[str]:
    owner: dict[str, str] = {}
    problems = []
    for entry in entries:
        for name, key in zip((entry.element, *entry.aliases), _keys(entry), strict=True):
            if owner.setdefault(key, entry.element) != entry.element:
                problems.append(
                    _("“{name}”同时属于“{one}”和“{other}”").format(
                        name=name, one=owner[key], other=entry.element
                    )
                )
    return problems


def _keys(entry: Entry) -> list[str]:
    return item_keys((entry.element, *entry.aliases))


def dictionary_of(entries: Iterable[Entry], aliases: Mapping[str, Alias] | None = None) -> Dictionary:
    """A dictionary; a later entry of the same element adds to it, and what it claims is taken from others."""
    named: dict[str, Entry] = {}
    for entry in entries:
        for key in _keys(entry):
            named[key] = entry
    return Dictionary(named, aliases or {})


@cache
def standard_entries() -> tuple[Entry, ...]:
    """The product's own elements."""
    return tuple(parse_elements(STANDARD.read_text(encoding="utf-8"), STANDARD.name))


@cache
def standard_dictionary() -> Dictionary:
    """The product's dictionary, without a city's additions."""
    return dictionary_of(standard_entries())

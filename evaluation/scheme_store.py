"""Schemes kept in the lake: every change is a new version, no version is ever edited."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import tomli_w
from duckdb import DuckDBPyConnection

from access import Person, Role, allow, record
from evaluation import queries
from evaluation.scheme import DEFAULT_SCHEME, Scheme, load_scheme, parse_scheme, scheme_hash
from language import _
from warehouse.errors import SchemeError
from warehouse.lake import Lake
from warehouse.local_time import now


@dataclass(frozen=True)
class SchemeVersion:
    """One stored version of a scheme; `version` counts from 1, `based_on` is the version it was made from."""

    scheme_code: str
    version: int
    title: str
    edition: str
    sha256: str
    based_on: int | None
    saved_by: str
    saved_at: datetime
    reason: str
    toml: str

    @property
    def scheme(self) -> Scheme:
        """The scheme itself."""
        return parse_scheme(self.toml, f"{self.scheme_code} v{self.version}")


def scheme_toml(scheme: Scheme) -> str:
    """The scheme as TOML text that `parse_scheme` reads back to an equal scheme (export)."""
    raw: dict[str, Any] = scheme.model_dump(exclude_none=True, mode="json")
    return tomli_w.dumps({key: value for key, value in raw.items() if value not in ([], None)})


def scheme_raw(scheme: Scheme) -> dict[str, Any]:
    """The scheme as plain values, for an editor; `scheme_problems` and `save_scheme` take the same shape."""
    return tomllib.loads(scheme_toml(scheme))


def scheme_versions(cur: DuckDBPyConnection) -> list[SchemeVersion]:
    """Every stored version, the newest first; empty before anybody saved one."""
    return [SchemeVersion(**row) for row in queries.rows(cur, "scheme_versions")]


def stored_scheme(
    cur: DuckDBPyConnection, scheme_code: str | None = None, version: int | None = None
) -> SchemeVersion | None:
    """A stored version (None: the newest of the code, or of all); None when nothing was ever saved.

    Raises SchemeError when a version is asked for that does not exist.
    """
    found = [
        one for one in scheme_versions(cur)
        if scheme_code in (None, one.scheme_code) and version in (None, one.version)
    ]  # fmt: skip
    if not found and (scheme_code is not None or version is not None):
        raise SchemeError(
            _("没有这一版评价方案。"), f"{scheme_code or ''} v{version or '-'}", _("请在方案列表中核对。")
        )
    return found[0] if found else None


def current_scheme(cur: DuckDBPyConnection) -> Scheme:
    """The scheme evaluations use unless another is named: the newest stored version, else the default file."""
    stored = stored_scheme(cur)
    return stored.scheme if stored else load_scheme(DEFAULT_SCHEME)


def save_scheme(
    lake: Lake,
    person: Person,
    text: str,
    reason: str,
    *,
    known_metrics: Collection[str] | None = None,
    based_on: int | None = None,
) -> SchemeVersion:
    """Store a scheme (TOML text, see `scheme_toml`) as a new version of its code and return it.

    A scheme equal to its newest version is not stored again: that version is returned. Raises SchemeError
    with every problem at once, or when no reason is given; AccessError unless an evaluator.
    """
    allow(person, Role.EVALUATOR)
    scheme = parse_scheme(text, _("提交的方案"), known_metrics)
    if not reason.strip():
        raise SchemeError(_("保存方案须写明理由。"), scheme.code, _("请写明修改了什么、为什么修改。"))
    with lake.write(person.name, f"save scheme {scheme.code}") as cur:
        versions = [one for one in scheme_versions(cur) if one.scheme_code == scheme.code]
        digest = scheme_hash(scheme)
        if versions and versions[0].sha256 == digest:
            return versions[0]
        saved = SchemeVersion(
            scheme_code=scheme.code, version=versions[0].version + 1 if versions else 1, title=scheme.title,
            edition=scheme.edition, sha256=digest,
            based_on=based_on if based_on is not None else (versions[0].version if versions else None),
            saved_by=person.name, saved_at=now(), reason=reason.strip(), toml=scheme_toml(scheme),
        )  # fmt: skip
        queries.append(cur, "schemes", [saved.__dict__])
        record(cur, person, "save scheme", f"scheme {saved.scheme_code} v{saved.version}", saved.reason)
    return saved

"""Columns of a feed file, and how a pydantic field declares the column it is read from."""

import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import Field
from pydantic.fields import FieldInfo

Kind = Literal["text", "code", "date", "timestamp", "integer", "decimal", "boolean", "list", "department"]
Era = Literal["any", "recorded", "logged"]
"""Plausible dates: any = 1949..2100, recorded = 1949..export day + 1, logged = 2000..export day + 1."""

_KINDS: dict[object, Kind] = {
    str: "text",
    date: "date",
    datetime: "timestamp",
    int: "integer",
    Decimal: "decimal",
    bool: "boolean",
    list[str]: "list",
}


@dataclass(frozen=True)
class Column:
    """One column of a feed file: its headers, its kind and how its cells are read."""

    name: str
    headers: tuple[str, ...]
    """The official Chinese header first, then the aliases seen in exports (simplified characters)."""
    required: bool
    kind: Kind
    codes: dict[str, str] = field(default_factory=dict, hash=False)
    """Accepted text -> code stored in the lake, for kind `code`."""
    unit: str = ""
    description: str = ""
    era: Era = "any"
    identifier: bool = False
    """An identifier: `无`, `null` and the like mean "none given", as in dates and numbers."""
    lenient: bool = False
    """Never refused for what it says: what cannot be read is undeclared, its text is stored beside it."""
    suffix: str = ""
    """Unit that may stand behind a number (regular expression)."""
    least: int | None = None
    most: int | None = None
    nominal: bool = False
    """A name: refused when it evidently is a value or a sentence (etl/item_names.py)."""
    rounded: bool = False
    """A fraction is rounded half up to the stored precision instead of being refused."""
    not_before: str = ""
    """Column whose date or time this one must not precede."""
    needs: str = ""
    """Column that must be given when this one is."""
    needed_by: str = ""
    """Column that may be given only together with this one."""
    sql_type: str = ""
    """Type in the lake where it is not the usual one of the kind."""

    @property
    def title(self) -> str:
        """The official Chinese header."""
        return self.headers[0]


def column(
    header: str,
    aliases: str,
    *,
    about: str = "",
    codes: dict[str, str] | None = None,
    department: bool = False,
    **reading: object,
) -> Any:  # noqa: ANN401 - stands for the value of any field, as pydantic's own Field does
    """A field read from a column of the file: official header, further headers separated by blanks.

    `reading` are further fields of `Column`.
    """
    headers = [header, *aliases.split()]
    extra: dict[str, Any] = {"headers": headers, "codes": codes or {}, "department": department, **reading}
    return Field(description=about, json_schema_extra=extra)


def declared_text(source: str, about: str) -> Any:  # noqa: ANN401 - as above
    """A field that keeps the text of the column `source` as it was declared; not a column of the file."""
    return Field(description=about, json_schema_extra={"declared_in": source})


def columns_of(fields: Mapping[str, FieldInfo]) -> tuple[Column, ...]:
    """The columns of the file that a row model's fields are read from, in order."""
    return tuple(_column_of(name, info) for name, info in fields.items() if "headers" in _extra(info))


def declared_texts(fields: Mapping[str, FieldInfo]) -> dict[str, str]:
    """Fields that keep a column's text as declared -> that column."""
    return {
        name: _extra(info)["declared_in"] for name, info in fields.items() if "declared_in" in _extra(info)
    }


def _extra(info: FieldInfo) -> dict[str, Any]:
    extra = info.json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {}


def _column_of(name: str, info: FieldInfo) -> Column:
    extra = _extra(info)
    kind, optional = _kind_of(info.annotation)
    codes, department = extra.pop("codes"), extra.pop("department")
    return Column(
        name=name,
        headers=tuple(extra.pop("headers")),
        required=not (optional or extra.get("lenient")),
        kind="code" if codes else "department" if department else kind,
        codes=codes,
        description=info.description or "",
        **extra,
    )


def _kind_of(annotation: object) -> tuple[Kind, bool]:
    """Kind and whether None is allowed, from a field's type."""
    optional = get_origin(annotation) in (Union, types.UnionType)
    inner = next(arg for arg in get_args(annotation) if arg is not type(None)) if optional else annotation
    return _KINDS[inner], optional

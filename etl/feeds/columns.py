"""What a feed's contract is made of: columns, feeds, and the base of all row models."""

import types
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
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
_SQL_TYPES: dict[Kind, str] = {
    "text": "varchar",
    "code": "varchar",
    "department": "varchar",
    "date": "date",
    "timestamp": "timestamp",
    "integer": "bigint",
    "decimal": "decimal(18,2)",
    "boolean": "boolean",
    "list": "varchar[]",
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
    """Never refused for what it says: what cannot be read is stored as undeclared, its text beside it."""
    least: int | None = None
    most: int | None = None
    rounded: bool = False
    """A fraction is rounded half up to the stored precision instead of being refused."""
    sql_type: str = ""
    """Type in the lake where it is not the usual one of the kind."""

    @property
    def title(self) -> str:
        """The official Chinese header."""
        return self.headers[0]


@dataclass(frozen=True)
class Feed:
    """One kind of file the platform exports, and the table it fills."""

    name: str
    title: str
    model: type["FeedRow"]
    key: tuple[str, ...]
    kind: Literal["upsert", "append"]
    event_column: str | None
    """The column whose range is the batch's data_from .. data_to."""
    columns: tuple[Column, ...]
    description: str

    @property
    def stored(self) -> dict[str, str]:
        """Columns of the lake table in order (without the origin columns) -> SQL type."""
        types_ = {column.name: column.sql_type or _SQL_TYPES[column.kind] for column in self.columns}
        return {name: types_.get(name, "varchar") for name in self.model.model_fields}

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError when the feed has none."""
        return {column.name: column for column in self.columns}[name]


class FeedRow(BaseModel):
    """Base of all row models: built from the cells of one line, every cell text or None."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


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


def feed(
    name: str,
    title: str,
    model: type[FeedRow],
    *,
    key: tuple[str, ...],
    kind: Literal["upsert", "append"] = "upsert",
    event_column: str | None = None,
) -> Feed:
    """The feed of a row model: its columns are the model's fields that stand in the file."""
    columns = tuple(
        _column_of(field_name, info)
        for field_name, info in model.model_fields.items()
        if "headers" in _extra(info)
    )
    return Feed(name, title, model, key, kind, event_column, columns, (model.__doc__ or "").strip())


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

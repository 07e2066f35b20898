"""Feeds and the base of their row models; checking one line of a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from etl import values
from etl.feeds.columns import Column, Kind, columns_of, declared_texts
from etl.feeds.reading import Value, check_against_others, given, read_cell
from etl.reasons import RefusalError

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


class FeedRow(BaseModel):
    """Base of all row models: built from one line's cells, column name -> text or None, every column given.

    Validation needs the context `{"exported_on": date}`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @classmethod
    def of_cells(cls, cells: Mapping[str, str | None], exported_on: date) -> Self:
        """The row that these cells say; raises pydantic's ValidationError with every problem."""
        return cls.model_validate(dict(cells), context={"exported_on": exported_on})

    @classmethod
    @cache
    def columns(cls) -> dict[str, Column]:
        """Columns of the file by name."""
        return {column.name: column for column in columns_of(cls.model_fields)}

    def stored(self) -> dict[str, Value]:
        """The values as the lake stores them, in the order of its columns."""
        return {name: getattr(self, name) for name in type(self).model_fields}

    @model_validator(mode="before")
    @classmethod
    def _copy_declared_texts(cls, cells: dict[str, Any]) -> dict[str, Any]:
        copies = declared_texts(cls.model_fields)
        if foreign := copies.keys() & cells.keys():
            raise PydanticCustomError(
                "derived", "not columns of the file: {names}", {"names": sorted(foreign)}
            )
        return cells | {name: cells.get(source) for name, source in copies.items()}

    @field_validator("*", mode="before")
    @classmethod
    def _read(cls, text: str | None, info: ValidationInfo) -> Value:
        columns = cls.columns()
        column = columns.get(info.field_name or "")
        if column is None:
            return values.clean(text or "") or None
        titles = {name: other.title for name, other in columns.items()}
        try:
            value = read_cell(column, text, info.context["exported_on"])  # type: ignore[index]
            check_against_others(column, value, info.data, titles)
        except RefusalError as refusal:
            sentence = refusal.sentence(column.title)
            raise PydanticCustomError("refused", "{sentence}", {"sentence": sentence}) from None
        return value


@dataclass(frozen=True)
class Feed:
    """One kind of file the platform exports, and the table it fills."""

    name: str
    title: str
    model: type[FeedRow]
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
        return self.model.columns()[name]


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
    columns = columns_of(model.model_fields)
    return Feed(name, title, model, key, kind, event_column, columns, (model.__doc__ or "").strip())


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong with one cell: column, cleaned text (at most 200 characters), reason in Chinese."""

    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Checked:
    """One line after checking: its values as the lake stores them, or every problem it has."""

    values: dict[str, Value] | None
    problems: tuple[Problem, ...]


def check_row(feed: Feed, cells: Mapping[str, str | None], exported_on: date) -> Checked:
    """Check one line of a file; absent columns count as empty cells."""
    complete = {column.name: cells.get(column.name) for column in feed.columns}
    try:
        return Checked(feed.model.of_cells(complete | dict(cells), exported_on).stored(), ())
    except ValidationError as error:
        problems = tuple(_problem(feed, complete, one) for one in error.errors())
        return Checked(None, problems)


def _problem(feed: Feed, cells: Mapping[str, str | None], error: ErrorDetails) -> Problem:
    name = str(error["loc"][0])
    return Problem(name, (given(feed.column(name), cells[name]) or "")[:200], error["msg"])

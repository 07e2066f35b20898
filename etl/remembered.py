"""Mappings said once and remembered: which of a sender's columns is which column of a feed, by the set of headers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from access import Person, allow, record
from etl.batches import LOADERS
from etl.feeds import FEEDS
from etl.headers import LINE_HEADER, REASON_HEADER, normalise_header
from etl.mapping import Mapping
from etl.statements import execute
from warehouse.lake import Lake
from warehouse.local_time import now

_ADDED = {normalise_header(LINE_HEADER), normalise_header(REASON_HEADER)}


@dataclass(frozen=True)
class Remembered:
    """What was said about a set of headers: the feed, and canonical column -> the sender's header."""

    feed: str
    columns: dict[str, str]


def headers_key(headers: Sequence[str]) -> str:
    """SHA-256 of the headers in order, as they are compared; the two columns of a file to correct do not count."""
    compared = [name for header in headers if (name := normalise_header(header)) not in _ADDED]
    return hashlib.sha256(json.dumps(compared, ensure_ascii=False).encode()).hexdigest()


def recall(lake: Lake, headers: Sequence[str]) -> Remembered | None:
    """What was said last about these headers; None where nothing was."""
    with lake.cursor() as cursor:
        row = execute(cursor, "remembered_mapping", {"headers_sha256": headers_key(headers)}).fetchone()
    if row is None or row[0] not in FEEDS:
        return None
    known = {column.name for column in FEEDS[row[0]].columns}
    return Remembered(row[0], {one["column"]: one["header"] for one in row[1] if one["column"] in known})


def remember(lake: Lake, headers: Sequence[str], feed: str, columns: dict[str, str], person: Person) -> None:
    """Keep what a person said about a set of headers. Raises AccessError for persons who may not upload."""
    allow(person, *LOADERS)
    said = [{"column": column, "header": header} for column, header in columns.items()]
    with lake.write(person.name, f"remember columns of {feed}") as cursor:
        execute(
            cursor,
            "store_mapping",
            {
                "saved_at": now(),
                "person": person.name,
                "headers_sha256": headers_key(headers),
                "headers": list(headers),
                "feed": feed,
                "columns": json.dumps(said, ensure_ascii=False),
            },
        )
        record(cursor, person, "remember columns", f"feed {feed}", json.dumps(columns, ensure_ascii=False))


def mapping_of(feed: str, columns: dict[str, str]) -> Mapping:
    """The mapping that reads these columns and no others."""
    text = json.dumps({"feed": feed, "columns": columns}, ensure_ascii=False, sort_keys=True)
    return Mapping(feed, dict(columns), recognise=False, sha256=hashlib.sha256(text.encode()).hexdigest())


def as_toml(feed: str, columns: dict[str, str]) -> str:
    """The mapping file that says the same, for `python -m etl load --map`."""
    lines = [f'feed = "{feed}"', "recognise = false", "", "[columns]"]
    lines += [f"{column} = {json.dumps(header, ensure_ascii=False)}" for column, header in columns.items()]
    return "\n".join(lines) + "\n"

"""Look at a file before loading it: what it is, which feed, which column is which, and its first rows."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Mapping as Names
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError
from rapidfuzz import fuzz, process

from etl.feeds import FEEDS, Feed
from etl.headers import LINE_HEADER, REASON_HEADER, match_headers, normalise_header
from etl.proposals import feed_by_name, feed_by_rows, first_rows
from etl.readers import open_source
from etl.readers.cells import BadLines, Reader, pick
from etl.readers.source import SourceFile, shown_name
from etl.readers.staging import open_reader
from etl.remembered import Remembered, recall
from warehouse.lake import Lake

SHOWN_ROWS = 8
ALIKE = 70
"""Least similarity (0..100, by characters) of an unknown header to a column's headers to be proposed."""


@dataclass(frozen=True)
class Inspection:
    """One file as it was recognised; nothing of it was loaded.

    `feed` is None where the headers fit none. `columns` maps canonical columns to the sender's headers: what is
    recognised or was remembered; `alike` those that only look alike and want to be confirmed. `missing` are titles of
    required columns that neither covers. `rows` are the first data rows, line number first.
    """

    file_name: str
    container: str
    encoding: str | None
    sheet: str | None
    size_bytes: int
    feed: str | None
    headers: tuple[str, ...]
    header_line: int
    columns: dict[str, str]
    alike: dict[str, str]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    problems: tuple[str, ...]
    remembered: bool
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def inspect_file(
    path: Path,
    lake: Lake | None = None,
    *,
    feed: str | None = None,
    name: str | None = None,
    folder: Path | None = None,
) -> Inspection:
    """Recognise one file. `feed` overrides what the headers say; with a lake, remembered columns are applied.

    Raises LoadError for what cannot be read with certainty.
    """
    name = shown_name(name or path.name)
    source = open_source(path, name, folder)
    asked = feed or _feed_of(source.payload, name)
    reader = open_reader(source, FEEDS[asked or "catalogue"], {})
    headers = tuple(reader.headers)
    said = recall(lake, headers) if lake is not None else None
    if said is not None and feed in (None, said.feed):
        contract: Feed | None = FEEDS[said.feed]
    else:
        contract, said = (FEEDS[asked] if asked else None), None
    if contract is not None and contract.name != (asked or "catalogue"):
        reader = open_reader(source, contract, {})
    return _inspected(source, reader, contract, said)


def _feed_of(path: Path, name: str) -> str | None:
    try:
        with path.open("rb") as stream:
            found = feed_by_rows(first_rows(stream))
    except (OSError, EOFError, zlib.error, CalamineError, ValueError, csv.Error):
        found = None
    return found or feed_by_name(name)


def _inspected(
    source: SourceFile, reader: Reader, contract: Feed | None, said: Remembered | None
) -> Inspection:
    headers = tuple(reader.headers)
    columns: dict[str, str] = {}
    alike: dict[str, str] = {}
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = tuple(header for header in headers if header.strip())
    problems: tuple[str, ...] = ()
    if contract is not None:
        match = match_headers(headers, contract, said.columns if said else None, recognise=said is None)
        columns = {name: headers[at] for name, at in match.columns.items()}
        unknown = tuple(header for header in match.unknown if header not in (LINE_HEADER, REASON_HEADER))
        problems = match.problems
        alike = {} if said else alike_columns(contract, columns, unknown)
        required = [column for column in contract.columns if column.required]
        missing = tuple(one.title for one in required if one.name not in {*columns, *alike})
    return Inspection(
        source.name,
        source.container,
        source.encoding,
        reader.sheet,
        source.size_bytes,
        contract.name if contract else None,
        headers,
        reader.header_line,
        columns,
        alike,
        unknown,
        missing,
        problems,
        said is not None,
        _first_rows(reader),
    )


def alike_columns(feed: Feed, columns: Names[str, str], unknown: tuple[str, ...]) -> dict[str, str]:
    """For columns of the feed nothing was recognised for: the unknown header that looks most alike, each once."""
    left = {normalise_header(header): header for header in unknown if normalise_header(header)}
    found: list[tuple[float, str, str]] = []
    for column in feed.columns:
        if column.name in columns:
            continue
        for name in column.headers:
            best = process.extractOne(
                normalise_header(name), list(left), scorer=fuzz.ratio, score_cutoff=ALIKE
            )
            if best:
                found.append((float(best[1]), column.name, left[best[0]]))
    proposed: dict[str, str] = {}
    for _score, column_name, header in sorted(found, key=lambda one: -one[0]):
        if column_name not in proposed and header not in proposed.values():
            proposed[column_name] = header
    return proposed


def _first_rows(reader: Reader) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The first data rows as the sender wrote them, lines that cannot be read included."""
    bad = BadLines()
    rows: list[tuple[int, tuple[str, ...]]] = []
    for block in reader.batches(bad):
        lines = {int(line) for line in block.line[:SHOWN_ROWS]}
        rows += [(line, tuple(cells)) for line, cells in pick(block, lines).items()]
        if len(rows) >= SHOWN_ROWS:
            break
    return tuple(sorted([*rows, *((one.line, one.cells) for one in bad)])[:SHOWN_ROWS])

"""What a round keeps: every result as canonical JSON lines with a SHA-256 per document."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection

from evaluation import queries
from evaluation.corrections import Correction
from evaluation.ledger_rows import COLUMNS
from evaluation.records import Scheme
from evaluation.results import Evaluation
from evaluation.scheme_store import scheme_toml

PRODUCT = Path(__file__).resolve().parent.parent
ROOMS = ("evaluation", "metrics", "duplicates", "warehouse")


class Line(NamedTuple):
    """One record of a document: the department it is about ('' for none) and its canonical JSON."""

    department: str
    content: str


Documents = dict[str, list[Line]]


def plain(value: object) -> object:
    """A value as JSON knows it: missing as null, days and times as ISO text, whole numbers as integers."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        number = float(value)
        return number if math.isfinite(number) else None
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(entry) for entry in value]
    return str(value)


def canonical(row: Mapping[Any, object]) -> str:
    """A row as JSON with sorted keys, no spaces and shortest floats: equal rows are equal bytes."""
    return json.dumps(plain(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def frame_lines(frame: pd.DataFrame) -> list[Line]:
    """A frame as lines, in its order."""
    return [Line(str(row.get("department", "")), canonical(row)) for row in frame.to_dict("records")]


def digest(lines: Iterable[Line]) -> str:
    """SHA-256 over the contents of a document, one per line, UTF-8."""
    found = hashlib.sha256()
    for line in lines:
        found.update(line.content.encode())
        found.update(b"\n")
    return found.hexdigest()


@cache
def code_sha256() -> str:
    """SHA-256 over the product files results are computed with (Python and SQL of ROOMS)."""
    found = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((PRODUCT / room).rglob("*")):
            if path.suffix in (".py", ".sql", ".toml"):
                found.update(str(path.relative_to(PRODUCT)).encode())
                found.update(path.read_bytes())
    return found.hexdigest()


def result_documents(evaluation: Evaluation, ledger: pd.DataFrame) -> Documents:
    """Scheme, ranking, dimensions, indicators, adjustments, vetoes and ledger as documents."""
    frames = {
        "ranking": evaluation.ranking,
        "dimensions": evaluation.dimensions,
        "indicators": evaluation.indicators,
        "adjustments": evaluation.adjustments,
        "vetoes": evaluation.vetoes,
        "ledger": ledger,
    }
    return {
        "scheme": scheme_lines(evaluation.scheme),
        **{name: frame_lines(frame) for name, frame in frames.items()},
    }


def scheme_lines(scheme: Scheme) -> list[Line]:
    """A scheme as a document."""
    return [Line("", canonical({"toml": scheme_toml(scheme)}))]


def input_documents(cur: DuckDBPyConnection, start: date, end: date, rules: str) -> Documents:
    """What results are made from: files, tables with their fingerprints, calendar, deadline and other rules."""
    tables = [Line("", canonical(row)) for row in table_fingerprints(cur)]
    clock = queries.rows(cur, "round_calendar", period_start=start, period_end=end)
    return {
        "files": [Line("", canonical(row)) for row in queries.rows(cur, "round_files")],
        "tables": tables,
        "calendar": [Line("", canonical(row)) for row in clock],
        "deadline_rules": [Line("", canonical(row)) for row in queries.rows(cur, "round_deadline_rules")],
        "frequency_limits": [Line("", canonical(row)) for row in queries.rows(cur, "round_frequency_limits")],
        "rules": [Line("", canonical({"toml": rules}))],
    }


def table_fingerprints(cur: DuckDBPyConnection) -> list[dict[str, object]]:
    """Rows and a fingerprint (exclusive or of the rows' MD5) of every table results can be made from."""
    found: list[dict[str, object]] = []
    for row in queries.rows(cur, "round_tables"):
        name = str(row["table_name"])
        counted = cur.table(name).set_alias("t").aggregate(
            "count(*) as row_count, bit_xor(md5_number(t::varchar))::varchar as fingerprint"
        ).fetchone()  # fmt: skip
        assert counted is not None  # noqa: S101 - an aggregate without groups yields one row
        found.append({"table": name, "row_count": counted[0], "fingerprint": counted[1] or "0"})
    return found


def correction_lines(corrections: Iterable[Correction]) -> list[Line]:
    """Corrections as a document."""
    return [Line(one.department, canonical(one.__dict__)) for one in corrections]


def store(cur: DuckDBPyConnection, round_id: str, edition: int, documents: Documents) -> dict[str, str]:
    """Append an edition's documents; returns the SHA-256 of each."""
    hashes = {name: digest(lines) for name, lines in documents.items()}
    queries.append(cur, "round_documents", [
        {"round_id": round_id, "edition": edition, "document": name, "records": len(lines), "sha256": hashes[name]}
        for name, lines in documents.items()
    ])  # fmt: skip
    records = [
        (round_id, edition, name, number, line.department, line.content)
        for name, lines in documents.items()
        for number, line in enumerate(lines, 1)
    ]
    columns = ["round_id", "edition", "document", "number", "department", "content"]
    cur.append("round_records", pd.DataFrame(records, columns=columns), by_name=True)
    return hashes


def stored_lines(cur: DuckDBPyConnection, round_id: str, edition: int) -> Documents:
    """Every document of an edition as it is stored now."""
    found: Documents = {
        row["document"]: []
        for row in queries.rows(cur, "round_documents", round_id=round_id, edition=edition)
    }
    for row in queries.rows(
        cur, "round_records", round_id=round_id, edition=edition, document=None, department=None
    ):
        found.setdefault(row["document"], []).append(Line(row["department"], row["content"]))
    return found


def stored_frame(
    cur: DuckDBPyConnection, round_id: str, edition: int, document: str, department: str | None = None
) -> pd.DataFrame:
    """A document (of one department) as a frame, in its stored order; an empty ledger has its columns all the same."""
    found = queries.rows(
        cur, "round_records", round_id=round_id, edition=edition, document=document, department=department
    )
    columns = COLUMNS if document == "ledger" else None
    return pd.DataFrame([json.loads(row["content"]) for row in found], columns=columns)


def edition_sha256(values: Mapping[str, object], hashes: Mapping[str, str]) -> str:
    """The hash over an edition's own row and the hashes of all its documents."""
    return hashlib.sha256(canonical({**values, "documents": dict(hashes)}).encode()).hexdigest()


def kept_rules(cur: DuckDBPyConnection, round_id: str, edition: int) -> str:
    """The rules an edition was computed with, as TOML."""
    return str(stored_frame(cur, round_id, edition, "rules")["toml"].iloc[0])


def kept_corrections(cur: DuckDBPyConnection, round_id: str, edition: int) -> list[Correction]:
    """The corrections an edition was computed with."""
    found = stored_frame(cur, round_id, edition, "corrections")
    return [Correction(**{str(key): value for key, value in row.items()}) for row in found.to_dict("records")]

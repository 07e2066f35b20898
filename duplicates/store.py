"""Findings in the lake: stored by a comparison, read by pages, rulings and the evaluation."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import pandas as pd
import pyarrow as pa

from access import Person, Role, allow, record
from duplicates.elements import dictionary_of, parse_elements, standard_entries
from duplicates.find import Findings, find
from duplicates.statements import execute
from etl.batches import LOADERS
from warehouse.lake import Lake
from warehouse.local_time import now

TEXTS, DAY, MOMENT = pa.list_(pa.string()), pa.date32(), pa.timestamp("us")
PAIR = pa.struct(
    {
        "item": pa.string(), "source_item": pa.string(), "reason": pa.string(), "element": pa.string(),
        "likeness": pa.float64(), "confirmed_by": pa.string(), "confirmed_at": MOMENT,
    }
)  # fmt: skip
TYPES = {
    **dict.fromkeys(("score", "coverage", "evidence_bits"), pa.float64()),
    **dict.fromkeys(("editions", "unmatched", "source_unmatched", "identifying", "other_sources"), TEXTS),
    **dict.fromkeys(
        ("asked", "held", "requests", "calls", "forms", "burden", "catalogue_resources"), pa.int64()
    ),
    **dict.fromkeys(("published_on", "source_published_on", "found_on"), DAY),
    "pairs": pa.list_(PAIR),
    "visible_then": pa.bool_(),
}


def compare_and_store(lake: Lake, person: Person, as_of: date | None = None) -> Findings:
    """Compare the catalogue and keep the findings in the lake, replacing those of the comparison before.

    Rulings stay. Raises AccessError unless the person is an evaluator or administrator, LakeError.
    """
    allow(person, Role.EVALUATOR, Role.ADMINISTRATOR)
    begun = now()
    return _stored(lake, person, find(lake, as_of), begun)


def compare_loaded(lake: Lake, person: Person) -> Findings:
    """`compare_and_store` as part of a load: for everybody who may load. Raises AccessError, LakeError."""
    allow(person, *LOADERS)
    begun = now()
    return _stored(lake, person, find(lake), begun)


def _stored(lake: Lake, person: Person, found: Findings, begun: datetime) -> Findings:
    """Keep the findings, unless a comparison of a later state of the lake was stored meanwhile.

    The run is dated when it began: what was loaded after that is not in it.
    """
    table = as_table(found.frame)
    with lake.write(person.name, "compare catalogue for duplicate collection") as cur:
        last = execute(cur, "newest_run").df()
        if len(last) and int(last["snapshot"].iloc[0]) > found.snapshot:
            return found
        execute(cur, "keep_found_on")
        cur.execute("delete from duplicate_findings")
        cur.register("found_findings", table)
        execute(cur, "store_findings")
        cur.unregister("found_findings")
        execute(
            cur, "store_run", found_at=begun, found_by=person.name, as_of=found.as_of, snapshot=found.snapshot,
            inputs_sha256=found.inputs_sha256, resources=found.resources, items=found.items, compared=found.compared,
            undecidable=found.undecidable, values_left_out=found.values_left_out, findings=len(found.frame),
        )  # fmt: skip
        record(cur, person, "compare catalogue", f"{found.as_of}", f"{len(found.frame)} findings")
    return found


def as_table(frame: pd.DataFrame) -> pa.Table:
    """Findings with the column types of table duplicate_findings."""
    schema = pa.schema([(str(name), TYPES.get(str(name), pa.string())) for name in frame.columns])
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return pa.Table.from_pylist(rows, schema=schema)


def read_findings(
    cur: duckdb.DuckDBPyConnection, person: Person, finding_id: str | None = None
) -> pd.DataFrame:
    """Stored findings with their state and newest ruling; a department user gets those about its own collecting."""
    return execute(cur, "findings", department=person.limited_to, finding_id=finding_id).df()


def read_rulings(
    cur: duckdb.DuckDBPyConnection, person: Person, finding_id: str | None = None
) -> pd.DataFrame:
    """All rulings on a finding (or on all), oldest first; a department user gets those about its own collecting."""
    return execute(cur, "rulings", department=person.limited_to, finding_id=finding_id).df()


def newest_run(cur: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The last stored comparison; empty when there was none."""
    return execute(cur, "newest_run").df()


def import_elements(lake: Lake, person: Person, text: str, source: str) -> int:
    """Add a city's own data elements (CSV as data/reference/data_elements.csv) to its dictionary; number of elements.

    Raises ElementsError naming every problem, AccessError unless the person is an evaluator or administrator.
    """
    allow(person, Role.EVALUATOR, Role.ADMINISTRATOR)
    entries = parse_elements(text, source)
    dictionary_of((*standard_entries(), *entries))
    with lake.write(person.name, f"import data elements: {source}") as cur:
        for entry in entries:
            execute(
                cur, "store_element", element=entry.element, role=entry.role, about=entry.about,
                authority=entry.authority, aliases=list(entry.aliases), added_by=person.name, added_at=now(),
            )  # fmt: skip
        record(cur, person, "import data elements", source, f"{len(entries)}")
    return len(entries)

"""The finder: everything a catalogue says twice, on a day, with the evidence a reviewer needs."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from duplicates.element_findings import element_findings
from duplicates.incremental import State, compare, edition
from duplicates.judging import CLASSES
from duplicates.reading import read_catalogue, read_dictionary
from duplicates.resource_findings import resource_findings
from duplicates.sets import build_sets
from duplicates.statements import execute, put
from language import _
from warehouse.lake import Lake
from warehouse.local_time import now

KINDS = ("resource", "element")
ORDER = {"high": 0, "middle": 1, "low": 2}


@dataclass(frozen=True)
class Findings:
    """What a comparison found.

    `frame` has one row per finding with the columns of table duplicate_findings, the most certain first. `compared`
    are scored pairs of resources, `undecidable` those alike in generic names only, `values_left_out` field names
    that were values; `inputs_sha256` stands for everything that was compared: the catalogue and the dictionary.
    """

    frame: pd.DataFrame
    as_of: date
    snapshot: int
    resources: int
    items: int
    compared: int
    undecidable: int
    values_left_out: int
    inputs_sha256: str


def find(
    lake: Lake, as_of: date | None = None, *, kinds: Collection[str] = KINDS, incremental: bool = True
) -> Findings:
    """Compare the catalogue as it stood on `as_of` (today when None) with itself.

    With `incremental` only what changed since the last comparison of this lake is compared again; the result is the
    same. Writes nothing to the lake. Raises LakeError.
    """
    day = as_of or now().date()
    with lake.read() as (cur, snapshot):
        return find_with(
            cur, snapshot, day, kinds, state_file(lake) if incremental and as_of is None else None
        )


def state_file(lake: Lake) -> Path:
    """Where the lake's last comparison is remembered; another file for every edition of the code."""
    return lake.settings.work / "duplicates" / f"state-{edition()}.npz"


def find_with(
    cur: duckdb.DuckDBPyConnection,
    snapshot: int,
    as_of: date,
    kinds: Collection[str],
    remembered: Path | None,
) -> Findings:
    """`find` on a cursor that reads one state of the lake."""
    catalogue = read_catalogue(cur, as_of)
    dictionary = read_dictionary(cur)
    sets = build_sets(catalogue, dictionary)
    rows = []
    compared = undecidable = 0
    if "resource" in kinds:
        matches, state = compare(sets, State.load(remembered) if remembered else None)
        if remembered:
            state.save(remembered)
        compared, undecidable = matches.compared, matches.undecidable
        rows += resource_findings(catalogue, sets, matches, dictionary)
    if "element" in kinds:
        rows += element_findings(cur, catalogue, dictionary)
    left_out = int((sets.names.key[catalogue.item] < 0).sum()) if len(catalogue.item) else 0
    frame = _with_facts(cur, rows, as_of, len(catalogue))
    return Findings(
        frame, as_of, snapshot, len(catalogue), len(catalogue.item), compared, undecidable, left_out,
        hashlib.sha256(f"{catalogue.sha256}\n{dictionary.sha256}".encode()).hexdigest(),
    )  # fmt: skip


def _with_facts(
    cur: duckdb.DuckDBPyConnection, rows: list[dict[str, object]], as_of: date, resources: int
) -> pd.DataFrame:
    columns = [name for name in findings_columns(cur) if name not in FACTS]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns, object))
    pairs = frame[["resource_id", "source_id", "department", "published_on"]].astype("string")
    pairs["published_on"] = pd.to_datetime(pairs["published_on"])
    put(cur, "finding_pairs", pairs.drop_duplicates())
    facts = execute(cur, "finding_facts", as_of=as_of).df()
    joined = frame.merge(facts, on=["resource_id", "source_id"], how="left")
    counted = [len(telling_pairs(row)) for row in joined.itertuples()]
    joined["burden"] = np.array(counted, dtype=np.int64) * joined["forms"].fillna(1).astype("int64")
    joined["found_on"] = as_of
    joined["catalogue_resources"] = resources
    joined["band_order"] = joined["band"].map(ORDER) + 10 * joined["finding_class"].map(CLASSES.index)
    joined = joined.sort_values(
        ["kind", "band_order", "score", "evidence_bits", "finding_id"],
        ascending=[False, True, False, False, True],
        key=lambda column: (
            column.fillna(0).astype(float) if column.name in ("score", "evidence_bits") else column
        ),
    )
    return joined.drop(columns="band_order").reset_index(drop=True)


FACTS = frozenset({"visible_then", "requests", "calls", "forms", "burden", "found_on", "catalogue_resources"})


def findings_columns(cur: duckdb.DuckDBPyConnection) -> list[str]:
    """Columns of table duplicate_findings in order."""
    return [str(column[0]) for column in cur.execute("from duplicate_findings limit 0").description or ()]


def headline(finding: Any) -> str:  # noqa: ANN401 - a row of a frame
    """A finding (anything with its columns as attributes) in one sentence."""
    if finding.kind == "element":
        sentence = _("{department}采集的“{item}”，{provider}已经共享")
        item = finding.pairs[0]["item"]
        return sentence.format(department=finding.department, item=item, provider=finding.provider)
    uncounted = int(finding.held) - len(telling_pairs(finding))
    sentence = _("{department}采集的 {asked} 项中，有 {held} 项{provider}已经共享")
    if uncounted:
        sentence = _(
            "{department}采集的 {asked} 项中，有 {held} 项{provider}已经共享（其中 {n} 项用于识别或联系，不计负担）"
        )
    return sentence.format(
        department=finding.department,
        asked=int(finding.asked),
        held=int(finding.held),
        provider=finding.provider,
        n=uncounted,
    )


def telling_pairs(finding: Any) -> list[Any]:  # noqa: ANN401 - a row of a frame
    """The item pairs of a finding without those that identify or reach a person: these are asked for in any case."""
    identifying = set(finding.identifying) if finding.identifying is not None else set()
    return [pair for pair in finding.pairs if pair["item"] not in identifying]

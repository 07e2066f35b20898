"""Findings on single data elements: one SQL join of what is collected with who shares it first."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd

from duplicates.align import ALIAS, SAME_ELEMENT, SAME_NAME
from duplicates.catalogue import Catalogue
from duplicates.elements import Dictionary, Entry
from duplicates.judging import counterparts, judge, own_affairs
from duplicates.normalise import item_key, looks_like_value, resource_stems, simplified
from duplicates.resource_findings import ARTICLE, TOLD, finding_id, items_hash
from duplicates.sets import says_nothing
from duplicates.statements import execute, put

SCORES = {SAME_ELEMENT: ("high", 1.0), ALIAS: ("high", 1.0), SAME_NAME: ("middle", 0.75)}


def element_findings(
    cur: duckdb.DuckDBPyConnection, catalogue: Catalogue, dictionary: Dictionary
) -> list[dict[str, Any]]:
    """One row per finding, columns as in table duplicate_findings without what `facts` adds.

    Needs the temp tables `reading.read_catalogue` left on the cursor.
    """
    comparable = [item_key(name) for name in simplified(catalogue.items)]
    put(cur, "meanings", _meanings(catalogue.items, comparable, dictionary))
    stems = resource_stems(catalogue.name.tolist())
    words = {"number": range(len(stems)), "stem": stems, "own_affairs": [own_affairs(stem) for stem in stems]}
    put(cur, "resource_words", pd.DataFrame(words))
    named: dict[str, list[str]] = {}
    for department, stem in zip(catalogue.department.tolist(), stems, strict=True):
        named.setdefault(catalogue.departments[department], []).append(stem)
    pairs = [f"{one}\x1f{other}" for one, other in sorted(counterparts(named))]
    put(cur, "counterparts", pd.DataFrame({"pair": pd.Series(pairs, dtype="string")}))
    key_of = dict(zip(catalogue.items, comparable, strict=True))
    columns = [column[0] for column in execute(cur, "element_findings").description or ()]
    rows = cur.fetchall()
    return [_finding(dict(zip(columns, row, strict=True)), dictionary, key_of) for row in rows]


def _meanings(items: tuple[str, ...], comparable: list[str], dictionary: Dictionary) -> pd.DataFrame:
    entries = [dictionary.entry(key) for key in comparable]
    return pd.DataFrame(
        {
            "item_name": pd.Series(items, dtype="string"),
            "canonical": pd.Series([dictionary.canonical(key) for key in comparable], dtype="string"),
            "element": pd.Series([entry.element if entry else "" for entry in entries], dtype="string"),
            "authority": pd.Series([entry.authority if entry else "" for entry in entries], dtype="string"),
            "role": pd.Series(
                [
                    _role(item, key, entry)
                    for item, key, entry in zip(items, comparable, entries, strict=True)
                ],
                dtype="string",
            ),
            "reason": pd.Series(
                [ALIAS if dictionary.alias(key) else "" for key in comparable], dtype="string"
            ),
        }
    )


def _role(item: str, key: str, entry: Entry | None) -> str:
    if looks_like_value(item):
        return "value"
    if entry:
        return entry.role
    return "generic" if says_nothing(key) else "data"


def _finding(row: dict[str, Any], dictionary: Dictionary, key_of: dict[str, str]) -> dict[str, Any]:
    key, source_key = key_of[row["item_name"]], key_of[row["source_item"]]
    alias = dictionary.alias(key) or dictionary.alias(source_key)
    reason = ALIAS if alias and key != source_key else SAME_ELEMENT if row["element"] else SAME_NAME
    begun, published = row["published_on"], row["source_published_on"]
    finding_class, why = judge(
        row["stem"], row["source_stem"],
        source=row["item_source"], counterpart=row["counterpart"],
        source_came_later=begun is not None and published is not None and begun < published,
    )  # fmt: skip
    band, score = SCORES[reason]
    pair = {
        "item": row["item_name"],
        "source_item": row["source_item"],
        "reason": reason,
        "element": row["element"],
        "likeness": 1.0,
        "confirmed_by": alias.confirmed_by if alias and reason == ALIAS else None,
        "confirmed_at": alias.confirmed_at if alias and reason == ALIAS else None,
    }
    return {
        "finding_id": finding_id("E", row["resource_id"], row["canonical"]),
        "kind": "element",
        "finding_class": finding_class,
        "class_reason": why,
        "band": band,
        "score": score,
        "coverage": 1.0,
        "evidence_bits": None,
        "evidence": "strong" if row["element"] else "moderate",
        "department": row["department"],
        "resource_id": row["resource_id"],
        "resource_name": row["resource_name"],
        "editions": sorted(set(row["editions"])),
        "provider": row["provider"],
        "source_id": row["source_id"],
        "source_name": row["source_name"],
        "asked": 1,
        "held": 1,
        "pairs": [pair],
        "unmatched": [],
        "source_unmatched": [],
        "identifying": [],
        "collected_from": TOLD.get(row["item_source"], ""),
        "published_on": begun,
        "source_published_on": published,
        "first": _first(begun, published),
        "article": ARTICLE,
        "other_sources": row["other_sources"],
        "items_sha256": items_hash([row["item_name"]]),
        "source_items_sha256": items_hash([row["source_id"], row["source_item"]]),
    }


def _first(begun: Any, published: Any) -> str:  # noqa: ANN401
    if begun is None or published is None:
        return "unknown"
    return "same_day" if begun == published else "source" if published < begun else "collector"

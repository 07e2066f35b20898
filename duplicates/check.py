"""One new resource against the whole catalogue, while its entry is being written.

The index (sets and inverted lists) is built once per state of the lake and kept in memory and in the work folder, so
that a later process need not read the catalogue again.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio

from duplicates.align import Alignment, align
from duplicates.catalogue import Catalogue
from duplicates.elements import Dictionary
from duplicates.incremental import edition
from duplicates.judging import band_of, judge
from duplicates.matching import LEAST_EVIDENCE, LEAST_SCORE, combined
from duplicates.normalise import item_keys, resource_stems
from duplicates.reading import read_catalogue, read_dictionary
from duplicates.sets import Sets, build_sets
from duplicates.weights import RARE, SMALLEST, Weights, weigh
from warehouse.lake import Lake
from warehouse.local_time import now

NEAREST = 12
"""Candidates that are aligned; the best by exact overlap."""


@dataclass(frozen=True)
class Hit:
    """A shared resource that already holds what the new one would ask for."""

    resource_id: str
    resource_name: str
    department: str
    score: float
    band: str
    finding_class: str
    class_reason: str
    alignment: Alignment


@dataclass(frozen=True)
class Index:
    """The catalogue ready to be asked: `lists[key]` are the groups that hold a key."""

    catalogue: Catalogue
    dictionary: Dictionary
    sets: Sets
    weights: Weights
    number: dict[str, int]
    start: NDArray[np.int64]
    holder: NDArray[np.int32]
    starts: NDArray[np.int64]


def index_of(catalogue: Catalogue, dictionary: Dictionary) -> Index:
    """Build the index of a catalogue."""
    sets = build_sets(catalogue, dictionary)
    row = np.repeat(np.arange(len(sets.first), dtype=np.int32), np.diff(sets.held.start))
    order = np.argsort(sets.held.feature, kind="stable")
    start = np.searchsorted(sets.held.feature[order], np.arange(len(sets.names.canonical) + 1))
    number = {name: at for at, name in enumerate(sets.names.canonical)}
    starts = np.searchsorted(catalogue.resource, np.arange(len(catalogue) + 1))
    return Index(catalogue, dictionary, sets, weigh(sets), number, start, row[order], starts)


def check(index: Index, department: str, items: Sequence[str], name: str = "") -> list[Hit]:
    """Shared resources of other departments that already hold most of these items, best first, one of its editions."""
    keys = {index.dictionary.canonical(key) for key in item_keys(items)}
    known = np.array([index.number[key] for key in sorted(keys) if key in index.number], dtype=np.int64)
    weights, sets = index.weights, index.sets
    unknown = len([key for key in keys if key not in index.number])
    rare = float(np.ceil(np.log2(max(len(sets.first), SMALLEST))) - np.log2(RARE))
    asked = float(weights.bits[known].sum()) + unknown * max(rare, 1.0)
    common = np.zeros(len(sets.first), dtype=np.float32)
    evidence = np.zeros(len(sets.first), dtype=np.float32)
    for key in known:
        holders = index.holder[index.start[key] : index.start[key + 1]]
        common[holders] += weights.bits[key]
        evidence[holders] += weights.evidence[key]
    foreign = sets.shared & (evidence > 0)
    if department in index.catalogue.departments:
        foreign &= sets.department != index.catalogue.departments.index(department)
    near = np.flatnonzero(foreign)
    near = near[np.argsort(-common[near], kind="stable")][:NEAREST]
    hits = [_hit(index, int(group), items, name, asked) for group in near]
    found = sorted((hit for hit in hits if hit), key=lambda hit: (-hit.score, hit.resource_id))
    stems = resource_stems([hit.resource_name for hit in found])
    best: dict[tuple[str, str], Hit] = {}
    for hit, stem in zip(found, stems, strict=True):
        best.setdefault((hit.department, stem), hit)
    return list(best.values())


def _hit(index: Index, group: int, items: Sequence[str], name: str, asked: float) -> Hit | None:
    catalogue, sets, weights = index.catalogue, index.sets, index.weights
    resource = int(sets.first[group])
    names = [
        catalogue.items[at] for at in catalogue.item[index.starts[resource] : index.starts[resource + 1]]
    ]
    alignment = align(items, names, index.dictionary)
    bits = proof = 0.0
    for pair, key in zip(
        alignment.pairs, item_keys([pair.source_item for pair in alignment.pairs]), strict=True
    ):
        at = index.number[index.dictionary.canonical(key)]
        bits += pair.likeness * float(weights.bits[at])
        proof += pair.likeness * float(weights.evidence[at])
    held = float(weights.bits[sets.held.row(group)].sum())
    coverage = bits / max(asked, 1e-9)
    stem = resource_stems([name])[0] if name else ""
    likeness = ratio(stem, sets.stems[group]) / 100 if stem else coverage
    figures = (min(coverage, 1.0), bits / max(asked + held - bits, 1e-9), likeness)
    score = float(combined(*(np.array([figure]) for figure in figures))[0])
    if score < LEAST_SCORE or proof < LEAST_EVIDENCE:
        return None
    finding_class, reason = judge(
        stem, sets.stems[group], source=1, counterpart=False, source_came_later=False
    )
    return Hit(
        str(catalogue.resource_id[resource]),
        str(catalogue.name[resource]),
        catalogue.departments[sets.department[group]],
        round(score, 4),
        band_of(score),
        finding_class,
        reason,
        alignment,
    )


_held: dict[str, Index] = {}


def index_for(lake: Lake) -> Index:
    """The index of the lake's newest state: from memory, from the work folder, or built and kept there."""
    snapshot = lake.snapshot_id()
    digest = hashlib.sha256(f"{lake.settings.catalog}\n{snapshot}\n{edition()}".encode()).hexdigest()[:16]
    if digest in _held:
        return _held[digest]
    path = lake.settings.work / "duplicates" / f"index-{digest}.pickle"
    found = _kept(path)
    if found is None:
        with lake.read() as (cur, _snapshot):
            found = index_of(read_catalogue(cur, now().date()), read_dictionary(cur))
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("index-*.pickle"):
            old.unlink(missing_ok=True)
        beside = path.with_suffix(".part")
        beside.write_bytes(pickle.dumps(found, protocol=5))
        beside.replace(path)
    _held.clear()
    _held[digest] = found
    return found


def _kept(path: Path) -> Index | None:
    """The kept index. The work folder is the server's own, like the lake itself: nobody else writes there."""
    try:
        found = pickle.loads(path.read_bytes())  # noqa: S301 - our own file
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
        return None
    return found if isinstance(found, Index) else None


__all__ = ["Hit", "Index", "check", "index_for", "index_of"]

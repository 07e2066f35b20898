"""Compare again only what a load changed, with the same result as a full run.

A group is known by its signature (everything a comparison reads of it). An asking row keeps its former matches unless
it is new, one of its own keys weighs differently now, or it has a proposing key in common with a sharing group that
came, went, or holds a key that weighs differently. All else about the row, its candidates and its scores is the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from duplicates.catalogue import Flags, Floats, Ints
from duplicates.matching import Matches, match
from duplicates.sets import Hashes, Rows, Sets
from duplicates.weights import Weights, weigh
from etl import item_names

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class State:
    """What a comparison remembers: groups and features by their 64 bits, weights, matches.

    `weight` has one row per feature (key or bigram): bits, evidence, and whether it proposes. `asking` and `sharing`
    are signatures; `figures` the five columns of scores of each match.
    """

    signature: Hashes
    shared: Flags
    start: NDArray[np.int64]
    feature: Ints
    hashes: Hashes
    weight: Floats
    asking: Hashes
    sharing: Hashes
    figures: Floats

    def save(self, path: Path) -> None:
        """Write the state; a reader sees the old file or the new one, never half of it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part")
        with beside.open("wb") as out:
            np.savez(out, **{field.name: getattr(self, field.name) for field in fields(self)})
        beside.replace(path)

    @classmethod
    def load(cls, path: Path) -> State | None:
        """The state of an earlier comparison; None where there is none or the file is damaged."""
        try:
            with np.load(path) as kept:
                return cls(**{field.name: kept[field.name] for field in fields(cls)})
        except (OSError, ValueError, KeyError, EOFError):
            return None


def edition() -> str:
    """Twelve signs that change whenever the code of the comparison changes; part of the state's file name."""
    digest = hashlib.sha256()
    for path in (*sorted(FOLDER.glob("*.py")), Path(item_names.__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def compare(sets: Sets, former: State | None = None) -> tuple[Matches, State]:
    """The matches of a catalogue, comparing only what changed since `former`; and the state to remember."""
    weights = weigh(sets)
    hashes, weight = _features(sets, weights)
    if former is None:
        found = match(sets, weights)
    else:
        again = _affected(sets, former, hashes, weight)
        found = _joined(_kept(sets, former, again), match(sets, weights, np.flatnonzero(again)))
    rows = _all_rows(sets)
    state = State(
        sets.signature, sets.shared, rows.start, rows.feature, hashes, weight,
        sets.signature[found.asking], sets.signature[found.sharing], _figures(found),
    )  # fmt: skip
    return found, state


def _features(sets: Sets, weights: Weights) -> tuple[Hashes, Floats]:
    hashes = np.concatenate([sets.names.hashes, sets.bigram_hashes])
    keys = np.column_stack([weights.bits, weights.evidence, weights.key_blocks])
    pairs = np.column_stack([weights.bigram_bits, np.zeros(len(weights.bigram_bits)), weights.bigram_blocks])
    return hashes, np.concatenate([keys, pairs]).astype(np.float32)


def _all_rows(sets: Sets) -> Rows:
    """Held keys and, numbered after them, name bigrams of every group."""
    start = sets.held.start + sets.bigrams.start
    feature = np.empty(start[-1], dtype=np.int32)
    offset = len(sets.names.canonical)
    for rows, other, shift in ((sets.held, sets.bigrams, 0), (sets.bigrams, sets.held, offset)):
        counts = np.diff(rows.start)
        before = start[:-1] if shift == 0 else start[:-1] + np.diff(other.start)
        at = np.arange(rows.start[-1]) - np.repeat(rows.start[:-1] - before, counts)
        feature[at] = rows.feature + shift
    return Rows(start, feature)


def _affected(sets: Sets, former: State, hashes: Hashes, weight: Floats) -> Flags:
    order = np.argsort(former.hashes)
    at = order[np.clip(np.searchsorted(former.hashes[order], hashes), 0, max(len(order) - 1, 0))]
    known = former.hashes[at] == hashes if len(order) else np.zeros(len(hashes), dtype=bool)
    before = np.where(known[:, None], former.weight[at] if len(order) else np.zeros_like(weight), 0)
    differs = (before != weight).any(axis=1)
    rows = _all_rows(sets)
    new = ~np.isin(sets.signature, former.signature)
    reweighed = _any(rows, differs)
    moved = np.zeros(len(hashes), dtype=bool)
    changed = sets.shared & (new | reweighed)
    moved[rows.feature[np.repeat(changed, np.diff(rows.start))]] = True
    gone = former.shared & ~np.isin(former.signature, sets.signature)
    lost = former.hashes[np.unique(former.feature[np.repeat(gone, np.diff(former.start))])]
    moved |= np.isin(hashes, lost)
    moved &= (weight[:, 2] > 0) | (before[:, 2] > 0)
    return new | reweighed | _any(rows, moved)


def _any(rows: Rows, flags: Flags) -> Flags:
    total = np.zeros(len(rows.feature) + 1, dtype=np.int64)
    np.cumsum(flags[rows.feature], out=total[1:])
    out: Flags = total[rows.start[1:]] > total[rows.start[:-1]]
    return out


def _kept(sets: Sets, former: State, again: Flags) -> Matches:
    """Former matches of rows that need not be compared again."""
    order = np.argsort(sets.signature)
    ordered = sets.signature[order]

    def places(signatures: Hashes) -> tuple[Any, Flags]:
        at = np.clip(np.searchsorted(ordered, signatures), 0, max(len(order) - 1, 0))
        return order[at], ordered[at] == signatures

    if not len(order) or not len(former.asking):
        return _matches(np.zeros(0, np.int32), np.zeros(0, np.int32), former.figures[:0])
    asking, there = places(former.asking)
    sharing, also = places(former.sharing)
    kept = there & also & ~again[asking]
    return _matches(asking[kept].astype(np.int32), sharing[kept].astype(np.int32), former.figures[kept])


def _figures(found: Matches) -> Floats:
    columns = (found.coverage, found.jaccard, found.name_likeness, found.evidence, found.score)
    return np.column_stack(columns).astype(np.float32)


def _matches(
    asking: Ints, sharing: Ints, figures: Floats, compared: int = 0, undecidable: int = 0
) -> Matches:
    coverage, jaccard, likeness, evidence, score = figures.T
    return Matches(asking, sharing, coverage, jaccard, likeness, evidence, score, compared, undecidable)


def _joined(kept: Matches, new: Matches) -> Matches:
    asking = np.concatenate([kept.asking, new.asking])
    sharing = np.concatenate([kept.sharing, new.sharing])
    figures = np.concatenate([_figures(kept), _figures(new)])
    order = np.lexsort((sharing, asking))
    return _matches(asking[order], sharing[order], figures[order], new.compared, new.undecidable)

"""Which items of two lists are the same: by element, by name, by a confirmed alias, at last by similarity.

Similar names are paired one to one so that the sum of similarities is greatest (Hungarian method, scipy's
`linear_sum_assignment`); similarity is rapidfuzz's ratio, which counts characters. Opposed names are never paired.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist
from scipy.optimize import linear_sum_assignment

from duplicates.elements import Dictionary
from duplicates.normalise import bare, item_keys, simplified
from duplicates.opposites import opposed

LEAST_LIKENESS = 0.60
"""Names less alike than this are no pair."""
SAME_ELEMENT, SAME_NAME, ALIAS, SIMILAR = "same_element", "same_name", "confirmed_alias", "similar"
SAME_SERIES = "same_series"
"""Columns of one enumeration (一月 and 二月, two age groups): alike as columns, not the same name."""


@dataclass(frozen=True)
class Pair:
    """Two items that are the same.

    `reason` is one of same_element, same_name, same_series, confirmed_alias, similar; `element` the standard
    element's name where there is one; `likeness` 0–1; `confirmed_by` and `confirmed_at` tell a confirmed alias.
    """

    item: str
    source_item: str
    reason: str
    element: str = ""
    likeness: float = 1.0
    confirmed_by: str = ""
    confirmed_at: datetime | None = None


@dataclass(frozen=True)
class Alignment:
    """Pairs of two lists, and what is left over of each."""

    pairs: tuple[Pair, ...]
    unmatched: tuple[str, ...]
    source_unmatched: tuple[str, ...]


def align(items: Sequence[str], source_items: Sequence[str], dictionary: Dictionary) -> Alignment:
    """Pair two lists of item names, each item at most once; order follows the first list."""
    mine, theirs = _distinct(items), _distinct(source_items)
    keys, source_keys = (item_keys(names) for names in (mine, theirs))
    canonical = [dictionary.canonical(key) for key in keys]
    places: dict[str, list[int]] = {}
    for at, key in enumerate(source_keys):
        places.setdefault(dictionary.canonical(key), []).append(at)
    found: dict[int, Pair] = {}
    taken: set[int] = set()
    for at, key in enumerate(canonical):
        free = [place for place in places.get(key, ()) if place not in taken]
        if free:
            place = min(free, key=lambda p: (theirs[p] != mine[at], source_keys[p] != keys[at], p))
            taken.add(place)
            found[at] = _known_pair(mine[at], theirs[place], keys[at], source_keys[place], dictionary)
    left = [at for at in range(len(mine)) if at not in found]
    free = [at for at in range(len(theirs)) if at not in taken]
    for i, j, likeness in similar_pairs([keys[at] for at in left], [source_keys[at] for at in free]):
        if dictionary.compatible(canonical[left[i]], dictionary.canonical(source_keys[free[j]])):
            found[left[i]] = Pair(mine[left[i]], theirs[free[j]], SIMILAR, "", likeness)
            taken.add(free[j])
    return Alignment(
        tuple(found[at] for at in sorted(found)),
        tuple(mine[at] for at in range(len(mine)) if at not in found),
        tuple(theirs[at] for at in range(len(theirs)) if at not in taken),
    )


def similar_pairs(names: Sequence[str], others: Sequence[str]) -> list[tuple[int, int, float]]:
    """One-to-one pairs (index, index, likeness 0–1) of comparable names, no pair below LEAST_LIKENESS."""
    if not names or not others:
        return []
    likeness = cdist(names, others, scorer=ratio, score_cutoff=100 * LEAST_LIKENESS) / 100
    for i, j in zip(*np.nonzero(likeness), strict=True):
        if opposed(names[i], others[j]):
            likeness[i, j] = 0
    if not likeness.any():
        return []
    rows, columns = linear_sum_assignment(likeness, maximize=True)
    return [
        (int(i), int(j), float(likeness[i, j]))
        for i, j in zip(rows, columns, strict=True)
        if likeness[i, j] > 0
    ]


def _known_pair(item: str, source: str, key: str, source_key: str, dictionary: Dictionary) -> Pair:
    entry = dictionary.entry(key)
    if key == source_key:
        one, other = (bare(name) for name in simplified((item, source)))
        reason = SAME_SERIES if "#" in key and one != other else SAME_NAME
        return Pair(item, source, reason, entry.element if entry else "")
    alias = dictionary.alias(key) or dictionary.alias(source_key)
    if alias is not None:
        element = entry.element if entry else ""
        return Pair(item, source, ALIAS, element, 1.0, alias.confirmed_by, alias.confirmed_at)
    return Pair(item, source, SAME_ELEMENT, entry.element if entry else "")


def _distinct(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))

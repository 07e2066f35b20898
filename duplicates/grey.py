"""Stage 3: what similar names add to pairs of groups whose exact score leaves doubt.

All left-over names of all pairs are compared at once; the one-to-one assignment is worked out only where names compete.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cpdist
from scipy.optimize import linear_sum_assignment

from duplicates.align import LEAST_LIKENESS
from duplicates.catalogue import Flags, Floats, Ints
from duplicates.elements import MARK
from duplicates.opposites import opposed
from duplicates.sets import Hashes, Rows, Sets
from duplicates.weights import Weights

CHUNK = 100_000
Wide = NDArray[np.int64]


def aligned_bits(sets: Sets, weights: Weights, asking: Ints, sharing: Ints) -> tuple[Floats, Floats, Ints]:
    """Bits, evidence bits and number of keys that the pairs share by similarity, beyond the exact ones.

    A similar pair counts the lesser of the two keys' bits times their likeness.
    """
    many = len(asking)
    bits, evidence, shared = np.zeros(many, np.float32), np.zeros(many, np.float32), np.zeros(many, np.int32)
    for begin in range(0, many, CHUNK):
        part = slice(begin, begin + CHUNK)
        pair, mine, theirs, likeness = _assigned(*_alike(sets, weights, asking[part], sharing[part]))
        size = len(asking[part])
        proof = np.minimum(weights.evidence[mine], weights.evidence[theirs])
        bits[part] = np.bincount(pair, likeness * np.minimum(weights.bits[mine], weights.bits[theirs]), size)
        evidence[part] = np.bincount(pair, likeness * proof, size)
        shared[part] = np.bincount(pair, proof > 0, size)
    return bits, evidence, shared


def expanded(rows: Rows, which: Ints, size: int) -> Wide:
    """Pair × size + feature of the rows `which`, ascending."""
    lengths = np.diff(rows.start)[which]
    ends = np.cumsum(lengths)
    offset = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths - rows.start[which], lengths)
    pair = np.repeat(np.arange(len(which), dtype=np.int64), lengths)
    packed: Wide = pair * np.int64(size) + rows.feature[offset]
    return packed


def contained(these: Wide, those: Wide) -> Flags:
    """Which of the ascending numbers `these` stand in the ascending `those`."""
    if not len(those):
        return np.zeros(len(these), dtype=bool)
    at = np.searchsorted(those, these)
    at[at == len(those)] = 0
    found: Flags = those[at] == these
    return found


def _alike(sets: Sets, weights: Weights, asking: Ints, sharing: Ints) -> tuple[Wide, Ints, Ints, Floats]:
    """(pair, asked key, held key, likeness) of every two left-over names that may be the same."""
    size = len(sets.names.canonical)
    mine, theirs = expanded(sets.asked, asking, size), expanded(sets.held, sharing, size)
    left, free = mine[~contained(mine, theirs)], theirs[~contained(theirs, mine)]
    left, free = left[weights.bits[left % size] > 0], free[weights.bits[free % size] > 0]
    one, other = _crossed(left // size, free // size, len(asking))
    key, source = (left[one] % size).astype(np.int32), (free[other] % size).astype(np.int32)
    near = _near(sets.names.lengths, sets.names.signs, key, source)
    pair, key, source = left[one[near]] // size, key[near], source[near]
    packed, where = np.unique(key.astype(np.int64) * size + source, return_inverse=True)
    likeness = _likeness(sets, (packed // size).astype(np.int32), (packed % size).astype(np.int32))[where]
    kept = likeness > 0
    return pair[kept], key[kept], source[kept], likeness[kept]


def _near(lengths: Ints, signs: Hashes, keys: Ints, others: Ints) -> Flags:
    """Which pairs of names may reach LEAST_LIKENESS; exact where it says no.

    ratio = 2 · lcs / (both lengths), and no sign that the other name lacks is in the common subsequence.
    """
    mine, theirs = signs[keys], signs[others]
    length, other_length = lengths[keys], lengths[others]
    most = np.minimum(
        length - np.bitwise_count(mine & ~theirs).astype(np.int32),
        other_length - np.bitwise_count(theirs & ~mine).astype(np.int32),
    )
    near: Flags = 200 * most >= 100 * LEAST_LIKENESS * (length + other_length) - 1e-6
    return near


def _crossed(left: Wide, free: Wide, many: int) -> tuple[Wide, Wide]:
    """Positions of all combinations of the two lists inside each pair."""
    counts = np.bincount(free, minlength=many)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    repeats = counts[left]
    one = np.repeat(np.arange(len(left)), repeats)
    ends = np.cumsum(repeats)
    inside = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - repeats, repeats)
    return one, starts[left[one]] + inside


def _likeness(sets: Sets, keys: Ints, others: Ints) -> Floats:
    """Likeness 0–1 of canonical names; 0 below the least, for opposed names and for two standard elements."""
    if not len(keys):
        return np.zeros(0, np.float32)
    names = sets.names.canonical
    bare = [name.removeprefix(MARK) for name in names]
    mine, theirs = [bare[at] for at in keys.tolist()], [bare[at] for at in others.tolist()]
    likeness: Floats = (
        cpdist(mine, theirs, scorer=ratio, score_cutoff=100 * LEAST_LIKENESS, dtype=np.float32) / 100
    )
    for at in np.flatnonzero(likeness):
        both = names[keys[at]].startswith(MARK) and names[others[at]].startswith(MARK)
        if both or opposed(mine[at], theirs[at]):
            likeness[at] = 0
    return likeness


def _assigned(pair: Wide, mine: Ints, theirs: Ints, likeness: Floats) -> tuple[Wide, Ints, Ints, Floats]:
    """The combinations that make up the best one-to-one assignment of each pair."""
    if not len(pair):
        return pair, mine, theirs, likeness
    wide = np.int64(max(mine.max(), theirs.max()) + 1)
    rivals = np.zeros(int(pair.max()) + 1, dtype=bool)
    for column in (mine, theirs):
        _values, where, counts = np.unique(pair * wide + column, return_inverse=True, return_counts=True)
        rivals[pair[counts[where] > 1]] = True
    kept = ~rivals[pair]
    order = np.argsort(pair, kind="stable")
    ordered = pair[order]
    for number in np.flatnonzero(rivals):
        at = order[np.searchsorted(ordered, number) : np.searchsorted(ordered, number, side="right")]
        kept[at] = _best(mine[at], theirs[at], likeness[at])
    return pair[kept], mine[kept], theirs[kept], likeness[kept]


def _best(mine: Ints, theirs: Ints, likeness: Floats) -> Flags:
    rows, row = np.unique(mine, return_inverse=True)
    columns, column = np.unique(theirs, return_inverse=True)
    table = np.zeros((len(rows), len(columns)))
    table[row, column] = likeness
    chosen = np.zeros(table.shape, dtype=bool)
    chosen[linear_sum_assignment(table, maximize=True)] = True
    out: Flags = chosen[row, column]
    return out

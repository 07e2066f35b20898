"""The resource matcher: candidates by sparse vectors, an exact score, fuzzy alignment where that leaves doubt.

Stage 1 proposes, for every group that asks, the groups whose item keys and name are nearest (cosine of bit-weighted
vectors, `sparse_dot_topn`). Stage 2 scores each pair exactly. Stage 3 aligns what is left over of the pairs in the grey
zone and scores again. Every step depends only on the pair, on the weights and on the candidates of the asking row:
so rows none of whose inputs changed need not be compared again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cpdist
from sparse_dot_topn import sp_matmul_topn

from duplicates.catalogue import Floats, Ints
from duplicates.grey import aligned_bits, contained, expanded
from duplicates.sets import Rows, Sets
from duplicates.weights import Weights, row_sums, weigh

CANDIDATES = 12
LEAST_COSINE = 0.12
LEAST_EVIDENCE = 6.0
"""Bits of shared keys below which nothing can be said: 名称, 地址, 电话 alone."""
LEAST_SHARED = 2
GREY = (0.35, 0.85)
"""Scores between which the left-over items are aligned by similarity."""
LEAST_SCORE = 0.60
CHUNK = 400_000


@dataclass(frozen=True)
class Matches:
    """Scored pairs of groups, asking row first, sorted; `coverage` and `score` 0–1, `evidence` in bits.

    `compared` counts the pairs that were scored, `undecidable` those left out for want of evidence.
    """

    asking: Ints
    sharing: Ints
    coverage: Floats
    jaccard: Floats
    name_likeness: Floats
    evidence: Floats
    score: Floats
    compared: int
    undecidable: int

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.asking)


def match(sets: Sets, weights: Weights | None = None, only: Ints | None = None) -> Matches:
    """Compare the asking groups `only` (all when None) with all sharing groups."""
    weights = weights or weigh(sets)
    asking, sharing = candidates(sets, weights, only)
    return score_pairs(sets, weights, asking, sharing)


def candidates(sets: Sets, weights: Weights, only: Ints | None = None) -> tuple[Ints, Ints]:
    """Pairs (asking, sharing) of groups of different departments worth scoring."""
    asks = np.diff(sets.asked.start) > 0
    rows = np.flatnonzero(asks) if only is None else only[asks[only]]
    columns = np.flatnonzero(sets.shared)
    columns = columns[
        np.argsort(sets.signature[columns])
    ]  # equal cosines fall the same way in every catalogue
    if not len(rows) or not len(columns):
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    left = _vectors(sets, weights, sets.asked, rows)
    right = _vectors(sets, weights, sets.held, columns)
    near = sp_matmul_topn(
        left, right.T.tocsr(), top_n=CANDIDATES, threshold=LEAST_COSINE, sort=True, n_threads=2
    ).tocoo()
    asking, sharing = rows[near.row].astype(np.int32), columns[near.col].astype(np.int32)
    other = sets.department[asking] != sets.department[sharing]
    asking, sharing = asking[other], sharing[other]
    order = np.lexsort((sharing, asking))
    return asking[order], sharing[order]


def _vectors(sets: Sets, weights: Weights, rows: Rows, which: Ints) -> sp.csr_matrix:
    """Unit vectors of the blocking keys and name bigrams of some rows."""
    keys = _matrix(rows, np.where(weights.key_blocks, weights.bits, 0), which)
    bigrams = _matrix(sets.bigrams, np.where(weights.bigram_blocks, weights.bigram_bits, 0), which)
    both = sp.hstack([keys, bigrams], format="csr", dtype=np.float32)
    length = np.sqrt(np.asarray(both.multiply(both).sum(axis=1), dtype=np.float32)).ravel()
    both.data /= np.repeat(np.maximum(length, 1e-9), np.diff(both.indptr))
    return both


def _matrix(rows: Rows, weight: Floats, which: Ints) -> sp.csr_matrix:
    shape = (len(rows.start) - 1, len(weight))
    every = sp.csr_matrix((weight[rows.feature].astype(np.float32), rows.feature, rows.start), shape=shape)
    matrix = every[which]  # a copy: eliminate_zeros() works in place, and the sets own the arrays
    matrix.eliminate_zeros()
    return matrix


def score_pairs(sets: Sets, weights: Weights, asking: Ints, sharing: Ints) -> Matches:
    """The pairs that reach LEAST_SCORE, scored."""
    asked_bits, held_bits = row_sums(sets.asked, weights.bits), row_sums(sets.held, weights.bits)
    common, evidence, shared = _overlap(sets, weights, asking, sharing)
    coverage = common / np.maximum(asked_bits[asking], 1e-9)
    jaccard = common / np.maximum(asked_bits[asking] + held_bits[sharing] - common, 1e-9)
    likeness = _name_likeness(sets, asking, sharing)
    score = combined(coverage, jaccard, likeness)
    grey = np.flatnonzero((score >= GREY[0]) & (score < GREY[1]) & (evidence >= LEAST_EVIDENCE / 2))
    more, more_evidence, more_shared = aligned_bits(sets, weights, asking[grey], sharing[grey])
    common[grey] += more
    evidence[grey] += more_evidence
    shared[grey] += more_shared
    coverage = common / np.maximum(asked_bits[asking], 1e-9)
    jaccard = common / np.maximum(asked_bits[asking] + held_bits[sharing] - common, 1e-9)
    score = combined(coverage, jaccard, likeness)
    enough = (evidence >= LEAST_EVIDENCE) & (shared >= LEAST_SHARED)
    kept = np.flatnonzero((score >= LEAST_SCORE) & enough)
    return Matches(
        asking[kept], sharing[kept], coverage[kept], jaccard[kept], likeness[kept], evidence[kept], score[kept],
        len(asking), int(((score >= LEAST_SCORE) & ~enough).sum()),
    )  # fmt: skip


def combined(coverage: Floats, jaccard: Floats, likeness: Floats) -> Floats:
    """The score 0–1: most of all how much of what is asked for stands in the other; rounded to survive other
    machines' last digits.
    """
    score: Floats = np.round(0.6 * coverage + 0.2 * jaccard + 0.2 * likeness, 4).astype(np.float32)
    return score


def _overlap(sets: Sets, weights: Weights, asking: Ints, sharing: Ints) -> tuple[Floats, Floats, Ints]:
    """Bits, evidence bits and number of telling keys that the pairs share exactly."""
    many = len(asking)
    common, evidence = np.zeros(many, np.float32), np.zeros(many, np.float32)
    shared = np.zeros(many, np.int32)
    for begin in range(0, many, CHUNK):
        part = slice(begin, begin + CHUNK)
        pair, feature = _shared_features(sets, asking[part], sharing[part])
        size = len(asking[part])
        common[part] = np.bincount(pair, weights.bits[feature], size)
        evidence[part] = np.bincount(pair, weights.evidence[feature], size)
        shared[part] = np.bincount(pair, weights.evidence[feature] > 0, size)
    return common, evidence, shared


def _shared_features(sets: Sets, asking: Ints, sharing: Ints) -> tuple[NDArray[np.int64], Ints]:
    """(pair, feature) of every key in both sets of each pair."""
    size = len(sets.names.canonical)
    mine = expanded(sets.asked, asking, size)
    both = mine[contained(mine, expanded(sets.held, sharing, size))]
    return both // size, (both % size).astype(np.int32)


def _name_likeness(sets: Sets, asking: Ints, sharing: Ints) -> Floats:
    likeness = np.zeros(len(asking), np.float32)
    for begin in range(0, len(asking), CHUNK):
        part = slice(begin, begin + CHUNK)
        mine = [sets.stems[at] for at in asking[part]]
        theirs = [sets.stems[at] for at in sharing[part]]
        likeness[part] = cpdist(mine, theirs, scorer=ratio, dtype=np.float32) / 100
    return likeness

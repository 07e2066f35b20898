"""How much a shared key tells, in whole bits: rare names tell much, common ones little, identification nothing.

bits = ⌈log₂ N⌉ − ⌊log₂ df⌋ for a key held by df of N groups (inverse document frequency, Spärck Jones 1972, rounded);
names held by fewer than RARE groups weigh the same, lest a resource's few own words outweigh all that it copies.
Whole bits change only when N or df passes a power of two: this is what lets a load be compared alone with the same
result as a full run.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duplicates.catalogue import Flags, Floats
from duplicates.sets import GENERIC, NOT_COUNTED, Rows, Sets

MOST_BLOCKED = 1000
"""Keys held by more groups than this do not propose candidates; they count in the score all the same."""
RARE = 16
SMALLEST = 1024
"""A smaller catalogue is weighed as if it had this many groups."""
GENERIC_SHARE = 0.25
"""A generic name (名称, 地址 …) counts this part of its bits."""
NAME_SHARE = 0.35
"""Weight of a pair of signs of the resource's name beside an item key, when candidates are proposed."""


@dataclass(frozen=True)
class Weights:
    """Per item key its bits and its bits as evidence (generic names are none); which keys and bigrams propose."""

    bits: Floats
    evidence: Floats
    key_blocks: Flags
    bigram_bits: Floats
    bigram_blocks: Flags


def weigh(sets: Sets) -> Weights:
    """The weights of a catalogue's keys."""
    many = len(sets.first)
    key_df = np.bincount(sets.held.feature, minlength=len(sets.names.canonical))
    bigram_df = np.bincount(sets.bigrams.feature, minlength=len(sets.bigram_hashes))
    bits = _bits(key_df, many)
    roles = sets.names.roles
    share = np.where(roles == NOT_COUNTED, 0.0, np.where(roles == GENERIC, GENERIC_SHARE, 1.0))
    return Weights(
        bits=(bits * share).astype(np.float32),
        evidence=np.where(roles == 0, bits, 0).astype(np.float32),
        key_blocks=(key_df > 1) & (key_df <= MOST_BLOCKED) & (roles != NOT_COUNTED),
        bigram_bits=(NAME_SHARE * _bits(bigram_df, many)).astype(np.float32),
        bigram_blocks=(bigram_df > 1) & (bigram_df <= MOST_BLOCKED),
    )


def _bits(df: np.ndarray, many: int) -> Floats:
    most = np.ceil(np.log2(max(many, SMALLEST)))
    bits: Floats = np.maximum(most - np.floor(np.log2(np.maximum(df, RARE))), 1).astype(np.float32)
    return bits


def row_sums(rows: Rows, weight: Floats) -> Floats:
    """Sum of the weights of each row's features."""
    total = np.zeros(len(rows.feature) + 1)
    np.cumsum(weight[rows.feature], out=total[1:])
    return (total[rows.start[1:]] - total[rows.start[:-1]]).astype(np.float32)

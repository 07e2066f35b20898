"""From a catalogue to sets of comparable keys: who asks for what, who shares what, equal editions as one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from duplicates.catalogue import PROCESS, RETURNED, SHARED, Catalogue, Flags, Ints
from duplicates.elements import MARK, Dictionary
from duplicates.normalise import item_keys, looks_like_value, resource_stems

Hashes = NDArray[np.uint64]
PLAIN, NOT_COUNTED, GENERIC = 0, 1, 2
ROLE_CODES = {"data": PLAIN, "key": NOT_COUNTED, "contact": NOT_COUNTED, "generic": GENERIC}


@dataclass(frozen=True)
class Rows:
    """Sorted distinct feature numbers per row, as a compressed sparse matrix without values."""

    start: NDArray[np.int64]
    feature: Ints

    def row(self, at: int) -> Ints:
        """Features of one row."""
        return self.feature[self.start[at] : self.start[at + 1]]


@dataclass(frozen=True)
class Names:
    """What each distinct item name of a catalogue stands for.

    `key` numbers into `canonical` (−1: a value typed into the field list), `hashes` 64 bits of the canonical text,
    `roles` its role code, `lengths` its length in signs (elements without their mark), `signs` which of 64 classes of
    signs it holds, as bits.
    """

    key: Ints
    comparable: tuple[str, ...]
    canonical: tuple[str, ...]
    hashes: Hashes
    roles: NDArray[np.int8]
    lengths: Ints
    signs: Hashes


@dataclass(frozen=True)
class Sets:
    """One row per group of editions: same department, same name but for years, same items.

    `first` is the group's earliest published resource, `group` maps every resource to its row. `asked` are the keys
    collected from people and companies (or not told from whom); where there are none, those copied from elsewhere
    (`copied`). `held` are all keys. `features` numbers item keys and, after them, pairs of signs of the name.
    """

    first: Ints
    group: Ints
    department: Ints
    shared: Flags
    copied: Flags
    published: Ints
    stems: tuple[str, ...]
    asked: Rows
    held: Rows
    bigrams: Rows
    names: Names
    bigram_hashes: Hashes
    signature: Hashes


def says_nothing(key: str) -> bool:
    """Whether a comparable name is a single sign or a mere number of months, years or ages: 款, 二, #月."""
    return len(key.strip("#")) <= 1


def text_hash(text: str) -> int:
    """64 bits that stand for a text in every run."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def read_names(items: tuple[str, ...], dictionary: Dictionary) -> Names:
    """What the distinct item names of a catalogue stand for."""
    comparable = item_keys(items)
    meaning = {key: dictionary.canonical(key) for key in set(comparable)}
    canonical = sorted(set(meaning.values()))
    number = {text: at for at, text in enumerate(canonical)}
    role = {
        meaning[key]: GENERIC if says_nothing(key) else ROLE_CODES[dictionary.role(key)] for key in meaning
    }
    keys = [
        -1 if looks_like_value(item) or not key else number[meaning[key]]
        for item, key in zip(items, comparable, strict=True)
    ]
    return Names(
        np.array(keys, dtype=np.int32),
        tuple(comparable),
        tuple(canonical),
        np.array([text_hash(text) for text in canonical], dtype=np.uint64),
        np.array([role[text] for text in canonical], dtype=np.int8),
        *_lengths_and_signs([text.removeprefix(MARK) for text in canonical]),
    )


def _lengths_and_signs(texts: list[str]) -> tuple[Ints, Hashes]:
    lengths = np.array([len(text) for text in texts], dtype=np.int32)
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    bits = np.uint64(1) << (codes * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(58))
    signs = np.zeros(len(texts), dtype=np.uint64)
    filled = lengths > 0
    if filled.any():
        starts = (np.cumsum(lengths) - lengths)[filled]
        signs[filled] = np.bitwise_or.reduceat(bits, starts)
    return lengths, signs


def build_sets(catalogue: Catalogue, dictionary: Dictionary) -> Sets:
    """The sets of a catalogue."""
    names = read_names(catalogue.items, dictionary)
    many = len(catalogue)
    keys = names.key[catalogue.item]
    told = keys >= 0
    resource, keys, source = catalogue.resource[told], keys[told], catalogue.source[told]
    direct = source < PROCESS
    asks = np.zeros(many, dtype=bool)
    asks[resource[direct]] = True
    copies = ((source == SHARED) | (source == RETURNED)) & ~asks[resource]
    held = _rows(resource, keys, many)
    asked = _rows(resource[direct | copies], keys[direct | copies], many)
    stems = resource_stems(catalogue.name.tolist())
    stem_hashes = np.array([text_hash(stem) for stem in stems], dtype=np.uint64)
    department_hashes = np.array([text_hash(name) for name in catalogue.departments], dtype=np.uint64)
    copied = np.zeros(many, dtype=bool)
    copied[resource[copies]] = True
    signature = _mixed(
        _set_hashes(asked, names.hashes),
        _set_hashes(held, names.hashes),
        stem_hashes,
        department_hashes[catalogue.department] if many else department_hashes,
        catalogue.shared.astype(np.uint64) + 2 * copied.astype(np.uint64),
    )
    order = np.lexsort((np.arange(many), catalogue.published, signature))
    fresh = np.ones(many, dtype=bool)
    fresh[1:] = signature[order][1:] != signature[order][:-1]
    first = order[fresh]
    rank = np.argsort(first, kind="stable")
    place = np.empty(len(first), dtype=np.int32)
    place[rank] = np.arange(len(first), dtype=np.int32)
    group = np.empty(many, dtype=np.int32)
    group[order] = place[np.cumsum(fresh) - 1]
    first = np.sort(first).astype(np.int32)
    kept = tuple(stems[at] for at in first)
    bigrams, bigram_hashes = _bigrams(kept)
    return Sets(
        first, group, catalogue.department[first], catalogue.shared[first], copied[first],
        catalogue.published[first], kept, _taken(asked, first), _taken(held, first), bigrams, names,
        bigram_hashes, signature[first],
    )  # fmt: skip


def _rows(row: Ints, feature: Ints, many: int) -> Rows:
    packed = np.sort(row.astype(np.int64) << 32 | feature.astype(np.int64))
    packed = packed[np.concatenate([packed[:1] == packed[:1], packed[1:] != packed[:-1]])]
    start = np.zeros(many + 1, dtype=np.int64)
    np.cumsum(np.bincount(packed >> 32, minlength=many), out=start[1:])
    return Rows(start, (packed & 0xFFFFFFFF).astype(np.int32))


def _taken(rows: Rows, which: Ints) -> Rows:
    lengths = (rows.start[1:] - rows.start[:-1])[which]
    start = np.zeros(len(which) + 1, dtype=np.int64)
    np.cumsum(lengths, out=start[1:])
    where = np.arange(start[-1]) - np.repeat(start[:-1] - rows.start[:-1][which], lengths)
    return Rows(start, rows.feature[where])


def _set_hashes(rows: Rows, hashes: Hashes) -> Hashes:
    """A number per row that only depends on which features it holds."""
    total = np.zeros(len(rows.feature) + 1, dtype=np.uint64)
    np.cumsum(_mixed(hashes)[rows.feature], out=total[1:])
    return total[rows.start[1:]] - total[rows.start[:-1]]


def _mixed(*columns: Hashes) -> Hashes:
    """One well-spread 64-bit number per row of the columns (splitmix64 after each)."""
    out = np.zeros(len(columns[0]), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for column in columns:
            out = out + column + np.uint64(0x9E3779B97F4A7C15)
            out = (out ^ (out >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            out = (out ^ (out >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            out = out ^ (out >> np.uint64(31))
    return out


def _bigrams(stems: tuple[str, ...]) -> tuple[Rows, Hashes]:
    """Pairs of neighbouring signs of each name, numbered; and their 64 bits (the two code points)."""
    lengths = np.array([max(len(stem) - 1, 0) for stem in stems], dtype=np.int64)
    joined = "".join(stem if len(stem) > 1 else "" for stem in stems)
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if not len(codes):
        return Rows(np.zeros(len(stems) + 1, dtype=np.int64), np.zeros(0, dtype=np.int32)), np.zeros(
            0, np.uint64
        )
    pairs = codes[:-1] << np.uint64(32) | codes[1:]
    ends = np.cumsum(np.where(lengths > 0, lengths + 1, 0)[lengths > 0])[:-1] - 1
    pairs = np.delete(pairs, ends)
    known, number = np.unique(pairs, return_inverse=True)
    row = np.repeat(np.arange(len(stems), dtype=np.int32), lengths)
    return _rows(row, number.astype(np.int32), len(stems)), known

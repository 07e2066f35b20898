"""From matched groups to findings on resources: direction, class, editions together, items side by side."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np

from duplicates.align import Alignment, align
from duplicates.catalogue import PROCESS, RETURNED, SHARED, UNKNOWN_DAY, Catalogue, Ints
from duplicates.elements import Dictionary
from duplicates.judging import band_of, counterparts, judge
from duplicates.matching import Matches
from duplicates.normalise import item_keys, looks_like_value
from duplicates.sets import PLAIN, Sets

ARTICLE = "第五条第三项、第十三条"
STRENGTHS = ((30.0, "strong"), (15.0, "moderate"), (0.0, "weak"))
TOLD = {1: "person", 2: "company", 4: "shared", 5: "returned"}


@dataclass
class Pairing:
    """The best match between one resource (with its editions) and one providing department."""

    asking: int
    sharing: int
    match: int
    editions: list[str] = field(default_factory=list)
    other_sources: list[str] = field(default_factory=list)


def resource_findings(
    catalogue: Catalogue, sets: Sets, matches: Matches, dictionary: Dictionary
) -> list[dict[str, Any]]:
    """One row per finding, columns as in table duplicate_findings without what `facts` adds."""
    stems: dict[str, list[str]] = defaultdict(list)
    for department, stem in zip(sets.department.tolist(), sets.stems, strict=True):
        stems[catalogue.departments[department]].append(stem)
    related = counterparts(stems)
    starts = np.searchsorted(catalogue.resource, np.arange(len(catalogue) + 1))
    owners = first_sharers(sets)
    return [
        _finding(catalogue, sets, matches, dictionary, pairing, related, starts, owners)
        for pairing in _pairings(catalogue, sets, matches)
    ]


def first_sharers(sets: Sets) -> Ints:
    """For every item key the department that shared it first; −1 where nobody shares it."""
    row = np.repeat(np.arange(len(sets.first)), np.diff(sets.held.start))
    shared = sets.shared[row]
    row, key = row[shared], sets.held.feature[shared]
    order = np.lexsort((row, sets.published[row], key))
    keys, where = np.unique(key[order], return_index=True)
    owners = np.full(len(sets.names.canonical), -1)
    owners[keys] = sets.department[row[order][where]]
    return owners


def _shared_by_itself(
    catalogue: Catalogue, sets: Sets, pairing: Pairing, owners: Ints, related: set[tuple[str, str]]
) -> bool:
    """Whether the asking department or a counterpart was the first to share most of what the two have in common."""
    common = np.intersect1d(sets.asked.row(pairing.asking), sets.held.row(pairing.sharing))
    first = owners[common[sets.names.roles[common] == PLAIN]]
    mine = catalogue.departments[sets.department[pairing.asking]]
    names = [catalogue.departments[owner] for owner in first.tolist() if owner >= 0]
    own = sum(name == mine or (mine, name) in related for name in names)
    return bool(own > 0.5 * len(names))


def _pairings(catalogue: Catalogue, sets: Sets, matches: Matches) -> list[Pairing]:
    """Matches in one direction only, the best for each resource name and providing department."""
    known = set(zip(matches.asking.tolist(), matches.sharing.tolist(), strict=True))
    order = np.lexsort((matches.sharing, matches.asking, -matches.score))
    members = _members(sets, {*matches.asking.tolist()})
    found: dict[tuple[int, str, int], Pairing] = {}
    for at in order.tolist():
        asking, sharing = int(matches.asking[at]), int(matches.sharing[at])
        if (sharing, asking) in known and _came_first(sets, asking, sharing):
            continue
        key = (int(sets.department[asking]), sets.stems[asking], int(sets.department[sharing]))
        kept = found.setdefault(key, Pairing(asking, sharing, at))
        if kept.match != at and kept.sharing != sharing:
            kept.other_sources.append(str(catalogue.resource_id[sets.first[sharing]]))
        kept.editions += [str(catalogue.resource_id[one]) for one in members[asking]]
    return sorted(found.values(), key=lambda pairing: pairing.match)


def _members(sets: Sets, groups: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    wanted = np.isin(sets.group, list(groups))
    for resource in np.flatnonzero(wanted).tolist():
        found[int(sets.group[resource])].append(resource)
    return found


def _came_first(sets: Sets, asking: int, sharing: int) -> bool:
    """Whether the asking one was there first, so that the match is read the other way round."""
    mine, theirs = int(sets.published[asking]), int(sets.published[sharing])
    return (mine, asking) < (theirs, sharing)


def _finding(
    catalogue: Catalogue, sets: Sets, matches: Matches, dictionary: Dictionary, pairing: Pairing,
    related: set[tuple[str, str]], starts: Ints, owners: Ints,
) -> dict[str, Any]:  # fmt: skip
    resource, source = int(sets.first[pairing.asking]), int(sets.first[pairing.sharing])
    asked, told = _asked(catalogue, resource, starts)
    held = _names(catalogue, source, starts)
    alignment = align(asked, held, dictionary)
    mine = catalogue.departments[catalogue.department[resource]]
    theirs = catalogue.departments[catalogue.department[source]]
    begun, published = int(catalogue.published[resource]), int(catalogue.published[source])
    finding_class, reason = judge(
        sets.stems[pairing.asking], sets.stems[pairing.sharing],
        source=told, counterpart=(mine, theirs) in related,
        source_came_later=(UNKNOWN_DAY not in (begun, published) and begun < published)
        or _shared_by_itself(catalogue, sets, pairing, owners, related),
    )  # fmt: skip
    score, bits = float(matches.score[pairing.match]), float(matches.evidence[pairing.match])
    return {
        "finding_id": finding_id("R", catalogue.resource_id[resource], catalogue.resource_id[source]),
        "kind": "resource",
        "finding_class": finding_class,
        "class_reason": reason,
        "band": band_of(score),
        "score": round(score, 4),
        "coverage": round(float(matches.coverage[pairing.match]), 4),
        "evidence_bits": round(bits, 2),
        "evidence": next(name for floor, name in STRENGTHS if bits >= floor),
        "department": mine,
        "resource_id": str(catalogue.resource_id[resource]),
        "resource_name": str(catalogue.name[resource]),
        "editions": sorted(set(pairing.editions)),
        "provider": theirs,
        "source_id": str(catalogue.resource_id[source]),
        "source_name": str(catalogue.name[source]),
        "asked": len(alignment.pairs) + len(alignment.unmatched),
        "held": len(alignment.pairs),
        "pairs": pair_rows(alignment),
        "unmatched": list(alignment.unmatched),
        "source_unmatched": list(alignment.source_unmatched),
        "identifying": _identifying(asked, dictionary),
        "collected_from": TOLD.get(told, ""),
        "published_on": day_of(begun),
        "source_published_on": day_of(published),
        "first": who_first(begun, published),
        "article": ARTICLE,
        "other_sources": sorted(set(pairing.other_sources))[:20],
        "items_sha256": items_hash(asked),
        "source_items_sha256": items_hash(held),
    }


def _names(catalogue: Catalogue, resource: int, starts: Ints) -> list[str]:
    part = slice(int(starts[resource]), int(starts[resource + 1]))
    names = [catalogue.items[at] for at in catalogue.item[part].tolist()]
    return [name for name in names if not looks_like_value(name)]


def _asked(catalogue: Catalogue, resource: int, starts: Ints) -> tuple[list[str], int]:
    """Names asked for, and from whom most of them are (0 when nobody told)."""
    part = slice(int(starts[resource]), int(starts[resource + 1]))
    sources = catalogue.source[part]
    direct = sources < PROCESS
    wanted = direct if direct.any() else (sources == SHARED) | (sources == RETURNED)
    names = [catalogue.items[at] for at in catalogue.item[part][wanted].tolist()]
    counts = np.bincount(sources[wanted], minlength=6)
    counts[0] = 0
    return [name for name in names if not looks_like_value(name)], int(counts.argmax()) if counts.any() else 0


def pair_rows(alignment: Alignment) -> list[dict[str, Any]]:
    """Pairs as the structs of column `pairs`."""
    return [
        {
            "item": pair.item,
            "source_item": pair.source_item,
            "reason": pair.reason,
            "element": pair.element,
            "likeness": round(pair.likeness, 4),
            "confirmed_by": pair.confirmed_by or None,
            "confirmed_at": pair.confirmed_at,
        }
        for pair in alignment.pairs
    ]


def _identifying(names: Sequence[str], dictionary: Dictionary) -> list[str]:
    roles = [dictionary.role(key) for key in item_keys(names)]
    return [name for name, role in zip(names, roles, strict=True) if role in ("key", "contact")]


def finding_id(prefix: str, *parts: object) -> str:
    """Stable id of a pair: the same in every run."""
    text = "\x1f".join(map(str, parts))
    return f"{prefix}{hashlib.sha256(text.encode()).hexdigest()[:10]}"


def items_hash(names: Sequence[str]) -> str:
    """SHA-256 of a set of items by what they are called, however they are written or ordered."""
    return hashlib.sha256("\n".join(sorted(set(item_keys(names)))).encode()).hexdigest()


def day_of(days: int) -> date | None:
    """A day out of a number of days since 1970; None for the unknown."""
    return None if days == UNKNOWN_DAY else date(1970, 1, 1) + timedelta(days=days)


def who_first(begun: int, published: int) -> str:
    """Who published first: source, collector, same_day or unknown."""
    if UNKNOWN_DAY in (begun, published):
        return "unknown"
    return "same_day" if begun == published else "source" if published < begun else "collector"

"""Editions and rounds side by side: what an amendment changed, and how departments moved from round to round."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from duckdb import DuckDBPyConnection

from evaluation import archive
from evaluation.round_records import Round, find_round, list_rounds
from evaluation.scheme import Scheme, parse_scheme
from evaluation.whatif import scheme_changes

SHOWN_NAMES = 8


@dataclass(frozen=True)
class Comparison:
    """Two editions side by side.

    `ranking`: department, total_old, total_new, rank_old, rank_new, grade_old, grade_new of departments that
    changed. `ledger`: entry, department, code, change (added, removed or changed), points_old, points_new,
    sentence_old, sentence_new of rows that changed.
    """

    ranking: pd.DataFrame
    ledger: pd.DataFrame


def compare_editions(
    cur: DuckDBPyConnection, round_id: str, old: int, new: int, department: str | None = None
) -> Comparison:
    """What changed between two editions of a round; `department` narrows to one. Raises RoundError."""
    found = find_round(cur, round_id)
    editions = [found.edition(number).edition for number in (old, new)]
    rankings = [archive.stored_frame(cur, round_id, n, "ranking", department) for n in editions]
    ledgers = [archive.stored_frame(cur, round_id, n, "ledger", department) for n in editions]
    return Comparison(_ranking_changes(*rankings), _ledger_changes(*ledgers))


def _ranking_changes(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    columns = ["department", "total", "rank", "grade"]
    both = old[columns].merge(new[columns], on="department", how="outer", suffixes=("_old", "_new"))
    changed = _differs(both["total_old"], both["total_new"]) | _differs(both["rank_old"], both["rank_new"])
    changed |= _differs(both["grade_old"], both["grade_new"])
    ordered = ["department", "total_old", "total_new", "rank_old", "rank_new", "grade_old", "grade_new"]
    return both.loc[changed, ordered].reset_index(drop=True)


def _ledger_changes(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    ordered = [
        "entry", "department", "code", "change", "points_old", "points_new", "sentence_old", "sentence_new",
    ]  # fmt: skip
    columns = ["entry", "department", "code", "points", "sentence"]
    frames = [frame[columns] if len(frame) else pd.DataFrame(columns=columns) for frame in (old, new)]
    both = frames[0].merge(
        frames[1], on=["entry", "department", "code"], how="outer", suffixes=("_old", "_new"), indicator=True
    )
    both["change"] = (
        both["_merge"].astype(str).map({"left_only": "removed", "right_only": "added", "both": "changed"})
    )
    changed = (both["_merge"] != "both") | _differs(both["points_old"], both["points_new"])
    return both.loc[changed, ordered].reset_index(drop=True)


def _differs(old: pd.Series, new: pd.Series) -> pd.Series:
    return ~((old == new) | (old.isna() & new.isna()))


def trend(cur: DuckDBPyConnection, department: str | None = None) -> pd.DataFrame:
    """Totals and ranks of every published round's newest edition, oldest period first.

    Columns: round_id, title, period_start, period_end, edition, kind, department, peer_group, total, rank,
    peer_rank, grade, definitions (Chinese: what is defined otherwise than in the round before, '' = nothing).
    """
    parts = []
    before: Scheme | None = None
    for one in _published(cur):
        latest = one.edition()
        scheme = _scheme(cur, one)
        said = "" if before is None else definition_sentence(scheme_changes(before, scheme))
        before = scheme
        ranking = archive.stored_frame(cur, one.round_id, latest.edition, "ranking", department)
        if ranking.empty:
            continue
        own = ranking[["department", "peer_group", "total", "rank", "peer_rank", "grade"]]
        parts.append(
            own.assign(
                round_id=one.round_id, title=one.title, period_start=one.period_start, period_end=one.period_end,
                edition=latest.edition, kind=latest.kind, definitions=said,
            )
        )  # fmt: skip
    columns = [
        "round_id", "title", "period_start", "period_end", "edition", "kind", "department", "peer_group", "total",
        "rank", "peer_rank", "grade", "definitions",
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def definition_changes(cur: DuckDBPyConnection) -> pd.DataFrame:
    """Every change of definition from one published round to the next: round_before, round_after and the
    columns of `scheme_changes`.
    """
    rounds = _published(cur)
    parts = [
        scheme_changes(_scheme(cur, a), _scheme(cur, b)).assign(
            round_before=a.round_id, round_after=b.round_id
        )
        for a, b in pairwise(rounds)
    ]
    columns = ["round_before", "round_after", "part", "code", "title", "field", "before", "after"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def definition_sentence(changes: pd.DataFrame) -> str:
    """The things that are defined differently, as one Chinese sentence; empty when nothing is."""
    if changes.empty:
        return ""
    names = list(dict.fromkeys(changes["title"]))
    listed = "、".join(names[:SHOWN_NAMES])
    if len(names) > SHOWN_NAMES:
        return f"与上期相比，{listed}等 {len(names)} 项的定义有变，不宜直接比较"
    return f"与上期相比，{listed}的定义有变，不宜直接比较"


def _published(cur: DuckDBPyConnection) -> list[Round]:
    return sorted(
        (one for one in list_rounds(cur) if one.editions), key=lambda one: (one.period_end, one.opened_at)
    )


def _scheme(cur: DuckDBPyConnection, one: Round) -> Scheme:
    kept = archive.stored_frame(cur, one.round_id, one.edition().edition, "scheme")
    return parse_scheme(str(kept["toml"].iloc[0]), one.round_id)

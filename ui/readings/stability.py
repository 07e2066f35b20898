"""What pages read out of the intervals of totals and ranks."""

from __future__ import annotations

import pandas as pd

DRAWN = ["department", "total_low", "total_high", "rank_low", "rank_high", "level", "warnings"]
TABLE = [
    "rank",
    "department",
    "total",
    "grade",
    "rank_interval",
    "total_interval",
    "level",
    "peer_group",
    "peer_rank",
    "covered_weight",
    "warnings",
    "notes",
]
"""Columns of the ranking as a table."""


def joined(ranking: pd.DataFrame, intervals: pd.DataFrame) -> pd.DataFrame:
    """The ranking with the ends of the intervals and both written out; without a rank nothing about ranks is told."""
    both = ranking.merge(intervals.reindex(columns=DRAWN), on="department", how="left")
    hidden = both["rank"].isna()
    for column in ("rank_low", "rank_high", "level"):
        both[column] = both[column].astype("Int64").mask(hidden)
    both["total_interval"] = [
        "" if pd.isna(low) else f"{low:.1f}–{high:.1f}"
        for low, high in zip(both["total_low"], both["total_high"], strict=True)
    ]
    both["rank_interval"] = [
        "" if pd.isna(low) else f"{low}–{high}"
        for low, high in zip(both["rank_low"], both["rank_high"], strict=True)
    ]
    both["warnings"] = both["warnings"].fillna("")
    return both


def table(ranked: pd.DataFrame) -> pd.DataFrame:
    """The ranking with intervals, as shown and exported."""
    return ranked[TABLE]

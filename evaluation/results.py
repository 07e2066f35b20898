"""Results of an evaluation as frames: indicators, dimensions, adjustments, vetoes and the ranking."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluation.cells import UNASKED
from evaluation.kernels import competition_ranks, exact, grade_index, round_half_up
from evaluation.notes import ranking_notes
from evaluation.records import TOTAL, Scheme
from evaluation.result_frames import adjustment_frame, dimension_frame, indicator_frame, veto_frame
from evaluation.scoring import score_values
from evaluation.small_samples import adjusted_values

Array = NDArray[np.float64]

NO_RANK = "数据不足"
COVERAGE_TOLERANCE = 1e-9


class Period(Protocol):
    """What an evaluation needs of a window: first and last day (inclusive) and the day of view."""

    @property
    def start(self) -> date:
        """First day."""

    @property
    def end(self) -> date:
        """Last day, inclusive."""

    @property
    def as_of(self) -> date:
        """The day from which everything is seen."""


@dataclass(frozen=True)
class Evaluation:
    """A computed evaluation. Weights and points are parts of the scheme's `weight_total`; scores run to its
    `scale`.

    Frames (department = full name; codes of the scheme; nan/None = none):
      ranking     rank, department, peer_group, peer_rank, total, total_unrounded, grade, grade_by_points,
                  bonus, deduction, aggregated (before both), covered_weight (0..1), scored_weight (0..1), notes
      dimensions  department, dimension, title, parent, weight_declared, weight_effective, score, points,
                  state, note
      indicators  department, peer_group, dimension, dimension_title, code, title, article, unit, numerator,
                  denominator, value, cases, low and high (95 % Wilson interval of a rate), adjusted_value
                  (what is scored), score, weight_declared, weight_effective, points, points_lost, state, note
      adjustments department, code, title, kind, value, points, note
      vetoes      department, code, title, value, fired, grade_at_most, note
    `evidence` maps codes of indicators and adjustments to frames of source rows; `figures` are the metric
    frames behind the cells, `feeds` what had been delivered, `log_days` the delivered share of the period's
    days by log feed. Points are nan where a level is a geometric mean.
    """

    scheme: Scheme
    window: Period | None
    snapshot_id: int | None
    ranking: pd.DataFrame
    dimensions: pd.DataFrame
    indicators: pd.DataFrame
    adjustments: pd.DataFrame
    vetoes: pd.DataFrame
    evidence: dict[str, pd.DataFrame] = field(default_factory=dict)
    provenance: dict[str, str] = field(default_factory=dict)
    figures: dict[str, pd.DataFrame] = field(default_factory=dict)
    feeds: frozenset[str] = frozenset()
    log_days: dict[str, float] = field(default_factory=dict)

    @property
    def peers(self) -> pd.Series:
        """Peer group by department, in the order of the indicator frame."""
        own = self.indicators.drop_duplicates("department")
        return pd.Series(own["peer_group"].to_numpy(), index=pd.Index(own["department"]), name="peer_group")


def _matrix(cells: pd.DataFrame, column: str, units: list[str], codes: list[str]) -> pd.DataFrame:
    return cells.pivot(index="department", columns="code", values=column).reindex(index=units, columns=codes)


def _grades(
    scheme: Scheme, units: list[str], totals: Array, vetoes: pd.DataFrame
) -> tuple[list[str], list[str]]:
    """Grade by points and grade after vetoes, as titles ('数据不足' without a total, '' without grades)."""
    if not scheme.grades:
        plain = [NO_RANK if np.isnan(total) else "" for total in totals]
        return plain, plain
    titles = [grade.title for grade in scheme.grades]
    limits = dict.fromkeys(units, 0)
    for unit, limit in vetoes.loc[vetoes["fired"].astype(bool), ["department", "grade_at_most"]].itertuples(
        index=False
    ):
        limits[unit] = max(limits[unit], titles.index(limit))
    earned = grade_index(totals, [grade.floor for grade in scheme.grades])
    by_points = [NO_RANK if index < 0 else titles[index] for index in earned]
    final = [
        NO_RANK if index < 0 else titles[max(index, limits[unit])]
        for unit, index in zip(units, earned, strict=True)
    ]
    return by_points, final


def build_results(
    scheme: Scheme,
    peers: pd.Series,
    cells: pd.DataFrame,
    frames: Mapping[str, pd.DataFrame] | None = None,
    feeds: Collection[str] = (),
    *,
    notes: bool = True,
) -> dict[str, pd.DataFrame]:
    """All result frames (see `Evaluation`) from cells; without `notes` those columns stay empty, which is quicker.

    `peers` maps departments (index) to peer groups; `cells` has `cells.CELL_COLUMNS`; `frames` are metric
    frames for adjustments and vetoes that read a metric of their own.
    """
    units, codes = list(peers.index), [i.code for i in scheme.indicators]
    states = _matrix(cells, "state", units, codes)
    used = adjusted_values(scheme, peers, cells)
    scores = score_values(
        scheme,
        used,
        zeroed=np.asarray(states.to_numpy() == "not_reported", dtype=bool),
        unasked=np.isin(states.to_numpy().astype(str), UNASKED),
    )
    indicators = indicator_frame(scheme, peers, cells, used, scores)
    dimensions = dimension_frame(scheme, units, indicators, scores, notes=notes)
    adjustments = adjustment_frame(scheme, units, frames or {}, feeds)
    vetoes = veto_frame(scheme, units, cells, frames or {}, feeds)

    def adjusted(kind: str) -> Array:
        own = adjustments[adjustments["kind"] == kind]
        summed = own.groupby("department")["points"].sum().reindex(units).fillna(0.0)
        return np.asarray(summed, dtype=np.float64)

    bonus, deduction = adjusted("bonus"), adjusted("deduction")
    raw = scores.dimension_scores[TOTAL]
    if scheme.adjustments:
        raw = np.clip(raw + bonus + deduction, 0.0, scheme.scale)
    ranked = (scores.covered >= scheme.minimum_coverage - COVERAGE_TOLERANCE) & (
        scores.scored >= scheme.minimum_scored - COVERAGE_TOLERANCE
    )
    unrounded = np.where(ranked, exact(raw), np.nan)
    totals = round_half_up(unrounded, scheme.rounding.digits)
    compared = totals if scheme.rounding.when == "before_ranking" else unrounded
    by_points, final = _grades(scheme, units, totals, vetoes)
    ranking = pd.DataFrame(
        {
            "rank": competition_ranks(compared),
            "department": units,
            "peer_group": peers.to_numpy(),
            "total": totals,
            "total_unrounded": unrounded,
            "grade": final,
            "grade_by_points": by_points,
            "bonus": bonus,
            "deduction": deduction,
            "aggregated": scores.dimension_scores[TOTAL],
            "covered_weight": scores.covered,
            "scored_weight": scores.scored,
        }
    )
    ranking["peer_rank"] = np.nan
    for _, rows in ranking.groupby("peer_group").groups.items():
        ranking.loc[rows, "peer_rank"] = competition_ranks(compared[np.asarray(rows)])
    ranking["notes"] = (
        ranking_notes(scheme, ranking, indicators, dimensions, adjustments, vetoes) if notes else ""
    )
    ranking = ranking.sort_values(["rank", "department"], na_position="last", ignore_index=True)
    ranking[["rank", "peer_rank"]] = ranking[["rank", "peer_rank"]].astype("Int64")
    columns = ["rank", "department", "peer_group", "peer_rank", "total", "grade", "covered_weight", "notes"]
    rest = [column for column in ranking.columns if column not in columns]
    return {
        "ranking": ranking[columns + rest],
        "dimensions": dimensions,
        "indicators": indicators,
        "adjustments": adjustments,
        "vetoes": vetoes,
    }

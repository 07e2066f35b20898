"""How sure a rank is: totals drawn again with other weights and with what small samples leave open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluation.records import TOTAL, Scheme
from evaluation.results import Evaluation
from evaluation.scoring import indicator_score
from evaluation.small_samples import is_rate, priors

DRAWS, SEED = 10_000, 20260101
CONCENTRATION = 200.0
"""Cases a weight is worth: a weight of 25 of 100 then varies by about 3 points (one standard deviation)."""
POOL, CHUNK = 1024, 1000
LOW, HIGH = 0.05, 0.95
COLUMNS = [
    "department", "peer_group", "total", "rank", "total_low", "total_high", "rank_low", "rank_high", "grade",
    "grade_share", "level", "warnings",
]  # fmt: skip

Draws = NDArray[np.float32]


@dataclass(frozen=True)
class Stability:
    """`table` has one row per ranked department (columns COLUMNS, in ranking order): the ends of the 90 %
    intervals of total and rank (widened to hold the total and rank themselves), the share of draws that give the
    same grade by points, `level` (departments of one level cannot be told apart from its first; equal ranks are
    of one level) and Chinese warnings. `draws` is the number of draws.
    """

    table: pd.DataFrame
    draws: int
    seed: int


def rank_intervals(
    evaluation: Evaluation, draws: int = DRAWS, seed: int = SEED, lines: dict[str, float] | None = None
) -> Stability:
    """Draw weights (Dirichlet around the scheme's) and rates (beta posteriors) and rank again, `draws` times.

    `lines` are further limits of the total by name, such as budget lines; grade floors are always looked at.
    Bonus, deductions and figures that are no rates stay as they are. Source: M. Saisana, A. Saltelli, S.
    Tarantola (2005), Uncertainty and sensitivity analysis techniques for composite indicators, JRSS A 168,
    307-323; H. Goldstein, D. Spiegelhalter (1996), League tables and their limitations, JRSS A 159, 385-443.
    """
    rng = np.random.default_rng(seed)
    ranking = evaluation.ranking[evaluation.ranking["total"].notna()].reset_index(drop=True)
    if ranking.empty:
        return Stability(pd.DataFrame(columns=COLUMNS), draws, seed)
    units = [str(name) for name in ranking["department"]]
    totals = drawn_totals(evaluation, units, draws, rng)
    ranks = _ranks(totals)
    point, place = ranking["total"].to_numpy(dtype=float), ranking["rank"].to_numpy(dtype=int)
    low, high = _around(totals, point)
    rank_low, rank_high = _around(ranks, place)
    floors = [grade.floor for grade in evaluation.scheme.grades]
    table = ranking[["department", "peer_group", "total", "rank"]].assign(
        total_low=low,
        total_high=high,
        rank_low=np.floor(rank_low).astype(int),
        rank_high=np.ceil(rank_high).astype(int),
        grade=ranking["grade_by_points"],
        grade_share=_same_grade(totals, point, floors),
        level=_levels(totals, place),
    )
    named = {
        **{f"“{g.title}”等次线": g.floor for g in evaluation.scheme.grades if g.floor > 0}, **(lines or {})
    }  # fmt: skip
    table["warnings"] = [
        "；".join(
            f"{name} {line:g} 分在得分区间 {a:.1f}–{b:.1f} 之内"
            for name, line in named.items()
            if a < line < b
        )
        for a, b in zip(low, high, strict=True)
    ]
    return Stability(table[COLUMNS], draws, seed)


def drawn_totals(evaluation: Evaluation, units: list[str], draws: int, rng: np.random.Generator) -> Draws:
    """Totals (draws x units) with drawn weights and rates, bonus and deductions added, limited to the scale."""
    scheme = evaluation.scheme
    pools = _score_pools(evaluation, units, rng)
    weights = _drawn_weights(scheme, draws, rng)
    own = evaluation.ranking.set_index("department").loc[units]
    extra = (own["bonus"] + own["deduction"]).to_numpy(dtype=np.float32)
    totals = np.empty((draws, len(units)), dtype=np.float32)
    for start in range(0, draws, CHUNK):
        part = slice(start, min(start + CHUNK, draws))
        scores = {code: _pick(pool, part.stop - part.start, rng) for code, pool in pools.items()}
        totals[part] = _aggregate(scheme, TOTAL, scores, weights, part)
    if scheme.adjustments:
        totals = np.clip(totals + extra, 0, scheme.scale)
    return totals


def _score_pools(evaluation: Evaluation, units: list[str], rng: np.random.Generator) -> dict[str, Draws]:
    """Per indicator a pool of scores per unit: posterior draws of rates, the score itself of anything else."""
    scheme, pools = evaluation.scheme, {}
    frame = evaluation.indicators.set_index(["code", "department"])
    for indicator in scheme.indicators:
        own = frame.loc[indicator.code].reindex(units)
        score = own["score"].to_numpy(dtype=float)
        cases = np.nan_to_num(own["cases"].to_numpy(dtype=float))
        rate = (own["state"] == "scored").to_numpy() & (cases > 0) & is_rate(indicator)
        if not rate.any():
            pools[indicator.code] = score.astype(np.float32)[:, None]
            continue
        n = np.where(rate, cases, 0.0)
        k = np.where(rate, np.nan_to_num(own["value"].to_numpy(dtype=float)) * n, 0.0)
        alpha, beta = np.full(len(units), 0.5), np.full(len(units), 0.5)
        if indicator.shrink:
            groups = own["peer_group"].to_numpy(dtype=str)
            found = priors(k, n, groups)
            strength = np.array([max(prior.strength, 1e-3) for prior in found])
            mean = np.array(
                [min(max(prior.mean, 0.0), 1.0) if prior.mean == prior.mean else 0.5 for prior in found]
            )
            alpha, beta = mean * strength + 1e-6, (1 - mean) * strength + 1e-6
        drawn = rng.beta((alpha + k)[:, None], (beta + n - k)[:, None], (len(units), POOL))
        scored = indicator_score(indicator, drawn, scheme.scale)
        pools[indicator.code] = np.where(rate[:, None], scored, score[:, None]).astype(np.float32)
    return pools


def _pick(pool: Draws, draws: int, rng: np.random.Generator) -> Draws:
    """Independent picks (draws x units) out of each unit's pool."""
    units, size = pool.shape
    if size == 1:
        return np.broadcast_to(pool[:, 0], (draws, units))
    index = rng.integers(0, size, (draws, units), dtype=np.uint16).astype(np.intp)
    index += np.arange(units) * size
    return pool.ravel()[index]


def _drawn_weights(scheme: Scheme, draws: int, rng: np.random.Generator) -> dict[str, Draws]:
    """Weights of every dimension and indicator inside its level, drawn around the declared ones."""
    levels: dict[str, list[tuple[str, float]]] = {}
    for dimension in scheme.dimensions:
        levels.setdefault(dimension.parent, []).append((dimension.code, dimension.weight))
    for indicator in scheme.indicators:
        levels.setdefault(indicator.dimension, []).append((indicator.code, indicator.weight))
    drawn: dict[str, Draws] = {}
    for members in levels.values():
        declared = np.array([weight for _, weight in members])
        shares = rng.dirichlet(CONCENTRATION * declared / declared.sum(), draws).astype(np.float32)
        drawn.update({code: shares[:, n] for n, (code, _) in enumerate(members)})
    return drawn


def _aggregate(
    scheme: Scheme, code: str, scores: dict[str, Draws], weights: dict[str, Draws], part: slice
) -> Draws:
    """Score (draws x units) of a dimension or the whole, the weight of what is not scored shared out."""
    members = [d.code for d in scheme.children(code)] or [i.code for i in scheme.indicators_of(code)]
    below = {m: scores[m] if m in scores else _aggregate(scheme, m, scores, weights, part) for m in members}
    geometric = scheme.aggregation_of(code) == "geometric"
    shape = next(iter(below.values())).shape
    summed, held = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    with np.errstate(divide="ignore", invalid="ignore"):
        for member, found in below.items():
            known = ~np.isnan(found)
            weight = weights[member][part, None]
            term = np.log(found / np.float32(scheme.scale)) if geometric else found
            summed += np.where(known, term * weight, np.float32(0))
            held += np.where(known, weight, np.float32(0))
        mean = np.divide(summed, held, out=np.full(shape, np.nan, dtype=np.float32), where=held > 0)
    return np.exp(mean) * np.float32(scheme.scale) if geometric else mean


def _ranks(totals: Draws) -> NDArray[np.int32]:
    """Competition rank of every unit in every draw."""
    order = np.argsort(-totals, axis=1)
    sorted_totals = np.take_along_axis(totals, order, axis=1)
    place = np.arange(totals.shape[1], dtype=np.int32)
    new = np.ones(totals.shape, dtype=bool)
    new[:, 1:] = sorted_totals[:, 1:] != sorted_totals[:, :-1]
    first = np.maximum.accumulate(np.where(new, place, 0), axis=1)
    ranks = np.empty(totals.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, first.astype(np.int32) + 1, axis=1)
    return ranks


def _around(
    drawn: NDArray[np.generic], point: NDArray[np.generic]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ends of the 90 % interval of every unit's draws, widened to hold its point: full marks cannot be drawn."""
    ordered = np.sort(np.ascontiguousarray(drawn.T), axis=1)
    last = ordered.shape[1] - 1
    ends = ordered[:, [round(LOW * last), round(HIGH * last)]].astype(np.float64)
    return np.minimum(ends[:, 0], point), np.maximum(ends[:, 1], point)


def _same_grade(totals: Draws, given: NDArray[np.float64], floors: list[float]) -> NDArray[np.float64]:
    if not floors:
        return np.ones(len(given))
    ascending = np.array(sorted(floors), dtype=np.float32)
    own = np.searchsorted(ascending, given, side="right")
    same: NDArray[np.float64] = (np.searchsorted(ascending, totals, side="right") == own).mean(axis=0)
    return same


def _levels(totals: Draws, place: NDArray[np.int64]) -> NDArray[np.int64]:
    """Level of each unit (in ranking order): a new level begins where the first of the level before is ahead in
    at least 95 % of the draws, never between equal ranks.
    """
    levels, first = np.ones(totals.shape[1], dtype=np.int64), 0
    for unit in range(1, totals.shape[1]):
        ahead = float((totals[:, first] > totals[:, unit]).mean())
        new = ahead >= HIGH and place[unit] != place[unit - 1]
        levels[unit] = levels[unit - 1] + new
        first = unit if new else first
    return levels

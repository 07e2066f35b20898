"""From counts to points: goalposts, small samples, weights shared out."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from tests.golden.by_hand.answers import corrections, requests
from tests.golden.by_hand.city import City
from tests.golden.by_hand.supply import catalogue_rates, catalogue_updates, fresh_days
from tests.golden.by_hand.use import calls, safety


@dataclass(frozen=True)
class Rule:
    """An indicator as the indicator reference states it: points, goalposts (worst, best), least cases, shrinking."""

    dimension: str
    points: float
    worst: float
    best: float
    least: int = 1
    shrunk: bool = False


RULES = {
    "C1": Rule("catalogue", 8, 0.6, 1), "C2": Rule("catalogue", 7, 0.5, 1), "C3": Rule("catalogue", 5, 0, 1, 1, True),
    "S1": Rule("supply", 7.5, 0.5, 1), "S2": Rule("supply", 10, 0.4, 0.95), "S3": Rule("supply", 3.75, 0.5, 1),
    "S4": Rule("supply", 3.75, 0.4, 1, 3, True), "R1": Rule("response", 15, 0.5, 1, 5, True),
    "R2": Rule("response", 5, 10, 2, 5), "R3": Rule("response", 5, 0, 1, 1, True), "U1": Rule("use", 6, 0.9, 1, 20),
    "U2": Rule("use", 4, 0.9, 0.995, 50), "P1": Rule("security", 5, 0, 0), "P2": Rule("security", 5, 0, 1),
}  # fmt: skip
DIMENSIONS = {"catalogue": 20, "supply": 25, "response": 25, "use": 10, "security": 10}
SMALL_GROUP = 5
BY_RESOURCE = ("C1", "S2")
"""Rates counted in fields or days, whose cases are resources; neither is shrunk."""


@dataclass(frozen=True)
class Judged:
    """A department's indicator: raw rate (or figure), what is scored, and both as shares (0..1) of full marks."""

    value: float
    adjusted: float
    raw: float
    final: float


def worked_out(city: City) -> dict[str, dict[str, Judged]]:
    """Every scored indicator by department and code."""
    for count in (catalogue_rates, fresh_days, catalogue_updates, corrections, requests, calls, safety):
        count(city)
    found: dict[str, dict[str, Judged]] = {name: {} for name in city.register}
    for code, rule in RULES.items():
        values = _values(city, code, rule)
        for name, value in values.items():
            adjusted = _shrunk(city, code, name, list(values)) if rule.shrunk else value
            raw, final = (_marks(code, rule, one) for one in (value, adjusted))
            found[name][code] = Judged(value, adjusted, raw, final)
    return found


def _values(city: City, code: str, rule: Rule) -> dict[str, float]:
    if code == "P1":
        return {name: float(len(city.facts["P1"][name])) for name in city.register}
    if code == "R2":
        enough = {name: days for name, (days, cases) in city.medians.items() if cases >= rule.least}
        return {name: math.inf if days is None else days for name, days in enough.items()}
    resources = Counter(row["提供单位"] for row in city.at_the_end())
    return {
        name: met / cases
        for name, (met, cases) in city.rates[code].items()
        if cases and (resources[name] if code in BY_RESOURCE else cases) >= rule.least
    }


def _marks(code: str, rule: Rule, value: float) -> float:
    if code == "P1":
        return {0: 1.0, 1: 0.4}.get(int(value), 0.0)
    if value == math.inf:
        return 0.0
    return min(1.0, max(0.0, (value - rule.worst) / (rule.best - rule.worst)))


def _shrunk(city: City, code: str, name: str, scored: list[str]) -> float:
    """Kleinman's moments over the department's peer group, or over everybody where fewer than five are scored."""
    group = [one for one in scored if city.register[one]["分组"] == city.register[name]["分组"]]
    rates = [city.rates[code][one] for one in (group if len(group) >= SMALL_GROUP else scored)]
    met, cases = city.rates[code][name]
    if len(rates) < 2:
        return met / cases
    total, size = sum(n for _k, n in rates), len(rates)
    mean = sum(k for k, _n in rates) / total
    chance, most = mean * (1 - mean), max(10.0, float(pd.Series([n for _k, n in rates]).median()))
    spread = size * sum(n * (k / n - mean) ** 2 for k, n in rates) / ((size - 1) * total)
    beyond = spread - chance / size * sum(1 / n for _k, n in rates)
    strength = most if chance <= 0 or beyond <= 0 else min(most, max(1.0, (chance - spread) / beyond))
    return (met + mean * strength) / (cases + strength)


def effective_points(scored: dict[str, Judged]) -> dict[str, float]:
    """Points of each scored indicator when those of the others are shared out, inside the dimension first."""
    inside = {d: sum(RULES[c].points for c in scored if RULES[c].dimension == d) for d in DIMENSIONS}
    speaking = sum(points for d, points in DIMENSIONS.items() if inside[d])
    return {
        code: 100
        * DIMENSIONS[RULES[code].dimension]
        / speaking
        * RULES[code].points
        / inside[RULES[code].dimension]
        for code in scored
    }

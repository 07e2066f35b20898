"""Random evaluations for property tests: every kind of scheme, cell, evidence, bonus, deduction and veto."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from evaluation.cells import judge_cells
from evaluation.records import (
    Adjustment,
    Dimension,
    Goalposts,
    Grade,
    Indicator,
    Rounding,
    Scheme,
    Step,
    Steps,
    Veto,
)
from evaluation.results import Evaluation, build_results
from tests.unit.evaluation.examples import ALL_FEEDS, WINDOW

GROUPS = ("一组", "二组")
MEANS = st.sampled_from(["arithmetic", "arithmetic", "geometric"])


@dataclass(frozen=True)
class Facts:
    """Everything an evaluation is made from: change a part and `evaluated` scores it again."""

    scheme: Scheme
    peers: dict[str, str]
    frames: dict[str, pd.DataFrame]
    evidence: dict[str, pd.DataFrame]
    log_days: dict[str, float]

    def __repr__(self) -> str:
        """Short: frames would fill pages."""
        return f"Facts({len(self.peers)} departments, {len(self.scheme.indicators)} indicators)"

    def evaluated(self) -> Evaluation:
        """The evaluation of the facts, from cells to ranking."""
        peers = pd.Series(self.peers, name="peer_group").rename_axis("department")
        cells = judge_cells(self.scheme, list(self.peers), self.frames, ALL_FEEDS, self.peers, self.log_days)
        results: dict[str, Any] = build_results(self.scheme, peers, cells, self.frames, ALL_FEEDS)
        return Evaluation(
            self.scheme, WINDOW, 1, **results, evidence=self.evidence, figures=self.frames,
            feeds=frozenset(ALL_FEEDS), log_days=self.log_days,
        )  # fmt: skip


def _split(draw: st.DrawFn, whole: float, count: int) -> list[float]:
    parts = [draw(st.integers(1, 20)) for _ in range(count)]
    return [whole * part / sum(parts) for part in parts]


@st.composite
def _indicators(draw: st.DrawFn, code: str, dimension: str, weight: float, scale: float) -> Indicator:
    """A rate (perhaps shrunk), a figure between goalposts (perhaps logarithmic) or a count by steps."""
    kind = draw(st.sampled_from(["rate", "rate", "figure", "count"]))
    more: dict[str, Any] = {"unit": "%", "direction": "higher", "shrink": draw(st.booleans())}
    scoring: Goalposts | Steps = Goalposts(
        rule="goalposts", low=draw(st.sampled_from([0.0, 0.4])), high=draw(st.sampled_from([0.9, 1.0]))
    )
    if kind == "figure":
        low = draw(st.integers(1, 20))
        scoring = Goalposts(
            rule="goalposts", low=low, high=low + draw(st.integers(1, 40)),
            transform=draw(st.sampled_from(["linear", "log"])),
        )  # fmt: skip
        more = {"unit": "工作日", "direction": draw(st.sampled_from(["higher", "lower"]))}
    if kind == "count":
        scoring = Steps(rule="steps", steps=[Step(at_least=n, score=scale * (1 - n / 3)) for n in range(4)])
        more = {"unit": "起", "direction": "lower"}
    return Indicator(
        code=code, title=f"指标{code}", article="第九条", weight=weight, dimension=dimension, metric=f"metric_{code}",
        feeds=[draw(st.sampled_from(["requests", "requests", "usage", "projects"]))], scoring=scoring, rationale="-",
        minimum_sample=draw(st.sampled_from([0, 1, 5])) if kind == "rate" else 0,
        missing=draw(st.sampled_from(["not_scored", "zero", "zero_with_cases"])),
        peer_groups=draw(st.sampled_from([[], [], ["一组"]])),
        planned=draw(st.sampled_from([False] * 6 + [True])), **more,
    )  # fmt: skip


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Up to three dimensions (the first may hold two of its own) of up to three indicators, with everything beside."""
    scale, whole = draw(st.sampled_from([(100.0, 100.0), (1.0, 100.0), (100.0, 1.0)]))
    dimensions = [
        Dimension(code=f"d{n}", title=f"维度{n}", weight=weight, aggregation=draw(MEANS))
        for n, weight in enumerate(_split(draw, whole, draw(st.integers(1, 3))))
    ]
    leaves = [one.code for one in dimensions]
    if draw(st.booleans()):
        inner = [
            Dimension(
                code=f"d0_{n}", title=f"维度0之{n}", weight=weight, parent="d0", aggregation=draw(MEANS)
            )
            for n, weight in enumerate(_split(draw, whole, 2))
        ]
        dimensions, leaves = [*dimensions, *inner], ["d0_0", "d0_1", *leaves[1:]]
    indicators = [
        draw(_indicators(f"{leaf}_i{n}", leaf, weight, scale))
        for leaf in leaves
        for n, weight in enumerate(_split(draw, whole, draw(st.integers(1, 3))))
    ]
    adjustments = [
        Adjustment(
            code=code, title=f"加减分{code}", article="第十四条", kind=kind, metric=f"metric_{code}",
            feeds=["requests"], per_unit=draw(st.sampled_from([0.01, 1.5, 2])) * scale / 100,
            cap=draw(st.sampled_from([2.0, 6.0, 200.0])) * scale / 100, rationale="-",
        )
        for code, kind in (("J", "bonus"), ("K", "deduction"))
        if draw(st.booleans())
    ]  # fmt: skip
    vetoes = [
        Veto(
            code="V", title="否决", article="第十五条", indicator=indicators[0].code, comparison="<", threshold=0.5,
            grade_at_most="差", rationale="-",
        )
    ] if draw(st.booleans()) else []  # fmt: skip
    return Scheme(
        code="s", title="s", edition="1", source="-", scale=scale, weight_total=whole, aggregation=draw(MEANS),
        minimum_coverage=draw(st.sampled_from([0.0, 0.6])), minimum_scored=draw(st.sampled_from([0.0, 0.3])),
        rounding=Rounding(
            digits=draw(st.integers(0, 4)), when=draw(st.sampled_from(["before_ranking", "after_ranking"]))
        ),
        dimensions=dimensions, indicators=indicators, adjustments=adjustments, vetoes=vetoes,
        grades=[Grade(title="好", floor=0.6 * scale), Grade(title="差", floor=0)],
    )  # fmt: skip


def _frame(draw: st.DrawFn, indicator: Indicator, names: list[str]) -> pd.DataFrame:
    """Cells of every kind: figures, nothing to judge, nothing due yet, too few cases, no value in spite of cases."""
    rows = []
    for name in names:
        kind = draw(st.sampled_from(["value"] * 5 + ["no cases", "open", "few", "no value"]))
        cases = {"no cases": 0, "open": 0, "few": draw(st.integers(1, 4))}.get(
            kind, draw(st.integers(5, 400))
        )
        good = draw(st.integers(0, cases))
        value: float | None = None
        if kind in ("value", "few"):
            value = {"%": good / cases, "起": float(good % 5)}.get(indicator.unit, draw(st.floats(0.5, 60)))
        rows.append((name, good, cases, value, 3 if kind == "open" else 0))
    return pd.DataFrame(rows, columns=["department", "numerator", "denominator", "value", "open"])


def _evidence(draw: st.DrawFn, names: list[str]) -> pd.DataFrame:
    """Source rows of some departments, several to a record now and then."""
    rows = [(name, n) for name in names for n in range(draw(st.integers(0, 4)))]
    return pd.DataFrame(
        {
            "department": [name for name, _ in rows], "request_id": [f"Q{n % 3}" for _, n in rows], "feed": "requests",
            "batch_id": 3, "file_name": "申请.csv", "line": [n + 2 for _, n in rows], "reason": "逾期",
        }
    )  # fmt: skip


@st.composite
def facts(draw: st.DrawFn, scheme: st.SearchStrategy[Scheme] | None = None) -> Facts:
    """Up to seven departments in two peer groups under a random scheme."""
    used = draw(scheme or schemes())
    names = [f"第{n}局" for n in range(draw(st.integers(1, 7)))]
    frames = {f"metric_{one.code}": _frame(draw, one, names) for one in used.indicators}
    evidence = {one.code: _evidence(draw, names) for one in used.indicators if draw(st.booleans())}
    for item in used.adjustments:
        counts = [float(draw(st.integers(0, 4))) for _ in names]
        frames[f"metric_{item.code}"] = pd.DataFrame(
            {"department": names, "numerator": counts, "denominator": np.nan, "value": counts}
        )
        if draw(st.booleans()):
            evidence[item.code] = _evidence(draw, names)
    peers = {name: draw(st.sampled_from(GROUPS)) for name in names}
    return Facts(used, peers, frames, evidence, {"usage": draw(st.sampled_from([1.0, 0.5]))})

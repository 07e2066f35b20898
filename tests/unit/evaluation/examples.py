"""Evaluations built from made-up metric frames, for tests that need results without a lake."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from evaluation.cells import judge_cells
from evaluation.results import Evaluation, build_results
from evaluation.scheme import Indicator, Scheme, load_scheme, scheme_hash
from metrics import Window

ALL_FEEDS = (
    "catalogue",
    "items",
    "requests",
    "usage",
    "refreshes",
    "change_events",
    "corrections",
    "incidents",
    "departments",
)
WINDOW = Window(date(2025, 1, 1), date(2025, 3, 31), date(2025, 4, 15))


def frame(source: Indicator, cells: Mapping[str, tuple[float, float, float | None]]) -> pd.DataFrame:
    """A metric frame with numerator, denominator and value per department, under the columns the indicator
    reads.
    """
    return pd.DataFrame(
        {
            "department": list(cells),
            source.numerator_column: [c[0] for c in cells.values()],
            source.denominator_column: [c[1] for c in cells.values()],
            source.value_column: [c[2] for c in cells.values()],
        }
    )


def evaluation(
    scheme: Scheme,
    peers: Mapping[str, str],
    figures: Mapping[str, Mapping[str, tuple[float, float, float | None]]],
    feeds: tuple[str, ...] = ALL_FEEDS,
    evidence: dict[str, pd.DataFrame] | None = None,
) -> Evaluation:
    """The evaluation of departments (name -> peer group) with `figures` by indicator code and department."""
    frames = {
        i.metric: frame(i, figures[i.code]) for i in scheme.indicators if i.code in figures and i.metric
    }
    groups = pd.Series(dict(peers), name="peer_group").rename_axis("department")
    cells = judge_cells(scheme, list(peers), frames, feeds, dict(peers))
    results = build_results(scheme, groups, cells, frames, feeds)
    provenance = {"scheme_sha256": scheme_hash(scheme), "code_version": "test"}
    return Evaluation(
        scheme, WINDOW, 42, **results, evidence=evidence or {}, provenance=provenance, figures=frames,
        feeds=frozenset(feeds),
    )  # fmt: skip


def city(
    departments: int = 20,
    seed: int = 7,
    evidence_rows: int = 0,
    scheme: Scheme | None = None,
    feeds: tuple[str, ...] = ALL_FEEDS,
) -> Evaluation:
    """A made-up city under the default scheme: random counts, some without enough requests, one nearly
    empty.
    """
    used = scheme or load_scheme()
    rng = np.random.default_rng(seed)
    names = [f"乌海市第{n:02d}局" for n in range(1, departments + 1)]
    if departments > 3:
        names[0] = "=乌海市公式局*"
        names[1] = "+乌海市人力资源和社会保障局（含社会保险事业管理中心）"
    peers = {name: ("综合部门", "服务部门", "监管部门")[n % 3] for n, name in enumerate(names)}
    figures: dict[str, dict[str, tuple[float, float, float | None]]] = {}
    for indicator in used.indicators:
        own: dict[str, tuple[float, float, float | None]] = {}
        for n, name in enumerate(names):
            if indicator.unit in ("起", "项"):
                count = float(rng.choice([0, 0, 0, 0, 1, 2]))
                own[name] = (count, float("nan"), count)
                continue
            total = int(rng.integers(0, 60)) if indicator.minimum_sample < 20 else int(rng.integers(0, 4000))
            total = 0 if n == departments - 1 and indicator.code not in ("P2",) else total
            good = int(rng.binomial(total, float(rng.uniform(0.55, 1.0)))) if total else 0
            value = good / total if total else None
            if indicator.unit == "工作日" and total:
                value = float(rng.integers(1, 12))
            own[name] = (good, total, value)
        figures[indicator.code] = own
    rows = evidence_rows
    evidence = {
        "R1": pd.DataFrame(
            {
                "department": [names[n % departments] for n in range(rows)],
                "request_id": [f"SQ{n:06d}" for n in range(rows)],
                "applied_at": pd.date_range("2025-01-02 09:00", periods=rows, freq="min"),
                "days_late": [n % 30 for n in range(rows)],
                "feed": "requests",
                "batch_id": 3,
                "line": range(2, rows + 2),
                "file_name": "共享申请_2025一季度.csv",
                "reason": [f"@应于 5 个工作日内答复，已逾期 {n % 30} 天" for n in range(rows)],
            }
        )
    }
    return evaluation(used, peers, figures, feeds, evidence if rows else None)

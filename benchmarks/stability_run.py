"""Intervals of ranks: 10,000 draws for 100 departments, in seconds of the clock and of the processors.

`python -m benchmarks.stability_run` prints them. The made-up city holds 15 indicators of the default scheme; a plain
drawing of the same number of beta variates by numpy stands beside it as a measure of the machine.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import numpy as np

from benchmarks.measuring import machine
from evaluation.stability import DRAWS, rank_intervals
from tests.unit.evaluation.examples import city

DEPARTMENTS, REPEATS = 100, 5


def seconds(call: Callable[[], object]) -> tuple[float, float]:
    """Least wall-clock and least processor seconds of REPEATS calls."""
    walls, processors = [], []
    for _ in range(REPEATS):
        began, used = time.perf_counter(), sum(os.times()[:2])
        call()
        walls.append(time.perf_counter() - began)
        processors.append(sum(os.times()[:2]) - used)
    return min(walls), min(processors)


def stability_figures() -> list[dict[str, str]]:
    """The row of the performance table."""
    evaluation = city(DEPARTMENTS, seed=3)
    wall, processor = seconds(lambda: rank_intervals(evaluation))
    rng = np.random.default_rng(1)
    plain, _processor = seconds(lambda: rng.beta(8.0, 2.0, (DRAWS, DEPARTMENTS)))
    return [
        {
            "figure": f"rank intervals, {DRAWS:,} draws, {DEPARTMENTS} departments",
            "ours": f"{wall:.2f} s ({processor:.2f} s of processor)",
            "beside": f"{DRAWS * DEPARTMENTS / 1e6:g} M beta variates by numpy: {plain:.2f} s",
            "ratio": f"{wall / plain:.1f}",
            "target": "≤ 1 s",
        }
    ]


if __name__ == "__main__":
    print(machine())
    for row in stability_figures():
        print(row)

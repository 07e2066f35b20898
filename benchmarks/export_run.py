"""Exporting 100 k evidence rows, beside bare XlsxWriter in constant-memory mode writing the same cells in the same run.

`python -m benchmarks.export_run` prints the table; the rows are made up in the shape of unauthorised use, the widest
evidence there is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter import Workbook

from benchmarks.measuring import OUT, median
from evaluation.cells import judge_cells
from evaluation.results import Evaluation, build_results
from evaluation.scheme import load_scheme
from exports.book import BookParts
from exports.evidence_sheet import headings, plain_columns
from exports.workbook import write_ranking
from metrics import Window

ROWS, DEPARTMENTS, PAIRS = 100_000, 100, 5
INDICATOR, METRIC = "U1", "unauthorised_usage"
WINDOW = Window(date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1))


def evidence_rows(rows: int, seed: int = 7) -> pd.DataFrame:
    """`rows` made-up calls without a grant: texts that repeat, texts that do not, moments, counts and blanks."""
    random = np.random.default_rng(seed)
    departments = [f"乌海市第{n:03d}局" for n in range(DEPARTMENTS)]
    resource = random.integers(0, 4000, rows)
    request = random.integers(0, 20_000, rows)
    purposes = [f"办理第 {n} 类事项时核验申请人信息" for n in range(300)]
    moments = np.datetime64("2026-04-01T00:00:00") + random.integers(0, 91 * 86_400, rows).astype(
        "timedelta64[s]"
    )
    granted = random.random(rows) < 0.6
    return pd.DataFrame(
        {
            "department": random.choice(departments, rows),
            "provider": random.choice(departments, rows),
            "resource_id": [f"WH-{n:06d}" for n in resource],
            "resource_name": [f"第{n}类登记信息" for n in resource],
            "request_id": [f"SQ{n:07d}" if own else None for n, own in zip(request, granted, strict=True)],
            "called_at": moments.astype("datetime64[us]"),
            "log_id": [f"LOG{n:012d}" for n in range(rows)],
            "purpose": random.choice(purposes, rows),
            "mode": random.choice(["api", "table", "file"], rows),
            "row_count": random.integers(0, 5000, rows),
            "use_class": random.choice(["no_grant", "outside_period", "purpose_differs"], rows),
            "feed": "usage",
            "batch_id": random.integers(1, 40, rows),
            "line": np.arange(2, rows + 2),
            "file_name": random.choice([f"使用日志_2026-{n:02d}.csv" for n in range(1, 13)], rows),
            "reason": [
                f"不在申请SQ{n:07d}的授权期限内" if own else "调用有条件共享资源，没有同意共享的申请"
                for n, own in zip(request, granted, strict=True)
            ],
        }
    )


def evaluation(evidence: pd.DataFrame) -> Evaluation:
    """An evaluation of the made-up departments with this evidence and one scored indicator."""
    scheme = load_scheme()
    names = sorted(evidence["department"].unique())
    random = np.random.default_rng(3)
    totals = random.integers(50, 4000, len(names))
    good = random.binomial(totals, 0.9)
    indicator = next(one for one in scheme.indicators if one.code == INDICATOR)
    frames = {
        str(indicator.metric): pd.DataFrame(
            {
                "department": names,
                indicator.numerator_column: good,
                indicator.denominator_column: totals,
                indicator.value_column: good / totals,
            }
        )
    }
    peers = pd.Series(dict.fromkeys(names, ""), name="peer_group").rename_axis("department")
    feeds = ("catalogue", "requests", "usage", "departments")
    results: dict[str, Any] = build_results(
        scheme, peers, judge_cells(scheme, names, frames, feeds), frames, feeds
    )
    return Evaluation(scheme, WINDOW, 1, **results, evidence={INDICATOR: evidence}, provenance={})


def bare(columns: list[list[str | float | None]]) -> None:
    """The cells of the evidence sheet by XlsxWriter alone: constant memory, no formats, no layout, no fingerprints."""
    with Workbook(OUT / "bare.xlsx", {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for row, values in enumerate(zip(*columns, strict=True)):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif value is not None:
                    sheet.write_number(row, column, value)


def processor_seconds(call: Callable[[], object]) -> float:
    """Processor seconds of one call, which other work on the machine disturbs least."""
    begin = time.process_time()
    call()
    return time.process_time() - begin


def export_figures(rows: int = ROWS, pairs: int = PAIRS) -> list[dict[str, str]]:
    """Processor seconds of the whole workbook against bare XlsxWriter, the median of `pairs` runs taken in turns."""
    OUT.mkdir(exist_ok=True)
    evidence = evidence_rows(rows)
    cells = plain_columns(evidence, headings(METRIC, evidence))
    result = evaluation(evidence)
    small = replace(result, evidence={INDICATOR: evidence.head(0)})
    target = OUT / "export.xlsx"
    ours, theirs, empty = [], [], []
    for _pair in range(pairs):
        theirs.append(processor_seconds(lambda: bare(cells)))
        ours.append(processor_seconds(lambda: write_ranking(result, target, parts=BookParts())))
        empty.append(processor_seconds(lambda: write_ranking(small, OUT / "small.xlsx", parts=BookParts())))
    ratio = median([mine / other for mine, other in zip(ours, theirs, strict=True)])
    return [
        {
            "figure": f"workbook of {DEPARTMENTS} departments with {rows:,} evidence rows",
            "ours": f"{median(ours):.1f} s, {target.stat().st_size / 1e6:.1f} MB",
            "beside": f"bare XlsxWriter, evidence cells only: {median(theirs):.1f} s",
            "ratio": f"{ratio:.2f}",
            "target": "≤ 1.5",
        },
        {
            "figure": "the same workbook without evidence",
            "ours": f"{median(empty):.1f} s",
            "beside": "",
            "ratio": "",
            "target": "",
        },
    ]


if __name__ == "__main__":
    for figure in export_figures():
        print(" | ".join(figure.values()))

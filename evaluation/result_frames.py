"""Frames of single results: cells of indicators, dimensions, bonus and deduction items, vetoes."""

from __future__ import annotations

import operator
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaluation.cells import absent_note, source_rows
from evaluation.notes import dimension_note, rows_by
from evaluation.records import Scheme
from evaluation.scoring import Scores
from evaluation.small_samples import Array, rate_intervals

COMPARISONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def indicator_frame(
    scheme: Scheme, peers: pd.Series, cells: pd.DataFrame, adjusted: Array, scores: Scores
) -> pd.DataFrame:
    """Cells with scores, weights and points; columns as in `results.Evaluation.indicators`."""
    overall = scheme.overall_weights()
    titles = {d.code: d.title for d in scheme.dimensions}
    units = list(peers.index)
    ordered = cells.set_index(["department", "code"])
    frames = []
    intervals = rate_intervals(scheme, cells, units)
    for n, indicator in enumerate(scheme.indicators):
        own = ordered.xs(indicator.code, level="code").reindex(units)
        score, weight = scores.indicator_scores[:, n], scores.indicator_weights[:, n]
        points = np.where(np.isnan(score), 0.0, score) * weight / scheme.scale
        frames.append(
            pd.DataFrame(
                {
                    "department": units,
                    "peer_group": peers.to_numpy(),
                    "dimension": indicator.dimension,
                    "dimension_title": titles[indicator.dimension],
                    "code": indicator.code,
                    "title": indicator.title,
                    "article": indicator.article,
                    "unit": indicator.unit,
                    "numerator": own["numerator"].to_numpy(dtype=float),
                    "denominator": own["denominator"].to_numpy(dtype=float),
                    "value": own["value"].to_numpy(dtype=float),
                    "cases": own["cases"].to_numpy(dtype=float) if "cases" in own else own["denominator"],
                    "low": intervals[0][:, n],
                    "high": intervals[1][:, n],
                    "adjusted_value": np.where(np.isnan(adjusted[:, n]), own["value"], adjusted[:, n]),
                    "score": score,
                    "weight_declared": overall[indicator.code],
                    "weight_effective": weight,
                    "points": points if scheme.additive else np.nan,
                    "points_lost": weight - points if scheme.additive else np.nan,
                    "state": own["state"].to_numpy(),
                    "note": own["note"].to_numpy(),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def dimension_frame(
    scheme: Scheme, units: list[str], indicators: pd.DataFrame, scores: Scores, *, notes: bool = True
) -> pd.DataFrame:
    """Dimensions with scores, weights and points; columns as in `results.Evaluation.dimensions`."""
    overall = scheme.overall_weights()
    cells = rows_by(indicators, "department", "dimension") if notes else {}
    frames = []
    for dimension in scheme.tree():
        score, weight = scores.dimension_scores[dimension.code], scores.dimension_weights[dimension.code]
        points = np.where(np.isnan(score), 0.0, score) * weight / scheme.scale
        frames.append(
            pd.DataFrame(
                {
                    "department": units,
                    "dimension": dimension.code,
                    "title": dimension.title,
                    "parent": dimension.parent,
                    "weight_declared": overall[dimension.code],
                    "weight_effective": weight,
                    "score": score,
                    "points": points if scheme.additive else np.nan,
                    "state": np.where(np.isnan(score), "not_scored", "scored"),
                    "note": [
                        dimension_note(cells[unit, dimension.code], not np.isnan(one)) if notes else ""
                        for unit, one in zip(units, score, strict=True)
                    ],
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def adjustment_frame(
    scheme: Scheme, units: list[str], frames: Mapping[str, pd.DataFrame], feeds: Collection[str]
) -> pd.DataFrame:
    """Points of every bonus (positive) and deduction (negative) item for every department."""
    rows: list[dict[str, Any]] = []
    for item in scheme.adjustments:
        absent = absent_note(item, feeds)
        values = source_rows(item, {} if absent else frames, units)["value"]
        for unit, value in values.items():
            points = min(item.cap, item.per_unit * value) if value > 0 else 0.0
            rows.append(
                {
                    "department": unit,
                    "code": item.code,
                    "title": item.title,
                    "kind": item.kind,
                    "value": value,
                    "points": points if item.kind == "bonus" else -points,
                    "note": absent.replace("不予评分", "不予加减分"),
                }
            )
    return pd.DataFrame(rows, columns=["department", "code", "title", "kind", "value", "points", "note"])


def veto_frame(
    scheme: Scheme,
    units: list[str],
    cells: pd.DataFrame,
    frames: Mapping[str, pd.DataFrame],
    feeds: Collection[str],
) -> pd.DataFrame:
    """Whether each veto fires for each department; never where the data does not allow a judgement."""
    rows: list[dict[str, Any]] = []
    for veto in scheme.vetoes:
        if veto.indicator is not None:
            own = cells[cells["code"] == veto.indicator].set_index("department").reindex(units)
        else:
            own = source_rows(veto, {} if absent_note(veto, feeds) else frames, units)
        for unit, value, sample in zip(units, own["value"], own["denominator"], strict=True):
            enough = not veto.minimum_sample or (not pd.isna(sample) and sample >= veto.minimum_sample)
            judged = not pd.isna(value) and enough
            fired = judged and bool(COMPARISONS[veto.comparison](value, veto.threshold))
            note = "" if judged else "数据不足，不作否决"
            rows.append(
                {
                    "department": unit,
                    "code": veto.code,
                    "title": veto.title,
                    "value": value if judged else float("nan"),
                    "fired": fired,
                    "grade_at_most": veto.grade_at_most,
                    "note": note,
                }
            )
    return pd.DataFrame(
        rows, columns=["department", "code", "title", "value", "fired", "grade_at_most", "note"]
    )

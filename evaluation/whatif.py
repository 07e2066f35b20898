"""What if another scheme were used: who moves, by how many ranks, and because of which indicator."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

from evaluation.corrections import rebuilt
from evaluation.evaluate import figures, metric_names
from evaluation.records import Record, Scheme
from evaluation.results import Evaluation
from metrics import Window

NAMED_REASONS = 3
PARTS = ("dimensions", "indicators", "grades", "adjustments", "vetoes")


@dataclass(frozen=True)
class WhatIf:
    """Two evaluations of the same data side by side.

    `moves`: department, peer_group, total_before, total_after, rank_before, rank_after, places (positive =
    moves up), grade_before, grade_after, why (a Chinese sentence), biggest movers first. `reasons`: department,
    code, title, points_before, points_after, difference. `changes`: what differs between the schemes.
    """

    before: Evaluation
    after: Evaluation
    moves: pd.DataFrame
    reasons: pd.DataFrame
    changes: pd.DataFrame


def what_if(evaluation: Evaluation, other: Scheme, cur: DuckDBPyConnection | None = None) -> WhatIf:
    """Score the evaluation's data by another scheme and compare.

    Metrics only the other scheme reads are computed on `cur` (of the same snapshot); without it they count as
    not delivered.
    """
    known = dict(evaluation.figures)
    window = evaluation.window
    if cur is not None and isinstance(window, Window):
        for name in metric_names(other):
            if name not in known:
                known[name] = figures(cur, name, window, list(evaluation.peers.index))
    after = rebuilt(replace(evaluation, scheme=other), known)
    reasons = _reasons(evaluation, after)
    return WhatIf(
        evaluation,
        after,
        _moves(evaluation, after, reasons),
        reasons,
        scheme_changes(evaluation.scheme, other),
    )


def scheme_changes(before: Scheme, after: Scheme) -> pd.DataFrame:
    """Where two schemes define things differently: part, code, title, field, before, after (as text)."""
    rows: list[dict[str, str]] = []
    head_before, head_after = _plain(before, exclude=set(PARTS)), _plain(after, exclude=set(PARTS))
    rows += _differing(
        "scheme", after.code, after.title, head_before, head_after, skip={"edition", "title", "source"}
    )
    for part in PARTS:
        old, new = ({_key(one): one for one in getattr(scheme, part)} for scheme in (before, after))
        for key in dict.fromkeys([*old, *new]):
            title = (new.get(key) or old[key]).title
            if key not in old or key not in new:
                rows.append(
                    {"part": part, "code": key, "title": title, "field": "", "before": "有" if key in old else "无",
                     "after": "有" if key in new else "无"}
                )  # fmt: skip
                continue
            rows += _differing(part, key, title, _plain(old[key]), _plain(new[key]), skip={"rationale"})
    return pd.DataFrame(rows, columns=["part", "code", "title", "field", "before", "after"])


def _key(one: Any) -> str:  # noqa: ANN401
    return str(getattr(one, "code", one.title))


def _plain(one: Record, exclude: set[str] | None = None) -> dict[str, Any]:
    return one.model_dump(mode="json", exclude=exclude)


def _differing(
    part: str, code: str, title: str, old: dict[str, Any], new: dict[str, Any], skip: set[str]
) -> list[dict[str, str]]:
    return [
        {"part": part, "code": code, "title": title, "field": name, "before": _said(old.get(name)),
         "after": _said(new.get(name))}
        for name in new
        if name not in skip and old.get(name) != new.get(name)
    ]  # fmt: skip


def _said(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _reasons(before: Evaluation, after: Evaluation) -> pd.DataFrame:
    parts = []
    for frame in (before, after):
        scale = frame.scheme.scale / frame.scheme.weight_total
        points = frame.indicators[["department", "code", "title"]].assign(
            points=frame.indicators["points"] * scale
        )
        extra = frame.adjustments[["department", "code", "title", "points"]]
        parts.append(pd.concat([points, extra], ignore_index=True))
    both = parts[0].merge(parts[1], on=["department", "code"], how="outer", suffixes=("_before", "_after"))
    both["title"] = both["title_after"].fillna(both["title_before"])
    both = both.fillna({"points_before": 0.0, "points_after": 0.0})
    both["difference"] = both["points_after"] - both["points_before"]
    return both[["department", "code", "title", "points_before", "points_after", "difference"]]


def _moves(before: Evaluation, after: Evaluation, reasons: pd.DataFrame) -> pd.DataFrame:
    columns = ["department", "peer_group", "total", "rank", "grade"]
    both = before.ranking[columns].merge(
        after.ranking[columns].drop(columns="peer_group"), on="department", suffixes=("_before", "_after")
    )
    both["places"] = both["rank_before"] - both["rank_after"]
    why = {
        str(name): _why(own.loc[own["difference"].abs().sort_values(ascending=False, kind="stable").index])
        for name, own in reasons.groupby("department")
    }
    both["why"] = both["department"].map(why).fillna("")
    order = (
        both["places"].abs().astype("Float64").fillna(-1).sort_values(ascending=False, kind="stable").index
    )
    ordered = [
        "department", "peer_group", "total_before", "total_after", "rank_before", "rank_after", "places",
        "grade_before", "grade_after", "why",
    ]  # fmt: skip
    return both.loc[order, ordered].reset_index(drop=True)


def _why(own: pd.DataFrame) -> str:
    named = own[own["difference"].abs() >= 0.005].head(NAMED_REASONS)
    return "；".join(
        f"{title} {before:.2f}→{after:.2f} 分（{difference:+.2f}）"
        for title, before, after, difference in zip(
            named["title"], named["points_before"], named["points_after"], named["difference"], strict=True
        )
    )

"""Sentences that say what was not scored, where its weight went, and what changed a total or grade."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from evaluation.records import TOTAL, Scheme

Rows = list[dict[str, Any]]

_PASSED_ON = {
    "not_scored": "{}不予评分，权重由同维度指标分担",
    "not_enough_data": "{}样本不足，权重由同维度指标分担",
    "not_applicable": "{}不适用，权重由同维度指标分担",
    "not_due": "{}未到期，权重由同维度指标分担",
    "planned": "{}未启用，权重由同维度指标分担",
}
"""What is said of the indicators in a state that leaves their weight to others."""


def _points(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def rows_by(frame: pd.DataFrame, *keys: str) -> dict[Any, Rows]:
    """Rows of a frame as dictionaries, grouped by one column's value (or by a tuple of several)."""
    grouped: dict[Any, Rows] = defaultdict(list)
    for row in frame.to_dict("records"):
        key = row[keys[0]] if len(keys) == 1 else tuple(row[k] for k in keys)
        grouped[key].append({str(name): value for name, value in row.items()})
    return grouped


def dimension_note(indicators: Rows, scored: bool) -> str:
    """What one department's dimension leaves out and who takes its weight; empty when all is scored."""
    if not scored:
        return "本维度不予评分，权重由其他维度分担"
    out = [row["title"] for row in indicators if row["state"] in _PASSED_ON]
    return f"未计分：{'、'.join(out)}；其权重由本维度其他指标分担" if out else ""


def _left_out(indicators: Rows, dimensions: Rows, scheme: Scheme) -> list[str]:
    silent = {row["dimension"] for row in dimensions if row["state"] == "not_scored"}
    notes = []
    for row in dimensions:
        if row["dimension"] in silent and (row["parent"] == TOTAL or row["parent"] not in silent):
            title, weight = row["title"], _points(row["weight_declared"])
            notes.append(
                f"“{title}”维度不予评分，权重（{weight} 分）由其他维度分担"
                if scheme.weight_total == 100
                else f"“{title}”维度不予评分，权重由其他维度分担"
            )
    for state, said in _PASSED_ON.items():
        titles = [r["title"] for r in indicators if r["state"] == state and r["dimension"] not in silent]
        if titles:
            notes.append(said.format("、".join(titles)))
    unreported = [row["title"] for row in indicators if row["state"] == "not_reported"]
    if unreported:
        notes.append(f"{'、'.join(unreported)}没有数值，按 0 分计")
    return notes


def ranking_notes(
    scheme: Scheme,
    ranking: pd.DataFrame,
    indicators: pd.DataFrame,
    dimensions: pd.DataFrame,
    adjustments: pd.DataFrame,
    vetoes: pd.DataFrame,
) -> list[str]:
    """One note per row of `ranking`: coverage too low, vetoes, bonus and deductions, weight that moved."""
    cells, groups = rows_by(indicators, "department"), rows_by(dimensions, "department")
    items, limits = rows_by(adjustments, "department"), rows_by(vetoes, "department")
    notes = []
    for row in ranking[["department", "total", "covered_weight", "scored_weight"]].to_dict("records"):
        unit, found = row["department"], []
        if pd.isna(row["total"]):
            covered, floor = row["covered_weight"], scheme.minimum_coverage
            out = "、".join(g["title"] for g in groups[unit] if g["state"] == "not_scored")
            if covered < floor:
                found.append(f"已计分权重 {covered:.0%}，低于 {floor:.0%}，数据不足，不计总分、不参加排名")
            else:
                found.append(
                    f"适用并计分的权重只占全部的 {row['scored_weight']:.0%}，低于 {scheme.minimum_scored:.0%}，"
                    "数据不足，不计总分、不参加排名"
                )
            notes.append("；".join([*found, f"未计分的维度：{out}"] if out else found))
            continue
        found += [
            f"单项否决：{veto['title']}，等次最高为{veto['grade_at_most']}"
            for veto in limits.get(unit, [])
            if veto["fired"]
        ]
        found += [
            f"{item['title']}加 {_points(abs(item['points']))} 分"
            if item["kind"] == "bonus"
            else f"{item['title']}扣 {_points(abs(item['points']))} 分"
            for item in items.get(unit, [])
            if item["points"]
        ]
        notes.append("；".join(found + _left_out(cells[unit], groups[unit], scheme)))
    return notes

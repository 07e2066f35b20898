"""Rows of the ledger: a cell's loss over its evidence, its small sample, its shared weight; bonus, deductions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluation.records import Adjustment, Indicator
from evaluation.results import Evaluation
from evaluation.scoring import indicator_score
from evaluation.small_samples import Array
from language import N_

COLUMNS = [
    "entry", "department", "dimension", "code", "title", "article", "kind", "feed", "batch_id", "file_name", "line",
    "record", "points", "sentence",
]  # fmt: skip
KINDS = {
    "evidence": N_("事实"),
    "figure": N_("指标数值"),
    "unreported": N_("未报送"),
    "small_sample": N_("小样本调整"),
    "shared_weight": N_("权重分担"),
    "bonus": N_("加分"),
    "deduction": N_("扣分"),
    "limit": N_("上下限"),
    "rounding": N_("取整"),
    "aggregate": N_("几何平均汇总"),
}
"""Kinds of rows and their words. Facts and figures can be contested; the others are arithmetic of the scheme."""

CONTESTABLE = ("evidence", "figure", "unreported", "deduction")
IDENTIFIERS = ("log_id", "request_id", "correction_id", "event_id", "incident_id", "resource_id")
"""What a source row is about: the first of these it has."""
DETAILS = ("finding", "safeguard", "source_id")
_ORIGIN = ("feed", "batch_id", "file_name", "line")


def indicator_rows(evaluation: Evaluation, indicator: Indicator) -> Iterator[pd.DataFrame]:
    """Every department's rows for one indicator; their points add up to minus what its cell lost."""
    scheme = evaluation.scheme
    own = evaluation.indicators[evaluation.indicators["code"] == indicator.code].reset_index(drop=True)
    own = own[own["score"].notna()].reset_index(drop=True)
    if own.empty:
        return
    per_weight = scheme.scale / scheme.weight_total
    declared = own["weight_declared"].to_numpy(dtype=float) * per_weight
    effective = own["weight_effective"].to_numpy(dtype=float) * per_weight
    final = own["score"].to_numpy(dtype=float) / scheme.scale
    reported = (own["state"] == "scored").to_numpy()
    raw = indicator_score(indicator, own["value"].to_numpy(dtype=float), scheme.scale) / scheme.scale
    raw = np.where(reported, raw, 0.0)
    yield from _fact_rows(evaluation, indicator, own, -declared * (1 - raw), reported)
    shrunk = np.where(reported, declared * (final - raw), 0.0)
    yield plain_rows(indicator, own, "small_sample", shrunk, [
        f"{indicator.title}：样本 {n:.0f} 件，数值 {_figure(indicator, v)} 向同组均值调整为 {_figure(indicator, a)}"
        for n, v, a in zip(own["cases"], own["value"], own["adjusted_value"], strict=True)
    ])  # fmt: skip
    yield plain_rows(indicator, own, "shared_weight", -(effective - declared) * (1 - final), [
        f"{indicator.title}：分担未计分指标的权重，权重由 {d:.4g} 分变为 {e:.4g} 分"
        for d, e in zip(declared, effective, strict=True)
    ])  # fmt: skip


def _fact_rows(
    evaluation: Evaluation,
    indicator: Indicator,
    own: pd.DataFrame,
    points: Array,
    reported: NDArray[np.bool_],
) -> Iterator[pd.DataFrame]:
    """The raw loss of a cell: shared over its evidence where there is any, else one row."""
    loss = pd.Series(np.where(reported, points, 0.0), index=own["department"])
    evidence = weighted_evidence(evaluation, indicator)
    proven = set() if evidence.empty else set(evidence["department"])
    if proven:
        total = evidence.groupby("department")["weight"].transform("sum")
        share = evidence["department"].map(loss).fillna(0.0) * evidence["weight"] / total
        yield _evidence_frame(indicator, evidence, share.to_numpy(dtype=float), "evidence")
    bare = np.array([name not in proven for name in own["department"]])
    yield plain_rows(indicator, own, "figure", np.where(reported & bare, points, 0.0), [
        f"{indicator.title}：{_figure(indicator, v)}，得 {s:.2f} 分（满分 {evaluation.scheme.scale:g}）"
        for v, s in zip(own["value"], own["score"], strict=True)
    ])  # fmt: skip
    notes = [f"{indicator.title}：{note}" for note in own["note"]]
    yield plain_rows(indicator, own, "unreported", np.where(reported, 0.0, points), notes)


def weighted_evidence(evaluation: Evaluation, item: Indicator | Adjustment) -> pd.DataFrame:
    """The evidence of an indicator or adjustment with a column `weight`: cases each row stands for.

    Rows taken back by a ruling (column `taken_back`, 0..1) stand for that much less; rows that stand for
    nothing are left out, the others keep the index of the evidence.
    """
    frame = evaluation.evidence.get(item.code)
    if frame is None or frame.empty:
        return pd.DataFrame(columns=["department", "weight"])
    weight = (
        frame[item.evidence_weight].to_numpy(dtype=float) if item.evidence_weight else np.ones(len(frame))
    )
    if item.evidence_case:
        weight = weight / frame.groupby(["department", item.evidence_case])["department"].transform(
            "size"
        ).to_numpy(dtype=float)
    if "taken_back" in frame:
        weight = weight * (1 - frame["taken_back"].to_numpy(dtype=float))
    return frame.assign(weight=weight)[weight > 0]


def records_of(evidence: pd.DataFrame) -> list[str]:
    """What each evidence row is about: its identifier and detail, else its batch and line."""
    identifiers = identifiers_of(evidence)
    details = [evidence[column].astype(str) for column in DETAILS if column in evidence]
    places = [
        f"{batch} · {line}" if identifier is None and not details else ""
        for identifier, batch, line in zip(identifiers, evidence["batch_id"], evidence["line"], strict=True)
    ]
    return [
        " · ".join(part for part in parts if part)
        for parts in zip(identifiers, *details, places, strict=True)
    ]


def identifiers_of(evidence: pd.DataFrame) -> list[str | None]:
    """The identifier of each evidence row; None where it has none."""
    found = pd.Series(None, index=evidence.index, dtype=object)
    for column in IDENTIFIERS:
        if column in evidence:
            found = found.where(found.notna(), evidence[column].astype(object))
    return [None if pd.isna(one) else str(one) for one in found]


def _evidence_frame(
    item: Indicator | Adjustment, evidence: pd.DataFrame, points: Array, kind: str
) -> pd.DataFrame:
    frame = pd.DataFrame({name: evidence.get(name, None) for name in _ORIGIN})
    reasons = evidence["reason"] if "reason" in evidence else [""] * len(evidence)
    frame = frame.assign(
        department=evidence["department"].astype(str), record=records_of(evidence), points=points, kind=kind
    )
    frame["sentence"] = [
        f"{said}（{file}第 {line} 行），扣 {-p:.4f} 分"
        for said, file, line, p in zip(
            _facts(item, evidence, reasons), frame["file_name"], frame["line"], points, strict=True
        )
    ]
    frame["entry"] = entries_of(evidence, item.code, kind)
    return frame[frame["points"] != 0].assign(
        dimension=getattr(item, "dimension", ""), code=item.code, title=item.title, article=item.article
    )[COLUMNS]


def _facts(item: Indicator | Adjustment, evidence: pd.DataFrame, reasons: Iterable[str]) -> list[str]:
    """What each row says in words: its identifier and the resource's name, as far as there are any, and why."""
    names = evidence["resource_name"] if "resource_name" in evidence else [None] * len(evidence)
    return [
        f"{item.title}：{reason}"
        if identifier is None
        else f"{item.title}：{identifier}“{name}”，{reason}"
        if isinstance(name, str)
        else f"{item.title}：{identifier}，{reason}"
        for identifier, name, reason in zip(identifiers_of(evidence), names, reasons, strict=True)
    ]


def plain_rows(
    item: Indicator | Adjustment, own: pd.DataFrame, kind: str, points: Array, sentences: list[str]
) -> pd.DataFrame:
    """Rows without a source row, one per department of `own` with points (0 = none)."""
    frame = pd.DataFrame(
        {
            "department": own["department"].astype(str), "dimension": getattr(item, "dimension", ""),
            "code": item.code, "title": item.title, "article": item.article, "kind": kind, "feed": None,
            "batch_id": None, "file_name": None, "line": None, "record": "", "points": points,
            "sentence": [
                f"{said}，扣 {-p:.4f} 分" if p < 0 else f"{said}，加 {p:.4f} 分"
                for said, p in zip(sentences, points, strict=True)
            ],
        }
    )  # fmt: skip
    frame["entry"] = entries_of(frame, item.code, kind)
    return frame.loc[frame["points"] != 0, COLUMNS]


def entries_of(rows: pd.DataFrame, code: str, kind: str) -> list[str]:
    """A short name per row from what it is about, the same in every edition and whatever the order of rows.

    Rows about the same record are numbered in the order of their source lines.
    """
    records = rows["record"] if "record" in rows else records_of(rows)
    names = [
        f"{code}-{blake2b('|'.join((str(unit), code, kind, record)).encode(), digest_size=6).hexdigest()}"
        for unit, record in zip(rows["department"], records, strict=True)
    ]
    if len(set(names)) == len(names):
        return names
    places = list(zip(rows["batch_id"], rows["line"], strict=True))
    seen: dict[str, int] = {}
    for n in sorted(range(len(names)), key=lambda n: tuple(-1 if pd.isna(p) else p for p in places[n])):
        name = names[n]
        seen[name] = seen.get(name, 0) + 1
        names[n] = name if seen[name] == 1 else f"{name}-{seen[name]}"
    return names


def _figure(indicator: Indicator, value: float) -> str:
    return f"{100 * value:.2f}%" if indicator.unit == "%" else f"{value:g} {indicator.unit}"


def adjustment_rows(evaluation: Evaluation, item: Adjustment) -> Iterator[pd.DataFrame]:
    """Every department's rows for one bonus or deduction item."""
    own = evaluation.adjustments[evaluation.adjustments["code"] == item.code].reset_index(drop=True)
    own = own[own["points"] != 0].reset_index(drop=True)
    points = pd.Series(own["points"].to_numpy(dtype=float), index=own["department"])
    evidence = weighted_evidence(evaluation, item)
    evidence = evidence[evidence["department"].isin(points.index)].reset_index(drop=True)
    proven = set(evidence["department"])
    if proven and item.kind == "deduction":
        total = evidence.groupby("department")["weight"].transform("sum")
        share = evidence["department"].map(points) * evidence["weight"] / total
        yield _evidence_frame(item, evidence, share.to_numpy(dtype=float), "deduction")
        own = own[~own["department"].isin(proven)].reset_index(drop=True)
    yield plain_rows(
        item,
        own,
        item.kind,
        own["points"].to_numpy(dtype=float),
        [f"{item.title}：{v:g}" for v in own["value"]],
    )

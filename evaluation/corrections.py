"""Facts taken back: what an evaluation becomes when single findings, or a whole indicator, are put right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from evaluation.cells import CELL_COLUMNS, judge_cells
from evaluation.ledger_rows import CONTESTABLE, entries_of, weighted_evidence
from evaluation.records import Adjustment, Goalposts, Indicator, Scheme
from evaluation.results import Evaluation, build_results
from evaluation.small_samples import is_rate
from language import _
from warehouse.errors import SharingError

Item = Indicator | Adjustment


class CorrectionError(SharingError):
    """A ledger row cannot be taken back in the way asked for."""


@dataclass(frozen=True)
class Correction:
    """The share (0..1) of one ledger row's fact that does not count any more."""

    department: str
    code: str
    entry: str
    kind: str
    share: float


def items_of(scheme: Scheme) -> dict[str, Item]:
    """Indicators and adjustments by code."""
    items: list[Item] = [*scheme.indicators, *scheme.adjustments]
    return {item.code: item for item in items}


def is_counted(item: Item) -> bool:
    """Whether each fact counts as one, or more, in the item's value, so that the value is no share of cases."""
    return isinstance(item, Adjustment) or not is_rate(item)


def best_value(indicator: Indicator) -> float:
    """The value from which on an indicator earns full marks."""
    rule = indicator.scoring
    if isinstance(rule, Goalposts):
        return rule.high if indicator.direction == "higher" else rule.low
    best = max(rule.steps, key=lambda step: step.score)
    return best.at_least


def worst_value(indicator: Indicator) -> float:
    """A value that earns an indicator's least score."""
    rule = indicator.scoring
    if isinstance(rule, Goalposts):
        return rule.low if indicator.direction == "higher" else rule.high
    return min(rule.steps, key=lambda step: step.score).at_least


def rebuilt(
    evaluation: Evaluation,
    figures: Mapping[str, pd.DataFrame],
    changed: Collection[str] | None = None,
    *,
    notes: bool = True,
) -> Evaluation:
    """The evaluation scored again from changed metric frames; everything else as it was.

    `changed` names the metrics that differ (None: any may, and the scheme too): other cells are taken over as they
    were judged. `notes` as in `build_results`.
    """
    peers, scheme = evaluation.peers, evaluation.scheme
    groups = {str(name): str(group) for name, group in peers.items()}
    kept: list[pd.DataFrame] = []
    if changed is not None:
        again = [one for one in scheme.indicators if one.metric in changed]
        codes = [one.code for one in again]
        kept = [evaluation.indicators.loc[~evaluation.indicators["code"].isin(codes), CELL_COLUMNS]]
        scheme = scheme.model_copy(update={"indicators": again})
    if scheme.indicators:
        kept.append(judge_cells(scheme, list(groups), figures, evaluation.feeds, groups, evaluation.log_days))
    results: dict[str, Any] = build_results(
        evaluation.scheme, peers, pd.concat(kept, ignore_index=True), figures, evaluation.feeds, notes=notes
    )
    return replace(evaluation, figures=dict(figures), **results)


def corrected(
    evaluation: Evaluation, corrections: Iterable[Correction], *, lenient: bool = False, notes: bool = True
) -> tuple[Evaluation, list[Correction]]:
    """The evaluation with facts taken back and scored again, and the corrections that were used.

    A row with a source row takes that case out of the failures (a share of it for a part), everywhere the same
    fact counts; a row about a figure moves the figure towards full marks. Ledger rows shrink or vanish. Of several
    corrections of one row the one that takes back most is used. Raises
    CorrectionError for rows that are arithmetic of the scheme, parts of facts that are counted one by one, and
    (unless `lenient`, which leaves them out) rows that are not there.
    """
    figures = {name: frame.copy() for name, frame in evaluation.figures.items()}
    copies = {id(frame): frame.copy() for frame in evaluation.evidence.values()}
    evidence = {code: copies[id(frame)] for code, frame in evaluation.evidence.items()}
    items = items_of(evaluation.scheme)
    most: dict[tuple[str, str], Correction] = {}
    for one in corrections:
        key = one.department, one.entry
        if key not in most or one.share > most[key].share:
            most[key] = one
    used = []
    for one in most.values():
        item = items.get(one.code)
        if item is None or one.kind not in CONTESTABLE:
            raise CorrectionError(
                _("该行是计算规则的结果，不是事实，不能撤销。"), one.entry, _("如规则有误，请修订评价方案。")
            )
        if one.kind in ("evidence", "deduction"):
            weight = _take_back(evaluation, item, one, evidence)
            if weight is None and lenient:
                continue
            if weight is None:
                raise CorrectionError(_("找不到这一扣分明细。"), one.entry, _("请核对明细编号与评价期次。"))
            _move(figures, item, one.department, weight * one.share)
        elif isinstance(item, Indicator):
            _improve(figures, item, one.department, one.share)
        used.append(one)
    if not used:
        return evaluation, used
    changed = {items[one.code].metric or "" for one in used}
    return rebuilt(replace(evaluation, evidence=evidence), figures, changed, notes=notes), used


def _take_back(
    evaluation: Evaluation, item: Item, one: Correction, evidence: dict[str, pd.DataFrame]
) -> float | None:
    """Mark the row as taken back, for every item that shares the evidence; its weight, or None when it is not there."""
    if is_counted(item) and 0 < one.share < 1:
        raise CorrectionError(
            _("“{title}”按件计分，一件事实只能成立或不成立。").format(title=item.title),
            one.entry,
            _("请裁定为支持或驳回。"),
        )
    rows = weighted_evidence(evaluation, item)
    rows = rows[rows["department"] == one.department]
    names = entries_of(rows, item.code, one.kind)
    if one.entry not in names:
        return None
    row = rows.iloc[names.index(one.entry)]
    frame = evidence[item.code]
    if "taken_back" not in frame:
        frame["taken_back"] = 0.0
    frame.loc[row.name, "taken_back"] = one.share
    return float(row["weight"])


def _move(figures: dict[str, pd.DataFrame], item: Item, department: str, weight: float) -> None:
    """Move `weight` cases of a department from failed to good; of counted facts, out of the count."""
    frame = figures[item.metric or ""]
    at = frame["department"] == department
    for column in (item.numerator_column, item.value_column):
        frame[column] = pd.to_numeric(frame[column]).astype(float)
    if is_counted(item):
        frame.loc[at, list({item.numerator_column, item.value_column})] -= weight
        return
    frame.loc[at, item.numerator_column] += weight
    frame.loc[at, item.value_column] = (
        frame.loc[at, item.numerator_column] / frame.loc[at, item.denominator_column]
    )


def _improve(figures: dict[str, pd.DataFrame], indicator: Indicator, department: str, share: float) -> None:
    """Move a department's figure towards full marks by a share of the way; a missing figure starts at worst."""
    frame = figures[indicator.metric or ""]
    at = frame["department"] == department
    best, worst = best_value(indicator), worst_value(indicator)
    value = pd.to_numeric(frame[indicator.value_column]).astype(float)
    frame[indicator.value_column] = value
    start = value[at].fillna(worst)
    frame.loc[at, indicator.value_column] = start + share * (best - start)

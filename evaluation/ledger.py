"""The ledger: every point a department lost or gained is one row, and the rows add up to its total."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from evaluation.ledger_rows import COLUMNS, CONTESTABLE, KINDS, adjustment_rows, indicator_rows, plain_rows
from evaluation.records import Adjustment, Scheme
from evaluation.results import Evaluation
from language import _
from warehouse.errors import SharingError

__all__ = [
    "COLUMNS",
    "CONTESTABLE",
    "KINDS",
    "LedgerError",
    "build_ledger",
    "check_ledger",
    "expected_totals",
]

TOLERANCE = 1e-9


class LedgerError(SharingError):
    """A ledger does not add up to the totals it explains; nothing based on it may be published."""


def build_ledger(evaluation: Evaluation) -> pd.DataFrame:
    """The ledger of an evaluation, checked: columns COLUMNS, `points` on the scheme's scale, negative = lost.

    Full marks plus a department's points are its total to 1e-9 (of departments without a total: its
    aggregated score). A cell's loss at its declared weight and raw value is shared over its evidence rows by
    their weight; what shrinking a small sample and taking over others' weight changed are rows of their own,
    as are bonus, deductions, limits and rounding. `entry` names a row alike in every edition of a round.
    Raises LedgerError when anything does not add up.
    """
    scheme = evaluation.scheme
    parts: list[pd.DataFrame] = []
    if scheme.additive:
        for indicator in scheme.indicators:
            parts += indicator_rows(evaluation, indicator)
    else:
        parts.append(_aggregate_rows(evaluation))
    for item in scheme.adjustments:
        parts += adjustment_rows(evaluation, item)
    parts += _closing_rows(evaluation)
    kept = [part for part in parts if len(part)]
    ledger = pd.concat(kept, ignore_index=True) if kept else pd.DataFrame(columns=COLUMNS)
    ledger = _ordered(evaluation, ledger)
    check_ledger(evaluation, ledger)
    return ledger


def check_ledger(evaluation: Evaluation, ledger: pd.DataFrame) -> None:
    """Raise LedgerError naming every department whose ledger does not add up to its total."""
    scale = evaluation.scheme.scale
    summed = {str(name): math.fsum(points) for name, points in ledger.groupby("department")["points"]}
    wrong = []
    for department, expected in expected_totals(evaluation).items():
        found = scale + summed.get(department, 0.0)
        if not abs(found - expected) <= TOLERANCE:
            wrong.append(
                _("{department}：明细合计 {found:.12g}，得分 {expected:.12g}").format(
                    department=department, found=found, expected=expected
                )
            )
    if wrong:
        raise LedgerError(
            _("扣分明细与得分不一致，不得发布。"), "\n".join(wrong), _("请联系管理员，并保留当前数据供核查。")
        )


def expected_totals(evaluation: Evaluation) -> dict[str, float]:
    """What each department's ledger has to add up to: its total, or its aggregated score where not ranked."""
    found = {}
    for row in evaluation.ranking.to_dict("records"):
        aggregated = 0.0 if pd.isna(row["aggregated"]) else float(row["aggregated"])
        unranked = _limited(evaluation.scheme, aggregated + row["bonus"] + row["deduction"])
        found[str(row["department"])] = unranked if pd.isna(row["total"]) else float(row["total"])
    return found


def _limited(scheme: Scheme, total: float) -> float:
    return min(max(total, 0.0), scheme.scale) if scheme.adjustments else total


def _aggregate_rows(evaluation: Evaluation) -> pd.DataFrame:
    own = evaluation.ranking
    points = own["aggregated"].fillna(0.0).to_numpy(dtype=float) - evaluation.scheme.scale
    return plain_rows(_WHOLE, own, "aggregate", points, ["各级按几何平均汇总，失分不能分到单项"] * len(own))


def _closing_rows(evaluation: Evaluation) -> Iterator[pd.DataFrame]:
    """What limits and rounding changed, and the whole of departments nothing was scored for."""
    own, scheme = evaluation.ranking, evaluation.scheme
    silent = own["aggregated"].isna().to_numpy()
    aggregated = own["aggregated"].fillna(0.0)
    summed = (aggregated + own["bonus"] + own["deduction"]).to_numpy(dtype=float)
    limited = np.array([_limited(scheme, total) for total in summed])
    if scheme.additive:
        nothing = np.where(silent, -scheme.scale, 0.0)
        yield plain_rows(_WHOLE, own, "aggregate", nothing, ["没有任何指标计分"] * len(own))
    yield plain_rows(
        _WHOLE, own, "limit", limited - summed, [f"总分限于 0 至 {scheme.scale:g} 分"] * len(own)
    )
    rounded = (own["total"] - own["total_unrounded"]).fillna(0.0).to_numpy(dtype=float)
    digits = scheme.rounding.digits
    yield plain_rows(_WHOLE, own, "rounding", rounded, [f"总分四舍五入到 {digits} 位小数"] * len(own))


_WHOLE = Adjustment(
    code="total",
    title="总分",
    article="第十四条",
    kind="deduction",
    per_unit=1,
    cap=1,
    rationale="总分层面的调整",
)


def _ordered(evaluation: Evaluation, ledger: pd.DataFrame) -> pd.DataFrame:
    """Departments in ranking order, then the scheme's order, the heaviest loss first."""
    codes = [
        *(i.code for i in evaluation.scheme.indicators),
        *(a.code for a in evaluation.scheme.adjustments),
    ]
    place = {code: n for n, code in enumerate([*codes, "total"])}
    rank = {name: n for n, name in enumerate(evaluation.ranking["department"])}
    keys = pd.DataFrame(
        {
            "department": ledger["department"].map(rank), "code": ledger["code"].map(place),
            "points": ledger["points"], "entry": ledger["entry"],
        }
    )  # fmt: skip
    order = keys.sort_values(["department", "code", "points", "entry"]).index
    return ledger.loc[order, COLUMNS].reset_index(drop=True)

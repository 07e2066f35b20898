"""What pages read out of appeals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from evaluation.appeal_records import RULINGS, Appeal
from evaluation.appeals import Effect
from ui.blocks import Tile
from ui.language import _

COLUMNS = [
    "appeal_id", "department", "sentence", "points", "statement", "attachments", "filed_by", "filed_at", "rule_by",
    "late", "ruling",
    "share", "score_before", "score_after", "rank_before", "rank_after", "reason", "ruled_by", "ruled_at",
]  # fmt: skip


def overdue(one: Appeal, today: date) -> bool:
    """Whether an appeal should have been ruled on before today."""
    return one.ruling is None and today > one.rule_by


def listed(appeals: Iterable[Appeal], today: date) -> pd.DataFrame:
    """One row per appeal, those without a ruling first, the most urgent on top."""
    rows = [
        {
            **one.__dict__,
            "attachments": "、".join(one.files or []),
            "late": _("逾期未裁定") if overdue(one, today) else "",
            "ruling": _(RULINGS[one.ruling]) if one.ruling else _("未裁定"),
            "waits": one.ruling is None,
        }
        for one in appeals
    ]
    found = pd.DataFrame(rows, columns=[*COLUMNS, "waits"])
    ordered = found.sort_values(["waits", "rule_by"], ascending=[False, True], kind="stable")
    numbers = {name: pd.to_numeric(ordered[name]).astype("Int64") for name in ("rank_before", "rank_after")}
    return ordered.assign(**numbers)[COLUMNS].reset_index(drop=True)


def tiles(appeals: list[Appeal], today: date) -> list[Tile]:
    """How many were filed, wait, are late, were granted."""
    granted = sum(one.ruling in ("upheld", "partly") for one in appeals)
    ruled = sum(one.ruling is not None for one in appeals)
    return [
        Tile(_("申诉"), f"{len(appeals)}", note=_("件")),
        Tile(_("未裁定"), f"{len(appeals) - ruled}", note=_("件")),
        Tile(_("逾期未裁定"), f"{sum(overdue(one, today) for one in appeals)}", note=_("件，超过裁定期限")),
        Tile(_("支持或部分支持"), f"{granted}", note=_("件，已裁定 {n} 件").format(n=ruled)),
    ]


def urgent_first(appeals: list[Appeal]) -> list[Appeal]:
    """Those without a ruling first, the most urgent on top."""
    return sorted(appeals, key=lambda one: (one.ruling is not None, one.rule_by, one.appeal_id))


def title(one: Appeal) -> str:
    """An appeal in one line."""
    state = _(RULINGS[one.ruling]) if one.ruling else _("未裁定")
    return f"{one.appeal_id} · {one.department} · {state}"


def effect_tiles(effect: Effect) -> list[Tile]:
    """Score and rank of the department, old and new, and how many others move."""
    moved = effect.moved[effect.moved["rank_before"] != effect.moved["rank_after"]]
    return [
        Tile(_("总分"), f"{_score(effect.score_before)} → {_score(effect.score_after)}", note=_("原 → 新")),
        Tile(_("名次"), f"{effect.rank_before or '—'} → {effect.rank_after or '—'}", note=_("原 → 新")),
        Tile(_("名次变化的部门"), f"{len(moved)}", note=_("个，含申诉部门")),
    ]


def moved(effect: Effect) -> pd.DataFrame:
    """Departments whose total or rank the ruling changes."""
    columns = ["department", "total_before", "total_after", "rank_before", "rank_after"]
    return effect.moved[columns]


def _score(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"

"""What pages read out of rounds: lists, steps, editions, what changed between them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from evaluation.appeal_records import Appeal
from evaluation.round_records import KINDS, STATES, Round
from evaluation.scheme import Scheme
from evaluation.trends import Comparison
from language import N_
from ui.blocks import Tile
from ui.language import _
from warehouse.local_time import now

STEPS = {"open": N_("开期"), "publish": N_("公示"), "seal": N_("封存"), "amend": N_("更正")}
CHANGES = {"added": N_("新增"), "removed": N_("撤销"), "changed": N_("改变")}
PARTS = {
    "scheme": N_("方案"),
    "dimensions": N_("维度"),
    "indicators": N_("指标"),
    "grades": N_("等次"),
    "adjustments": N_("加减分"),
    "vetoes": N_("单项否决"),
}


def listed(rounds: Iterable[Round], waiting: dict[str, int]) -> pd.DataFrame:
    """One row per round; `waiting` counts appeals without a ruling by round."""
    columns = [
        "title", "round_id", "state", "period_start", "period_end", "as_of", "editions", "appeal_until",
        "open_appeals", "scheme_version", "opened_by", "opened_at", "reason",
    ]  # fmt: skip
    rows = [
        {
            **one.__dict__,
            "state": _(STATES[one.state]),
            "editions": len(one.editions),
            "appeal_until": one.appeal_until,
            "open_appeals": waiting.get(one.round_id, 0),
        }
        for one in rounds
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def waiting(appeals: Iterable[Appeal]) -> dict[str, int]:
    """Number of appeals without a ruling by round."""
    counted: dict[str, int] = {}
    for one in appeals:
        counted[one.round_id] = counted.get(one.round_id, 0) + (one.ruling is None)
    return counted


def tiles(one: Round, appeals: list[Appeal]) -> list[Tile]:
    """Where a round stands."""
    unruled = sum(appeal.ruling is None for appeal in appeals)
    until = one.appeal_until.isoformat() if one.appeal_until else "—"
    ended = one.state == "sealed" or one.appeal_until is None or now().date() > one.appeal_until
    return [
        Tile(_("状态"), _(STATES[one.state]), note=_("共 {n} 版结果").format(n=len(one.editions))),
        Tile(_("评价期"), f"{one.period_start:%Y-%m-%d}", note=_("至 {day}").format(day=one.period_end)),
        Tile(
            _("申诉截止"),
            until,
            note="" if one.appeal_until is None else _("已截止") if ended else _("当日仍可提出"),
        ),
        Tile(_("申诉"), f"{len(appeals)}", note=_("{n} 件未裁定").format(n=unruled)),
    ]


def steps(one: Round) -> pd.DataFrame:
    """Every step taken, oldest first."""
    columns = ["step", "edition", "taken_by", "taken_at", "appeal_until", "reason", "override"]
    rows = [{**step.__dict__, "step": _(STEPS.get(step.step, step.step))} for step in one.steps]
    found = pd.DataFrame(rows, columns=columns)
    return found.assign(
        appeal_until=pd.to_datetime(found["appeal_until"]), override=found["override"].fillna("")
    )


def editions(one: Round) -> pd.DataFrame:
    """Every edition with what it stands on, oldest first."""
    columns = [
        "edition",
        "kind",
        "snapshot_id",
        "scheme_version",
        "made_by",
        "made_at",
        "reason",
        "edition_sha256",
    ]
    rows = [{**edition.__dict__, "kind": _(KINDS[edition.kind])} for edition in one.editions]
    return pd.DataFrame(rows, columns=columns)


def final_lists(ranking: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """Departments by grade in the order of their ranks: grade, departments, names."""
    titles = [grade.title for grade in scheme.grades]
    others = [str(grade) for grade in ranking["grade"].unique() if grade not in titles]
    return pd.DataFrame(
        [
            {
                "grade": _(grade),
                "departments": int(own.sum()),
                "names": "、".join(ranking.loc[own, "department"]),
            }
            for grade in [*titles, *others]
            if (own := ranking["grade"] == grade).any()
        ],
        columns=["grade", "departments", "names"],
    )


def moved(found: Comparison) -> pd.DataFrame:
    """Departments whose result differs between two editions, the largest moves first, as the chart of moves wants them
    and for the table.
    """
    both = found.ranking
    before, after = (pd.to_numeric(both[name]).astype("Int64") for name in ("rank_old", "rank_new"))
    found_places = both.assign(rank_old=before, rank_new=after, places=before - after)
    shift = (pd.to_numeric(both["total_new"]) - pd.to_numeric(both["total_old"])).abs()
    sizes = found_places.assign(far=found_places["places"].abs(), shift=shift)
    ordered = sizes.sort_values(["far", "shift"], ascending=False, na_position="first", kind="stable")
    return ordered.drop(columns=["far", "shift"]).reset_index(drop=True)


def drawn_moves(changed: pd.DataFrame) -> pd.DataFrame:
    """The same under the names of the chart of moves."""
    names = {
        "rank_old": "rank_before",
        "rank_new": "rank_after",
        "total_old": "total_before",
        "total_new": "total_after",
    }
    return changed.rename(columns=names)


def ledger_changes(found: Comparison) -> pd.DataFrame:
    """Ledger rows that differ, kinds of change in words, those that moved most points first."""
    words = [_(CHANGES[str(change)]) for change in found.ledger["change"]]
    columns = ["department", "code", "kind", "points_old", "points_new", "sentence_old", "sentence_new"]
    old, new = (pd.to_numeric(found.ledger[name]).fillna(0.0) for name in ("points_old", "points_new"))
    named = found.ledger.assign(kind=words, shift=(new - old).abs())
    return named.sort_values("shift", ascending=False, kind="stable")[columns].reset_index(drop=True)


def definition_changes(changes: pd.DataFrame) -> pd.DataFrame:
    """Changes between schemes, parts in words."""
    return changes.assign(part=[_(PARTS.get(str(part), str(part))) for part in changes["part"]])


def verdicts(findings: Iterable[object]) -> pd.DataFrame:
    """Differences found by verifying, one row each."""
    return pd.DataFrame([vars(one) for one in findings], columns=["what", "where", "kept", "found"])

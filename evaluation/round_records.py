"""What a round is: its opening, its steps, its editions, and the state that follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from duckdb import DuckDBPyConnection

from evaluation import archive, queries
from language import N_, _
from metrics import Window
from warehouse.errors import SharingError

STATES = {"draft": N_("草稿"), "published": N_("公示申诉"), "sealed": N_("已封存")}
KINDS = {"published": N_("公示版"), "sealed": N_("封存版"), "amendment": N_("更正版")}


class RoundError(SharingError):
    """A step of a round that cannot be taken, or a round that does not exist."""


@dataclass(frozen=True)
class Step:
    """One step of a round: open, publish, seal or amend; `override` is the signed reason for sealing early."""

    round_id: str
    step: str
    edition: int
    appeal_until: date | None
    override: str | None
    taken_by: str
    taken_at: datetime
    reason: str


@dataclass(frozen=True)
class Edition:
    """One edition of a round's result; `kind` is a key of KINDS, `edition_sha256` covers all its documents."""

    round_id: str
    edition: int
    kind: str
    snapshot_id: int
    scheme_code: str
    scheme_version: int
    code_version: str
    code_sha256: str
    edition_sha256: str
    made_by: str
    made_at: datetime
    reason: str


@dataclass(frozen=True)
class Round:
    """A round with everything that happened to it, oldest first."""

    round_id: str
    title: str
    period_start: date
    period_end: date
    as_of: date
    scheme_code: str
    scheme_version: int
    opened_by: str
    opened_at: datetime
    reason: str
    steps: tuple[Step, ...] = ()
    editions: tuple[Edition, ...] = ()

    @property
    def window(self) -> Window:
        """The period and the day of view."""
        return Window(self.period_start, self.period_end, self.as_of)

    @property
    def state(self) -> str:
        """draft, published or sealed; an amended round stays sealed."""
        taken = {step.step for step in self.steps}
        return "sealed" if "seal" in taken else "published" if "publish" in taken else "draft"

    @property
    def appeal_until(self) -> date | None:
        """Last day of the appeal period, as published last."""
        return next((step.appeal_until for step in reversed(self.steps) if step.appeal_until), None)

    @property
    def latest(self) -> Edition | None:
        """The newest edition; None while a draft."""
        return self.editions[-1] if self.editions else None

    def edition(self, number: int | None = None) -> Edition:
        """The edition of that number (None: the newest); raises RoundError when there is none."""
        found = [one for one in self.editions if number in (None, one.edition)]
        if not found:
            raise RoundError(
                _("评价期次“{round_id}”没有这一版结果。").format(round_id=self.round_id), str(number or "")
            )
        return found[-1]


def list_rounds(cur: DuckDBPyConnection) -> list[Round]:
    """Every round, the newest first."""
    steps = [Step(**row) for row in queries.rows(cur, "round_steps", round_id=None)]
    editions = [Edition(**row) for row in queries.rows(cur, "round_editions", round_id=None)]
    return [
        Round(
            **row,
            steps=tuple(step for step in steps if step.round_id == row["round_id"]),
            editions=tuple(one for one in editions if one.round_id == row["round_id"]),
        )
        for row in queries.rows(cur, "rounds")
    ]


def find_round(cur: DuckDBPyConnection, round_id: str) -> Round:
    """One round; raises RoundError naming the known ones when it does not exist."""
    rounds = list_rounds(cur)
    for one in rounds:
        if one.round_id == round_id:
            return one
    known = _("、").join(one.round_id for one in rounds) or _("（尚无）")
    raise RoundError(_("没有这一评价期次。"), round_id, _("现有期次：{known}").format(known=known))


def round_frame(
    cur: DuckDBPyConnection,
    round_id: str,
    document: str,
    edition: int | None = None,
    department: str | None = None,
) -> pd.DataFrame:
    """A stored document of a round (newest edition) as a frame: ranking, dimensions, indicators, ledger, …

    `department` narrows to one department's rows: give `person.limited_to` for readers of one department.
    """
    number = find_round(cur, round_id).edition(edition).edition
    return archive.stored_frame(cur, round_id, number, document, department)

"""What pages read out of the ledger of points."""

from __future__ import annotations

import pandas as pd

from evaluation.ledger import CONTESTABLE, KINDS
from ui.language import _

SHOWN = ["title", "points", "sentence", "article", "kind", "feed", "batch_id", "file_name", "line", "entry"]


def by_indicator(ledger: pd.DataFrame) -> pd.DataFrame:
    """Points and number of ledger rows per indicator: code, title, points, rows."""
    if ledger.empty:
        return pd.DataFrame(columns=["code", "title", "points", "rows"])
    grouped = ledger.groupby(["code", "title"])["points"]
    return pd.DataFrame({"points": grouped.sum(), "rows": grouped.size()}).reset_index()


def shown(ledger: pd.DataFrame, code: str | None = None) -> pd.DataFrame:
    """The rows as people read them, facts before arithmetic, the heaviest first; of one indicator where a code is
    given.
    """
    rows = ledger if code is None or ledger.empty else ledger[ledger["code"] == code]
    if rows.empty:
        return pd.DataFrame(columns=SHOWN)
    arithmetic = ~rows["kind"].isin(CONTESTABLE)
    ordered = rows.assign(arithmetic=arithmetic).sort_values(["arithmetic", "points"], kind="stable")
    return ordered.assign(kind=[_(KINDS[str(kind)]) for kind in ordered["kind"]])[SHOWN].reset_index(
        drop=True
    )


def contestable(ledger: pd.DataFrame) -> pd.DataFrame:
    """Rows that can be appealed: facts and figures, the heaviest first; arithmetic of the scheme is left out."""
    if ledger.empty:
        return ledger
    return (
        ledger[ledger["kind"].isin(CONTESTABLE)].sort_values("points", kind="stable").reset_index(drop=True)
    )


def chosen_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows to choose one from, with the entry that names it last."""
    return rows.reindex(columns=["title", "points", "sentence", "article", "file_name", "line", "entry"])


def sentence_of(rows: pd.DataFrame, entry: str) -> str:
    """The sentence of one entry."""
    return str(rows.set_index("entry").loc[entry, "sentence"])


def sum_sentence(ledger: pd.DataFrame, scale: float) -> str:
    """What the rows add up to: full marks and their points are the score."""
    points = float(ledger["points"].sum()) if len(ledger) else 0.0
    return _("满分 {scale:g}，明细 {n:,} 条合计 {points:+.2f} 分，得 {total:.2f} 分。").format(
        scale=scale, n=len(ledger), points=points, total=scale + points
    )


def fixes(found: pd.DataFrame, *, ranks: bool) -> pd.DataFrame:
    """What to fix first as a table; what would become of the rank only where the reader may know it."""
    columns = [
        "title",
        "article",
        "points",
        "failures",
        "rank_after",
        "grade_after",
        "one_reason",
        "one_points",
    ]
    return found[columns if ranks else [name for name in columns if name != "rank_after"]]

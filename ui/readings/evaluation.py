"""What the page on the evaluation reads out of a computed or kept evaluation."""

from __future__ import annotations

import pandas as pd

from evaluation.cells import STATES
from evaluation.results import Evaluation
from ui import messages, reads
from ui.blocks import Tile
from ui.language import _
from ui.readings import stability

INDICATOR_COLUMNS = [
    "dimension_title",
    "code",
    "title",
    "article",
    "state",
    "numerator",
    "denominator",
    "result",
    "interval",
    "adjusted",
    "score",
    "weight_effective",
    "points",
    "points_lost",
    "note",
]


def ranked(result: Evaluation, intervals: pd.DataFrame, departments: tuple[str, ...]) -> pd.DataFrame:
    """The ranking of the chosen departments with the city's ranks and their intervals."""
    table = stability.joined(result.ranking, intervals)
    return reads.among(table, departments if len(departments) > 1 else ())


def own_tiles(table: pd.DataFrame, department: str) -> list[Tile]:
    """One department's total, grade and ranks, each with its interval."""
    row = table[table["department"] == department].iloc[0]
    known = pd.notna(row["rank"])
    kept = _("公示后可见")
    return [
        Tile(
            _("总分"),
            f"{row['total']:.2f}" if pd.notna(row["total"]) else "—",
            note=_("90% 区间 {range}").format(range=row["total_interval"]) if row["total_interval"] else "",
        ),
        Tile(_("等次"), _(str(row["grade"])), note=_("以总分与单项否决定")),
        Tile(
            _("名次"),
            f"{row['rank']}" if known else "—",
            note=_("90% 区间 {range}").format(range=row["rank_interval"]) if known else kept,
        ),
        Tile(
            _("组内名次"),
            f"{row['peer_rank']}" if pd.notna(row["peer_rank"]) else "—",
            note=str(row["peer_group"]) if known else kept,
        ),
        Tile(_("评分覆盖"), f"{100 * row['covered_weight']:.1f}%", note=_("有数据可评的权重")),
    ]


def summary(result: Evaluation, table: pd.DataFrame) -> list[Tile]:
    """Mean total, and how many departments earned each grade."""
    scored = table[table["total"].notna()]
    mean = "—" if scored.empty else f"{scored['total'].mean():.2f}"
    tiles = [Tile(_("平均得分"), mean, note=_("{n} 个部门").format(n=len(scored)))]
    counted = table["grade"].value_counts()
    known = [grade.title for grade in result.scheme.grades]
    for grade in [*known, *(str(other) for other in counted.index if other not in known)]:
        tiles.append(Tile(messages.plain(_(grade)), f"{int(counted.get(grade, 0))}", note=_("个部门")))
    return tiles


def floors(result: Evaluation) -> dict[str, float]:
    """Lower bounds of the grades above the lowest, by grade."""
    return {grade.title: grade.floor for grade in result.scheme.grades if grade.floor > 0}


def dimension_order(result: Evaluation) -> list[str]:
    """Titles of the dimensions right under the total, in the scheme's order."""
    return [dimension.title for dimension in result.scheme.children()]


def scheme_note(result: Evaluation) -> str:
    """Which scheme in which edition, and its source."""
    scheme = result.scheme
    return _("{title}，第 {edition} 版。{source}").format(
        title=messages.plain(_(scheme.title)),
        edition=messages.plain(scheme.edition),
        source=messages.plain(_(scheme.source)),
    )


def heading(result: Evaluation, name: str = "") -> str:
    """File name of the workbook; `name` is the round's."""
    window = result.window
    period = f"_{window.start}_{window.end}" if window else ""
    return _("评价结果") + (f"_{name}" if name else period) + ".xlsx"


def chosen_department(table: pd.DataFrame, asked: str | None) -> str | None:
    """The one department the reader looks at, if any."""
    return asked if asked is not None and asked in set(table["department"]) else None


def indicator_rows(result: Evaluation, department: str) -> pd.DataFrame:
    """One department's indicators in the scheme's order, states in words, results in their own units."""
    rows = result.indicators[result.indicators["department"] == department]
    return rows.assign(
        state=[_(STATES.get(str(state), str(state))) for state in rows["state"]],
        result=[_written(v, unit) for v, unit in zip(rows["value"], rows["unit"], strict=True)],
        interval=[_between(low, high) for low, high in zip(rows["low"], rows["high"], strict=True)],
        adjusted=[
            _written(used, unit) if pd.notna(used) and used != value else ""
            for used, value, unit in zip(rows["adjusted_value"], rows["value"], rows["unit"], strict=True)
        ],
    )[INDICATOR_COLUMNS].reset_index(drop=True)


def _written(value: float, unit: str) -> str:
    if pd.isna(value):
        return "—"
    return f"{100 * value:.1f}%" if unit == "%" else f"{value:g} {_(unit)}"


def _between(low: float, high: float) -> str:
    return "" if pd.isna(low) or pd.isna(high) else f"{100 * low:.1f}%–{100 * high:.1f}%"

"""What the page on the evaluation reads out of a computed evaluation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from evaluation.results import Evaluation
from exports.workbook import write_ranking
from ui import reads
from ui.blocks import Tile
from ui.filters import Filters
from ui.language import _

INDICATOR_COLUMNS = [
    "dimension_title",
    "code",
    "title",
    "article",
    "numerator",
    "denominator",
    "result",
    "score",
    "weight_effective",
    "points",
    "points_lost",
    "note",
]


def ranked(result: Evaluation, departments: tuple[str, ...]) -> pd.DataFrame:
    """The ranking of the chosen departments with the city's ranks; one department is shown among all."""
    return reads.among(result.ranking, departments if len(departments) > 1 else ())


def own_tiles(table: pd.DataFrame, department: str) -> list[Tile]:
    """One department's total, grade and ranks."""
    row = table[table["department"] == department].iloc[0]
    scored = pd.notna(row["total"])
    ranks = table["rank"].notna()
    peers = ranks & (table["peer_group"] == row["peer_group"])
    return [
        Tile(_("总分"), f"{row['total']:.2f}" if scored else "—", note=_("满分 100")),
        Tile(_("等次"), _(str(row["grade"])), note=_("以总分与单项否决定")),
        Tile(
            _("名次"), f"{row['rank']}" if scored else "—", note=_("{n} 个部门中").format(n=int(ranks.sum()))
        ),
        Tile(
            _("组内名次"),
            f"{row['peer_rank']}" if scored else "—",
            note=_("{group}，{n} 个").format(group=row["peer_group"], n=int(peers.sum())),
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
        tiles.append(Tile(_(grade), f"{int(counted.get(grade, 0))}", note=_("个部门")))
    return tiles


def floors(result: Evaluation) -> list[float]:
    """Lower bounds of the grades above the lowest."""
    return [grade.floor for grade in result.scheme.grades if grade.floor > 0]


def scheme_note(result: Evaluation) -> str:
    """Which scheme in which edition, and its source."""
    scheme = result.scheme
    return _("{title}，第 {edition} 版。{source}").format(
        title=scheme.title, edition=scheme.edition, source=scheme.source
    )


def heading(result: Evaluation) -> str:
    """File name of the workbook."""
    window = result.window
    return _("评价结果") + (f"_{window.start}_{window.end}.xlsx" if window else ".xlsx")


def chosen_department(table: pd.DataFrame, asked: str | None) -> str | None:
    """The one department the reader looks at, if any."""
    return asked if asked is not None and asked in set(table["department"]) else None


def indicator_rows(result: Evaluation, department: str) -> pd.DataFrame:
    """One department's indicators in the scheme's order, results in their own units."""
    rows = result.indicators[result.indicators["department"] == department]
    written = [_written(value, unit) for value, unit in zip(rows["value"], rows["unit"], strict=True)]
    return rows.assign(result=written)[INDICATOR_COLUMNS].reset_index(drop=True)


def _written(value: float, unit: str) -> str:
    if pd.isna(value):
        return _("不予评分")
    return f"{100 * value:.1f}%" if unit == "%" else f"{value:g} {_(unit)}"


def workbook(chosen: Filters) -> Callable[[], bytes]:
    """Builds the evaluation's workbook when called."""

    def build() -> bytes:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "ranking.xlsx"
            write_ranking(reads.evaluation(chosen), path)
            return path.read_bytes()

    return build

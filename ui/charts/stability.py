"""Totals with their intervals, grade and budget lines, and who cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from ui.charts.drawing import NARROW, AnyChart, Drawing, nothing
from ui.charts.names import department_axis
from ui.charts.palette import BAD, GRADE_COLOURS, NEUTRAL, REFERENCE
from ui.language import _

ROW = 22
LABELS_AT, WIDEST, WIDER, ROOM_NARROW = 101.5, 126, 138, 16
"""Where the figures behind the points begin and the axis ends; a narrow chart needs so much more room for them."""
BESIDE = 10
"""Pixels by which the name of a limit reaches over its line."""
GROUP_MARK = "▎"
DRAWN = [
    "department", "total", "grade", "rank", "total_low", "total_high", "rank_low", "rank_high", "faded", "told",
]  # fmt: skip
"""Columns the browser is sent."""


def intervals(
    frame: pd.DataFrame,
    limits: Mapping[str, float],
    *,
    budget: float | None = None,
    by_group: bool = False,
    highlight: str | None = None,
) -> Drawing:
    """One row per department: its total as a point, its 90 % interval as a line, limits across.

    Columns: department, peer_group, total, grade (words), rank, peer_rank, total_low, total_high, rank_low, rank_high,
    level (departments of one level cannot be told apart). `limits` are grade floors by grade, `budget` the budget line.
    With `by_group`, peer groups stand below one another, each ranked by itself.
    """
    title = _("总分与 90% 区间")
    drawn = frame[frame["total"].notna()].sort_values(["rank", "department"])
    if drawn.empty:
        return nothing(title, _("没有可评分的部门。"))
    drawn = drawn.assign(
        faded=(drawn["department"] != highlight) & (highlight is not None),
        told=[_told(row, by_group) for row in drawn.to_dict("records")],
    )
    rows = _grouped(drawn) if by_group else drawn
    order = rows["department"].tolist()
    low = 10.0 * (float(drawn["total_low"].min()) // 10)
    widest = WIDER if by_group else WIDEST
    scale = alt.Scale(
        domainMin=low,
        domainMax=alt.ExprRef(f"{NARROW} ? {widest + ROOM_NARROW} : {widest}"),
        nice=False,
        zero=False,
    )
    ticks = alt.Axis(values=list(range(int(low), 101, 10)))
    layers = [
        *_limit_rules(limits, budget, scale),
        *([] if by_group else _level_rules(drawn, order)),
        *_marks(rows, order, scale, ticks),
    ]
    chart: AnyChart = alt.layer(*layers).properties(height=alt.Step(ROW))
    return Drawing(title, chart, _sentence(drawn, limits, budget))


def _rows_axis(order: list[str], **more: Any) -> alt.Y:  # noqa: ANN401
    """Departments in order, names of groups in bold."""
    bold = {"test": f"slice(datum.label, 0, 1) == '{GROUP_MARK}'", "value": "bold"}
    axis = department_axis(order, labelFontWeight={"condition": bold, "value": "normal"})
    return alt.Y("department:N", sort=order, title=None, axis=axis, **more)


def _told(row: Mapping[Any, Any], by_group: bool) -> str:
    sentence = _("{total:.2f}（{low}–{high}）组内 {own}") if by_group else _("{total:.2f}（{low}–{high}）")
    return sentence.format(
        total=row["total"], own=row["peer_rank"], low=row["rank_low"], high=row["rank_high"]
    )


def _grouped(drawn: pd.DataFrame) -> pd.DataFrame:
    """The rows of each group under a row with its name; groups in the order of their best."""
    parts: list[pd.DataFrame] = []
    for group in drawn["peer_group"].unique():
        own: pd.DataFrame = drawn[drawn["peer_group"] == group].sort_values(["peer_rank", "rank"])
        head = pd.DataFrame({"department": [f"{GROUP_MARK}{group}"]})
        parts += [head, own]
    together: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return together


def _marks(rows: pd.DataFrame, order: list[str], scale: alt.Scale, ticks: alt.Axis) -> list[alt.Chart]:
    x, y = alt.X("total:Q", title=None, scale=scale, axis=ticks), _rows_axis(order)
    grades = list(dict.fromkeys(rows["grade"].dropna()))
    colours = alt.Scale(
        domain=[_(grade) for grade in grades], range=[GRADE_COLOURS.get(grade, NEUTRAL) for grade in grades]
    )
    rows = rows.assign(grade=rows["grade"].map(_, na_action="ignore"))[DRAWN]
    colour = alt.Color("grade:N", title=None, scale=colours, legend=None)
    weight = alt.condition("datum.faded", alt.value(0.3), alt.value(1))
    base = alt.Chart(rows[rows["total"].notna()])
    tooltip = [
        alt.Tooltip("department:N", title=_("部门")),
        alt.Tooltip("total:Q", title=_("总分"), format=".2f"),
        alt.Tooltip("total_low:Q", title=_("区间下端"), format=".1f"),
        alt.Tooltip("total_high:Q", title=_("区间上端"), format=".1f"),
        alt.Tooltip("grade:N", title=_("等次")),
        alt.Tooltip("rank:Q", title=_("名次")),
        alt.Tooltip("rank_low:Q", title=_("名次区间上端")),
        alt.Tooltip("rank_high:Q", title=_("名次区间下端")),
    ]
    whole = alt.Chart(rows).mark_point(opacity=0).encode(y=y)
    spans = base.mark_rule(size=7, opacity=0.35, strokeCap="round").encode(
        x=alt.X("total_low:Q", title=None, scale=scale, axis=ticks),
        x2="total_high:Q",
        y=y,
        color=colour,
        tooltip=tooltip,
    )
    points = (
        base.mark_point(filled=True, size=85, opacity=1, cursor="pointer")
        .encode(x=x, y=y, color=colour, opacity=weight, tooltip=tooltip)
        .add_params(alt.selection_point(name="picked", fields=["department"]))
    )
    labels = base.mark_text(align="left", fontSize=11).encode(x=alt.datum(LABELS_AT), y=y, text="told:N")
    return [whole, spans, points, labels]


def _limit_rules(limits: Mapping[str, float], budget: float | None, scale: alt.Scale) -> list[alt.Chart]:
    """Grade floors dashed, the budget line solid; their names above the rows.

    The highest floor's name runs to the right of its line and the others' to the left, so that they do not meet.
    """
    highest = max(limits.values(), default=None)
    found = []
    named = {_(grade): limit for grade, limit in limits.items()}
    for lines, colour, dash, dy in (
        (named, REFERENCE, [4, 3], -16),
        ({} if budget is None else {_("预算线"): budget}, BAD, [1, 0], -4),
    ):
        frame = pd.DataFrame({"name": list(lines), "limit": list(lines.values())})
        base = alt.Chart(frame).encode(
            x=alt.X("limit:Q", scale=scale), tooltip=[alt.Tooltip("name:N", title=_("界限"))]
        )
        found.append(base.mark_rule(color=colour, strokeDash=dash))
        top = base.properties(data=frame[frame["limit"] == highest])
        below = base.properties(data=frame[frame["limit"] != highest])
        for name in (
            top.mark_text(align="left", dx=-BESIDE, dy=dy, fontSize=10, baseline="bottom"),
            below.mark_text(align="right", dx=BESIDE, dy=dy, fontSize=10, baseline="bottom"),
        ):
            found.append(name.encode(y=alt.value(0), text="name:N"))
    return found


def _level_rules(drawn: pd.DataFrame, order: list[str]) -> list[alt.Chart]:
    """A line under the last department of each level but the last."""
    ends = drawn.groupby("level", sort=True).tail(1).iloc[:-1]
    if ends.empty:
        return []
    rule = alt.Chart(ends[["department"]]).mark_rule(color=NEUTRAL, size=1.5, opacity=0.8)
    return [rule.encode(y=_rows_axis(order, bandPosition=1))]


def _sentence(drawn: pd.DataFrame, limits: Mapping[str, float], budget: float | None) -> str:
    best = drawn.iloc[0]
    same = int((drawn["level"] == best["level"]).sum())
    sentence = _("{n} 个部门参评，最高{name} {total:.2f} 分").format(
        n=len(drawn), name=best["department"], total=best["total"]
    )
    if same > 1:
        sentence += _("；前 {n} 名的差别在统计上分不出高下").format(n=same)
    sentence += _("；{n} 个部门的区间跨越等次线").format(n=_across(drawn, limits.values()))
    if budget is not None:
        sentence += _("，{n} 个跨越预算线").format(n=_across(drawn, [budget]))
    return sentence + _("。颜色为等次；横线分开彼此分得出高下的档次；括号内为名次的 90% 区间。")


def _across(drawn: pd.DataFrame, lines: Iterable[float]) -> int:
    crossed = pd.Series(False, index=drawn.index)
    for line in lines:
        crossed |= (drawn["total_low"] < line) & (line < drawn["total_high"])
    return int(crossed.sum())

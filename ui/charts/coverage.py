"""A calendar of the days each feed has data for, and of those that are missing."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from metrics.words import COVERAGE_STATES as WORDS
from metrics.words import word
from ui.charts.drawing import Drawing, nothing
from ui.charts.palette import BAD, GOOD, NEUTRAL, WARNING
from ui.language import _

ROW_LABEL = (
    "(split(datum.label, '|')[1] == '0' ? split(datum.label, '|')[0] + '  ' : '')"
    " + slice({days}, +split(datum.label, '|')[1], +split(datum.label, '|')[1] + 1)"
)
"""The feed's name beside its Monday, the day of the week beside every row."""
STATES = {"covered": GOOD, "quiet": NEUTRAL, "thin": WARNING, "gap": BAD}


def coverage(frame: pd.DataFrame) -> Drawing:
    """A calendar per feed: weeks from left to right, Monday on top.

    Columns: feed (code), day (date), row_count (rows of that day), state (covered, quiet, thin, gap).
    """
    title = _("数据覆盖：各类日志每天是否齐全")
    if frame.empty:
        return nothing(title, _("所选时段内没有任何日志。"))
    drawn = frame.assign(
        day=pd.to_datetime(frame["day"]),
        feed_word=[word("feed", code) for code in frame["feed"]],
        state_word=[_(WORDS.get(code, code)) for code in frame["state"]],
    )
    drawn = drawn.assign(
        week=(drawn["day"] - pd.to_timedelta(drawn["day"].dt.day_of_week, unit="D")).dt.strftime("%Y-%m-%d"),
        place=[
            f"{feed}|{at}" for feed, at in zip(drawn["feed_word"], drawn["day"].dt.day_of_week, strict=True)
        ],
    )
    rows = [f"{feed}|{at}" for feed in dict.fromkeys(drawn["feed_word"]) for at in range(7)]
    weeks = sorted(drawn["week"].unique())
    every = max(1, len(weeks) // 14)
    present = [state for state in STATES if (drawn["state"] == state).any()]
    chart = (
        alt.Chart(drawn)
        .mark_rect(cornerRadius=2, width={"band": 0.92}, height={"band": 0.88})
        .encode(
            x=alt.X(
                "week:O",
                title=None,
                sort=weeks,
                axis=alt.Axis(
                    values=weeks[::every],
                    labelExpr="slice(datum.label, 5)",
                    labelAngle=0,
                    ticks=False,
                    domain=False,
                ),
            ),
            y=alt.Y(
                "place:N",
                title=None,
                sort=rows,
                axis=alt.Axis(
                    labelExpr=ROW_LABEL.format(days=json.dumps(_("一二三四五六日"), ensure_ascii=False)),
                    labelLimit=160,
                    ticks=False,
                    domain=False,
                    labelOverlap=False,
                ),
                scale=alt.Scale(domain=rows),
            ),
            color=alt.Color(
                "state_word:N",
                title=None,
                legend=alt.Legend(orient="top", symbolType="square"),
                scale=alt.Scale(
                    domain=[_(WORDS[state]) for state in present], range=[STATES[state] for state in present]
                ),
            ),
            opacity=alt.condition("datum.state == 'quiet'", alt.value(0.25), alt.value(1)),
            tooltip=[
                alt.Tooltip("feed_word:N", title=_("数据类别")),
                alt.Tooltip("day:T", title=_("日期"), format="%Y-%m-%d"),
                alt.Tooltip("state_word:N", title=_("状态")),
                alt.Tooltip("row_count:Q", title=_("行数"), format=","),
            ],
        )
        .properties(height=alt.Step(16))
    )
    return Drawing(title, chart, _sentence(drawn))


def _sentence(drawn: pd.DataFrame) -> str:
    missing = drawn[drawn["state"] == "gap"].groupby("feed_word").size().sort_values(ascending=False)
    thin = drawn[drawn["state"] == "thin"].groupby("feed_word").size()
    parts = [_("{feed}缺 {n} 天").format(feed=feed, n=n) for feed, n in missing.items()]
    parts += [_("{feed}有 {n} 天明显偏少").format(feed=feed, n=n) for feed, n in thin.items()]
    return _("、").join(parts) + _("。") if parts else _("所选时段内各类日志齐全。")

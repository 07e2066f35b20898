"""Which days each feed has data for, and which days are missing."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import Drawing, nothing
from ui.charts.palette import BAD, GOOD, NEUTRAL, WARNING
from ui.language import _
from ui.terms import COVERAGE_STATES as WORDS
from ui.terms import FEEDS

STATES = {"covered": GOOD, "quiet": NEUTRAL, "thin": WARNING, "gap": BAD}


def coverage(frame: pd.DataFrame) -> Drawing:
    """A strip of days per feed.

    Columns: feed (code), day (date), row_count (rows of that day), state (covered, quiet, thin, gap).
    """
    title = _("数据覆盖：各类日志每天是否齐全")
    if frame.empty:
        return nothing(title, _("所选时段内没有任何日志。"))
    drawn = frame.assign(
        day=pd.to_datetime(frame["day"]),
        feed_word=[_(FEEDS.get(code, code)) for code in frame["feed"]],
        state_word=[_(WORDS.get(code, code)) for code in frame["state"]],
    )
    present = [state for state in STATES if (drawn["state"] == state).any()]
    chart = (
        alt.Chart(drawn)
        .mark_rect()
        .encode(
            x=alt.X("yearmonthdate(day):T", title=None, axis=alt.Axis(format="%m-%d", labelFlush=True)),
            y=alt.Y(
                "feed_word:N",
                title=None,
                axis=alt.Axis(labelLimit=160, ticks=False, domain=False, labelOverlap=False),
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
        .properties(height=alt.Step(24))
    )
    return Drawing(title, chart, _sentence(drawn))


def _sentence(drawn: pd.DataFrame) -> str:
    missing = drawn[drawn["state"] == "gap"].groupby("feed_word").size().sort_values(ascending=False)
    thin = drawn[drawn["state"] == "thin"].groupby("feed_word").size()
    parts = [_("{feed}缺 {n} 天").format(feed=feed, n=n) for feed, n in missing.items()]
    parts += [_("{feed}有 {n} 天明显偏少").format(feed=feed, n=n) for feed, n in thin.items()]
    return _("、").join(parts) + _("。") if parts else _("所选时段内各类日志齐全。")

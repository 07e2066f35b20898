"""Which days each feed has data for."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import Drawing, nothing
from ui.charts.palette import GOOD
from ui.language import _
from ui.terms import FEEDS


def coverage(frame: pd.DataFrame) -> Drawing:
    """A strip of days per feed, filled where rows exist.

    Columns: feed (code), day (date), rows (number of rows of that day).
    """
    title = _("日志覆盖：每类数据每天有无记录")
    seen = frame[frame["rows"] > 0]
    if seen.empty:
        return nothing(title, _("所选时段内没有任何日志。"))
    drawn = seen.assign(word=seen["feed"].map({code: _(word) for code, word in FEEDS.items()}).fillna(seen["feed"]))
    days = frame.groupby("feed")["day"].nunique()
    with_rows = seen.groupby("feed")["day"].nunique()
    gaps = {FEEDS.get(str(feed), str(feed)): int(days[feed] - with_rows.get(feed, 0)) for feed in days.index}
    parts = [_("{feed}缺 {n} 天").format(feed=feed, n=n) for feed, n in gaps.items() if n]
    sentence = "，".join(parts) + "。" if parts else _("所选时段内每天都有记录。")
    chart = (
        alt.Chart(drawn)
        .mark_rect(color=GOOD)
        .encode(
            x=alt.X("yearmonthdate(day):T", title=None, axis=alt.Axis(format="%m-%d")),
            y=alt.Y("word:N", title=None, axis=alt.Axis(labelLimit=160, ticks=False)),
            tooltip=[alt.Tooltip("word:N", title=_("数据类别")), alt.Tooltip("day:T", title=_("日期"), format="%Y-%m-%d"),
                     alt.Tooltip("rows:Q", title=_("行数"), format=",")],
        )
        .properties(height=alt.Step(24))
    )  # fmt: skip
    return Drawing(title, chart, sentence)

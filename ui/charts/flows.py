"""Who uses whose data: provider by consumer."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import Drawing, nothing
from ui.language import _

MOST = 15


def flows(frame: pd.DataFrame) -> Drawing:
    """Heat map of calls.

    Columns: provider, consumer, calls (number of calls in the period). The 15 busiest providers and consumers.
    """
    title = _("数据流向：提供部门 × 使用部门")
    used = frame[frame["calls"] > 0]
    if used.empty:
        return nothing(title, _("所选范围内没有使用记录。"))
    providers = used.groupby("provider")["calls"].sum().nlargest(MOST).index.tolist()
    consumers = used.groupby("consumer")["calls"].sum().nlargest(MOST).index.tolist()
    drawn = used[used["provider"].isin(providers) & used["consumer"].isin(consumers)]
    top = used.sort_values("calls", ascending=False).iloc[0]
    sentence = _("最多的流向是{consumer}使用{provider}的数据，{n:,.0f} 次，占全部 {whole:,.0f} 次的 {share:.1%}。").format(
        consumer=top["consumer"], provider=top["provider"], n=top["calls"], whole=used["calls"].sum(),
        share=top["calls"] / used["calls"].sum(),
    )  # fmt: skip
    chart = (
        alt.Chart(drawn)
        .mark_rect(cornerRadius=2)
        .encode(
            x=alt.X("consumer:N", sort=consumers, title=_("使用部门"), axis=alt.Axis(labelAngle=-40, labelLimit=130)),
            y=alt.Y("provider:N", sort=providers, title=_("提供部门"), axis=alt.Axis(labelLimit=200)),
            color=alt.Color("calls:Q", title=_("调用次数"), scale=alt.Scale(type="symlog"),
                            legend=alt.Legend(orient="right", format="~s")),
            tooltip=[alt.Tooltip("provider:N", title=_("提供部门")), alt.Tooltip("consumer:N", title=_("使用部门")),
                     alt.Tooltip("calls:Q", title=_("调用次数"), format=",")],
        )
        .properties(height=alt.Step(22))
    )  # fmt: skip
    return Drawing(title, chart, sentence)

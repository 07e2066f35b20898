"""Who uses whose data: provider by consumer."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import Drawing, nothing
from ui.charts.names import department_axis
from ui.language import _

MOST = 16


def flows(frame: pd.DataFrame) -> Drawing:
    """Heat map of calls.

    Columns: provider (null: no such resource in the catalogue, left out), consumer, calls (number of calls
    in the
    period). The 16 busiest providers and consumers are drawn.
    """
    title = _("数据流向：提供部门 × 使用部门")
    used = frame[(frame["calls"] > 0) & frame["provider"].notna()]
    if used.empty:
        return nothing(title, _("所选范围内没有使用记录。"))
    providers = used.groupby("provider")["calls"].sum().nlargest(MOST).index.tolist()
    consumers = used.groupby("consumer")["calls"].sum().nlargest(MOST).index.tolist()
    drawn = used[used["provider"].isin(providers) & used["consumer"].isin(consumers)]
    chart: alt.Chart = (
        alt.Chart(drawn)
        .mark_rect(cornerRadius=2)
        .encode(
            x=alt.X(
                "consumer:N",
                sort=consumers,
                title=_("使用部门"),
                axis=department_axis(consumers, upright=False, labelAngle=-90),
            ),
            y=alt.Y("provider:N", sort=providers, title=_("提供部门"), axis=department_axis(providers)),
            color=alt.Color(
                "calls:Q",
                title=_("调用次数"),
                scale=alt.Scale(type="symlog"),
                legend=alt.Legend(orient="top", format="~s", gradientThickness=10),
            ),
            tooltip=[
                alt.Tooltip("provider:N", title=_("提供部门")),
                alt.Tooltip("consumer:N", title=_("使用部门")),
                alt.Tooltip("calls:Q", title=_("调用次数"), format=","),
            ],
        )
        .properties(height=alt.Step(22))
    )
    return Drawing(title, chart, _sentence(used))


def _sentence(used: pd.DataFrame) -> str:
    top = used.sort_values("calls", ascending=False).iloc[0]
    whole = used["calls"].sum()
    return _(
        "最多的流向是{consumer}使用{provider}的数据，{n:,.0f} 次，占全部 {whole:,.0f} 次的 {share:.1%}。"
    ).format(
        consumer=top["consumer"],
        provider=top["provider"],
        n=top["calls"],
        whole=whole,
        share=top["calls"] / whole,
    )

"""How many working days replies took, with the deadline as a line and unanswered requests visible."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.drawing import Drawing, nothing
from ui.charts.palette import BAD, GOOD, NEUTRAL, REFERENCE
from ui.language import N_, _

LONGEST = 30
GROUPS = {"replied_in_time": GOOD, "replied_late": BAD, "unanswered": NEUTRAL}
WORDS = {"replied_in_time": N_("按时答复"), "replied_late": N_("逾期答复"), "unanswered": N_("尚未答复")}


def reply_days(frame: pd.DataFrame, limit: int) -> Drawing:
    """Number of requests per working days used, so far for unanswered ones.

    Columns: working_days (integer, working days in (applied, replied or as-of]), group (a key of `GROUPS`),
    requests (how many).
    More than 30 days are put into the last bar. `limit` is the rule's number of working days.
    """
    title = _("答复所用工作日")
    if frame.empty:
        return nothing(title, _("所选范围内没有共享申请。"))
    counted = frame.assign(days=frame["working_days"].clip(upper=LONGEST))
    drawn = counted.groupby(["days", "group"], as_index=False)["requests"].sum()
    drawn["word"] = drawn["group"].map({name: _(word) for name, word in WORDS.items()})
    late = int(frame.loc[frame["group"] == "replied_late", "requests"].sum())
    waiting = int(frame.loc[frame["group"] == "unanswered", "requests"].sum())
    sentence = _(
        "{n:,} 件申请中，{late:,} 件逾期答复，{waiting:,} 件尚未答复；期限为 {limit} 个工作日。"
    ).format(n=int(frame["requests"].sum()), late=late, waiting=waiting, limit=limit)
    present = [name for name in GROUPS if (drawn["group"] == name).any()]
    bars = (
        alt.Chart(drawn)
        .mark_bar(width={"band": 0.85})
        .encode(
            x=alt.X(
                "days:O",
                title=_("工作日（{n} 含以上）").format(n=LONGEST),
                axis=alt.Axis(labelAngle=0),
                scale=alt.Scale(domain=list(range(int(drawn["days"].max()) + 1))),
            ),
            y=alt.Y("requests:Q", title=_("申请数")),
            color=alt.Color(
                "word:N",
                title=None,
                legend=alt.Legend(orient="top"),
                scale=alt.Scale(
                    domain=[_(WORDS[name]) for name in present], range=[GROUPS[name] for name in present]
                ),
            ),
            tooltip=[
                alt.Tooltip("days:O", title=_("工作日")),
                alt.Tooltip("word:N", title=_("状态")),
                alt.Tooltip("requests:Q", title=_("申请数"), format=","),
            ],
        )
    )
    rule = (
        alt.Chart(pd.DataFrame({"days": [limit]}))
        .mark_rule(color=REFERENCE, strokeDash=[5, 3], size=2, xOffset={"expr": "bandwidth('x') / 2"})
        .encode(x="days:O", tooltip=alt.value(_("期限 {n} 个工作日").format(n=limit)))
    )
    return Drawing(title, alt.layer(bars, rule).properties(height=400), sentence)

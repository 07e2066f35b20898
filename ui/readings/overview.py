"""What the overview says in words, and which decisions are open."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from evaluation.results import Evaluation
from language import N_
from ui import lake, messages
from ui.figures import total
from ui.language import _, together
from ui.readings.scoreboard import HEADLINES

STEADY = 0.0005
"""Changes of a share below this are none: they would show as 0.0 percentage points."""
RECENT = timedelta(days=90)
PENDING = {
    "appeals": N_("{n} 件申诉待裁定"),
    "duplicates": N_("{n} 条疑似重复采集待认定"),
    "rounds": N_("{n} 个评价期尚未封存"),
    "budget": N_("{n} 个项目的资金建议待决定"),
    "refused": N_("近 90 天有 {n} 行数据被拒收待更正"),
}
LEADS_TO = {
    "appeals": "appeals",
    "duplicates": "duplicates",
    "rounds": "rounds",
    "budget": "budget",
    "refused": "upload",
}


def summary(
    now: dict[str, pd.DataFrame],
    before: dict[str, pd.DataFrame],
    unanswered: pd.DataFrame,
    feeds: tuple[str, ...],
) -> str:
    """How the city stands against the period before, and who is latest, in two sentences; nothing is said of requests
    where none were ever loaded.
    """
    better: list[str] = []
    worse: list[str] = []
    for name, frame in now.items():
        today, earlier = total(frame).value, total(before[name]).value
        if today is not None and earlier is not None and abs(today - earlier) >= STEADY:
            (better if today > earlier else worse).append(_(HEADLINES[name]))
    listed = _("、")
    parts = []
    if worse:
        parts.append(_("**比上期下降：{names}**").format(names=listed.join(worse)))
    if better:
        parts.append(_("比上期上升：{names}").format(names=listed.join(better)))
    first = _("；").join(parts) + _("。") if parts else _("各项比率与上期持平或没有上期可比。")
    first = first[:1].upper() + first[1:]
    if "requests" not in feeds:
        return first
    if unanswered.empty:
        return together(first, _("没有逾期未答复的申请。"))
    top = unanswered.iloc[0]
    latest = _("逾期未答复最多的是**{name}**（{n:,} 件，最长已逾期 {days:,} 天）。").format(
        name=messages.plain(str(top["department"])), n=int(top["requests"]), days=int(top["days_late"])
    )
    return together(first, latest)


def pending(snapshot: int, today: date) -> list[tuple[str, str]]:
    """What waits for a decision, as sentences with the page each leads to."""
    rows = lake.at(snapshot, "pending", since=today - RECENT)
    return [
        (LEADS_TO[kind], _(PENDING[kind]).format(n=f"{int(amount):,}"))
        for kind, amount in zip(rows["kind"], rows["amount"], strict=True)
    ]


def latest(unanswered: pd.DataFrame) -> pd.DataFrame:
    """Who leaves most requests unanswered, as the chart of counts wants them: kind, amount."""
    return unanswered.rename(columns={"department": "kind", "requests": "amount"})


def scores(result: Evaluation) -> tuple[pd.DataFrame, list[str]]:
    """Scores of all indicators, as the heat map wants them, and their order."""
    rows = result.indicators
    named = rows.assign(
        indicator=[f"{code} {_(title)}" for code, title in zip(rows["code"], rows["title"], strict=True)],
        value=rows["score"] / 100,
        denominator=rows["denominator"].fillna(rows["cases"]).where(rows["score"].notna(), 0),
    )
    order = list(dict.fromkeys(named["indicator"]))
    return named[["department", "indicator", "numerator", "denominator", "value"]], order

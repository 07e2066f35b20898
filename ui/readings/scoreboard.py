"""The headline rates side by side: tiles, the department board, and what fell most against the period
before.
"""

from __future__ import annotations

import math

import pandas as pd

from language import N_
from ui.blocks import Tile
from ui.figures import total
from ui.language import _

HEADLINES = {
    "on_time_rate": N_("按时答复率"),
    "freshness_period": N_("数据及时率"),
    "conformity_rate": N_("目录合规率"),
    "authorised_use": N_("规范使用率"),
    "corrections_in_time": N_("校核按时率"),
}
RULES = {
    "on_time_rate": N_("本期到期的申请中按时有效答复的占比；逾期未答复按逾期计（第九条）"),
    "freshness_period": N_("资源在本期每天是否未超过申报频度的时限，按资源·日计（第十条）"),
    "conformity_rate": N_("截至日没有任何合规问题的资源占比（第四、八、九、十一条）"),
    "authorised_use": N_("可判定的成功调用中，无条件共享或在授权范围内的占比（第九、十九条）"),
    "corrections_in_time": N_("本期到期的疑义中按时校核答复的占比（第十二条）"),
}
Rates = dict[str, pd.DataFrame]
"""Frames of rates by metric."""
MOST_CHANGES = 8
COMPARED = ["department", "indicator", "change", "value_before", "value_now"]
DAILY_FEEDS = ("usage", "refreshes")


def headline(name: str, now: pd.DataFrame, before: pd.DataFrame) -> Tile:
    """The rate of all chosen departments, its counts, and its change in percentage points."""
    rate = total(now)
    about = _("{rule}。{counts}；变化为与上期相比。").format(rule=_(RULES[name]), counts=rate.counts)
    return Tile(
        _(HEADLINES[name]), rate.text, note=rate.counts, change=rate.change(total(before)), help=about
    )


def board(rates: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, list[str]]:
    """The rates below one another with their names, and the order of the names."""
    named = [frame.assign(indicator=_(HEADLINES[name]), rule=_(RULES[name])) for name, frame in rates.items()]
    columns = ["department", "indicator", "numerator", "denominator", "value", "rule"]
    return pd.concat([frame[columns] for frame in named], ignore_index=True), [
        _(v) for v in HEADLINES.values()
    ]


def changes(now: dict[str, pd.DataFrame], before: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Departments and rates that fell, in percentage points, most first."""
    fell = []
    for name, frame in now.items():
        word = _(HEADLINES[name])
        earlier = dict(zip(before[name]["department"], before[name]["value"], strict=True))
        for department, value in zip(frame["department"], frame["value"], strict=True):
            was = earlier.get(department, math.nan)
            if value < was:
                fell.append((department, word, 100 * (value - was), was, value))
    fell.sort(key=lambda row: row[2])
    return pd.DataFrame(fell[:MOST_CHANGES], columns=COMPARED)


def daily(coverage: pd.DataFrame) -> pd.DataFrame:
    """The feeds that are expected every day; the others may have quiet weeks."""
    return coverage[coverage["feed"].isin(DAILY_FEEDS)]

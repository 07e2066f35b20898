"""The headline rates side by side: tiles, the department board, and what fell most against the period
before.
"""

from __future__ import annotations

import pandas as pd

from ui.blocks import Tile
from ui.figures import total
from ui.language import _

HEADLINES = {
    "on_time_rate": "按时答复率",
    "freshness_period": "数据及时率",
    "conformity_rate": "目录合规率",
    "authorised_use": "规范使用率",
    "corrections_in_time": "校核按时率",
}
MOST_CHANGES = 8
COMPARED = ["department", "indicator", "change", "value_before", "value_now"]
DAILY_FEEDS = ("usage", "refreshes")


def headline(name: str, now: pd.DataFrame, before: pd.DataFrame) -> Tile:
    """The rate of all chosen departments, its counts, and its change in percentage points."""
    rate = total(now)
    about = _("{counts}；变化为与上期相比。").format(counts=rate.counts)
    return Tile(
        _(HEADLINES[name]), rate.text, note=rate.counts, change=rate.change(total(before)), help=about
    )


def board(rates: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, list[str]]:
    """The rates below one another with their names, and the order of the names."""
    named = [frame.assign(indicator=_(HEADLINES[name])) for name, frame in rates.items()]
    columns = ["department", "indicator", "numerator", "denominator", "value"]
    return pd.concat([frame[columns] for frame in named], ignore_index=True), [
        _(v) for v in HEADLINES.values()
    ]


def changes(now: dict[str, pd.DataFrame], before: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Departments and rates that fell, in percentage points, most first."""
    fell = []
    for name, frame in now.items():
        both = frame.merge(before[name], on="department", suffixes=("", "_before"))
        both = both.assign(indicator=_(HEADLINES[name]), change=100 * (both["value"] - both["value_before"]))
        both = both.rename(columns={"value": "value_now"})
        fell.append(both.loc[both["change"] < 0, COMPARED])
    together = pd.concat(fell, ignore_index=True)
    return together.sort_values("change").head(MOST_CHANGES).reset_index(drop=True)


def daily(coverage: pd.DataFrame) -> pd.DataFrame:
    """The feeds that are expected every day; the others may have quiet weeks."""
    return coverage[coverage["feed"].isin(DAILY_FEEDS)]

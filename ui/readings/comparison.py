"""Two sides on the headline rates: two departments, two periods, a department and its peers."""

from __future__ import annotations

import pandas as pd

from ui.figures import Rate, total
from ui.language import _
from ui.readings.scoreboard import HEADLINES, RULES

Rates = dict[str, pd.DataFrame]


def of(rates: Rates, departments: tuple[str, ...] = ()) -> dict[str, Rate]:
    """The rate of these departments together (all where none is named), per headline."""
    return {
        name: total(frame[frame["department"].isin(departments)] if departments else frame)
        for name, frame in rates.items()
    }


def sides(first: dict[str, Rate], second: dict[str, Rate]) -> pd.DataFrame:
    """One row per headline, as the chart of positions wants them."""
    rows = [
        (
            _(HEADLINES[name]),
            first[name].value,
            second[name].value,
            first[name].denominator,
            second[name].denominator,
            _(RULES[name]),
        )
        for name in HEADLINES
    ]
    columns = ["indicator", "first", "second", "first_counts", "second_counts", "rule"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({"first": float, "second": float})


def written(first: dict[str, Rate], second: dict[str, Rate], names: tuple[str, str]) -> pd.DataFrame:
    """The same as a table to read: shares with their counts, and the difference in percentage points."""
    rows = [
        {
            _("指标"): _(HEADLINES[name]),
            names[0]: _("{rate}（{counts}）").format(rate=first[name].text, counts=first[name].counts),
            names[1]: _("{rate}（{counts}）").format(rate=second[name].text, counts=second[name].counts),
            _("相差"): first[name].change(second[name]) or "—",
        }
        for name in HEADLINES
    ]
    return pd.DataFrame(rows)

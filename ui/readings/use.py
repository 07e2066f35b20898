"""What the page on authorised use reads out of its metrics."""

from __future__ import annotations

import pandas as pd

AUTHORISED = ("direct", "within_grant", "own_resource")


def by_class(classes: pd.DataFrame) -> pd.DataFrame:
    """Successful calls per consumer and class, as the chart of shares wants them: department, class,
    amount.
    """
    named = classes.rename(columns={"use_class": "class", "succeeded": "amount"})
    return named[["department", "class", "amount"]]


def calls(classes: pd.DataFrame) -> int:
    """All calls."""
    return int(classes["calls"].sum())


def not_authorised(rates: pd.DataFrame) -> int:
    """Judged calls without authority."""
    return int((rates["denominator"] - rates["numerator"]).sum())

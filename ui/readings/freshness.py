"""What the page on freshness reads out of its metrics."""

from __future__ import annotations

import pandas as pd


def states(summary: pd.DataFrame) -> pd.DataFrame:
    """Resources per department and state, as the chart of shares wants them."""
    return summary.rename(columns={"state": "class", "resources": "amount"})[
        ["department", "class", "amount"]
    ]


def not_fresh(rates: pd.DataFrame) -> int:
    """Resources with a declared frequency that are not fresh now."""
    return int((rates["denominator"] - rates["numerator"]).sum())

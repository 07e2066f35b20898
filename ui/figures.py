"""Few numbers out of frames of metrics, as shown in tiles: totals of rates, counts and their change."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ui.language import _


@dataclass(frozen=True)
class Rate:
    """A share with the counts behind it; `value` is None where there is nothing to measure."""

    numerator: float
    denominator: float

    @property
    def value(self) -> float | None:
        """The share, numerator over denominator."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def text(self) -> str:
        """The share in percent with one decimal, or a dash."""
        return "—" if self.value is None else f"{100 * self.value:.1f}%"

    @property
    def counts(self) -> str:
        """The counts behind the share."""
        return f"{self.numerator:,.0f} / {self.denominator:,.0f}" if self.denominator else "0 / 0"

    def change(self, earlier: Rate) -> str | None:
        """Difference to an earlier share in percentage points, None where either is missing."""
        if self.value is None or earlier.value is None:
            return None
        points = 100 * (self.value - earlier.value)
        return _("{points} 百分点").format(points=f"{points:+.1f}" if abs(points) >= 0.05 else "0.0")


def total(rates: pd.DataFrame) -> Rate:
    """The rate of all departments of a rate metric together: sum of numerators over sum of denominators."""
    if rates.empty:
        return Rate(0, 0)
    return Rate(float(rates["numerator"].fillna(0).sum()), float(rates["denominator"].fillna(0).sum()))


def lowest(rates: pd.DataFrame, count: int) -> pd.DataFrame:
    """The departments with the lowest value among those with something to measure, worst first."""
    measured = rates[rates["denominator"].fillna(0) > 0]
    return measured.sort_values(["value", "denominator"], ascending=[True, False]).head(count)


def by(frame: pd.DataFrame, column: str) -> pd.Series:
    """Number of rows per value of a column, most frequent first."""
    return frame[column].value_counts()

"""Which rates fell most against the period before, worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from ui.readings.scoreboard import MOST_CHANGES, changes


def rates(*rows: tuple[str, float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["department", "value"])
    return frame.astype({"value": float})


def test_what_fell_most_stands_first() -> None:
    now = {
        "on_time_rate": rates(("民政局", 0.50), ("公安局", 0.90), ("水务局", 0.70)),
        "conformity_rate": rates(("民政局", 0.95), ("公安局", 0.40)),
    }
    before = {
        "on_time_rate": rates(("民政局", 0.75), ("公安局", 0.80), ("水务局", 0.70)),
        "conformity_rate": rates(("民政局", 1.00), ("公安局", 0.80)),
    }
    fell = changes(now, before)
    # 0.40 - 0.80 = -40, 0.50 - 0.75 = -25, 0.95 - 1.00 = -5 points; one rose, one stayed.
    assert fell["department"].tolist() == ["公安局", "民政局", "民政局"]
    assert fell["indicator"].tolist() == ["目录合规率", "按时答复率", "目录合规率"]
    assert fell["change"].tolist() == pytest.approx([-40, -25, -5])
    assert fell["value_before"].tolist() == [0.80, 0.75, 1.00]
    assert fell["value_now"].tolist() == [0.40, 0.50, 0.95]


def test_what_was_not_measured_in_both_periods_has_not_fallen() -> None:
    now = {"on_time_rate": rates(("民政局", 0.5), ("公安局", None), ("水务局", 0.5))}
    before = {"on_time_rate": rates(("民政局", None), ("公安局", 0.9))}
    fell = changes(now, before)
    assert fell.empty
    assert fell.columns.tolist() == ["department", "indicator", "change", "value_before", "value_now"]


def test_only_the_worst_are_listed() -> None:
    names = [f"部门{at}" for at in range(MOST_CHANGES + 2)]
    now = {"on_time_rate": rates(*((name, 0.5 - at / 100) for at, name in enumerate(names)))}
    before = {"on_time_rate": rates(*((name, 0.5) for name in names))}
    assert changes(now, before)["department"].tolist() == names[:1:-1]

from __future__ import annotations

import pandas as pd
import pytest

from language import CHINESE, ENGLISH, speak
from ui.trail import spelled_out

ROWS = pd.DataFrame(
    {
        "action": ["compare catalogue", "open round"],
        "subject": ["2026-06-30", "round 2026Q2"],
        "detail": ["378 findings", "按年度考核安排开展二季度评价"],
        "roles": [["evaluator"], ["evaluator"]],
        "page": ["duplicates", "rounds"],
    }
)


@pytest.mark.parametrize(("language", "count"), [(CHINESE, "378 项发现"), (ENGLISH, "378 findings")])
def test_counts_are_said_in_the_readers_language_and_reasons_stay_as_written(
    language: str, count: str
) -> None:
    speak(language)
    try:
        told = spelled_out(ROWS)["detail"].tolist()
    finally:
        speak(CHINESE)
    assert told == [count, "按年度考核安排开展二季度评价"]

from __future__ import annotations

import pandas as pd

from ui import columns

FRAME = pd.DataFrame({"department": ["甲局", "乙局"], "value": [0.672, None], "requests": [1250, 3]})


def test_shares_stand_in_percent_on_screen_and_written_out_on_paper() -> None:
    on_screen = columns.in_percent(FRAME)
    assert on_screen["value"].tolist()[0] == 67.2
    on_paper = columns.percent_written(FRAME)
    assert on_paper["value"].tolist() == ["67.2%", ""]
    assert on_paper["requests"].tolist() == [1250, 3]


def test_a_share_already_in_words_stays() -> None:
    worded = FRAME.assign(value=["6.0 工作日", "—"])
    assert columns.percent_written(worded)["value"].tolist() == ["6.0 工作日", "—"]


def test_amounts_keep_two_decimals_however_great_and_counts_have_none() -> None:
    frame = pd.DataFrame({"amount_wan": [1234.5, 789.02], "whole": [1200.0, 3.0]})
    drawn = columns.configured(frame)
    assert drawn["amount_wan"]["type_config"]["format"] == "%,.2f"
    assert drawn["whole"]["type_config"]["format"] == "localized"

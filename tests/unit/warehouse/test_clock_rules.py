"""Deadline rules and freshness limits are taken over only when their files are clean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from warehouse.clock import deadline_rules_frame, frequency_limits_frame
from warehouse.errors import LakeError

RULES = "rule_id,share_type,event,working_days,valid_from,valid_until,source\n"
LIMITS = "update_frequency,fresh_days,due_days,overdue_days\n"


def test_the_shipped_rules_are_those_of_the_regulation():
    rules = deadline_rules_frame().set_index("rule_id")
    assert rules.loc["wuhai-9-reply", ["share_type", "event", "working_days"]].tolist() == [
        "conditional",
        "reply",
        5,
    ]
    assert rules.loc["wuhai-7-catalogue", ["event", "working_days"]].tolist() == ["catalogue_update", 15]
    assert rules.loc["wuhai-9-reply", "valid_until"] is None


def test_the_shipped_limits_are_those_of_the_domain():
    limits = {
        row.update_frequency: (row.fresh_days, row.due_days, row.overdue_days)
        for row in frequency_limits_frame().itertuples()
    }
    assert limits == {
        "realtime": (1, 2, 3),
        "daily": (1, 2, 3),
        "weekly": (7, 14, 21),
        "fortnightly": (14, 21, 28),
        "monthly": (30, 44, 60),
        "quarterly": (90, 120, 150),
        "half_yearly": (180, 210, 240),
        "yearly": (365, 425, 455),
    }


def test_a_later_rule_may_follow_an_earlier_one(tmp_path: Path):
    path = tmp_path / "rules.csv"
    path.write_text(
        RULES + "old,conditional,reply,10,2020-01-01,2021-12-31,旧办法\n"
        "new,conditional,reply,5,2022-01-01,,新办法\n",
        encoding="utf-8",
    )
    assert deadline_rules_frame(path)["valid_until"].tolist() == [date(2021, 12, 31), None]


def test_all_problems_of_the_rules_are_named_at_once(tmp_path: Path):
    path = tmp_path / "rules.csv"
    lines = [
        "a,secret,reply,5,2020-01-01,,办法",  # 2: unknown share type
        "b,*,answer,5,2020-01-01,,办法",  # 3: unknown event
        "c,*,reply,0,2020-01-01,,办法",  # 4: no working days
        "d,*,correction,5,2020-02-30,,办法",  # 5: not a date
        "e,*,correction,5,2020-02-01,2020-01-01,办法",  # 6: ends before it begins
        "f,conditional,reply,5,2020-01-01,,",  # 7: no source
        "f,conditional,reply,9,2024-01-01,,办法",  # 8: repeats the id, overlaps line 7
    ]
    path.write_text(RULES + "\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(LakeError) as refused:
        deadline_rules_frame(path)
    text = str(refused.value)
    assert [f"第{line}行" in text for line in range(2, 9)] == [True] * 7
    assert "与第7行重复" in text
    assert "与第7行重叠" in text


def test_all_problems_of_the_limits_are_named_at_once(tmp_path: Path):
    path = tmp_path / "limits.csv"
    path.write_text(LIMITS + "daily,1,2,3\ndaily,3,2,1\nhourly,1,2,x\n", encoding="utf-8")
    with pytest.raises(LakeError) as refused:
        frequency_limits_frame(path)
    text = str(refused.value)
    # line 3: limits do not grow, frequency repeated; line 4: unknown frequency, not a number
    assert text.count("第3行") == 2
    assert text.count("第4行") == 2

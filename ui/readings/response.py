"""What the page on response times reads out of the rows of requests."""

from __future__ import annotations

import pandas as pd

from ui.language import _

REPLY_LIMIT = 5
_GROUPS = {"on_time": "replied_in_time", "late": "replied_late"}
_LEFT_OUT = ("withdrawn", "no_rule", "unknown_resource")


def grouped(requests: pd.DataFrame) -> pd.DataFrame:
    """Requests with a rule, as the chart of reply days wants them: working_days, group."""
    kept = requests[~requests["state"].isin(_LEFT_OUT) & requests["working_days_used"].notna()]
    return pd.DataFrame(
        {
            "working_days": kept["working_days_used"].astype(int),
            "group": kept["state"].map(_GROUPS).fillna("unanswered"),
        }
    )


def limit_of(requests: pd.DataFrame) -> int:
    """The number of working days most requests are allowed."""
    allowed = requests["working_days_allowed"].dropna()
    return REPLY_LIMIT if allowed.empty else int(allowed.mode().iloc[0])


def waiting(requests: pd.DataFrame) -> int:
    """Requests not yet due."""
    return int((requests["state"] == "open").sum())


def rule_note(requests: pd.DataFrame) -> str:
    """The rule in one sentence, for the tile's help."""
    return _(
        "按时答复 ÷（已到期限的申请）；期限为收到申请次日起 {n} 个工作日，补正与平台故障日不计。"
    ).format(n=limit_of(requests))

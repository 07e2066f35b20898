"""What the page on response times reads out of the rows of requests."""

from __future__ import annotations

import pandas as pd

from ui.language import _

REPLY_LIMIT = 5
_GROUPS = {"on_time": "replied_in_time", "late": "replied_late"}
_LEFT_OUT = ("withdrawn", "no_rule", "unknown_resource")


def grouped(days: pd.DataFrame) -> pd.DataFrame:
    """Counts of requests with a rule, as the chart of reply days wants them: working_days, group, requests."""
    kept = days[~days["state"].isin(_LEFT_OUT) & days["working_days_used"].notna()]
    return pd.DataFrame(
        {
            "working_days": kept["working_days_used"].astype(int),
            "group": kept["state"].map(_GROUPS).fillna("unanswered"),
            "requests": kept["requests"],
        }
    )


def limit_of(days: pd.DataFrame) -> int:
    """The number of working days most requests are allowed."""
    allowed = days.dropna(subset="working_days_allowed").groupby("working_days_allowed")["requests"].sum()
    return REPLY_LIMIT if allowed.empty else int(allowed.index[int(allowed.to_numpy().argmax())])


def late(rates: pd.DataFrame) -> int:
    """Requests of the period answered late or not validly answered: due and not in time."""
    return int((rates["denominator"] - rates["numerator"]).sum())


def waiting(days: pd.DataFrame) -> int:
    """Requests not yet due."""
    return int(days.loc[days["state"] == "open", "requests"].sum())


def rule_note(days: pd.DataFrame) -> str:
    """The rule in one sentence, for the tile's help."""
    return _(
        "按时答复 ÷（已到期限的申请）；期限为收到申请次日起 {n} 个工作日，补正与平台故障日不计。"
    ).format(n=limit_of(days))

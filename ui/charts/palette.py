"""Colours by role, told apart by colour-blind readers and at least 3 : 1 against both backgrounds."""

from __future__ import annotations

GOOD = "#3B7DBF"
WARNING = "#B9770E"
BAD = "#C8501E"
WORST = "#A64D8A"
NEUTRAL = "#7D8998"
REFERENCE = "#7D8998"

STATE_COLOURS = {
    "fresh": GOOD,
    "due": WARNING,
    "overdue": BAD,
    "delinquent": WORST,
    "irregular": "#6B6FC4",
    "not_updated": "#3A8F7B",
    "undeclared": NEUTRAL,
}
GRADE_COLOURS = {"优秀": "#2F6FB0", "良好": "#3A8F7B", "合格": WARNING, "不合格": BAD, "不予评分": NEUTRAL}
FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"

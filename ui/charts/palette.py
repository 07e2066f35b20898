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
    "unknown": "#8C3B2E",
    "irregular": "#6B6FC4",
    "not_updated": "#3A8F7B",
    "undeclared": NEUTRAL,
}
GRADE_COLOURS = {"优秀": "#2F6FB0", "良好": "#3A8F7B", "合格": WARNING, "不合格": BAD, "不予评分": NEUTRAL}
FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
USE_COLOURS = {
    "direct": "#5B9BD5",
    "within_grant": GOOD,
    "own_resource": "#3A8F7B",
    "no_grant": BAD,
    "outside_period": "#D9822B",
    "purpose_differs": WORST,
    "not_shared": "#8C3B2E",
    "cannot_judge": "#9C8A5A",
    "unknown_resource": NEUTRAL,
}

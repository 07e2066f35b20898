"""What each department's cell of each indicator is: a value to score, or a reason why there is none."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from evaluation.records import Indicator, Scheme, Source

STATES = {
    "scored": "计分",
    "not_reported": "未报送",
    "not_scored": "不予评分",
    "not_enough_data": "样本不足",
    "not_applicable": "不适用",
}
"""State codes and their words on sheets. 'not_reported' scores 0 and keeps its weight; the last three pass
it on.
"""

FEEDS = {
    "catalogue": "资源目录",
    "items": "信息项",
    "requests": "共享申请",
    "usage": "使用日志",
    "refreshes": "数据更新日志",
    "change_events": "职能与法规变动",
    "corrections": "疑义校核",
    "projects": "信息化项目",
    "incidents": "安全事件",
    "outages": "平台故障",
    "departments": "部门名录",
}

CELL_COLUMNS = ["department", "code", "numerator", "denominator", "value", "state", "note"]


def absent_note(source: Source, feeds: Collection[str]) -> str:
    """Why a source cannot be read at all in this edition or lake; empty when it can."""
    if source.planned:
        return "该项统计口径尚未启用，不予评分"
    absent = [FEEDS.get(feed, feed) for feed in source.feeds if feed not in feeds]
    return f"未收到评价期可用的{'、'.join(absent)}数据，不予评分" if absent else ""


def source_rows(
    source: Source, frames: Mapping[str, pd.DataFrame], departments: Collection[str]
) -> pd.DataFrame:
    """Numerator, denominator and value of a source, one row per department in the given order (null where
    none).
    """
    columns = ["numerator", "denominator", "value"]
    frame = frames.get(source.metric or "")
    if frame is None or frame.empty:
        return pd.DataFrame(float("nan"), index=pd.Index(list(departments)), columns=columns)
    read = pd.DataFrame(
        {
            "numerator": pd.to_numeric(frame[source.numerator_column]),
            "denominator": pd.to_numeric(frame[source.denominator_column]),
            "value": pd.to_numeric(frame[source.value_column]),
        }
    ).astype("float64")
    read.index = pd.Index(frame["department"].astype(str))
    return read.reindex(list(departments))


def _judge(indicator: Indicator, value: float, denominator: float) -> tuple[str, str]:
    cases = 0 if pd.isna(denominator) else int(denominator)
    if pd.isna(value) and indicator.missing == "zero":
        return "not_reported", "评价期内未报送，按 0 分计，权重保留"
    if pd.isna(value) and (not cases or indicator.missing == "not_scored"):
        return "not_applicable", "评价期内没有可评事项，不适用"
    if cases < indicator.minimum_sample:
        return "not_enough_data", f"样本 {cases} 件，少于最低样本 {indicator.minimum_sample} 件，不计分"
    if pd.isna(value):
        return "not_reported", f"{cases} 件中得不出数值（多数尚未办结），按 0 分计，权重保留"
    return "scored", ""


def judge_cells(
    scheme: Scheme, departments: Collection[str], frames: Mapping[str, pd.DataFrame], feeds: Collection[str]
) -> pd.DataFrame:
    """Cells (long: one row per department and indicator, `CELL_COLUMNS`) from metric frames.

    `frames` maps metric names to rate-metric frames, `feeds` names the feeds that have something to say
    about the period.
    """
    parts = []
    for indicator in scheme.indicators:
        rows = source_rows(indicator, frames, departments)
        absent = absent_note(indicator, feeds)
        if absent:
            rows = rows.assign(numerator=float("nan"), denominator=float("nan"), value=float("nan"))
            judged = [("not_scored", absent)] * len(rows)
        else:
            judged = [
                _judge(indicator, v, d) for v, d in zip(rows["value"], rows["denominator"], strict=True)
            ]
        parts.append(
            rows.assign(code=indicator.code, state=[s for s, _ in judged], note=[n for _, n in judged])
            .rename_axis("department")
            .reset_index()
        )
    return pd.concat(parts, ignore_index=True)[CELL_COLUMNS]

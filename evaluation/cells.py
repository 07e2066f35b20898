"""What each department's cell of each indicator is: a value to score, or a reason why there is none.

Notes are kept with the results, so they are Chinese whatever the reader's language; words for codes are not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from evaluation.records import Indicator, Scheme, Source
from language import N_
from metrics.words import WORDS

STATES = {
    "scored": N_("计分"),
    "not_reported": N_("未报送"),
    "not_scored": N_("不予评分"),
    "not_enough_data": N_("样本不足"),
    "not_applicable": N_("不适用"),
    "not_due": N_("未到期"),
    "planned": N_("未启用"),
}
"""State codes and their words on sheets. 'not_reported' scores 0 and keeps its weight; the others pass it on."""

UNASKED = ("not_applicable", "not_due", "planned")
"""States that leave the weight coverage is measured on: nothing could be asked of the department here."""

LOG_FEEDS = ("usage", "refreshes")
"""Feeds whose missing days are the platform's, never a department's."""

CELL_COLUMNS = ["department", "code", "numerator", "denominator", "value", "cases", "state", "note"]


def absent_note(source: Source, feeds: Collection[str]) -> str:
    """Why a source cannot be read at all in this edition or lake; empty when it can."""
    if source.planned:
        return "该项统计口径尚未启用，不予评分"
    absent = [WORDS["feed"].get(feed, feed) for feed in source.feeds if feed not in feeds]
    return "未收到评价期可用的{feeds}数据，不予评分".format(feeds="、".join(absent)) if absent else ""


def thin_log_note(scheme: Scheme, source: Source, log_days: Mapping[str, float]) -> str:
    """Why logs with too many missing days are not held against anybody; empty when they are good enough.

    `log_days` gives the delivered share (0..1) of the period's days by log feed.
    """
    thin = [f for f in source.feeds if f in LOG_FEEDS and log_days.get(f, 1.0) < scheme.minimum_log_days]
    return "；".join(
        f"平台的{WORDS['feed'][feed]}只覆盖评价期{log_days[feed]:.0%}的日子，不足{scheme.minimum_log_days:.0%}，不评各部门"
        for feed in thin
    )


def source_rows(
    source: Source, frames: Mapping[str, pd.DataFrame], departments: Collection[str]
) -> pd.DataFrame:
    """Numerator, denominator, value, cases and still open cases of a source, one row per department in the
    given order (null where none).
    """
    frame = frames.get(source.metric or "")
    if frame is None or frame.empty:
        columns = ["numerator", "denominator", "value", "cases", "open"]
        return pd.DataFrame(float("nan"), index=pd.Index(list(departments)), columns=columns)
    cases = source.cases_column if source.cases_column in frame else source.denominator_column
    read = pd.DataFrame(
        {
            "numerator": pd.to_numeric(frame[source.numerator_column]),
            "denominator": pd.to_numeric(frame[source.denominator_column]),
            "value": pd.to_numeric(frame[source.value_column]),
            "cases": pd.to_numeric(frame[cases]),
            "open": pd.to_numeric(frame["open"]) if "open" in frame else 0.0,
        }
    ).astype("float64")
    read.index = pd.Index(frame["department"].astype(str))
    return read.reindex(list(departments))


def _judge(indicator: Indicator, value: float, denominator: float, waiting: float) -> tuple[str, str]:
    cases = 0 if pd.isna(denominator) else int(denominator)
    if pd.isna(value) and indicator.missing == "zero":
        return "not_reported", "评价期内未报送，按 0 分计，权重保留"
    if pd.isna(value) and not cases and waiting > 0:
        return "not_due", f"{waiting:.0f} 件均未到期，本期不评"
    if pd.isna(value) and (not cases or indicator.missing == "not_scored"):
        return "not_applicable", "评价期内没有可评事项，不适用"
    if cases < indicator.minimum_sample:
        return "not_enough_data", f"样本 {cases} 件，少于最低样本 {indicator.minimum_sample} 件，不计分"
    if pd.isna(value):
        return "not_reported", f"{cases} 件中得不出数值（多数尚未办结），按 0 分计，权重保留"
    return "scored", ""


def judge_cells(
    scheme: Scheme,
    departments: Collection[str],
    frames: Mapping[str, pd.DataFrame],
    feeds: Collection[str],
    peers: Mapping[str, str] | None = None,
    log_days: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Cells (long: one row per department and indicator, `CELL_COLUMNS`) from metric frames.

    `frames` maps metric names to rate-metric frames, `feeds` names the feeds that have something to say
    about the period, `peers` gives each department's group (None: every indicator is asked of everybody),
    `log_days` the delivered share of days by log feed (None: all).
    """
    parts = []
    for indicator in scheme.indicators:
        rows = source_rows(indicator, frames, departments)
        absent = absent_note(indicator, feeds)
        thin = "" if absent else thin_log_note(scheme, indicator, log_days or {})
        if absent or thin:
            state = "planned" if indicator.planned else "not_applicable" if thin else "not_scored"
            rows = rows.assign(numerator=float("nan"), denominator=float("nan"), value=float("nan"))
            judged = [(state, absent or thin)] * len(rows)
        else:
            judged = [
                _judge(indicator, v, d, w)
                for v, d, w in zip(rows["value"], rows["denominator"], rows["open"], strict=True)
            ]
        if indicator.peer_groups and peers is not None:
            elsewhere = ("not_applicable", "该指标不适用于本组别")
            asked = [peers[unit] in indicator.peer_groups for unit in departments]
            judged = [found if own else elsewhere for found, own in zip(judged, asked, strict=True)]
        parts.append(
            rows.assign(code=indicator.code, state=[s for s, _n in judged], note=[n for _s, n in judged])
            .rename_axis("department")
            .reset_index()
        )
    return pd.concat(parts, ignore_index=True)[CELL_COLUMNS]

"""The words people read for the finder's codes."""

from __future__ import annotations

from duplicates.judging import BAND_TITLES, CLASS_TITLES
from duplicates.rulings import VERDICTS
from language import N_

REASONS = {
    "same_element": N_("同一数据元"),
    "same_name": N_("名称相同"),
    "same_series": N_("同一组枚举栏目"),
    "confirmed_alias": N_("经确认的别名"),
    "similar": N_("名称相似"),
}
STATES = {"open": N_("待裁定"), "returned": N_("信息项有变，须重新裁定"), **VERDICTS}
KINDS = {"resource": N_("资源"), "element": N_("数据元")}
FIRSTS = {
    "source": N_("来源在先"),
    "collector": N_("采集在先"),
    "same_day": N_("同日"),
    "unknown": N_("不详"),
}
STRENGTHS = {"strong": N_("强"), "moderate": N_("中"), "weak": N_("弱")}
WORDS: dict[str, dict[str, str]] = {
    "band": BAND_TITLES,
    "finding_class": CLASS_TITLES,
    "state": STATES,
    "verdict": VERDICTS,
    "kind": KINDS,
    "first": FIRSTS,
    "evidence": STRENGTHS,
}
"""Words by column and code."""

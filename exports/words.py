"""Chinese words for the codes that evidence rows carry, in the regulation's terms."""

from __future__ import annotations

FREQUENCIES = {
    "realtime": "实时",
    "daily": "每日",
    "weekly": "每周",
    "fortnightly": "每两周",
    "monthly": "每月",
    "quarterly": "每季度",
    "half_yearly": "每半年",
    "yearly": "每年",
    "irregular": "不定期",
    "not_updated": "不更新",
    "undeclared": "未申报",
}
USE_CLASSES = {
    "direct": "无条件共享直接使用",
    "within_grant": "授权范围内",
    "no_grant": "无授权",
    "outside_period": "超出授权期限",
    "purpose_differs": "用途与授权不符",
    "not_shared": "使用不予共享资源",
    "own_resource": "使用本部门资源",
    "unknown_resource": "目录中无此资源",
    "cannot_judge": "待人工判定",
}
HANDLING = {
    "on_time": "按时",
    "late": "逾期办结",
    "overdue": "逾期未办结",
    "open": "未到期",
    "withdrawn": "已撤回",
    "invalid_reply": "答复无效",
    "no_rule": "无适用期限",
    "unknown_resource": "目录中无此资源",
}
FRESHNESS = {
    "fresh": "及时",
    "due": "临近更新",
    "overdue": "逾期",
    "delinquent": "严重逾期",
    "unknown": "无更新记录",
    **{code: FREQUENCIES[code] for code in ("irregular", "not_updated", "undeclared")},
}
INCIDENTS = {
    "abuse": "滥用",
    "unauthorised_use": "非授权使用",
    "diffusion": "扩散",
    "transfer": "转让",
    "leak": "泄露",
    "commercial": "经营",
}
WORDS: dict[str, dict[str, str]] = {
    "mode": {"api": "接口", "table": "库表", "file": "文件"},
    "outcome": {"justified": "属实", "unjustified": "不属实"},
    "update_frequency": FREQUENCIES,
    "use_class": USE_CLASSES,
    "kind": INCIDENTS,
}
"""Words by column and code; `state` depends on what the row is about, see `words_of`."""


def words_of(column: str, columns: set[str]) -> dict[str, str]:
    """Words for the codes of a column of rows that have these columns; empty when it holds no codes."""
    if column == "state":
        return FRESHNESS if "update_frequency" in columns else HANDLING
    return WORDS.get(column, {})

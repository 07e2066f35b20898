"""Words for the codes that evidence rows carry, in the regulation's terms."""

from __future__ import annotations

from language import N_, _

FREQUENCIES = {
    "realtime": N_("实时"),
    "daily": N_("每日"),
    "weekly": N_("每周"),
    "fortnightly": N_("每两周"),
    "monthly": N_("每月"),
    "quarterly": N_("每季度"),
    "half_yearly": N_("每半年"),
    "yearly": N_("每年"),
    "irregular": N_("不定期"),
    "not_updated": N_("不更新"),
    "undeclared": N_("未申报"),
}
USE_CLASSES = {
    "direct": N_("无条件共享直接使用"),
    "within_grant": N_("授权范围内"),
    "no_grant": N_("无授权"),
    "outside_period": N_("超出授权期限"),
    "purpose_differs": N_("用途与授权不符"),
    "not_shared": N_("使用不予共享资源"),
    "own_resource": N_("使用本部门资源"),
    "unknown_resource": N_("目录中无此资源"),
    "cannot_judge": N_("待人工判定"),
}
HANDLING = {
    "on_time": N_("按时"),
    "late": N_("逾期办结"),
    "overdue": N_("逾期未办结"),
    "open": N_("未到期"),
    "withdrawn": N_("已撤回"),
    "invalid_reply": N_("答复无效"),
    "no_rule": N_("无适用期限"),
    "unknown_resource": N_("目录中无此资源"),
}
FRESHNESS = {
    "fresh": N_("及时"),
    "due": N_("临近更新"),
    "overdue": N_("逾期"),
    "delinquent": N_("严重逾期"),
    "unknown": N_("无更新记录"),
    **{code: FREQUENCIES[code] for code in ("irregular", "not_updated", "undeclared")},
}
INCIDENTS = {
    "abuse": N_("滥用"),
    "unauthorised_use": N_("非授权使用"),
    "diffusion": N_("扩散"),
    "transfer": N_("转让"),
    "leak": N_("泄露"),
    "commercial": N_("经营"),
}
WORDS: dict[str, dict[str, str]] = {
    "mode": {"api": N_("接口"), "table": N_("库表"), "file": N_("文件")},
    "outcome": {"justified": N_("属实"), "unjustified": N_("不属实")},
    "update_frequency": FREQUENCIES,
    "use_class": USE_CLASSES,
    "kind": INCIDENTS,
}
"""Words by column and code; `state` depends on what the row is about, see `words_of`."""


def words_of(column: str, columns: set[str]) -> dict[str, str]:
    """Words for the codes of a column of rows that have these columns; empty when it holds no codes."""
    words = WORDS.get(column, {})
    if column == "state":
        words = FRESHNESS if "update_frequency" in columns else HANDLING
    return {code: _(word) for code, word in words.items()}

"""The words for the codes that rows of the lake and of metrics carry, in the regulation's terms."""

from __future__ import annotations

from collections.abc import Collection

from etl.feeds import FEEDS
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
    "undeclared": N_("未申报频度"),
}
SHARE_TYPES = {
    "*": N_("全部类别"),
    "unconditional": N_("无条件共享"),
    "conditional": N_("有条件共享"),
    "not_shared": N_("不予共享"),
}
USE_CLASSES = {
    "direct": N_("无条件共享直接使用"),
    "within_grant": N_("授权范围内"),
    "own_resource": N_("本部门资源"),
    "no_grant": N_("无授权"),
    "outside_period": N_("超出授权期限"),
    "purpose_differs": N_("用途不符"),
    "not_shared": N_("不予共享资源"),
    "cannot_judge": N_("无法判定"),
    "unknown_resource": N_("目录中没有该资源"),
}
CATALOGUE_FINDINGS = {
    "not_shared_without_basis": N_("不予共享无依据"),
    "not_shared_without_reason": N_("不予共享未说明理由"),
    "base_not_unconditional": N_("基础信息未无条件共享"),
    "conditional_without_condition": N_("有条件共享未写条件"),
    "theme_without_lead": N_("主题信息无牵头部门"),
    "never_connected": N_("列入目录未挂接"),
    "unstructured_format": N_("仅非结构化格式"),
}
REQUEST_STATES = {
    "on_time": N_("按时答复"),
    "late": N_("逾期答复"),
    "overdue": N_("逾期未答复"),
    "open": N_("未到期"),
    "withdrawn": N_("已撤回"),
    "invalid_reply": N_("答复无效"),
    "no_rule": N_("无适用期限"),
    "unknown_resource": N_("目录中没有该资源"),
}
DEADLINE_STATES = {
    **REQUEST_STATES,
    "on_time": N_("按时"),
    "late": N_("逾期办结"),
    "overdue": N_("逾期未办结"),
}
FRESHNESS_STATES = {
    "fresh": N_("及时"),
    "due": N_("临近更新"),
    "overdue": N_("逾期"),
    "delinquent": N_("严重逾期"),
    "unknown": N_("无更新记录"),
    **{code: FREQUENCIES[code] for code in ("irregular", "not_updated", "undeclared")},
}
COVERAGE_STATES = {"covered": N_("有数据"), "quiet": N_("无事项"), "thin": N_("明显偏少"), "gap": N_("缺失")}
WORDS: dict[str, dict[str, str]] = {
    "share_type": SHARE_TYPES,
    "decision": {"approved": N_("同意"), "partly_approved": N_("部分同意"), "refused": N_("不同意")},
    "mode": {"api": N_("接口"), "table": N_("库表"), "file": N_("文件")},
    "status": {"success": N_("成功"), "failure": N_("失败")},
    "outcome": {
        "success": N_("成功"),
        "failure": N_("失败"),
        "platform_failure": N_("平台故障"),
        "justified": N_("属实"),
        "unjustified": N_("不属实"),
    },
    "resource_class": {"base": N_("基础"), "theme": N_("主题"), "department": N_("部门")},
    "base_category": {
        "population": N_("人口"),
        "legal_entity": N_("法人单位"),
        "geography": N_("自然资源和空间地理"),
        "e_certificate": N_("电子证照"),
    },
    "collected_from": {
        "person": N_("自然人"),
        "company": N_("法人"),
        "process": N_("业务产生"),
        "shared": N_("共享获取"),
        "returned": N_("上级回流"),
    },
    "kind": {
        "new": N_("新建"),
        "operation": N_("运维"),
        "abuse": N_("滥用"),
        "unauthorised_use": N_("非授权使用"),
        "diffusion": N_("扩散"),
        "transfer": N_("转让"),
        "leak": N_("泄露"),
        "commercial": N_("经营"),
        "workday": N_("工作日"),
        "weekend": N_("周末"),
        "holiday": N_("法定节假日"),
        "make_up": N_("调休上班"),
        "override": N_("另行规定"),
        "pause": N_("补正期间"),
        "outage": N_("平台故障"),
    },
    "event": {"reply": N_("申请答复"), "catalogue_update": N_("目录更新"), "correction": N_("疑义校核")},
    "update_frequency": FREQUENCIES,
    "use_class": USE_CLASSES,
    "finding": CATALOGUE_FINDINGS,
    "feed": {name: feed.title for name, feed in FEEDS.items()},
    "coverage": {"full": N_("全量"), "partial": N_("增量")},
}
"""Words by column and code; those of a column `state` depend on what the rows are about, see `words_of`."""


def words_of(column: str, columns: Collection[str]) -> dict[str, str]:
    """The words, in the reader's language, for the codes of one column of rows that have these columns; empty when it
    holds no codes.
    """
    words = _states(columns) if column == "state" else WORDS.get(column, {})
    return {code: _(word) for code, word in words.items()}


def word(column: str, code: str) -> str:
    """The word for one code of one column in the reader's language; the code itself where there is none."""
    return _(WORDS.get(column, {}).get(code, code))


def _states(columns: Collection[str]) -> dict[str, str]:
    """Whose state it is: a day's of a log, a request's, a resource's, or that of another deadline."""
    if "usual_rows" in columns:
        return COVERAGE_STATES
    if "request_id" in columns or "working_days_allowed" in columns:
        return REQUEST_STATES
    of_resources = "update_frequency" in columns or "resources" in columns
    return FRESHNESS_STATES if of_resources and "deadline" not in columns else DEADLINE_STATES

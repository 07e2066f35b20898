"""The words on screen for the codes in the lake, in the regulation's terms."""

from __future__ import annotations

import pandas as pd

from ui.language import _

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
SHARE_TYPES = {
    "*": "全部类别",
    "unconditional": "无条件共享",
    "conditional": "有条件共享",
    "not_shared": "不予共享",
}
USE_CLASSES = {
    "direct": "直接使用",
    "within_grant": "授权范围内",
    "own_resource": "本部门资源",
    "no_grant": "无授权",
    "outside_period": "超出授权期限",
    "purpose_differs": "用途不符",
    "not_shared": "不予共享资源",
    "cannot_judge": "无法判定",
    "unknown_resource": "目录中没有",
}
FINDINGS = {
    "not_shared_without_basis": "不予共享无依据",
    "not_shared_without_reason": "不予共享未说明理由",
    "base_not_unconditional": "基础信息未无条件共享",
    "conditional_without_condition": "有条件共享未写条件",
    "theme_without_lead": "主题信息无牵头部门",
    "never_connected": "列入目录未挂接",
    "unstructured_format": "仅非结构化格式",
}
CLOCK_STATES = {
    "on_time": "按时",
    "late": "逾期完成",
    "overdue": "逾期未完成",
    "open": "未到期",
    "no_rule": "无适用期限",
    "unknown_resource": "目录中没有",
}
COVERAGE_STATES = {"covered": "有数据", "quiet": "无事项", "thin": "明显偏少", "gap": "缺失"}
REQUEST_STATES = {
    "on_time": "按时答复",
    "late": "逾期答复",
    "overdue": "逾期未答复",
    "open": "未到期",
    "withdrawn": "已撤回",
    "invalid_reply": "答复无效",
    "no_rule": "无适用期限",
    "unknown_resource": "目录中无此资源",
}
STATES = {
    "fresh": "及时",
    "due": "临近更新",
    "overdue": "逾期",
    "delinquent": "严重逾期",
    "unknown": "无更新记录",
    "irregular": "不定期",
    "not_updated": "不更新",
    "undeclared": "未申报频度",
}
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
TERMS: dict[str, dict[str, str]] = {
    "share_type": SHARE_TYPES,
    "decision": {"approved": "同意", "partly_approved": "部分同意", "refused": "不同意"},
    "mode": {"api": "接口", "table": "库表", "file": "文件"},
    "status": {"success": "成功", "failure": "失败"},
    "outcome": {
        "success": "成功",
        "failure": "失败",
        "platform_failure": "平台故障",
        "justified": "属实",
        "unjustified": "不属实",
    },
    "resource_class": {"base": "基础", "theme": "主题", "department": "部门"},
    "base_category": {
        "population": "人口",
        "legal_entity": "法人单位",
        "geography": "自然资源和空间地理",
        "e_certificate": "电子证照",
    },
    "collected_from": {
        "person": "自然人",
        "company": "法人",
        "process": "业务产生",
        "shared": "共享获取",
        "returned": "上级回流",
    },
    "kind": {
        "new": "新建",
        "operation": "运维",
        "abuse": "滥用",
        "unauthorised_use": "非授权使用",
        "diffusion": "扩散",
        "transfer": "转让",
        "leak": "泄露",
        "commercial": "经营",
        "workday": "工作日",
        "weekend": "周末",
        "holiday": "法定节假日",
        "make_up": "调休上班",
        "override": "另行规定",
        "pause": "补正期间",
        "outage": "平台故障",
    },
    "event": {"reply": "申请答复", "catalogue_update": "目录更新", "correction": "疑义校核"},
    "update_frequency": FREQUENCIES,
    "use_class": USE_CLASSES,
    "finding": FINDINGS,
    "feed": FEEDS,
    "coverage": {"full": "全量", "partial": "增量"},
}


def word(column: str, code: object) -> object:
    """The Chinese word of one code of one column; the value itself where there is none."""
    return (
        _(TERMS[column][code])
        if column in TERMS and isinstance(code, str) and code in TERMS[column]
        else code
    )


def _state_words(columns: pd.Index) -> dict[str, str]:
    """Whose state a column `state` tells: a request's, another deadline's, or a resource's."""
    if "request_id" in columns:
        return REQUEST_STATES
    return CLOCK_STATES if "deadline" in columns else COVERAGE_STATES if "usual_rows" in columns else STATES


def spelled_out(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy with every known code replaced by its word, and truth values by 是/否."""
    out = frame.copy(deep=False)
    for column in out.columns:
        words = _state_words(out.columns) if column == "state" else TERMS.get(str(column))
        if words is not None:
            out[column] = [_(words[code]) if code in words else code for code in out[column]]
        elif out[column].dtype == bool:
            out[column] = [_("是") if value else _("否") for value in out[column]]
    return out

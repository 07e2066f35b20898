"""Titles and formats of table columns; one place, so that a column looks the same on every page and in
every export.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from metrics import METRICS
from ui.language import _

TITLES = {
    "department": "部门",
    "peer_group": "分组",
    "provider": "提供部门",
    "consumer": "使用部门",
    "applicant": "使用部门",
    "raised_by": "提出部门",
    "resource_id": "资源编号",
    "resource_name": "数据名称",
    "request_id": "申请编号",
    "share_type": "共享类别",
    "purpose": "使用用途",
    "applied_at": "申请时间",
    "replied_at": "答复时间",
    "decision": "答复结果",
    "refusal_reason": "理由",
    "deadline": "答复期限",
    "due_on": "期限",
    "due_at": "期限",
    "working_days": "工作日数",
    "reply_working_days": "已用工作日",
    "overdue_working_days": "逾期工作日",
    "provisional": "含暂定日历",
    "status": "状态",
    "state": "状态",
    "reason": "事由",
    "feed": "数据类别",
    "file_name": "文件",
    "line": "行号",
    "batch_id": "批次",
    "numerator": "达标数",
    "denominator": "应计数",
    "value": "比率",
    "share": "占比",
    "median_days": "中位数(工作日)",
    "p90_days": "九成线(工作日)",
    "median_working_days": "中位数(工作日)",
    "p90_working_days": "九成线(工作日)",
    "requests": "申请数",
    "replied": "已答复",
    "open": "未到期",
    "overdue": "逾期未答复",
    "finding": "问题",
    "article": "条款",
    "update_frequency": "更新频度",
    "update_frequency_text": "申报频度原文",
    "last_refreshed_at": "最近更新",
    "age_days": "距今天数",
    "days_since_refresh": "距今天数",
    "fresh_share": "按时天数占比",
    "fresh_days": "按时天数",
    "measured_days": "应计天数",
    "use_class": "使用类别",
    "calls": "调用次数",
    "row_count": "返回行数",
    "called_at": "调用时间",
    "called_on": "日期",
    "mode": "方式",
    "latency_ms": "耗时(毫秒)",
    "resources": "资源数",
    "event_id": "变动编号",
    "changed_on": "变动日期",
    "description": "说明",
    "correction_id": "校核编号",
    "raised_at": "提出时间",
    "corrected_at": "更正时间",
    "outcome": "结果",
    "incident_id": "事件编号",
    "occurred_on": "发生日期",
    "kind": "类别",
    "confirmed": "已确认",
    "refreshed_at": "更新时间",
    "content_hash": "内容校验值",
    "log_id": "日志编号",
    "loaded_by": "上传人",
    "loaded_at": "上传时间",
    "exported_on": "导出日期",
    "coverage": "范围",
    "rows_read": "读取",
    "loaded": "载入",
    "unchanged": "未变",
    "superseded": "被替代",
    "refused": "拒收",
    "data_from": "数据起",
    "data_to": "数据止",
    "undone_at": "撤销时间",
    "undone_by": "撤销人",
    "sha256": "文件校验值",
    "rank": "名次",
    "group_rank": "组内名次",
    "score": "得分",
    "total": "总分",
    "peer_rank": "组内名次",
    "covered_weight": "评分覆盖",
    "notes": "说明",
    "note": "说明",
    "bonus": "加分",
    "deduction": "扣减",
    "dimension_title": "维度",
    "adjusted_value": "调整值",
    "weight_effective": "有效权重",
    "points_lost": "失分",
    "value_before": "上期",
    "value_now": "本期",
    "change": "变化(百分点)",
    "grade": "等次",
    "dimension": "维度",
    "indicator": "指标",
    "code": "代码",
    "title": "名称",
    "weight": "权重",
    "points": "得分值",
    "raw": "原始值",
    "adjusted": "调整值",
    "unit": "单位",
    "day": "日期",
    "is_working": "工作日",
    "name": "名称",
    "source": "依据",
    "counted": "计入",
    "column": "列",
    "original": "原始内容",
    "original_value": "原值",
    "days": "天数",
    "rows": "行数",
    "question": "回答的问题",
    "grain": "粒度",
    "connected": "是否挂接",
    "published_on": "发布日期",
    "catalogue_updated_on": "目录更新日期",
    "data_updated_at": "数据更新时间",
    "department_code": "部门代码",
    "format": "数据格式",
    "share_scope": "共享范围",
    "share_condition": "共享条件",
    "no_share_basis": "不予共享依据",
    "no_share_reason": "不予共享理由",
    "timeliness": "时效要求",
    "provision_mode": "提供方式",
    "open_to_public": "可否向社会开放",
    "resource_class": "资源分类",
    "base_category": "基础类别",
    "lead_department": "牵头部门",
    "paused_from": "补正起",
    "paused_to": "补正止",
    "extended_to": "经批准延期至",
    "delivered_at": "提供时间",
    "valid_from": "授权起",
    "valid_until": "授权止",
    "withdrawn_at": "撤回时间",
    "item_name": "信息项名称",
    "data_type": "数据类型",
    "length": "长度",
    "collected_from": "采集来源",
    "collection_form": "采集表单",
    "amount_wan": "金额(万元)",
    "budget_year": "预算年度",
    "stage": "阶段",
    "project_id": "项目编号",
    "project_name": "项目名称",
    "promised_resource_ids": "应归集资源",
    "pooled": "是否已归集",
    "resource_ids": "涉及资源",
    "outage_id": "故障编号",
    "started_at": "开始时间",
    "ended_at": "结束时间",
    "scope": "范围",
    "aliases": "别名",
    "data_officer": "数据专员",
    "confidentiality_signed_on": "保密协议签订日期",
    "security_rules_on": "安全制度日期",
    "row_key": "主键",
    "row_hash": "内容校验值",
    "removed": "已从目录移除",
    "data_updated_text": "数据更新时间原文",
    "fresh_up_to": "及时不超过",
    "due_up_to": "临近不超过",
    "overdue_up_to": "逾期不超过",
    "event": "事项",
    "effective_from": "生效日期",
    "effective_until": "失效日期",
    "result": "结果",
    "rule_id": "规则",
    "version": "版本",
    "rationale": "理由",
    "metric": "取数口径",
}
SHARES = frozenset({"value_now", "value_before", "share", "fresh_share", "success_share", "covered_weight"})
PLAIN = frozenset({"line", "batch_id", "budget_year"})
HIDDEN = frozenset({"batch_id", "row_key", "row_hash", "mapping_sha256"})


def titled(column: str, metric: str | None = None) -> str:
    """The title of a column in the reader's language: as the metric describes it, else as known here, else
    its name.
    """
    about = METRICS[metric].columns.get(column) if metric in METRICS else None
    return _((about or TITLES.get(column, column)).replace("（代码）", ""))


def ordered(frame: pd.DataFrame, hide: tuple[str, ...] = ()) -> list[str]:
    """The columns to show: what was found and why first, where it stands in the files last."""
    names = [str(name) for name in frame.columns if name not in HIDDEN and name not in hide]
    if "reason" in names and "feed" in frame:
        names.remove("reason")
        names.insert(
            next((names.index(name) + 1 for name in ("resource_name", "department") if name in names), 0),
            "reason",
        )
    return [name for name in names if name != "feed" or "batch_id" not in frame]


def configured(frame: pd.DataFrame, metric: str | None = None) -> dict[str, Any]:
    """How each column of a frame is drawn: title, number or date format."""
    return {str(name): _drawn(frame[name], str(name), titled(str(name), metric)) for name in frame.columns}


def _drawn(values: pd.Series, column: str, label: str) -> Any:  # noqa: ANN401
    config = st.column_config
    if column == "value":
        return config.ProgressColumn(label, format="percent", min_value=0, max_value=1)
    if column in SHARES:
        return config.NumberColumn(label, format="percent")
    if pd.api.types.is_datetime64_any_dtype(values):
        days_only = column.endswith(("_on", "_from", "_until", "_to", "deadline")) or column == "day"
        return config.DatetimeColumn(label, format="YYYY-MM-DD" if days_only else "YYYY-MM-DD HH:mm")
    if pd.api.types.is_bool_dtype(values):
        return config.CheckboxColumn(label)
    if pd.api.types.is_integer_dtype(values):
        return config.NumberColumn(label, format="%d" if column in PLAIN else "localized")
    if pd.api.types.is_float_dtype(values):
        whole = bool(values.dropna().mod(1).eq(0).all())
        return config.NumberColumn(label, format="localized" if whole else "%.2f")
    return config.Column(label)

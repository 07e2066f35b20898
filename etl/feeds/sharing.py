"""What departments ask of one another: requests for resources and corrections of data."""

from datetime import date, datetime

from etl.feeds import codes
from etl.feeds.columns import column
from etl.feeds.contract import FeedRow, feed


class RequestsRow(FeedRow):
    """One request for a resource.

    The same request returns in later exports with more filled in: the newest export wins, history stays.
    """

    request_id: str = column(
        "申请编号",
        "共享申请编号 申请单号 申请号 需求编号 工单编号 工单号 流程编号 申请ID 申请单编号",
        about="identifies the request",
        identifier=True,
    )
    resource_id: str = column(
        "资源编号",
        "信息资源编号 资源编码 信息资源编码 信息资源代码 资源代码 资源标识 资源标识符 目录编号 "
        "目录编码 资源ID 数据资源编号 申请资源编号",
        about="resource asked for",
        identifier=True,
    )
    applicant: str = column(
        "使用部门",
        "申请部门 申请单位 使用单位 使用方 申请方 需求部门 需求单位 需求方 申请机构",
        about="department that asks",
        department=True,
    )
    purpose: str | None = column(
        "使用用途",
        "用途 申请用途 使用目的 应用场景 使用场景 申请事由 申请理由 申请原因 使用事由",
        about="what the data are for (article 5-2)",
    )
    applied_at: datetime = column(
        "申请时间",
        "申请日期 提交时间 提交日期 发起时间 受理时间 受理日期 收到时间",
        about="received by the provider; day 0 of the clock (article 9)",
        era="logged",
    )
    paused_from: datetime | None = column(
        "补正起",
        "补正开始时间 补正起始时间 补正开始日期 补正起始日期 补正开始 退回补正时间 通知补正时间 补正通知时间",
        about="sent back for completion",
        era="logged",
    )
    paused_to: datetime | None = column(
        "补正止",
        "补正结束时间 补正截止时间 补正结束日期 补正完成时间 补正结束 补正提交时间 补正终止时间",
        about="completed again; empty = still waiting",
        not_before="paused_from",
        needs="paused_from",
    )
    extended_to: date | None = column(
        "经批准延期至",
        "延期至 延期日期 延期截止日期 延长至 批准延期至 延期时间 延期到期日",
        about="approved new deadline",
    )
    replied_at: datetime | None = column(
        "答复时间",
        "答复日期 回复时间 回复日期 审核时间 审批时间 审核日期 审批日期 办结时间 批复时间",
        about="when the provider decided (article 9)",
        era="logged",
        not_before="applied_at",
    )
    decision: str | None = column(
        "答复结果",
        "审核结果 审批结果 答复意见 处理结果 审核意见 审批意见 审核状态 审批状态 批复结果",
        about="a reply is a decision: given if and only if replied_at is",
        codes=codes.DECISION,
        needs="replied_at",
        needed_by="replied_at",
    )
    refusal_reason: str | None = column(
        "理由",
        "不同意理由 拒绝理由 拒绝原因 驳回理由 驳回原因 不予共享理由 不同意原因 答复理由 说明理由",
        about="reason of a refusal (article 9)",
    )
    delivered_at: datetime | None = column(
        "提供时间",
        "提供日期 数据提供时间 交付时间 交付日期 开通时间 授权时间 开通日期",
        about="when the data were provided",
        era="logged",
        not_before="applied_at",
    )
    valid_from: date | None = column(
        "授权起",
        "授权开始日期 授权起始日期 授权开始时间 授权起始时间 有效期起 授权开始 授权生效日期",
        about="first day of the grant",
    )
    valid_until: date | None = column(
        "授权止",
        "授权结束日期 授权截止日期 授权结束时间 授权截止时间 授权到期日 授权到期时间 有效期止 "
        "有效期至 授权有效期 授权结束",
        about="last day of the grant; empty = no end",
        not_before="valid_from",
    )
    withdrawn_at: datetime | None = column(
        "撤回时间",
        "撤回日期 撤销时间 撤销日期 取消时间 撤回申请时间",
        about="withdrawn by the applicant",
        era="logged",
        not_before="applied_at",
    )


class CorrectionsRow(FeedRow):
    """A doubt or error in shared data that a using department reported, and what came of it (article 12)."""

    correction_id: str = column(
        "校核编号",
        "疑义编号 核查编号 纠错编号 异议编号 反馈编号 疑义校核编号 工单编号 编号",
        about="identifies the report",
        identifier=True,
    )
    resource_id: str = column(
        "资源编号",
        "信息资源编号 资源编码 信息资源编码 信息资源代码 资源代码 资源标识 资源标识符 目录编号 "
        "目录编码 资源ID 数据资源编号",
        about="resource in doubt",
        identifier=True,
    )
    raised_by: str = column(
        "反馈部门",
        "提出部门 使用部门 反馈单位 提出单位 疑义提出部门 异议提出部门 提出方 反馈方 申请部门 使用单位",
        about="department that reported",
        department=True,
    )
    raised_at: datetime = column(
        "反馈时间",
        "提出时间 反馈日期 提出日期 疑义提出时间 异议提出时间 提交时间 提交日期",
        about="when it was reported",
        era="logged",
    )
    description: str | None = column(
        "疑义内容",
        "问题描述 疑义说明 错误描述 反馈内容 疑义描述 异议内容 描述 内容 问题说明",
        about="what is wrong",
    )
    replied_at: datetime | None = column(
        "答复时间",
        "校核时间 回复时间 答复日期 回复日期 核查时间 校核日期 核实时间 处理时间",
        about="when the provider answered",
        era="logged",
        not_before="raised_at",
    )
    outcome: str | None = column(
        "校核结果",
        "核查结果 处理结果 核实结果 答复结果 校核结论 核实情况 结论",
        about="was the doubt justified",
        codes=codes.OUTCOME,
    )
    corrected_at: datetime | None = column(
        "更正时间",
        "修正时间 纠正时间 更正日期 修正日期 整改时间 更正完成时间 数据更正时间",
        about="when the data were put right",
        era="logged",
        not_before="raised_at",
    )


REQUESTS = feed("requests", "共享申请", RequestsRow, key=("request_id",), event_column="applied_at")
CORRECTIONS = feed(
    "corrections", "疑义校核", CorrectionsRow, key=("correction_id",), event_column="raised_at"
)

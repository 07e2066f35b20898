"""What oversight needs to know: projects, incidents, platform outages, and the register of departments."""

from datetime import date, datetime
from decimal import Decimal

from etl.feeds import codes
from etl.feeds.columns import column
from etl.feeds.contract import FeedRow, feed


class ProjectsRow(FeedRow):
    """One digital project and what it promised to pool (articles 15 and 16)."""

    project_id: str = column(
        "项目编号",
        "项目编码 项目代码 项目ID 立项编号",
        about="identifies the project",
        identifier=True,
    )
    project_name: str = column(
        "项目名称",
        "信息化项目名称 名称 项目 政务信息化项目名称",
        about="name of the project",
    )
    department: str = column(
        "建设单位",
        "建设部门 项目单位 项目部门 申报单位 申报部门 责任单位 责任部门 部门 部门名称 单位 "
        "单位名称 实施单位 所属部门 主管部门",
        about="department that runs it",
        department=True,
    )
    kind: str = column(
        "项目类型",
        "类型 项目类别 类别 建设类型 建设性质 项目性质 资金类型",
        about="new or operation",
        codes=codes.PROJECT_KIND,
    )
    amount_wan: Decimal | None = column(
        "金额(万元)",
        "金额 预算金额(万元) 预算金额 项目金额(万元) 项目金额 投资金额(万元) 投资额(万元) "
        "总投资(万元) 资金(万元) 预算(万元) 金额万元 概算(万元)",
        about="amount of the budget line",
        unit="10,000 yuan",
        least=0,
        rounded=True,
        suffix="万元?",
    )
    budget_year: int = column(
        "预算年度",
        "年度 年份 预算年份 资金年度 申报年度 财政年度",
        about="budget year",
        least=1949,
        most=2100,
        sql_type="integer",
        suffix="年度?",
    )
    stage: str | None = column(
        "阶段",
        "项目阶段 建设阶段 项目状态 进度 项目进度 进展",
        about="stage as declared",
    )
    promised_resource_ids: list[str] | None = column(
        "应归集资源",
        "应归集资源编号 承诺归集资源 承诺共享资源 应归集目录 归集资源 应共享资源 应归集数据",
        about="resources the project promised to pool",
    )
    pooled: bool | None = column(
        "是否已归集",
        "是否归集 归集情况 归集状态 数据是否归集 是否完成归集 数据归集情况",
        about="are its data pooled (article 16)",
    )


class IncidentsRow(FeedRow):
    """One security incident with shared data (article 20-4). Only confirmed ones count."""

    incident_id: str = column(
        "事件编号",
        "安全事件编号 事件ID 编号 通报编号",
        about="identifies the incident",
        identifier=True,
    )
    department: str = column(
        "责任部门",
        "责任单位 部门 部门名称 涉事部门 涉事单位 单位 单位名称 事件部门 发生部门",
        about="department responsible",
        department=True,
    )
    occurred_on: date = column(
        "发生日期",
        "发生时间 事件日期 事件时间 事发日期 事发时间 发现日期",
        about="day it happened",
        era="logged",
    )
    kind: str | None = column(
        "事件类型",
        "类型 事件类别 类别 情形 违规情形 违规类型",
        about="circumstance of article 20-4",
        codes=codes.INCIDENT_KIND,
    )
    resource_id: str | None = column(
        "资源编号",
        "信息资源编号 资源编码 信息资源编码 涉及资源 涉及资源编号 资源代码 涉及目录 资源ID",
        about="resource concerned",
        identifier=True,
    )
    confirmed: bool | None = column(
        "是否确认",
        "是否属实 确认情况 已确认 确认状态 是否核实 核实情况",
        about="confirmed by investigation",
    )


class OutagesRow(FeedRow):
    """A fault of the sharing platform: never counts against a department."""

    outage_id: str = column(
        "故障编号",
        "故障ID 事件编号 编号 停机编号 维护编号",
        about="identifies the outage",
        identifier=True,
    )
    started_at: datetime = column(
        "开始时间",
        "故障开始时间 起始时间 故障时间 中断时间 停机时间 发生时间 故障发生时间 中断开始时间",
        about="start",
        era="logged",
    )
    ended_at: datetime | None = column(
        "结束时间",
        "故障结束时间 恢复时间 故障恢复时间 终止时间 中断结束时间 修复时间",
        about="end; empty = still going on",
        era="logged",
        not_before="started_at",
    )
    scope: str | None = column(
        "影响范围",
        "范围 故障范围 影响系统 故障系统 涉及范围",
        about="what was affected, free text",
    )


class DepartmentsRow(FeedRow):
    """The register of departments: the names every other feed is resolved to; safeguards of article 17."""

    department_code: str = column(
        "部门编码",
        "部门代码 部门编号 单位编码 单位代码 单位编号 机构编码 机构代码 统一社会信用代码",
        about="identifies the department",
        identifier=True,
    )
    department: str = column(
        "部门名称",
        "单位名称 机构名称 部门 单位 部门全称 单位全称 名称 机关名称",
        about="full official name",
    )
    aliases: list[str] | None = column(
        "别名",
        "部门简称 简称 部门别名 其他名称 曾用名 单位简称 规范简称",
        about="other names in use",
    )
    peer_group: str | None = column(
        "分组",
        "部门分组 考核分组 评价分组 类别 部门类别 组别 考核类别",
        about="group it is compared within",
    )
    data_officer: str | None = column(
        "数据专员",
        "数据联络员 联络员 联系人 数据责任人 数据管理员 首席数据官 数据负责人",
        about="person named for shared data (article 17)",
    )
    confidentiality_signed_on: date | None = column(
        "保密协议签订日期",
        "保密协议签署日期 保密协议签订时间 保密协议签署时间 保密协议日期 签订保密协议日期",
        about="confidentiality agreement signed (article 17)",
        era="recorded",
    )
    security_rules_on: date | None = column(
        "安全管理制度建立日期",
        "安全管理制度日期 安全制度建立日期 安全制度日期 安全管理制度印发日期 安全制度印发日期 "
        "安全管理制度建立时间",
        about="security rules issued (article 17)",
        era="recorded",
    )


PROJECTS = feed("projects", "信息化项目", ProjectsRow, key=("project_id",))
INCIDENTS = feed("incidents", "安全事件", IncidentsRow, key=("incident_id",), event_column="occurred_on")
OUTAGES = feed("outages", "平台故障", OutagesRow, key=("outage_id",), event_column="started_at")
DEPARTMENTS = feed("departments", "部门名录", DepartmentsRow, key=("department_code",))

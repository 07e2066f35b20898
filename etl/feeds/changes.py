"""What moves: updates of data, and events that call for an update of the catalogue."""

from datetime import date, datetime

from etl.feeds.columns import column
from etl.feeds.contract import FeedRow, feed


class RefreshesRow(FeedRow):
    """One update of a resource's data as the platform logged it; a line delivered twice counts once."""

    resource_id: str = column(
        "资源编号",
        "信息资源编号 资源编码 信息资源编码 信息资源代码 资源代码 资源标识 资源标识符 目录编号 "
        "目录编码 资源ID 数据资源编号",
        about="resource whose data were updated",
        identifier=True,
    )
    refreshed_at: datetime = column(
        "数据更新时间",
        "更新时间 数据更新日期 更新日期 入库时间 推送时间 同步时间 交换时间",
        about="when the data were updated",
        era="logged",
    )
    row_count: int | None = column(
        "数据量",
        "记录数 更新行数 行数 数据条数 条数 更新记录数 更新量 总记录数 数据总量",
        about="rows after the update",
        unit="rows",
        least=0,
        suffix="行|条",
    )
    content_hash: str | None = column(
        "内容摘要",
        "内容哈希 数据摘要 哈希值 校验值 摘要值 校验码 MD5 数据指纹",
        about="fingerprint of the content, tells a real update from a touch",
        identifier=True,
    )


class ChangeEventsRow(FeedRow):
    """A change of functions or of the law: starts the 15-working-day catalogue clock (article 7)."""

    event_id: str = column(
        "变动编号",
        "事件编号 变更编号 变动事项编号 变更事项编号",
        about="identifies the event",
        identifier=True,
    )
    department: str = column(
        "部门",
        "变动部门 部门名称 单位 单位名称 责任部门 责任单位 涉及部门 所属部门",
        about="department concerned",
        department=True,
    )
    changed_on: date = column(
        "变动日期",
        "变更日期 变动时间 变更时间 生效日期 施行日期 实施日期 修订日期 发生日期",
        about="day the change took effect",
        era="logged",
    )
    description: str | None = column(
        "变动说明",
        "变动内容 变更内容 变更说明 说明 描述 变动事项 变更事项 备注",
        about="what changed",
    )
    resource_ids: list[str] | None = column(
        "涉及资源",
        "涉及资源编号 涉及目录 影响资源 影响资源编号 资源编号 关联资源 相关资源 涉及信息资源",
        about="resources whose entries must be updated; empty = all of the department",
    )


REFRESHES = feed(
    "refreshes",
    "数据更新日志",
    RefreshesRow,
    key=("resource_id", "refreshed_at", "row_count", "content_hash"),
    kind="append",
    event_column="refreshed_at",
)
CHANGE_EVENTS = feed(
    "change_events", "职能与法规变动", ChangeEventsRow, key=("event_id",), event_column="changed_on"
)

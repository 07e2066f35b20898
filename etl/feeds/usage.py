"""What departments use: calls and deliveries of resources."""

from datetime import datetime
from hashlib import md5

from etl.feeds import codes
from etl.feeds.columns import column
from etl.feeds.contract import FeedRow, feed
from etl.feeds.reading import Value


class UsageRow(FeedRow):
    """One call or delivery as the sharing platform logged it.

    Append only; a line counts once however often it is delivered. Without a log number the line is
    recognised by its content: `auto-` and the md5 of its values.
    """

    log_id: str | None = column(
        "日志编号",
        "日志ID 流水号 调用流水号 日志流水号 日志序号 调用编号 请求ID 调用ID 日志标识",
        about="identifies the line; made from the line's values where the export has none",
        identifier=True,
    )
    called_at: datetime = column(
        "调用时间",
        "访问时间 使用时间 请求时间 调用日期 日志时间 下载时间 交换时间 发生时间 操作时间",
        about="when the resource was called",
        era="logged",
    )
    resource_id: str = column(
        "资源编号",
        "信息资源编号 资源编码 信息资源编码 信息资源代码 资源代码 资源标识 资源标识符 目录编号 "
        "目录编码 资源ID 数据资源编号 接口编号 服务编号 接口编码",
        about="resource called",
        identifier=True,
    )
    consumer: str = column(
        "使用部门",
        "使用单位 使用方 调用部门 调用方 调用单位 申请部门 申请单位 消费方 访问部门 请求方 部门 部门名称",
        about="department that called",
        department=True,
    )
    request_id: str | None = column(
        "申请编号",
        "共享申请编号 申请单号 申请号 需求编号 工单编号 工单号 授权编号 申请ID",
        about="request under which the call was made",
        identifier=True,
    )
    purpose: str | None = column(
        "使用用途",
        "用途 使用目的 应用场景 使用场景 调用用途 调用目的 使用事由 申请用途",
        about="purpose given with the call (article 19)",
    )
    mode: str | None = column(
        "方式",
        "使用方式 调用方式 共享方式 获取方式 交换方式 服务方式 提供方式",
        about="channel",
        codes=codes.MODE,
    )
    status: str | None = column(
        "结果",
        "调用结果 状态 调用状态 返回状态 使用结果 返回结果 执行结果 是否成功 访问结果",
        about="did the call succeed",
        codes=codes.STATUS,
    )
    row_count: int | None = column(
        "返回行数",
        "行数 返回记录数 记录数 数据量 返回条数 条数 数据条数 返回数据量 调用数据量",
        about="rows returned",
        unit="rows",
        least=0,
        suffix="行|条",
    )
    latency_ms: int | None = column(
        "耗时",
        "响应时间 耗时(毫秒) 响应时长 响应时间(毫秒) 耗时(ms) 响应时间(ms) 调用耗时 响应耗时 "
        "耗时毫秒 响应时长(毫秒)",
        about="time to answer",
        unit="ms",
        least=0,
        rounded=True,
        suffix="毫秒|ms|MS",
    )

    def stored(self) -> dict[str, Value]:
        """As the lake stores them; a line without a log number is known by its values."""
        values = super().stored()
        if self.log_id is None:
            moment = f"{self.called_at:%Y-%m-%d %H:%M:%S.%f}"
            rest = [str("" if value is None else value) for value in list(values.values())[2:]]
            content = chr(31).join((moment, *rest))
            values["log_id"] = "auto-" + md5(content.encode(), usedforsecurity=False).hexdigest()
        return values


USAGE = feed("usage", "使用日志", UsageRow, key=("log_id",), kind="append", event_column="called_at")

"""What departments declare: the resources of their catalogue and the data items in them."""

from datetime import date, datetime

from etl.feeds import codes
from etl.feeds.columns import column, declared_text
from etl.feeds.contract import FeedRow, feed


class CatalogueRow(FeedRow):
    """One resource as the catalogue described it on the export day.

    Full or partial export; history is kept, so that what a resource said on any past day can be asked.
    """

    resource_id: str = column(
        "资源编号",
        "信息资源编号 资源编码 信息资源编码 信息资源代码 资源代码 资源标识 资源标识符 目录编号 "
        "目录编码 资源ID 数据编号 数据集编号 数据资源编号 数据资源编码",
        about="identifies the resource in every other feed",
        identifier=True,
    )
    resource_name: str = column(
        "数据名称",
        "资源名称 信息资源名称 数据资源名称 目录名称 数据目录名称 数据集名称 政务信息资源名称 "
        "资料名称 资料集名称 信息资源目录名称 数据集",
        about="name of the resource (article 6)",
    )
    department: str = column(
        "提供单位",
        "提供部门 提供方 资源提供方 信息资源提供方 信息资源提供单位 数据提供方 数据提供单位 "
        "数据提供部门 资源提供部门 资源提供单位 责任部门 责任单位 所属部门 所属单位 "
        "数据来源部门 来源部门 来源单位 部门 部门名称 单位 单位名称 提供机关 资料集提供机关 "
        "编目部门 编目单位",
        about="provider (article 6), resolved to the register's full name",
        department=True,
    )
    format: str | None = column(
        "数据格式",
        "资源格式 信息资源格式 信息资源格式类型 格式 数据格式类型 资源格式类型 档案格式 文件格式",
        about="format as declared (article 6)",
    )
    share_type: str = column(
        "共享类别",
        "共享类型 共享属性 共享分类 信息资源共享类型 资源共享类型 共享级别",
        about="share type (article 9)",
        codes=codes.SHARE_TYPE,
    )
    share_scope: str | None = column(
        "共享范围",
        "共享对象 信息资源共享范围 可共享范围",
        about="who may use it (article 6)",
    )
    share_condition: str | None = column(
        "共享条件",
        "共享使用条件 有条件共享条件 信息资源共享条件 使用条件",
        about="condition of a conditional resource (article 9)",
    )
    no_share_basis: str | None = column(
        "不予共享依据",
        "不共享依据 不予共享法律依据 不予共享的依据 不予共享政策依据",
        about="legal basis of not sharing (article 8-1)",
    )
    no_share_reason: str | None = column(
        "不予共享理由",
        "不共享理由 不予共享原因 不共享原因 不予共享说明",
        about="stated reason (article 9)",
    )
    update_frequency: str = column(
        "更新频度",
        "更新频率 更新周期 数据更新频率 数据更新周期 数据更新频度 信息资源更新周期 资源更新周期",
        about="declared frequency (article 6); free text is read, what cannot be read is `undeclared`",
        codes=codes.UPDATE_FREQUENCY,
        lenient=True,
    )
    update_frequency_text: str | None = declared_text("update_frequency", "frequency as declared")
    timeliness: str | None = column(
        "时效要求",
        "时效 时效性要求 数据时效 数据时效要求 时效性",
        about="timeliness as declared (article 6)",
    )
    provision_mode: str | None = column(
        "提供方式",
        "共享方式 共享方式类型 共享方式分类 交换方式 数据提供方式 提供渠道 提供途径",
        about="how it is provided (article 6)",
    )
    open_to_public: bool | None = column(
        "可否向社会开放",
        "是否向社会开放 向社会开放 是否开放 是否对社会开放 能否向社会开放 社会开放 开放属性 是否社会开放",
        about="may the public have it (article 6)",
    )
    resource_class: str | None = column(
        "资源分类",
        "信息资源分类 资源类别 信息资源类别 目录分类 资源类型 目录类型",
        about="base, theme or department resource (article 8)",
        codes=codes.RESOURCE_CLASS,
    )
    base_category: str | None = column(
        "基础类别",
        "基础信息资源类别 基础库类别 基础信息类别 基础库 基础资源类别",
        about="which of article 8-2's base resources",
        codes=codes.BASE_CATEGORY,
    )
    lead_department: str | None = column(
        "牵头部门",
        "牵头单位 主题牵头部门 主题牵头单位 主题资源牵头部门",
        about="lead of a theme resource (article 8-3)",
        department=True,
    )
    published_on: date | None = column(
        "发布日期",
        "发布时间 目录发布日期 目录发布时间 首次发布日期 上架日期 上架时间 上线日期 建立日期",
        about="day the entry was published",
        era="recorded",
    )
    catalogue_updated_on: date | None = column(
        "目录更新日期",
        "目录更新时间 目录修改日期 目录修改时间 目录最后更新日期 目录最后更新时间 目录变更日期",
        about="day the entry was last changed",
        era="recorded",
    )
    data_updated_at: datetime | None = column(
        "数据更新时间",
        "数据更新日期 数据最后更新时间 数据最后更新日期 最后更新时间 最后更新日期 最近更新时间 "
        "最近更新日期 最新数据 最新数据时间 最新数据日期 数据最新时间 数据最近更新时间",
        about="when the data were last updated; of a range its end; what cannot be read stays empty",
        era="recorded",
        lenient=True,
    )
    data_updated_text: str | None = declared_text("data_updated_at", "data update as declared")
    connected: bool | None = column(
        "是否挂接",
        "挂接状态 是否已挂接 资源挂接 是否挂载 挂接情况 资源挂接状态 挂载状态",
        about="are data connected to the entry (article 4)",
    )


class ItemsRow(FeedRow):
    """One data item of a resource: what duplicate collection is found on."""

    resource_id: str = column(
        "资源编号",
        "信息资源编号 资源编码 信息资源编码 信息资源代码 资源代码 资源标识 资源标识符 目录编号 "
        "目录编码 资源ID 所属资源编号 所属资源 数据资源编号",
        about="resource the item belongs to",
        identifier=True,
    )
    item_name: str = column(
        "信息项名称",
        "信息项 数据项名称 数据项 字段名称 字段中文名 字段中文名称 中文名称 字段 指标名称 "
        "主要栏位 栏位名称 栏位",
        about="name of the data item",
        nominal=True,
    )
    data_type: str | None = column(
        "数据类型",
        "信息项数据类型 字段类型 类型 数据项类型 信息项类型",
        about="type as declared",
    )
    length: str | None = column(
        "长度",
        "字段长度 数据长度 信息项长度 数据项长度",
        about="length as declared",
    )
    description: str | None = column(
        "描述",
        "信息项描述 字段描述 数据项描述 说明 备注 信息项说明 字段说明",
        about="free text",
    )
    collected_from: str | None = column(
        "采集来源",
        "采集对象 数据来源 来源 采集渠道 采集方式",
        about="whom or what the item is collected from (article 13)",
        codes=codes.COLLECTED_FROM,
    )
    collection_form: str | None = column(
        "采集表单",
        "采集表格 表单名称 采集事项 采集材料 来源表单",
        about="form on which it is collected",
    )


CATALOGUE = feed("catalogue", "资源目录", CatalogueRow, key=("resource_id",))
ITEMS = feed("items", "信息项", ItemsRow, key=("resource_id", "item_name"))

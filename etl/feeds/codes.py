"""Accepted texts of the code columns -> code in the lake.

Texts are compared after cleaning, in lower case and without blanks. Every code also reads as itself. The
official term stands first for each code: it is what screens and workbooks show.
"""


def _codes(**texts: str) -> dict[str, str]:
    """Code = 'text text text' -> {text: code}, the code itself included."""
    return {text: code for code, words in texts.items() for text in (*words.split(), code)}


SHARE_TYPE = _codes(
    unconditional="无条件共享 无条件 无条件共享类 无條件共享 無條件共享 無條件",
    conditional="有条件共享 有条件 有条件共享类 有條件共享 有條件",
    not_shared="不予共享 不予共享类 不共享 不予 非共享",
)
RESOURCE_CLASS = _codes(
    base="基础 基础信息资源 基础类 基础资源 基础类信息资源 基础数据 基礎 基礎資訊資源",
    theme="主题 主题信息资源 主题类 主题资源 主题类信息资源 主题数据 主題 主題資訊資源",
    department="部门 部门信息资源 部门类 部门资源 部门类信息资源 部门数据 部門 部門資訊資源",
)
BASE_CATEGORY = _codes(
    population="人口 人口信息 人口基础信息 人口库 人口基础信息资源",
    legal_entity="法人单位 法人 法人单位信息 法人信息 法人库 法人单位基础信息资源 法人單位",
    geography="自然资源和空间地理 自然资源和空间地理信息 自然资源与空间地理 空间地理 自然资源 "
    "自然资源和地理空间 地理空间 自然資源和空間地理",
    e_certificate="电子证照 电子证照信息 证照 电子证照库 電子證照",
)
COLLECTED_FROM = _codes(
    person="自然人 个人 公民 群众 向自然人采集",
    company="法人 企业 法人单位 法人和其他组织 法人及其他组织 其他组织 单位 向法人采集 企業",
    process="业务产生 业务办理产生 业务过程产生 自行产生 系统生成 系统产生 業務產生",
    shared="共享获取 共享 共享取得 部门共享 通过共享获取 共享獲取",
    returned="上级回流 回流 上级返还 上级下发 国家回流 自治区回流 上級回流",
)
DECISION = _codes(
    approved="同意 同意共享 通过 审核通过 审批通过 批准 已同意 准予 通過 核准",
    partly_approved="部分同意 部分同意共享 部分通过 部分批准 部分通過",
    refused="不同意 不同意共享 拒绝 驳回 不通过 审核不通过 未通过 不予同意 不批准 不予共享 拒絕 駁回 不通過",
)
MODE = _codes(
    api="接口 接口服务 服务接口 api接口 数据接口 介面 接口调用",
    table="库表 库表交换 数据库 库表推送 前置库 資料表 庫表",
    file="文件 文件下载 文件交换 数据文件 檔案",
)
STATUS = _codes(
    success="成功 调用成功 正常 succeeded ok true 成功返回",
    failure="失败 调用失败 异常 错误 failed fail error false 失敗 超时 timeout",
)
OUTCOME = _codes(
    justified="属实 情况属实 有误 确有错误 屬實",
    unjustified="不属实 情况不属实 无误 不屬實 未发现错误",
)
PROJECT_KIND = _codes(
    new="新建 新建项目 新建类 新增 改扩建 续建 新建項目",
    operation="运维 运维项目 运行维护 运维类 运维费用 維運 運維",
)
INCIDENT_KIND = _codes(
    abuse="滥用 濫用",
    unauthorised_use="非授权使用 未授权使用 越权使用 非授權使用",
    diffusion="扩散 未经许可的扩散 擅自扩散 擴散",
    transfer="转让 擅自转让 擅自转让给第三方 轉讓",
    leak="泄露 泄漏 数据泄露 洩露 洩漏",
    commercial="经营 经营性活动 开展经营性活动 利用共享数据经营 經營",
)
UPDATE_FREQUENCY = {
    "实时": "realtime",
    "每日": "daily",
    "每周": "weekly",
    "每两周": "fortnightly",
    "每月": "monthly",
    "每季度": "quarterly",
    "每半年": "half_yearly",
    "每年": "yearly",
    "不定期": "irregular",
    "不更新": "not_updated",
    "未申报": "undeclared",
}
"""Official terms only: free text is read by `etl.frequencies`."""

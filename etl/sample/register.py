"""Names of the made-up city's departments, in the order in which a smaller city takes them."""

from __future__ import annotations

from dataclasses import dataclass

MINISTRY = "政府组成部门"
AGENCY = "直属机构"
DISTRICT = "区级"
UTILITY = "公共企事业"
DISTRICTS = ("海勃湾区", "海南区", "乌达区")

# official name without the city's; short names in ledgers; peer group; trade whose subjects it holds
MUNICIPAL: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("人力资源和社会保障局", ("市人社局", "市人力社保局"), MINISTRY, "labour"),
    ("公安局", ("市公安局",), MINISTRY, "police"),
    ("市场监督管理局", ("市市监局", "市市场监管局"), MINISTRY, "market"),
    ("自然资源局", ("市自然资源局", "市自然局"), MINISTRY, "land"),
    ("民政局", ("市民政局",), MINISTRY, "civil"),
    ("卫生健康委员会", ("市卫健委", "市卫生健康委"), MINISTRY, "health"),
    ("医疗保障局", ("市医保局",), AGENCY, "insurance"),
    ("海勃湾区教育局", ("海区教育局",), DISTRICT, "education"),
    ("国家税务总局乌海市税务局", ("市税务局", "乌海税务局"), UTILITY, "tax"),
    ("住房公积金中心", ("市公积金中心",), UTILITY, "fund"),
    ("教育局", ("市教育局",), MINISTRY, "education"),
    ("海南区民政局", ("海南民政局",), DISTRICT, "civil"),
    ("住房和城乡建设局", ("市住建局", "市住房城乡建设局"), MINISTRY, "housing"),
    ("发展和改革委员会", ("市发改委", "市发展改革委"), MINISTRY, "planning"),
    ("交通运输局", ("市交通局", "市交通运输局"), MINISTRY, "transport"),
    ("生态环境局", ("市环保局", "市生态环境局"), MINISTRY, "environment"),
    ("应急管理局", ("市应急局",), MINISTRY, "emergency"),
    ("农牧局", ("市农牧局",), MINISTRY, "farming"),
    ("水务局", ("市水务局",), MINISTRY, "water"),
    ("财政局", ("市财政局",), MINISTRY, "finance"),
    ("司法局", ("市司法局",), MINISTRY, "justice"),
    ("文化旅游体育局", ("市文旅体局", "市文旅局"), MINISTRY, "culture"),
    ("退役军人事务局", ("市退役军人局",), MINISTRY, "veterans"),
    ("工业和信息化局", ("市工信局",), MINISTRY, "industry"),
    ("科学技术局", ("市科技局",), MINISTRY, "industry"),
    ("商务局", ("市商务局",), MINISTRY, "trade"),
    ("审计局", ("市审计局",), MINISTRY, "finance"),
    ("统计局", ("市统计局",), MINISTRY, "planning"),
    ("能源局", ("市能源局",), MINISTRY, "industry"),
    ("林业和草原局", ("市林草局",), AGENCY, "farming"),
    ("城市管理综合执法局", ("市城管局", "市综合执法局"), AGENCY, "urban"),
    ("行政审批和政务服务局", ("市政务服务局", "市审批局"), AGENCY, "service"),
    ("12345政务服务便民热线中心", ("市12345热线中心",), AGENCY, "service"),
    ("残疾人联合会", ("市残联",), UTILITY, "disabled"),
    ("国网内蒙古东部电力有限公司乌海供电公司", ("乌海供电公司",), UTILITY, "utility"),
    ("乌海市气象局", ("市气象局",), UTILITY, "weather"),
    ("海勃湾区市场监督管理局", ("海区市监局",), DISTRICT, "market"),
    ("海南区人力资源和社会保障局", ("海南区人社局",), DISTRICT, "labour"),
    ("乌达区卫生健康委员会", ("乌达区卫健委",), DISTRICT, "health"),
    ("乌达区住房和城乡建设局", ("乌达区住建局",), DISTRICT, "housing"),
    ("消防救援支队", ("市消防支队",), AGENCY, "emergency"),
    ("地方金融监督管理局", ("市金融局",), AGENCY, "trade"),
    ("国防动员办公室", ("市国动办",), AGENCY, "housing"),
    ("信访局", ("市信访局",), AGENCY, "service"),
    ("供排水有限责任公司", ("市供排水公司",), UTILITY, "utility"),
    ("公共资源交易中心", ("市交易中心",), UTILITY, "trade"),
    ("红十字会", ("市红十字会",), UTILITY, "health"),
)
DISTRICT_TRADES: tuple[tuple[str, str, str], ...] = (
    ("教育局", "教育局", "education"), ("民政局", "民政局", "civil"),
    ("人力资源和社会保障局", "人社局", "labour"), ("卫生健康委员会", "卫健委", "health"),
    ("市场监督管理局", "市监局", "market"), ("住房和城乡建设局", "住建局", "housing"),
    ("自然资源分局", "自然资源分局", "land"), ("应急管理局", "应急局", "emergency"),
    ("农牧水务局", "农水局", "farming"), ("财政局", "财政局", "finance"), ("司法局", "司法局", "justice"),
    ("文化旅游体育局", "文旅体局", "culture"), ("退役军人事务局", "退役军人局", "veterans"),
    ("发展和改革委员会", "发改委", "planning"), ("工业和信息化局", "工信局", "industry"),
    ("城市管理综合执法局", "城管局", "urban"), ("行政审批和政务服务局", "政务服务局", "service"),
    ("医疗保障分局", "医保分局", "insurance"), ("残疾人联合会", "残联", "disabled"),
    ("生态环境分局", "生态环境分局", "environment"), ("交通运输局", "交通局", "transport"),
)  # fmt: skip
DISTRICT_ALIASES = {"海勃湾区": "海区", "海南区": "海南", "乌达区": "乌达"}
DATA_OFFICERS = tuple(
    family + given
    for family in "王李张刘陈杨赵黄周吴"
    for given in ("娜", "志强", "敏", "海龙", "丽华", "建军", "晓燕", "磊", "图雅", "婷")
)


@dataclass(frozen=True)
class Department:
    """One department of the register; `trade` says which subjects of `etl.sample.subjects` it holds."""

    code: str
    name: str
    aliases: tuple[str, ...]
    peer_group: str
    trade: str


def all_departments() -> list[Department]:
    """The city's departments, the municipal ones first; a smaller city takes the first of them."""
    found: list[Department] = []
    names: set[str] = set()
    for position, (plain, aliases, group, trade) in enumerate(MUNICIPAL):
        carried = plain.startswith(("国家", "国网", "乌海市")) or plain.startswith(DISTRICTS)
        name = plain if carried else f"乌海市{plain}"
        found.append(Department(f"1503{position + 1:04d}", name, aliases, group, trade))
        names.add(name)
    for index, district in enumerate(DISTRICTS):
        for position, (plain, short, trade) in enumerate(DISTRICT_TRADES):
            if district + plain in names:
                continue
            alias = f"{DISTRICT_ALIASES[district]}{short}"
            found.append(
                Department(f"15030{index + 2}{position + 1:02d}", district + plain, (alias,), DISTRICT, trade)
            )
    return found

"""A made-up catalogue of any size with planted duplicate collection and planted look-alikes; seeded.

Fields follow Zipf's law inside topics, so that resources of one topic share fields without being copies. A planted copy
keeps 65–100 % of the source's fields, writes about a third of them differently (another alias of the standard element,
or another ending: 日期/时间, 编号/号码 …), adds up to two of its own, and has another name. Look-alikes are the same
template for another object (个人/企业 …): they are no duplicates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duplicates.catalogue import COMPANY, PERSON, PROCESS, Catalogue
from duplicates.elements import standard_entries

SEED = 20261124
PLANTED, ALIKE, REWRITTEN = 0.05, 0.01, 0.35
LUCK = 1.22
"""Makes up for draws that find no fitting source."""
POOL = 60
"""Fields of a topic; a resource takes six to nine of them, the first ones more often (Zipf, exponent 0.5)."""
SIGNS = """
低保 养老 医疗 工伤 生育 失业 公积金 学籍 教师 校舍 食品 药品 器械 特种 计量 商标 专利
广告 烟草 酒类 危化 矿山 消防 防汛 水源 取水 排污 噪声 固废 辐射 林地 草原 湿地 渔业
种子 农机 兽药 饲料 屠宰 粮油 物价 统计 审计 彩票 福利 慈善 殡葬 婚姻 收养 社团 基金
律师 公证 仲裁 调解 鉴定 戒毒 矫正 户籍 出入境 驾驶 车辆 网约 出租 公交 港口 航道 路政
桥梁 隧道 停车 燃气 供热 供水 照明 园林 环卫 渣土 物业 房屋 租赁 预售 装修 招标 施工
监理 造价 测绘 土地 矿产 地灾 不动产 规划 文物 图书 演出 影视 网吧 旅游 导游 体育 赛事
卫生 疫苗 献血 妇幼 助产 中医 护士 医师 残疾 康复 就业 创业 培训 职称 技能 劳动 工资
派遣 退役 优抚 烈士 侨务 民族 宗教 信访 热线
""".split()  # noqa: SIM905 - a table of words
MIDDLES = """
登记 审批 核准 备案 检查 检验 检测 评价 评估 认定 申报 发放 缴纳 领取 变更 年检 处罚
投诉 服务 管理 经营 生产 使用 配送 储存 运输 安装 维修 改造 鉴别 普查 监测 巡查 整改
验收 结算 补贴 救助 奖励 资助 培养 考核 聘用 招收 录取 转移 接收 安置 保障 维护
""".split()  # noqa: SIM905 - a table of words
ENDINGS = """
日期 编号 名称 金额 类别 状态 机构 地址 人数 面积 等级 结果 原因 期限 方式 单位 标准
比例 次数 内容 范围 依据 意见 数量 型号 批次
""".split()  # noqa: SIM905 - a table of words
REWRITES = dict(
    pair.split("/")
    for pair in """
日期/时间 编号/号码 名称/名 金额/额 类别/类型 状态/情况 机构/机关 地址/地点 人数/人员数
等级/级别 结果/结论 原因/事由 期限/年限 方式/方法 次数/频次 数量/总数 面积/总面积
标准/规格 比例/占比 内容/事项 依据/根据 意见/批示 单位/部门 范围/区域
""".split()  # noqa: SIM905
)
FORMS = """
信息 名单 登记表 目录 明细 台账 数据 汇总 清册 一览表
""".split()  # noqa: SIM905 - a table of words
OBJECTS = (
    ("个人", "企业"),
    ("城镇", "农村"),
    ("男性", "女性"),
    ("小学", "中学"),
    ("高血压", "糖尿病"),
    ("在职", "退休"),
)
GENERIC = """
序号 名称 地址 联系电话 备注 年度 状态 更新时间 行政区划 类型 单位 负责人
""".split()  # noqa: SIM905 - a table of words
IDENTITY = {PERSON: ("姓名", "身份证号码", "联系电话"), COMPANY: ("企业名称", "统一社会信用代码", "联系电话")}


@dataclass(frozen=True)
class Generated:
    """A catalogue, the pairs (asking, sharing) of resource numbers that are duplicates, and per pair which item was
    written how in the copy: {item of the copy: item of the source}.
    """

    catalogue: Catalogue
    planted: set[tuple[int, int]]
    copies: dict[tuple[int, int], dict[str, str]]


def generate(resources: int, seed: int = SEED) -> Generated:
    """A catalogue of that many resources, about ten items each."""
    rng = np.random.default_rng([seed, resources])
    departments = int(max(12, min(resources // 60, 3000)))
    words = _Vocabulary(rng, resources)
    names: list[str] = []
    fields: list[list[str]] = []
    sources: list[int] = []
    department = rng.integers(0, departments, resources).astype(np.int32)
    published = rng.integers(15_000, 20_000, resources).astype(np.int32)
    shared = rng.random(resources) < 0.9
    planted: set[tuple[int, int]] = set()
    copies: dict[tuple[int, int], dict[str, str]] = {}
    fate = rng.random(resources)
    taken = np.zeros(resources, dtype=bool)
    for at in range(resources):
        giver = int(rng.integers(0, at)) if at > 20 else -1
        able = giver >= 0 and shared[giver] and department[giver] != department[at] and not taken[giver]
        if able and fate[at] < LUCK * (PLANTED + ALIKE):
            taken[[at, giver]] = True  # no copies of copies: the truth is one pair each
        if able and fate[at] < LUCK * PLANTED:
            names.append(words.renamed(names[giver]))
            items, copies[at, giver] = words.copied(fields[giver])
            fields.append(items)
            sources.append(sources[giver])
            published[at] = published[giver] + int(rng.integers(30, 1500))
            planted.add((at, giver))
        elif able and fate[at] < LUCK * (PLANTED + ALIKE):
            pair = OBJECTS[int(rng.integers(0, len(OBJECTS)))]
            names[giver] = pair[0] + names[giver].removeprefix(pair[0])
            names.append(pair[1] + names[giver].removeprefix(pair[0]))
            fields.append(list(fields[giver]))
            sources.append(sources[giver])
        else:
            name, items = words.resource()
            names.append(name)
            fields.append(items)
            sources.append(PERSON if rng.random() < 0.6 else COMPANY)
    lists = [
        list(dict.fromkeys([*IDENTITY[source], *items, *words.generic()]))
        for source, items in zip(sources, fields, strict=True)
    ]
    known: dict[str, int] = {}
    item = np.array([known.setdefault(name, len(known)) for items in lists for name in items], dtype=np.int32)
    lengths = np.array([len(items) for items in lists])
    resource = np.repeat(np.arange(resources, dtype=np.int32), lengths)
    source = np.repeat(np.array(sources, dtype=np.int8), lengths)
    generic = np.array([name in GENERIC and name != "联系电话" for name in known])[item]
    source[generic] = PROCESS
    ids = np.array([f"R{at:07d}" for at in range(resources)], dtype=object)
    return Generated(
        Catalogue(
            ids, np.array(names, dtype=object), department, tuple(f"第{n + 1}部门" for n in range(departments)), shared,
            np.zeros(resources, dtype=bool), published, resource, item, source, tuple(known),
        ),
        planted,
        copies,
    )  # fmt: skip


class _Vocabulary:
    """Topics with their own fields, standard elements used everywhere, and how things are written differently."""

    def __init__(self, rng: np.random.Generator, resources: int) -> None:
        self.rng = rng
        self.topics = max(30, resources // 25)
        self.standard = [entry for entry in standard_entries() if entry.role == "data"]
        self.aliases = {entry.element: entry.aliases for entry in self.standard}
        self.order = rng.permutation(len(SIGNS) * len(MIDDLES) * len(ENDINGS))
        self.logs = -0.5 * np.log(np.arange(1, POOL + 1))

    def field(self, number: int) -> str:
        code = int(self.order[number % len(self.order)])
        sign, rest = divmod(code, len(MIDDLES) * len(ENDINGS))
        middle, ending = divmod(rest, len(ENDINGS))
        return SIGNS[sign] + MIDDLES[middle] + ENDINGS[ending]

    def resource(self) -> tuple[str, list[str]]:
        topic = int(self.rng.integers(0, self.topics))
        chosen = np.argsort(self.logs + self.rng.gumbel(size=POOL))[-int(self.rng.integers(6, 10)) :]
        items = [self.field(topic * POOL // 2 + int(at)) for at in chosen]
        if self.rng.random() < 0.5:
            items += [
                self.standard[int(at)].element
                for at in self.rng.integers(0, len(self.standard), self.rng.integers(1, 4))
            ]
        sign = SIGNS[topic % len(SIGNS)]
        middle = MIDDLES[(topic // len(SIGNS)) % len(MIDDLES)]
        extra = SIGNS[int(self.rng.integers(0, len(SIGNS)))]
        return f"{extra}{sign}{middle}{FORMS[int(self.rng.integers(0, len(FORMS)))]}", items

    def copied(self, items: list[str]) -> tuple[list[str], dict[str, str]]:
        keep = self.rng.random(len(items)) < self.rng.uniform(0.75, 1.0)
        if keep.sum() < 4:
            keep[:4] = True
        same: dict[str, str] = {}
        for name in np.array(items)[keep].tolist():
            same[self.rewritten(name) if self.rng.random() < REWRITTEN else name] = name
        more = int(self.rng.integers(0, 3))
        extra = [self.field(int(self.rng.integers(0, len(self.order)))) for _ in range(more)]
        return list(dict.fromkeys([*same, *extra])), same

    def rewritten(self, name: str) -> str:
        aliases = self.aliases.get(name)
        if aliases:
            return aliases[int(self.rng.integers(0, len(aliases)))]
        for ending, other in REWRITES.items():
            if name.endswith(ending):
                return name.removesuffix(ending) + other
        return f"{name}情况"

    def renamed(self, name: str) -> str:
        base = next((name.removesuffix(form) for form in FORMS if name.endswith(form)), name)
        base = base[2:] if self.rng.random() < 0.5 and len(base) > 4 else base
        return base + FORMS[int(self.rng.integers(0, len(FORMS)))]

    def generic(self) -> list[str]:
        return [GENERIC[int(at)] for at in self.rng.integers(0, len(GENERIC), int(self.rng.integers(0, 3)))]

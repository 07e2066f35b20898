"""What a pair of resources is: duplicate collection, or one of the classes that only look like it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from language import N_

DUPLICATE, LATER, TEMPLATE, OWN, SHARED_COPY, RETURNED_COPY = CLASSES = (
    "duplicate",
    "later_source",
    "same_template",
    "own_affairs",
    "shared_copy",
    "returned_copy",
)
CLASS_TITLES = {
    "duplicate": N_("重复采集"),
    "later_source": N_("来源后发布"),
    "same_template": N_("同一模板、不同对象"),
    "own_affairs": N_("部门自身事务"),
    "shared_copy": N_("共享获取的副本"),
    "returned_copy": N_("上级回流的副本"),
}
BANDS = ((0.80, "high"), (0.70, "middle"), (0.0, "low"))
BAND_TITLES = {"high": N_("高（0.80以上）"), "middle": N_("中（0.70–0.80）"), "low": N_("低（0.60–0.70）")}

_OWN = re.compile(
    r"预算|决算|三公|岁入|岁出|收支|会计报表|财务报[表告]|平衡表|资产负债|现金流量|余绌|基金来源|国家赔偿|内部控制|"
    r"人事|编制|职员|员工|公务员|公务人员|招聘|甄选|考勤|政风|廉政|公务出国|出国报告|采购公告|招标公告|决标|公文|会议记录|会议纪要|会议实录|"
    r"值班|消防人力|人力统计|官网|最新消息|新闻稿|市政新闻|征才|采购资讯|采购案件|采购招标|通讯录|电话一览|电话簿|组织架构|机关基本|权责清单|政府信息公开|法规清单|自治条例|施政|议会|开放数据|开放资料|"
    r"(?:局|处|委员会|中心|办公室)(?:基本)?(?:资讯|信息|简介|网站)$"
)
_PLACE = re.compile(r"^(?:国家)?[^市区县旗]{1,7}?(?:自治区|省|市|地区|盟|区|县|旗)(?:政府|人民政府)?(?=.{2})")
_FILLERS = re.compile(
    r"信息|数据|资料|资讯|基本|登记|备案|名录|名单|名册|清册|目录|明细|汇总|统计|台账|一览|情况|列表|清单|公示|公告|结果|汇总|总表|报表|"
    r"年度|及|和|的|表$|库$|册$"
)
_OBJECTS = tuple(
    frozenset(line.split())
    for line in """
个人 企业 单位 法人 自然人 公司 商户
男性 女性 男 女
城镇 农村 城市 乡村 居民 职工
小学 中学 初中 高中 大学 幼儿园
高血压 糖尿病 肺结核 精神病
在职 退休 离休
新建 改建 扩建
地上 地下
国税 地税
收入 支出
火灾 水灾 震灾 旱灾 风灾
公立 私立 民办
""".strip().splitlines()
)
"""Words for objects of which a template exists once each."""


def band_of(score: float) -> str:
    """Band of a score: high, middle or low."""
    return next(name for floor, name in BANDS if score >= floor)


def own_affairs(stem: str) -> bool:
    """Whether a resource is about its department's own money, staff, meetings: everybody has one of those."""
    return bool(_OWN.search(stem))


def template_slot(stem: str, other: str) -> str:
    """In what two resource names of one template differ, as 甲/乙; empty when they are not of one template."""
    one, two = (_PLACE.sub("", _FILLERS.sub("", name)) for name in (stem, other))
    if one == two:
        return _differing(*(_FILLERS.sub("", name) for name in (stem, other)))
    for group in _OBJECTS:
        left, right = ({word for word in group if word in name} for name in (stem, other))
        if left and right and not left & right:
            return "/".join(("、".join(sorted(left)), "、".join(sorted(right))))
    before = 0
    while before < min(len(one), len(two)) and one[before] == two[before]:
        before += 1
    after = 0
    while after < min(len(one), len(two)) - before and one[-1 - after] == two[-1 - after]:
        after += 1
    mine, theirs = one[before : len(one) - after], two[before : len(two) - after]
    common = before + after
    if mine and theirs and common >= 4 and common >= max(len(mine), len(theirs)):
        return f"{mine}/{theirs}"
    return ""


def _differing(stem: str, other: str) -> str:
    """The places in which two otherwise equal names differ."""
    if stem == other:
        return ""
    places = [match[0] if (match := _PLACE.match(name)) else "" for name in (stem, other)]
    return "/".join(places) if all(places) and places[0] != places[1] else ""


def judge(
    stem: str, other: str, *, source: int, counterpart: bool, source_came_later: bool
) -> tuple[str, str]:
    """Class of a pair and the Chinese reason for it (empty for plain duplicate collection).

    `source` is from whom the asking department says to have the items, by the codes of `duplicates.catalogue`.
    """
    if source == 4:
        return SHARED_COPY, N_("采集来源填报为“共享获取”")
    if source == 5:
        return RETURNED_COPY, N_("采集来源填报为“上级回流”")
    if own_affairs(stem) and own_affairs(other):
        return OWN, N_("双方都是部门自身的财务、人事、会议等事务，各有各的数据")
    if counterpart:
        return TEMPLATE, N_("两个部门是对口部门，资源名称成套相同，通常分属不同层级或辖区")
    slot = template_slot(stem, other)
    if slot:
        return TEMPLATE, f"名称只有对象不同：{slot}"
    if source_came_later:
        return LATER, N_("来源资源发布在后，或采集部门自己共享在先：采集开始时不构成重复")
    return DUPLICATE, ""


def department_core(name: str) -> str:
    """A department's name without its city, district and 分局: 海南区民政局 and 乌海市民政局 have one core."""
    core = name
    while (shorter := _PLACE.sub("", core)) != core:
        core = shorter
    return re.sub(r"分局$", "局", core)


def counterparts(stems: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    """Pairs of departments (both ways round) of the same business: same name but for the place, or the same set of
    resource names (three or more in common, at least half of the smaller department's).
    """
    own = {department: frozenset(names) for department, names in stems.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for department, names in own.items():
        for name in names:
            holders[name].append(department)
        holders[f"\0{department_core(department)}"].append(department)
    common: dict[tuple[str, str], int] = defaultdict(int)
    for name, held in holders.items():
        if len(held) > 50:
            continue  # a name that so many have says nothing
        for one in held:
            for other in held:
                if one != other:
                    common[one, other] += 1_000 if name.startswith("\0") else 1
    return {
        (one, other)
        for (one, other), count in common.items()
        if count >= 1_000 or (count >= 3 and count >= 0.5 * min(len(own[one]), len(own[other])))
    }

"""Names that look alike and mean different things: 起/止, 未/已, 应/实, 地上/地下, 日期/机关, 第1/第2.

The guard compares what two names do not have in common. Without it character similarity pairs every start with an
end and every due amount with the paid one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import LCSseq

EXCLUSIVE: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
起 止 迄 讫 至
开始 结束 终止 截止
始 终 末
起始 截止
未 已
应 实 预 欠
上 下 中
左 右
前 后
内 外
男 女
父 母
夫 妻
父亲 母亲 配偶 子女 本人 监护人 代理人 户主
出租 承租
出让 受让
转出 转入 转
收 支 付
收入 支出
进 出
买 卖
甲 乙 丙
原告 被告
抵押人 抵押权人
委托 受托
新 旧 原
现 原 曾
年初 年末
期初 期末
本 上 去
本期 上期 累计
本年 上年
最大 最小 平均
最高 最低 平均
大 小
高 低
长 宽 高 深
增加 减少
增 减
正 副
主 次 副
是 否
有 无
国 地
东 西 南 北
认缴 实缴 应缴
地上 地下
城镇 农村
城市 农村
个人 单位 企业 法人 家庭
自然人 法人
公司 个人
经度 纬度
东经 北纬
省 市 县 区
首次 申请 受理 批准 审批 办结 登记 注销 变更 发证 备案 失效 生效 撤销 吊销 核准 复核 签发 年检 退回
入学 毕业
入院 出院
入职 离职
出生 死亡
结婚 离婚
参保 停保
开户 销户
入住 退房
开工 竣工 完工
计划 实际
预算 决算
供应 需求
一 二 三 四 五 六 七 八 九 十
""".strip().splitlines()
)
"""Groups of words of which one name holds at most one; two names holding different ones are opposed."""

ALONE = frozenset("未非不无免拟原曾预旧前副")
"""A sign that opposes a name to the same name without it."""

KINDS: dict[str, tuple[str, ...]] = {
    "day": ("日期", "时间", "年月日", "年月", "年份", "年度", "日", "时点"),
    "number": ("编号", "号码", "证号", "代码", "编码", "文号", "账号", "帐号", "识别号", "号", "代号"),
    "money": (
        "金额",
        "费用",
        "价款",
        "总价",
        "单价",
        "税额",
        "余额",
        "资金",
        "投资",
        "收入",
        "经费",
        "额",
        "款",
        "费",
    ),
    "place": ("地址", "地点", "住址", "坐落", "座落", "住所", "位置", "所在地", "场所"),
    "body": ("机关", "机构", "单位", "部门", "学校", "医院", "公司", "银行"),
    "person": ("姓名", "人员", "负责人", "代表人", "联系人", "监护人", "医师", "律师"),
    "amount": ("人数", "数量", "个数", "次数", "户数", "面积", "比例", "比率", "率", "长度", "重量"),
    "state": ("状态", "状况", "结果", "情况"),
    "kind": ("类型", "类别", "种类", "性质", "等级", "级别", "方式", "分类"),
    "phone": ("电话", "手机", "手机号", "手机号码", "传真", "电话号码"),
    "cause": ("原因", "事由", "理由", "依据"),
    "span": ("期限", "年限", "有效期", "工期"),
}
"""What an item holds, by how its name ends; names of different kinds are no pair."""

_ENDINGS = {ending: kind for kind, endings in KINDS.items() for ending in endings}
_LONGEST_ENDING = max(map(len, _ENDINGS))
_WORDS: dict[str, tuple[int, ...]] = {}
for _number, _group in enumerate(EXCLUSIVE):
    for _word in _group:
        _WORDS[_word] = (*_WORDS.get(_word, ()), _number)
_LONGEST = max(map(len, _WORDS))
_MARKS = re.compile(r"[0-9]+|[a-z]+")


@lru_cache(maxsize=200_000)
def kind_of(name: str) -> str:
    """What an item of that name holds: a key of KINDS, or empty."""
    ends = (name[-length:] for length in range(_LONGEST_ENDING, 0, -1))
    return next((_ENDINGS[end] for end in ends if end in _ENDINGS), "")


@lru_cache(maxsize=200_000)
def opposed(one: str, other: str) -> bool:
    """Whether two comparable item names must not be paired however alike they look."""
    if one == other:
        return False
    kinds = kind_of(one), kind_of(other)
    if all(kinds) and kinds[0] != kinds[1]:
        return True
    if _MARKS.findall(one) != _MARKS.findall(other):
        return True
    mine, theirs = _own_parts(one, other)
    if bool(mine) != bool(theirs) and (mine or theirs)[0] in ALONE:
        return True
    return _exclusive(one, other, mine, theirs)


def _own_parts(one: str, other: str) -> tuple[str, str]:
    """What each name holds beyond the longest common subsequence."""
    mine, theirs = [], []
    for step in LCSseq.opcodes(one, other):
        if step.tag != "equal":
            mine.append(one[step.src_start : step.src_end])
            theirs.append(other[step.dest_start : step.dest_end])
    return "".join(mine), "".join(theirs)


def _exclusive(one: str, other: str, mine: str, theirs: str) -> bool:
    for word in _words(mine, one):
        for rival in _words(theirs, other):
            if word != rival and set(_WORDS[word]) & set(_WORDS[rival]):
                return True
    return False


def _words(part: str, whole: str) -> list[str]:
    """Exclusive words of a name that touch its own part; single signs only inside that part."""
    found = [sign for sign in set(part) if sign in _WORDS]
    for length in range(2, _LONGEST + 1):
        for at in range(len(whole) - length + 1):
            word = whole[at : at + length]
            if word in _WORDS and set(word) & set(part):
                found.append(word)
    return found

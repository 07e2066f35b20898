from __future__ import annotations

import pytest

from duplicates.opposites import kind_of, opposed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("经营期限起", "经营期限止"),
        ("办结日期", "未办结日期"),
        ("已办结件数", "未办结件数"),
        ("应缴费额", "实缴费额"),
        ("地上建筑面积", "地下建筑面积"),
        ("认缴出资额", "实缴出资额"),
        ("个人缴费金额", "单位缴费金额"),
        ("登记机关", "登记日期"),
        ("首次登记日期", "注销登记日期"),
        ("第1联系人", "第2联系人"),
        ("父亲姓名", "母亲姓名"),
    ],
)
def test_opposites_are_never_a_pair(one, other):
    assert opposed(one, other)
    assert opposed(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("经营许可证号", "经营许可证编号"),
        ("房屋所有权人", "房屋所有人"),
        ("补贴发放金额", "补贴金额"),
        ("处罚日期", "处罚时间"),
        ("游泳池面积", "泳池面积"),
        ("登记起始日期", "登记起始时间"),
    ],
)
def test_other_wordings_may_be_a_pair(one, other):
    assert not opposed(one, other)
    assert not opposed(other, one)


def test_a_name_is_not_opposed_to_itself():
    assert not opposed("未办结日期", "未办结日期")


def test_the_longest_ending_tells_the_kind():
    assert (kind_of("许可证编号"), kind_of("出生日期"), kind_of("随便")) == ("number", "day", "")

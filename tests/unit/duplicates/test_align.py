from __future__ import annotations

from datetime import datetime

from duplicates.align import align, similar_pairs
from duplicates.elements import Alias, Dictionary, standard_dictionary


def told(items, sources, dictionary=None):
    found = align(items, sources, dictionary or standard_dictionary())
    return {pair.item: (pair.source_item, pair.reason) for pair in found.pairs}, found


def test_names_without_a_common_sign_meet_in_their_element():
    pairs, found = told(["移动电话", "生日"], ["手机号码", "出生日期"])
    assert pairs == {"移动电话": ("手机号码", "same_element"), "生日": ("出生日期", "same_element")}
    assert [pair.element for pair in found.pairs] == ["手机号码", "出生日期"]


def test_opposites_stay_unmatched_on_both_sides():
    pairs, found = told(["有效期起", "应缴金额"], ["有效期止", "实缴金额"])
    assert pairs == {}
    assert found.unmatched == ("有效期起", "应缴金额")
    assert found.source_unmatched == ("有效期止", "实缴金额")


def test_the_assignment_is_the_best_as_a_whole():
    """Greedy would take 补助发放标准 first for both; 5/6 + 2/3 beats it."""
    pairs = similar_pairs(["甲乙丙丁", "甲乙丙戊己"], ["甲乙丙丁戊", "甲乙丙丁"])
    assert {(i, j) for i, j, _ in pairs} == {(0, 1), (1, 0)}


def test_each_item_is_paired_once():
    pairs, found = told(["姓名", "人员姓名"], ["姓名"])
    assert pairs == {"姓名": ("姓名", "same_name")}
    assert found.unmatched == ("人员姓名",)


def test_two_different_elements_are_no_pair_however_alike():
    pairs, _ = told(["配偶姓名"], ["监护人姓名"])
    assert pairs == {}


def test_a_confirmed_alias_names_who_and_when():
    when = datetime(2026, 1, 2)
    known = Dictionary(standard_dictionary().entries, {"低保金": Alias("月保障金额", "张敏", when)})
    pairs, found = told(["低保金"], ["月保障金额"], known)
    assert pairs == {"低保金": ("月保障金额", "confirmed_alias")}
    assert (found.pairs[0].confirmed_by, found.pairs[0].confirmed_at) == ("张敏", when)


def test_enumerated_columns_are_paired_by_their_own_number():
    pairs, _ = told(["一月", "二月"], ["二月", "一月"])
    assert pairs == {"一月": ("一月", "same_name"), "二月": ("二月", "same_name")}


def test_columns_of_one_enumeration_are_not_called_the_same_name():
    pairs, _ = told(["年龄25至29岁", "十二月", "2015年人口數"], ["年龄30至39岁", "12月", "2015年人口数"])
    assert pairs == {
        "年龄25至29岁": ("年龄30至39岁", "same_series"),
        "十二月": ("12月", "same_series"),
        "2015年人口數": ("2015年人口数", "same_name"),
    }

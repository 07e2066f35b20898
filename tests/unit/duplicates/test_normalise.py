from __future__ import annotations

import pytest

from duplicates.normalise import item_keys, looks_like_value, resource_stems


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("出生日期(西元)", "出生日期"),
        ("（必填）", "必填"),
        ("身份证 号码 ", "身份证号码"),
        ("ＥＭＡＩＬ", "email"),
        ("聯絡電話", "联络电话"),
        ("十二月", "#月"),
        ("2015年人口數", "#年人口数"),
        ("0~14歲人口", "#岁人口"),
        ("地址2", "地址"),
        ("不动产单元号", "不动产单元号"),
        ("统一社会信用代码", "统一社会信用代码"),
    ],
)
def test_item_names_are_compared_in_one_spelling(written, key):
    assert item_keys([written]) == [key]


def test_enumerated_columns_fall_together():
    assert len(set(item_keys([f"{n}月" for n in "一二三四五六七八九十"] + ["十一月", "12月"]))) == 1


def test_line_breaks_inside_a_name_do_not_shift_the_others():
    assert item_keys(["姓\n名", "性别"]) == ["姓名", "性别"]


@pytest.mark.parametrize(
    "cell",
    [
        "電話:(03)4225205",
        "機關名稱:桃園市政府青年事務局",
        "http://a.cn/b",
        "a@b.cn",
        "0472-3151234",
        "请按照办事指南填写本人及家庭成员的基本情况。",
    ],
)
def test_values_typed_into_a_field_list_are_seen(cell):
    assert looks_like_value(cell)


@pytest.mark.parametrize(
    "name", ["姓名", "性别：", "12至未滿18歲", "累計實徵淨額與全年預算數比較(百分比)", "国家/地区"]
)
def test_names_are_not_taken_for_values(name):
    assert not looks_like_value(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023年企业名录", "2024年度企业名录"),
        ("桃園市105年A2道路交通事故統計", "桃園市104年A2道路交通事故統計"),
        ("听证会议实录第12场", "听证会议实录第6场"),
        ("低保对象信息（海勃湾区）", "低保对象信息（变更）"),
        ("2018年第一季度企业名单", "2019年第四季度企业名单"),
    ],
)
def test_editions_have_one_stem(one, other):
    stems = resource_stems([one, other])
    assert stems[0] == stems[1] != ""


def test_numbers_that_are_no_years_stay_in_the_stem():
    assert resource_stems(["12345热线工单"]) == ["12345热线工单"]

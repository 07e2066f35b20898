from __future__ import annotations

import pytest

from duplicates.judging import band_of, counterparts, department_core, judge, own_affairs, template_slot


def judged(stem, other, **more):
    return judge(stem, other, **{"source": 1, "counterpart": False, "source_came_later": False, **more})[0]


def test_plain_duplicate_collection_has_no_reason():
    found = judge("低保对象信息", "最低生活保障", source=1, counterpart=False, source_came_later=False)
    assert found == ("duplicate", "")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"source": 4}, "shared_copy"),
        ({"source": 5}, "returned_copy"),
        ({"counterpart": True}, "same_template"),
        ({"source_came_later": True}, "later_source"),
    ],
)
def test_other_classes(more, expected):
    assert judged("低保对象信息", "最低生活保障", **more) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("高血压患者随访信息", "糖尿病患者随访信息"),
        ("个人信用修复名单", "企业信用修复名单"),
        ("海勃湾区中小学校舍信息", "乌达区中小学校舍信息"),
        ("桃园市火灾灾害建物损失", "桃园市水灾灾害建物损失"),
    ],
)
def test_a_template_for_another_object_is_its_own_class(one, other):
    assert template_slot(one, other)
    assert judged(one, other) == "same_template"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("养老机构备案信息", "养老机构登记名录"),
        ("残疾人证信息", "残疾人信息"),
        ("低保信息", "低保信息"),
        ("客家社团", "人民团体"),
    ],
)
def test_another_wording_is_no_template(one, other):
    assert not template_slot(one, other)


def test_everybody_has_a_budget_and_staff():
    assert own_affairs("财政局部门决算")
    assert judged("水务局部门决算", "民政局部门决算") == "own_affairs"
    assert not own_affairs("企业年报信息")


def test_counterparts_have_one_name_or_one_set_of_resources():
    found = counterparts(
        {
            "乌海市民政局": ["低保"],
            "海南区民政局": ["殡葬"],
            "工信局": ["企业", "煤矿", "高企", "专利"],
            "科技局": ["企业", "煤矿", "高企"],
            "水务局": ["取水", "企业"],
        }
    )
    assert found == {
        ("乌海市民政局", "海南区民政局"), ("海南区民政局", "乌海市民政局"), ("工信局", "科技局"), ("科技局", "工信局"),
    }  # fmt: skip


def test_cores_and_bands():
    assert department_core("乌海市海南区医疗保障分局") == department_core("乌海市医疗保障局")
    assert [band_of(score) for score in (0.8, 0.79, 0.7, 0.69)] == ["high", "middle", "middle", "low"]

from __future__ import annotations

from datetime import datetime

import pytest

from duplicates.elements import Alias, dictionary_of, parse_elements, standard_dictionary, standard_entries
from duplicates.errors import ElementsError


def test_the_product_brings_about_150_elements_and_more_names():
    assert 150 <= len(standard_entries()) <= 250
    assert len(standard_dictionary().entries) > 700


@pytest.mark.parametrize("name", ["姓名", "公民身份号码", "统一社会信用代码"])
def test_identification_keys_are_marked(name):
    assert standard_dictionary().role(name) == "key"


def test_neutral_words_before_a_name_are_seen_through():
    assert standard_dictionary().canonical("申请人出生日期") == "=出生日期"
    assert standard_dictionary().canonical("配偶出生日期") == "配偶出生日期"


def test_aliases_are_followed_and_circles_end():
    when = datetime(2026, 1, 1)
    known = dictionary_of(
        standard_entries(),
        {"甲": Alias("乙", "张敏", when), "乙": Alias("生日", "张敏", when), "丙": Alias("丁", "张敏", when),
         "丁": Alias("丙", "张敏", when)},
    )  # fmt: skip
    assert known.canonical("甲") == "=出生日期"
    assert {known.canonical("丙"), known.canonical("丁")} <= {"丙", "丁"}


def test_all_problems_of_a_file_are_told_at_once():
    text = "element,role,aliases\n甲,data,丙\n乙,nonsense,丙\n,data,丁\n"
    with pytest.raises(ElementsError) as refused:
        parse_elements(text, "x.csv")
    assert "有 3 处问题" in str(refused.value)
    assert "“丙”同时属于“甲”和“乙”" in str(refused.value)


def test_a_city_can_take_a_name_over():
    city = parse_elements("element,role,aliases\n低保救助金,data,月保障金额、救助金\n", "x.csv")
    known = dictionary_of((*standard_entries(), *city))
    assert known.canonical("救助金") == "=低保救助金"


def test_a_changed_dictionary_has_another_hash():
    city = dictionary_of((*standard_entries(), *parse_elements("element,aliases\n甲,乙\n", "x")))
    assert city.sha256 != standard_dictionary().sha256

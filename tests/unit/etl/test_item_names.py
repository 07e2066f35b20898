"""Values typed into a field list are no item names; what looks odd and is a name stays one."""

from __future__ import annotations

from datetime import date

import pytest

from etl.feeds import FEEDS, check_row
from etl.item_names import kind_of_value
from etl.load import load_file
from etl.mapping import parse_mapping
from tests.feed_files import TESTER


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("2026-01-05", "一个日期"),
        ("105年1月5日", "一个日期"),
        ("2026/1/5 9:03", "一个日期"),
        ("104", "一个数字"),
        ("20260105", "一个数字"),
        ("1,234", "一个数字"),
        ("12.5%", "一个数字"),
        ("13812345678", "号码"),
        ("(0473)2998877", "号码"),
        ("15030219900101123X", "号码"),
        ("91150300MA0ABCDE12", "号码"),
        ("乌政发〔2025〕12号", "号码"),
        ("http://tyc.tycg.gov.tw/announcements/4", "网址或邮箱"),
        ("a@b.cn", "网址或邮箱"),
        ("电话:(03)4225205", "名称连同所填的值"),
        ("地址(公司地址):320桃园市中坜区环北路390号", "名称连同所填的值"),
        ("機關名稱:桃園市政府青年事務局", "名称连同所填的值"),
        ("联络人:邓小姐", "名称连同所填的值"),
        ("─ 更新频率: 即时", "名称连同所填的值"),
        ("不受前款规定之额度限制。申请活动视青年参与人数", "句子或说明文字"),
        ("学者专家或各民间团体代表列席说明或提供意见。", "句子或说明文字"),
        ("字" * 41, "句子或说明文字"),
    ],
)
def test_values_are_told_from_names(cell: str, kind: str) -> None:
    assert kind_of_value(cell) == kind


@pytest.mark.parametrize(
    "name",
    """
    一月 十二月 第1季 2018 2018年收入 2018-01 104年底 1月1日 65岁以上人口 0~14歲 20-24 1000-1999 08:00-09:00
    上午08:30-12:00车流 GDP PM2.5 CO2 X1 A0101 TWD97_X R0001 1:500地形图 GB/T2260代码 12345热线工单号 是否党员?
    有无病史？ 地址。 content:内容 "sna":场站名称 编号:检体编号 区:行政区 其中：60岁以上 其中：子公司 其中：有子女
    按起火建筑物火灾时用途分_空屋或修建中 法定代表人或者负责人身份证件号码。 累计实征净额与全年预算数比较(百分比)
    """.split(),  # noqa: SIM905 - a table of words
)
def test_odd_names_stay_names(name: str) -> None:
    assert kind_of_value(name) is None


def test_the_clerk_is_told_what_it_looks_like_and_what_to_do() -> None:
    cells = {"resource_id": "R1", "item_name": "电话：0473-2998877"}
    [problem] = check_row(FEEDS["items"], cells, date(2026, 7, 1)).problems
    assert problem.reason == (
        "“信息项名称”中的“电话:0473-2998877”看起来是名称连同所填的值，不是名称，请只填信息项的名称（如“出生日期”），值和说明不要填在这里"
    )


def test_elements_of_a_split_list_are_refused_one_by_one(lake, tmp_path) -> None:
    """One cell with five elements: two names load, three values are refused, all of line 2."""
    path = tmp_path / "list.csv"
    path.write_text(
        "編號,主要欄位\nR1,機關名稱；地址：環北路390號；電話：(03)4225205；104；承辦人\n", encoding="utf-8"
    )
    mapping = parse_mapping(
        {
            "feed": "items", "simplify": True, "columns": {"resource_id": "編號", "item_name": "主要欄位"},
            "split": {"column": "item_name", "brackets": "description"},
        },
        FEEDS["items"],
    )  # fmt: skip
    report = load_file(lake, "items", path, exported_on=date(2026, 7, 1), person=TESTER, mapping=mapping)
    assert (report.rows_read, report.loaded, report.refused) == (5, 2, 3)
    assert [(line, column, value) for line, column, value, _reason in report.problems] == [
        (2, "item_name", "地址:环北路390号"), (2, "item_name", "电话:(03)4225205"), (2, "item_name", "104"),
    ]  # fmt: skip
    assert lake.cursor().execute("select item_name from items order by 1").fetchall() == [
        ("承办人",),
        ("机关名称",),
    ]

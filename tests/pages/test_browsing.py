"""The pages a reader browses: overview, one department, two beside each other, one box to find things."""

from __future__ import annotations

import pandas as pd

from tests.lakes import LakeAddress
from tests.pages.conftest import Draw


def names(page: object) -> list[str]:
    return list(page.multiselect(key="department").options)


def table_with(page: object, column: str) -> pd.DataFrame:
    """The first table with this column."""
    frames: list[pd.DataFrame] = [table.value for table in page.dataframe]
    return next(frame for frame in frames if column in frame)


def test_the_overview_says_what_got_worse_and_who_is_latest(draw: Draw, shown_city: LakeAddress) -> None:
    page = draw("overview", shown_city)
    text = " ".join(one.value for one in page.markdown)
    assert "比上期" in text
    assert "逾期未答复最多的是" in text
    assert "等待处理" in text
    assert "行数据被拒收待更正" in " ".join(link.label for link in page.get("page_link"))


def test_a_department_is_shown_beside_the_city_with_its_tasks_in_order(
    draw: Draw, shown_city: LakeAddress
) -> None:
    everyone = draw("department", shown_city)
    assert any("请选择一个部门" in text.value for text in everyone.markdown)
    name = names(everyone)[0]
    page = draw("department", shown_city, department=[name])
    assert not page.exception
    assert page.subheader[0].value == name
    assert len(page.metric) == 5
    tasks = table_with(page, "先办")
    assert tasks["先办"].tolist() == list(range(1, len(tasks) + 1))
    assert (tasks["数量"] != "0").all()


def test_two_departments_are_compared_on_the_same_figures(draw: Draw, shown_city: LakeAddress) -> None:
    two = names(draw("compare", shown_city))[:2]
    asked = draw("compare", shown_city, compare_mode="departments")
    assert any("请在上方“部门”中选择两个部门" in text.value for text in asked.markdown)
    page = draw("compare", shown_city, compare_mode="departments", department=two)
    assert not page.exception
    table = table_with(page, "相差")
    assert list(table.columns) == ["指标", *two, "相差"]
    rates = table.set_index("指标")
    one = draw("response", shown_city, department=[two[0]])
    assert rates.loc["按时答复率", two[0]].startswith(one.metric[0].value)


def test_a_period_is_compared_with_another(draw: Draw, shown_city: LakeAddress) -> None:
    page = draw("compare", shown_city, other_period="2025")
    assert not page.exception
    table = table_with(page, "相差")
    assert list(table.columns) == ["指标", "2026年第二季度（全市）", "2025年（全市）", "相差"]
    assert page.selectbox(key="other_period").value == "2025"


def test_one_box_finds_resources_departments_and_requests(draw: Draw, shown_city: LakeAddress) -> None:
    page = draw("search", shown_city)
    assert any("请输入至少 2 个字" in text.value for text in page.markdown)
    requests = table_with(draw("search", shown_city, q="sq2025"), "request_id")
    assert requests["request_id"].str.startswith("SQ2025").all()
    name = names(draw("response", shown_city))[0]
    found = draw("search", shown_city, q=name)
    assert table_with(found, "peer_group")["department"].tolist() == [name]
    nothing = draw("search", shown_city, q="没有这样的词'%")
    assert not nothing.exception
    assert any("没有找到" in text.value for text in nothing.markdown)


def test_the_printed_version_writes_every_table_out(draw: Draw, shown_city: LakeAddress) -> None:
    page = draw("response", shown_city, print="1")
    assert not page.exception
    assert not page.dataframe
    assert not page.get("download_button")
    titles = " ".join(text.value for text in page.markdown)
    for title in ("至今未答复清单", "逾期答复清单", "全部申请及期限", "各部门按时答复率"):
        assert title in titles
    assert titles.count("| --- |") >= 4

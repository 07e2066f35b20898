"""The review page: findings by kind and class, one side by side, a ruling through the form, a department's own part."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from access import LOCAL
from duplicates.store import compare_and_store, read_findings
from tests.lakes import LakeAddress
from tests.pages.conftest import Draw
from tests.sample_city import own_city
from warehouse.lake import open_lake


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> LakeAddress:
    """A city of its own, compared."""
    address = own_city(tmp_path_factory, {"departments", "catalogue", "items"})
    with open_lake(address.catalog, address.data) as lake:
        compare_and_store(lake, LOCAL)
    return address


def waiting(page: AppTest) -> int:
    return int(next(tile.value for tile in page.metric if tile.label == "待裁定"))


def test_findings_are_listed_and_the_first_is_shown_side_by_side(draw: Draw, compared: LakeAddress) -> None:
    page = draw("duplicates", compared)
    assert not page.exception
    assert not page.error
    assert waiting(page) > 0
    assert any("已经共享" in heading.value for heading in page.subheader)
    pairs = next(frame.value for frame in page.dataframe if "配对理由" in frame.value.columns)
    assert pairs["配对理由"].str.startswith(("名称相同", "同一数据元")).sum() >= 2


def test_a_ruling_needs_a_reason_and_is_told(draw: Draw, compared: LakeAddress) -> None:
    page = draw("duplicates", compared)
    before = waiting(page)
    button = next(one for one in page.button if one.label == "裁定 1 项")
    button.click().run()
    shown = [error.value for error in page.error]
    assert any("请写明理由" in text for text in shown), (
        shown,
        page.exception,
        [one.value for one in page.success],
    )
    page.text_area(key="rule_reason").set_value("已在来源部门填报")
    next(one for one in page.button if one.label == "裁定 1 项").click().run()
    told = [one.value for one in page.success]
    assert "已裁定 1 项。" in told, (
        told,
        [error.value for error in page.error],
        [str(one) for one in page.exception],
    )
    assert waiting(page) == before - 1
    with open_lake(compared.catalog, compared.data, read_only=True) as lake, lake.read() as (cur, _):
        ruled = read_findings(cur, LOCAL)
    assert ruled["state"].tolist().count("confirmed") == 1


def test_before_a_comparison_the_next_step_is_named(draw: Draw, shown_city: LakeAddress) -> None:
    page = draw("duplicates", shown_city)
    assert any("还没有比对过" in text.value for text in page.caption)
    assert not page.metric

"""Every page draws over a loaded city and over an empty lake; filters in the address are obeyed."""

from __future__ import annotations

import pytest

from tests.lakes import LakeAddress
from tests.pages.conftest import Draw
from ui.navigation import PAGES

STEMS = [entry.stem for entry in PAGES]
WITH_FIGURES = ["overview", "response", "freshness", "conformity", "use", "evaluation"]


@pytest.mark.parametrize("stem", STEMS)
def test_every_page_draws_with_data(draw: Draw, shown_city: LakeAddress, stem: str) -> None:
    page = draw(stem, shown_city)
    assert not page.exception
    assert not page.error
    assert page.title[0].value == next(entry.title for entry in PAGES if entry.stem == stem)


@pytest.mark.parametrize("stem", WITH_FIGURES)
def test_every_page_says_what_its_figures_stand_on(draw: Draw, shown_city: LakeAddress, stem: str) -> None:
    page = draw(stem, shown_city)
    captions = [caption.value for caption in page.caption]
    basis = [
        text
        for text in captions
        if text.startswith("数据截至 2026-06-30 · 统计时段 2026-04-01 至 2026-06-30")
    ]
    assert len(basis) == 1, (captions, [error.value for error in page.error], page.warning)
    assert "快照" in basis[0]
    assert basis[0].endswith("覆盖 11 类数据")


@pytest.mark.parametrize("stem", WITH_FIGURES)
def test_an_empty_lake_is_met_with_the_next_step(draw: Draw, empty_lake: LakeAddress, stem: str) -> None:
    page = draw(stem, empty_lake)
    assert not page.exception
    assert page.subheader[0].value == "还没有数据"
    assert not page.metric


def test_an_empty_lake_can_be_uploaded_to(draw: Draw, empty_lake: LakeAddress) -> None:
    page = draw("upload", empty_lake)
    assert not page.exception
    assert any("还没有上传过文件" in text.value for text in page.markdown)


def test_filters_come_from_the_address(draw: Draw, shown_city: LakeAddress) -> None:
    everyone = draw("response", shown_city)
    names = everyone.multiselect(key="department").options
    page = draw("response", shown_city, period="last12", department=[names[0]], as_of="2026-05-31")
    assert page.selectbox(key="period").value == "last12"
    assert page.multiselect(key="department").value == [names[0]]
    text = " ".join(caption.value for caption in page.caption)
    assert "统计时段 2025-07-01 至 2026-05-31" in text
    assert names[0] in text


def test_dates_that_cannot_go_together_are_explained(draw: Draw, shown_city: LakeAddress) -> None:
    page = draw("response", shown_city, as_of="2025-08-01")
    assert not page.exception
    assert "早于所选时段的开始" in page.warning[0].value
    assert not page.metric


def test_choosing_a_department_narrows_the_figures(draw: Draw, shown_city: LakeAddress) -> None:
    page = draw("response", shown_city, period="last12")
    whole = int(page.metric[1].value.replace(",", ""))
    name = page.multiselect(key="department").options[0]
    one = page.multiselect(key="department").set_value([name]).run()
    assert int(one.metric[1].value.replace(",", "")) <= whole
    assert not one.exception


def test_the_evaluation_leads_from_a_department_to_its_indicators(
    draw: Draw, shown_city: LakeAddress
) -> None:
    page = draw("evaluation", shown_city)
    assert any("选择一个部门" in text.value for text in page.markdown)
    name = page.multiselect(key="department").options[0]
    one = page.multiselect(key="department").set_value([name]).run()
    assert not one.exception
    assert any(f"{name}：逐项得分" in heading.value for heading in one.subheader)

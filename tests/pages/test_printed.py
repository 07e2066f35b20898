"""The print version of each page: everything to read, nothing to operate."""

from __future__ import annotations

import pytest

from tests.lakes import LakeAddress
from tests.pages.conftest import Draw
from ui.navigation import PAGES

Judged = tuple[LakeAddress, str]
CONTROLS = (
    "button",
    "button_group",
    "checkbox",
    "date_input",
    "download_button",
    "file_uploader",
    "form_submit_button",
    "link_button",
    "multiselect",
    "number_input",
    "page_link",
    "radio",
    "selectbox",
    "text_area",
    "text_input",
    "time_input",
    "toggle",
)
BLOCKS = ("dialog", "expandable", "form", "popover", "tab")


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_prints_without_controls(draw: Draw, judged: Judged, entry: object) -> None:
    """As somebody who may do everything sees it."""
    page = draw(entry.stem, judged[0], print="1", q="公积金")
    assert not page.exception
    assert not page.error
    assert page.title[0].value == entry.title
    assert not page.sidebar
    drawn = [kind for kind in (*CONTROLS, *BLOCKS) if page.get(kind)]
    assert drawn == []
    assert not page.dataframe, "a table on paper is written out, not a window onto it"


@pytest.mark.parametrize("stem", ["evaluation", "rounds", "appeals", "budget", "notices", "schemes", "audit"])
def test_what_hides_behind_a_control_is_written_out(draw: Draw, judged: Judged, stem: str) -> None:
    """The same page shows the controls that paper leaves out, so that their absence there says something."""
    page = draw(stem, judged[0])
    assert any(page.get(kind) for kind in CONTROLS)
    paper = draw(stem, judged[0], print="1")
    assert any("| --- |" in text.value for text in paper.markdown)


def test_the_names_of_a_rounds_files_are_printed(draw: Draw, judged: Judged) -> None:
    paper = draw("appeals", judged[0], print="1")
    assert any("证明.txt" in text.value.replace("\\", "") for text in paper.caption)
    assert any("2026Q2" in text.value for text in paper.subheader)


def test_one_department_is_printed_with_its_ledger(draw: Draw, judged: Judged) -> None:
    name = draw("evaluation", judged[0]).multiselect(key="department").options[0]
    paper = draw("evaluation", judged[0], print="1", department=[name])
    assert not paper.exception
    assert not [kind for kind in CONTROLS if paper.get(kind)]
    titles = " ".join(text.value for text in paper.markdown)
    for title in ("指标得分", "扣分明细", "先改什么"):
        assert title in titles

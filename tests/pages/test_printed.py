"""The print version of each page: everything to read, nothing to operate."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from access import LOCAL, Person, Role
from evaluation.appeals import file_appeal
from evaluation.ledger import CONTESTABLE
from evaluation.notices import draft_notice, notice_candidates
from evaluation.round_records import round_frame
from evaluation.rounds import open_round, publish_round
from metrics import Window
from tests.pages.conftest import Draw
from tests.shown_city import LakeAddress, load_city
from ui.navigation import PAGES
from ui.rounds.records import typed
from warehouse.lake import open_lake
from warehouse.local_time import now

WINDOW = Window(start=date(2026, 4, 1), end=date(2026, 6, 30), as_of=date(2026, 6, 30))
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


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> LakeAddress:
    """A city with a published round, an appeal with a file and a notice."""
    folder: Path = tmp_path_factory.mktemp("judged")
    address = load_city(folder)
    with open_lake(address.catalog, address.data, readable=[folder]) as lake:
        open_round(lake, LOCAL, "2026Q2", WINDOW, "二季度评价")
        publish_round(lake, LOCAL, "2026Q2", now().date() + timedelta(days=10), "公示")
        with lake.read() as (cur, _):
            ledger = typed(round_frame(cur, "2026Q2", "ledger"))
        row = ledger[ledger["kind"].isin(CONTESTABLE)].iloc[0]
        clerk = Person("李华", frozenset({Role.DEPARTMENT}), row["department"])
        file_appeal(lake, clerk, "2026Q2", row["entry"], "已答复，附材料。", [("证明.txt", b"proof")])
        candidate = notice_candidates(ledger).iloc[0]
        draft_notice(lake, LOCAL, "2026Q2", candidate["department"], candidate["circumstance"])
    return address


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_prints_without_controls(draw: Draw, judged: LakeAddress, entry: object) -> None:
    """As somebody who may do everything sees it."""
    page = draw(entry.stem, judged, print="1", q="公积金")
    assert not page.exception
    assert not page.error
    assert page.title[0].value == entry.title
    assert not page.sidebar
    drawn = [kind for kind in (*CONTROLS, *BLOCKS) if page.get(kind)]
    assert drawn == []
    assert not page.dataframe, "a table on paper is written out, not a window onto it"


@pytest.mark.parametrize("stem", ["evaluation", "rounds", "appeals", "budget", "notices", "schemes", "audit"])
def test_what_hides_behind_a_control_is_written_out(draw: Draw, judged: LakeAddress, stem: str) -> None:
    """The same page shows the controls that paper leaves out, so that their absence there says something."""
    page = draw(stem, judged)
    assert any(page.get(kind) for kind in CONTROLS)
    paper = draw(stem, judged, print="1")
    assert any("| --- |" in text.value for text in paper.markdown)


def test_the_names_of_a_rounds_files_are_printed(draw: Draw, judged: LakeAddress) -> None:
    paper = draw("appeals", judged, print="1")
    assert any("证明.txt" in text.value.replace("\\", "") for text in paper.caption)
    assert any("2026Q2" in text.value for text in paper.subheader)


def test_one_department_is_printed_with_its_ledger(draw: Draw, judged: LakeAddress) -> None:
    name = draw("evaluation", judged).multiselect(key="department").options[0]
    paper = draw("evaluation", judged, print="1", department=[name])
    assert not paper.exception
    assert not [kind for kind in CONTROLS if paper.get(kind)]
    titles = " ".join(text.value for text in paper.markdown)
    for title in ("指标得分", "扣分明细", "先改什么"):
        assert title in titles

"""Texts of files and of departments are shown as they are: nothing in them is drawn, linked or fetched."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from access import LOCAL
from etl.load import load_file
from tests.lakes import LakeAddress, address_in
from tests.pages.conftest import SECONDS
from ui import lake

PICTURE = "![甲](https://example.cn/a.png)"
OUTAGES = (
    f"故障编号,开始时间,结束时间,影响范围,{PICTURE}\nGZ-1,2026-03-02 09:00,2026-03-02 11:30,{PICTURE},1\n"
)


@pytest.fixture
def address(tmp_path: Path, use_lake: Any) -> LakeAddress:
    """A lake with one file whose name, headers and cells ask for a picture of another server."""
    found = address_in(tmp_path / "lake")
    use_lake(found)
    path = tmp_path / "outages.csv"
    path.write_text(OUTAGES, encoding="utf-8")
    load_file(lake.lake(), "outages", path, exported_on=date(2026, 4, 1), person=LOCAL, file_name=PICTURE)
    return found


def texts(page: AppTest) -> list[str]:
    """Everything on the page that is read as Markdown."""
    cells = [str(cell) for table in page.table for cell in table.value.to_numpy().ravel()]
    return [one.value for one in (*page.markdown, *page.caption)] + cells


def test_the_origin_of_a_row_shows_names_headers_and_cells_as_they_are(address: LakeAddress) -> None:
    script = "from ui import language, origin\nlanguage.begin()\norigin._draw('outages', 1, 2, None)"
    page = AppTest.from_string(script, default_timeout=SECONDS).run()
    assert not page.exception
    shown = texts(page)
    assert sum("example.cn" in text for text in shown) == 3  # the file's name, its headers, the cell
    assert not any("](" in text for text in shown)


def test_the_name_of_an_appeal_file_is_shown_as_it_is(address: LakeAddress) -> None:
    script = (
        "from types import SimpleNamespace\nfrom access import LOCAL\nfrom ui import language\n"
        "from ui.rounds.ruling import _files\nlanguage.begin()\n"
        f"_files(LOCAL, SimpleNamespace(appeal_id='2026Q2-0001', files=[{PICTURE!r}]))"
    )
    page = AppTest.from_string(script, default_timeout=SECONDS).run()
    assert not page.exception
    (button,) = page.get("download_button")
    assert "example" in button.proto.label
    assert "](" not in button.proto.label

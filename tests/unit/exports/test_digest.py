"""The weekly digest: news only, self-contained, hostile texts harmless, one department its own only."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from access import COMMAND_LINE, AccessError, Person, Role
from etl.load import load_file
from exports.digest import write_digest
from tests.feed_files import TESTER, load_register, load_rows
from warehouse.errors import ExportError
from warehouse.lake import Lake

HOSTILE = "<script>alert(1)</script>"
REQUESTS = [
    ["申请编号", "资源编号", "使用部门", "使用用途", "申请时间", "答复时间", "答复结果"],
    # received Mon 2 Mar 2026, due Mon 9 Mar: late before the week; Fri 13 Mar, due Fri 20 Mar: late in the week
    ["Q-old", "R2", "市人社局", "核对", "2026-03-02 09:00", "", ""],
    ["Q-new", "R2", "市公安局", "核对", "2026-03-13 09:00", "", ""],
    # received Thu 19 Mar, due Thu 26 Mar: not yet due on the 24th
    ["Q-open", "R2", "市公安局", "核对", "2026-03-19 09:00", "", ""],
]


@pytest.fixture
def town(lake: Lake, tmp_path: Path) -> Lake:
    load_register(lake, tmp_path)
    load_rows(lake, tmp_path, "requests", REQUESTS)
    return lake


def test_only_what_is_new_in_the_week_is_told(town: Lake, tmp_path: Path) -> None:
    out = tmp_path / "要情.html"
    sections = write_digest(town, out, COMMAND_LINE, as_of=date(2026, 3, 24))
    late = sections[0]
    assert (late.total, [row[1] for row in late.rows]) == (1, ["Q-new"])
    text = out.read_text(encoding="utf-8")
    assert "2026-03-17 至 2026-03-24" in text
    assert "Q-new" in text
    assert "Q-old" not in text
    assert "Q-open" not in text


def test_the_file_needs_nothing_else_and_hostile_texts_are_written_out(town: Lake, tmp_path: Path) -> None:
    path = tmp_path / f"{HOSTILE.replace('/', '')}.csv"
    path.write_text("故障编号,开始时间\nG1,2026-02-30 09:00\n", encoding="utf-8")
    load_file(town, "outages", path, exported_on=date(2026, 3, 24), person=TESTER)
    out = tmp_path / "要情.html"
    write_digest(town, out, COMMAND_LINE, as_of=date(2026, 3, 24))
    text = out.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in text
    assert "<script" not in text
    assert not re.search(r"(src|href)=", text)


def test_a_department_gets_its_own_news_only(town: Lake, tmp_path: Path) -> None:
    other = Person("赵六", frozenset({Role.DEPARTMENT}), department="乌海市公安局")
    out = tmp_path / "要情.html"
    sections = write_digest(town, out, other, as_of=date(2026, 3, 24))
    assert [section.total for section in sections[:1]] == [0]
    assert "Q-new" not in out.read_text(encoding="utf-8")
    assert len(sections) == 4  # nothing of the city's desk
    with pytest.raises(AccessError):
        write_digest(town, out, other, as_of=date(2026, 3, 24), department="乌海市民政局")
    with pytest.raises(AccessError):
        write_digest(town, out, replace(other, department=None), department="乌海市民政局")
    clerk = Person("张敏", frozenset({Role.UPLOADER}))
    with pytest.raises(AccessError):
        write_digest(town, out, clerk, as_of=date(2026, 3, 24))


def test_an_empty_lake_is_told(lake: Lake, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="数据湖中还没有数据"):
        write_digest(lake, tmp_path / "要情.html", COMMAND_LINE)

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from etl.readers.archives import column_number, inspect_workbook
from warehouse.errors import LoadError

BOOK = '<workbook><sheets><sheet name="甲&amp;乙" sheetId="1" r:id="rId7"/></sheets></workbook>'
RELATIONS = '<Relationships><Relationship Id="rId7" Type="t" Target="worksheets/sheet9.xml"/></Relationships>'


def archive(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
        if "content_xml" not in parts:
            out.writestr("xl/workbook.xml", BOOK)
            out.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
    return path


def test_formula_errors_by_sheet(tmp_path: Path) -> None:
    sheet = (
        '<row r="4"><c r="A4" t="s"><v>0</v></c><c r="AB4" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="AC4" t="e"><v>#N/A</v></c></row>'
    )
    path = archive(tmp_path / "a.xlsx", xl__worksheets__sheet9_xml=sheet)
    # column AB is the 28th, position 27
    assert inspect_workbook(path, "a.xlsx", "xlsx") == {"甲&乙": {(4, 27): "#DIV/0!", (4, 28): "#N/A"}}


def test_extent_of_a_sheet(tmp_path: Path) -> None:
    fine = '<c r="A1"/><c r="B1048576"/>'
    assert inspect_workbook(archive(tmp_path / "a.xlsx", xl__worksheets__s_xml=fine), "a.xlsx", "xlsx") == {}
    for cells, what in (('<c r="BXY1"/>', "2,001列"), ('<c r="A1"/><c r="CZ1048576"/>', "1,048,576行×104列")):
        path = archive(tmp_path / "b.xlsx", xl__worksheets__s_xml=cells)
        with pytest.raises(LoadError) as caught:
            inspect_workbook(path, "b.xlsx", "xlsx")
        assert what in caught.value.what


def test_repeated_cells_of_an_ods(tmp_path: Path) -> None:
    blank = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    assert inspect_workbook(archive(tmp_path / "a.ods", content_xml=blank), "a.ods", "ods") == {}
    wide = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1">'
    )
    long = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value="1"/>'
        "</table:table-row>"
    )
    for content in (wide, long):
        with pytest.raises(LoadError, match="重复过多"):
            inspect_workbook(archive(tmp_path / "b.ods", content_xml=content), "b.ods", "ods")


@pytest.mark.parametrize(
    ("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("AZ", 52), ("XFD", 16_384)]
)
def test_column_numbers(letters: str, number: int) -> None:
    assert column_number(letters) == number


SLOWEST = 10.0
"""Seconds; with patterns that look on past the next "<" each of these takes hours, and the server stands still."""


@pytest.mark.parametrize(
    ("container", "part", "content"),
    [
        ("xlsx", "xl__worksheets__sheet9_xml", "<c "),
        ("xlsx", "xl__worksheets__sheet9_xml", '<c r="A1" t="e">'),
        ("xlsx", "xl__worksheets__sheet9_xml", '<c r="A1" t="e"><f>'),
        ("xlsx", "xl__worksheets__sheet9_xml", 't="e" r="A1" '),
        ("ods", "content_xml", "<table:table-cell "),
        ("ods", "content_xml", '<table:table-row table:number-rows-repeated="9">'),
        ("ods", "content_xml", '<table:table-row table:number-rows-repeated="9" '),
    ],
)
def test_hostile_markup_takes_no_longer_than_its_length(
    tmp_path: Path, container: str, part: str, content: str
) -> None:
    """Two million bytes of the beginning of something that never ends."""
    path = archive(tmp_path / "a", **{part: content * (2_000_000 // len(content))})
    before = time.process_time()
    assert inspect_workbook(path, "a", container) == {}
    assert time.process_time() - before < SLOWEST


def test_hostile_lists_of_sheets_take_no_longer_than_their_length(tmp_path: Path) -> None:
    """A workbook with one formula error, whose list of sheets is one endless attribute."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("xl/worksheets/sheet9.xml", '<c r="A1" t="e"><v>#N/A</v></c>')
        out.writestr("xl/workbook.xml", "<sheet " + "a" * 2_000_000 + ">")
        out.writestr("xl/_rels/workbook.xml.rels", "<Relationship " * 100_000)
    before = time.process_time()
    assert inspect_workbook(path, "a.xlsx", "xlsx") == {}
    assert time.process_time() - before < SLOWEST

from __future__ import annotations

from pathlib import Path

import pytest

from etl.readers.encoding import legacy_encoding, marked_encoding, unmarked_utf16

SIMPLIFIED = "各部门应当在申请受理后五个工作日内作出答复，不予同意的应当说明理由。"
TRADITIONAL = "各機關應當於申請受理後五個工作日內作出答覆，不予同意者應當說明理由。"


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "cp950"),
        ("編號,資料名稱,更新頻率\n", "gb18030", "gb18030"),
        ("編號,資料名稱,更新頻率\n", "big5", "cp950"),
        ("café noir", "latin-1", None),
        ("élève, maître, où", "cp1252", None),
    ],
)
def test_certain_or_none(text: str, written: str, found: str | None) -> None:
    assert legacy_encoding(text.encode(written)) == found


def test_real_lists_in_big5(real_folder: Path) -> None:
    text = (real_folder / "taoyuan_catalogue_2018.csv").read_text("utf-8-sig")
    body = text.split("\n", 1)[1]
    # any thousand characters are enough, without the header
    for start in range(0, 200_000, 20_000):
        sample = body[start : start + 1000]
        assert legacy_encoding(sample.encode("cp950", "ignore")) == "cp950"


def test_byte_order_marks() -> None:
    assert marked_encoding("\ufeff编".encode()) == ("utf-8-sig", 3)
    assert marked_encoding("\ufeff编".encode("utf-16-le")) == ("utf-16-le", 2)
    assert marked_encoding("\ufeff编".encode("utf-16-be")) == ("utf-16-be", 2)
    assert marked_encoding(b"id,name") is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark(encoding: str) -> None:
    assert unmarked_utf16(f"资源编号,数据更新时间\n{SIMPLIFIED}\n一丁\n".encode(encoding)) == encoding
    assert unmarked_utf16(b"\0" * 100) is None
    assert unmarked_utf16(b"a\0b\n\0\0") is None

from __future__ import annotations

import gzip
import hashlib
import random
import zipfile
from pathlib import Path

import pytest

from etl.readers import open_source
from etl.readers.source import shown_name
from warehouse.errors import LoadError

HEADER = "资源编号,数据更新时间,数据量,内容摘要"
ROWS = ["R1,2026-01-05 09:03,10,摘要一", "R2,2026-01-06 10:00,20,摘要二"]
CONTENT = "\n".join([HEADER, *ROWS]) + "\n"
TRADITIONAL = "資源編號,數據更新時間,數據量\nR1,2026-01-05,臺北市政府資訊局\n"


def refuse(path: Path) -> LoadError:
    with pytest.raises(LoadError) as caught:
        open_source(path)
    assert path.name in caught.value.where
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("packed", [True, False])
def test_encoding_and_digest(tmp_path: Path, encoding: str, marked: bool, packed: bool) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"") if marked else b""
    content = mark + CONTENT.encode(encoding)
    if packed:
        content = gzip.compress(content)
    path = tmp_path / "refreshes.csv"
    path.write_bytes(content)
    source = open_source(path)
    assert (source.encoding, source.container, source.delimiter) == (encoding, "csv", ",")
    assert source.sha256 == hashlib.sha256(content).hexdigest()
    assert source.size_bytes == len(content)


@pytest.mark.parametrize("written", ["big5", "cp950"])
def test_big5_is_told_from_gb18030(tmp_path: Path, written: str) -> None:
    path = tmp_path / "big5.csv"
    path.write_bytes(TRADITIONAL.encode(written))
    assert open_source(path).encoding == "cp950"
    path.write_bytes(TRADITIONAL.encode("gb18030"))
    assert open_source(path).encoding == "gb18030"


def test_the_copy_goes_with_the_source(tmp_path: Path) -> None:
    path = tmp_path / "gb.csv"
    path.write_bytes(CONTENT.encode("gb18030"))
    source = open_source(path, folder=tmp_path / ".")
    assert source.text is not None
    copy = source.text.path
    assert copy.read_text("utf-8") == CONTENT
    del source
    assert not copy.exists()


def test_empty_and_blank(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    assert "空的" in refuse(path).what
    path.write_bytes(gzip.compress(b""))
    assert "空的" in refuse(path).what
    path.write_bytes("\ufeff \r\n\n\u3000\n".encode())
    assert "没有内容" in refuse(path).what
    with pytest.raises(LoadError, match="不存在"):
        open_source(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (random.Random(1).randbytes(20_000), "二进制"),  # noqa: S311 - junk, not a secret
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "网页"),
        (b'[{"resource_id": "R1"}]', "JSON 数组"),
        (gzip.compress(CONTENT.encode())[:-20], "gzip"),
    ],
)
def test_not_a_table(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "junk.csv"
    path.write_bytes(content)
    error = refuse(path)
    assert what in error.what
    assert error.remedy


def test_nul_bytes_name_the_line(tmp_path: Path) -> None:
    lines = [HEADER, *ROWS * 300]
    lines[399] = "R1,2026-01-05\0 09:03,10,x"
    path = tmp_path / "nul.csv"
    path.write_text("\n".join(lines), "utf-8")
    error = refuse(path)
    assert "NUL" in error.what
    assert "第400行" in error.where


@pytest.mark.parametrize("foreign", [4, 250, 601])
def test_mixed_encodings_name_the_line(tmp_path: Path, foreign: int) -> None:
    lines = [line.encode() for line in [HEADER, *ROWS * 300]]
    lines[foreign - 1] = "R3,2026-01-07,30,市场监督管理局".encode("gb18030")
    path = tmp_path / "mixed.csv"
    path.write_bytes(b"\n".join(lines))
    error = refuse(path)
    assert "混用" in error.what
    assert f"第{foreign}行" in error.where
    assert "UTF-8" in error.remedy


def test_utf8_lines_in_a_gb18030_file(tmp_path: Path) -> None:
    lines = [line.encode("gb18030") for line in [HEADER, *ROWS * 20_000]]
    lines[35_000] = "R3,2026-01-07,30,市场监督管理局".encode()
    path = tmp_path / "mixed.csv"
    path.write_bytes(b"\n".join(lines))
    error = refuse(path)
    assert "混用" in error.what
    assert "第35001行" in error.where


def test_broken_byte_in_a_gb18030_file(tmp_path: Path) -> None:
    lines = [line.encode("gb18030") for line in [HEADER, *ROWS * 20_000]]
    lines[35_000] = b"R3,2026-01-07,30,\xff\xff"
    path = tmp_path / "broken.csv"
    path.write_bytes(b"\n".join(lines))
    assert "第35001行" in refuse(path).where


def test_undecidable_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("id,name\n1,café noir\n".encode("latin-1"))
    error = refuse(path)
    assert "不能确定文件的编码" in error.what
    assert "第2行" in error.where


def test_overlong_line_and_too_many_columns(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(f"{HEADER}\n{ROWS[0]}\nR2,".encode() + b"x" * (3 << 20) + b"\nR3,,,\n")
    error = refuse(path)
    assert "超过1,024 KB" in error.what
    assert "第3行" in error.where
    path.write_bytes(b",".join(b"c%d" % n for n in range(2_000_000)) + b"\n1,2\n")
    error = refuse(path)
    assert "上限2,000列" in error.what
    assert "第1行" in error.where


def test_gzip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"0" * (80 << 20)))
    assert "解压后超过上限" in refuse(path).what


def test_zip_bomb_by_its_directory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (80 << 20))
    error = refuse(path)
    assert "解压后超过上限" in error.what
    assert "80 MB" in error.what


def test_other_archives(tmp_path: Path) -> None:
    path = tmp_path / "files.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", CONTENT)
    assert "先解压" in refuse(path).remedy
    path.write_bytes(path.read_bytes()[:-30])
    assert "损坏" in refuse(path).what


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "refreshes.txt"
    path.write_text(CONTENT.replace(",", delimiter), "utf-8")
    assert open_source(path).delimiter == delimiter
    path.write_text(f"2026年导出、共2行\n\n{CONTENT}".replace(",", delimiter), "utf-8")
    assert open_source(path).delimiter == delimiter
    path.write_text(f"x{delimiter}y\n1,1{delimiter}2\n1{delimiter}2\n", "utf-8")
    assert open_source(path).delimiter == delimiter or delimiter == ","


def test_one_nul_byte_in_a_small_file_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("编号,部门\n1,公安局\n2,公\0安局\n".encode())
    with pytest.raises(LoadError, match="NUL") as refused:
        open_source(path)
    assert "第3行" in refused.value.where


def test_folders_and_absent_files_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="这是文件夹"):
        open_source(tmp_path)
    with pytest.raises(LoadError, match="文件不存在"):
        open_source(tmp_path / "no.csv")
    with pytest.raises(LoadError, match="文件名过长"):
        open_source(tmp_path / ("长" * 200))


def test_names_are_shown_on_one_line() -> None:
    assert shown_name("甲\n[b].csv\udcff") == "甲 [b].csv?"

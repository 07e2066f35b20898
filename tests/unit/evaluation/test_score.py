from pathlib import Path
from typing import Any

import pytest

from evaluation.scheme import SCHEMES, load_scheme
from evaluation.score import ValuesError, read_values, scores_frame

HDI = load_scheme(SCHEMES / "hdi.toml")
HEADER = "iso3,country,le_2022,eys_2022,mys_2022,gnipc_2022\n"


def file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "values.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_values_are_scored_level_by_level(tmp_path: Path) -> None:
    read = read_values(file(tmp_path, HEADER + "AAA,甲国,52.5,9,7.5,75000\nBBB,乙国,85,20,15,100\n"), HDI)
    found: Any = scores_frame(HDI, read.table).set_index("unit")
    # (52.5 - 20) / 65 = 0.5; (9/18 + 7.5/15) / 2 = 0.5; income 1: cube root of 0.25 = 0.630 (rounded)
    assert found.loc["AAA", ["life_expectancy", "education", "income"]].tolist() == [0.5, 0.5, 1.0]
    assert found.loc["AAA", "total"] == 0.63
    # income on the lower goalpost is 0, and a geometric mean with a 0 is 0
    assert found.loc["BBB", "total"] == 0.0
    assert found["rank"].tolist() == [1, 2]
    assert read.ignored_columns == ["country"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_of_clerks_are_read(tmp_path: Path, encoding: str) -> None:
    text = HEADER.replace("iso3", "国家") + '甲国,,52.5,9,7.5,"75,000"\n'
    read = read_values(file(tmp_path, text, encoding), HDI, "国家")
    assert read.table.loc["甲国", "income_per_head"] == 75000


def test_a_unit_with_a_gap_gets_no_rank_when_the_scheme_asks_for_everything(tmp_path: Path) -> None:
    read = read_values(file(tmp_path, HEADER + "AAA,,60,9,/,1000\nBBB,,60,9,7,1000\n"), HDI)
    found: Any = scores_frame(HDI, read.table).set_index("unit")
    assert found.loc[["AAA"], ["total", "rank"]].isna().all(axis=None)
    assert "数据不足" in found.loc["AAA", "note"]
    assert found.loc["BBB", "rank"] == 1


def test_all_wrong_cells_are_named_with_line_and_column(tmp_path: Path) -> None:
    text = HEADER + "AAA,,六十,9,7,1000\nBBB,,60,9,inf,0\nAAA,,60,9,7,1000\n,,60,9,7,1000\n"
    with pytest.raises(ValuesError) as refused:
        read_values(file(tmp_path, text), HDI)
    for sentence in (
        "有 5 处问题",
        "第 2 行，列 le_2022，值 '六十'：不是数字",
        "第 3 行，列 mys_2022，值 'inf'：不是有限的数字",
        "第 3 行，列 gnipc_2022，值 '0'：对数计分要求数值大于 0",
        "第 4 行：AAA 与第 2 行重复",
        "第 5 行：iso3 为空",
    ):
        assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("iso3,le_2022\nAAA,60\n", "缺少列 eys_2022"),
        ("", "没有表头"),
        (HEADER, "没有任何数据行"),
        (HEADER.replace("country", "le_2022"), "列 le_2022 出现了 2 次"),
    ],
)
def test_unusable_files_are_refused(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ValuesError, match=sentence):
        read_values(file(tmp_path, text), HDI)


def test_short_and_long_rows_are_refused_and_not_guessed_at(tmp_path: Path) -> None:
    # Line 2 lacks a cell (a forgotten comma shifts every value to its right), line 4 has one too many.
    text = HEADER + "AAA,,60,9,1000\nBBB,,60,9,7,1000\nCCC,,60,9,7,1,000\n\nDDD\n"
    with pytest.raises(ValuesError) as refused:
        read_values(file(tmp_path, text), HDI)
    for sentence in (
        "有 3 处问题",
        "第 2 行：有 5 格，表头有 6 列",
        "第 4 行：有 7 格，表头有 6 列",
        "第 6 行：有 1 格，表头有 6 列",
    ):
        assert sentence in str(refused.value)


def test_columns_and_cells_are_refused_together(tmp_path: Path) -> None:
    text = HEADER.replace("eys_2022", "eys_2202") + "AAA,,六十,9,7,1000\nAAA,,60,9,7,1000\n"
    with pytest.raises(ValuesError) as refused:
        read_values(file(tmp_path, text), HDI)
    for sentence in (
        "有 3 处问题",
        "缺少列 eys_2022，文件中的 eys_2202 是否即该列？",
        "第 2 行，列 le_2022，值 '六十'：不是数字",
        "第 3 行：AAA 与第 2 行重复",
    ):
        assert sentence in str(refused.value)


@pytest.mark.parametrize("cell", ["12%", '"1,5"', "1_000", "约60", "0x3C", "1e", "一", "60岁", "=60"])
def test_what_is_not_plainly_a_number_is_refused(tmp_path: Path, cell: str) -> None:
    with pytest.raises(ValuesError, match=r"第 2 行，列 le_2022，值 .*：不是数字"):
        read_values(file(tmp_path, HEADER + f"AAA,,{cell},9,7,1000\n"), HDI)


@pytest.mark.parametrize(
    ("cell", "value"), [('"1,060"', 1060.0), ("１２", 12.0), ("6e1", 60.0), ("60.", 60.0), (" 60 ", 60.0)]
)
def test_numbers_as_clerks_write_them_are_read(tmp_path: Path, cell: str, value: float) -> None:
    read = read_values(file(tmp_path, HEADER + f"AAA,,{cell},9,7,1000\n"), HDI)
    assert read.table.loc["AAA", "life_expectancy"] == value


@pytest.mark.parametrize("cell", ["", "/", "-", "NA", "无", "null"])
def test_blank_cells_are_missing_values(tmp_path: Path, cell: str) -> None:
    read = read_values(file(tmp_path, HEADER + f"AAA,,{cell},9,7,1000\n"), HDI)
    assert read.table["life_expectancy"].isna().tolist() == [True]


def test_a_quote_that_is_never_closed_does_not_swallow_the_rest(tmp_path: Path) -> None:
    text = HEADER + 'AAA,"甲国,60,9,7,1000\nBBB,,60,9,7,1000\n'
    with pytest.raises(ValuesError, match="不是完整的 CSV 文件"):
        read_values(file(tmp_path, text), HDI)


def test_only_the_first_problems_are_listed_but_all_are_counted(tmp_path: Path) -> None:
    text = HEADER + "".join(f"U{n},,x,9,7,1000\n" for n in range(60))
    with pytest.raises(ValuesError) as refused:
        read_values(file(tmp_path, text), HDI)
    assert "有 60 处问题" in str(refused.value)
    assert "另有 10 处" in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValuesError, match="找不到"):
        read_values(tmp_path / "no.csv", HDI)

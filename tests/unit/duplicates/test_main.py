"""The finder's command line: what it prints, what it keeps; every refusal is a failing exit code and a sentence."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from duplicates.__main__ import LISTED, main
from duplicates.rulings import Ruling, rule
from duplicates.store import newest_run
from tests.unit.duplicates.test_find import AGAIN

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(town, monkeypatch, capsys) -> Command:
    """Run `duplicates` with arguments on the town's lake: exit code, standard output, standard error."""
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, published=date(2022, 9, 1))
    monkeypatch.setenv("LAKE_CATALOG", town.lake.settings.catalog)
    monkeypatch.setenv("LAKE_DATA", town.lake.settings.data)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["duplicates", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return run


def rows(printed: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed)))


def runs(town) -> int:
    with town.lake.read() as (cur, _):
        return len(newest_run(cur))


def test_find_prints_csv_and_keeps_nothing(command, town):
    code, shown, _ = command("find")
    found = rows(shown)
    assert code == 0
    assert tuple(found[0]) == LISTED
    first = found[0]
    assert (first["kind"], first["department"], first["provider"]) == ("resource", "教育局", "民政局")
    assert (first["resource_id"], first["source_id"], first["first"]) == ("B1", "A1", "source")
    assert (int(first["asked"]), int(first["held"])) == (7, 6)  # 就读学校 stands only in B1
    assert runs(town) == 0


def test_find_prints_json_with_the_item_pairs(command):
    code, shown, _ = command("find", "--format", "json", "--full")
    first = json.loads(shown)[0]
    assert code == 0
    assert len(first["pairs"]) == 6
    assert first["unmatched"] == ["就读学校"]
    assert {pair["reason"] for pair in first["pairs"]} == {"same_name", "same_element", "similar"}


def test_find_looks_at_a_past_day(command):
    """B1 was published on 2022-09-01; before the catalogue listed it there is nothing to find."""
    assert len(rows(command("find", "--as-of", "2026-01-31")[1])) > 0
    assert rows(command("find", "--as-of", "2021-01-31")[1]) == []


def test_a_stored_comparison_can_be_explained_with_its_rulings(command, town, evaluator):
    code, shown, _ = command("find", "--store", "--by", "张敏")
    finding = rows(shown)[0]["finding_id"]
    assert code == 0
    with town.lake.read() as (cur, _snapshot):
        assert newest_run(cur)["found_by"].tolist() == ["张敏"]
    rule(town.lake, evaluator, [finding], Ruling("wrong", "不是同一批人"))
    code, shown, _ = command("explain", finding)
    assert code == 0
    lines = shown.splitlines()
    assert lines[0].startswith("教育局采集的 7 项中，有 6 项民政局已经共享")
    assert "  state: 误报" in lines
    assert "  published_on: 2022-09-01 00:00:00" in lines
    assert "  source_published_on: 2020-05-01 00:00:00" in lines
    assert "  姓名 ＝ 姓名：名称相同 1.00" in lines
    assert "  未配对：就读学校  ｜  家庭人均收入" in lines
    assert lines[-1].endswith("张敏：误报 不是同一批人")
    assert rows(command("precision")[1])[0]["precision"] == "0.0"


def test_a_new_entry_is_checked(command):
    code, shown, _ = command(
        "check", "--department", "林业局", "--items", "姓名,低保证号，保障人口数、月保障金额,致贫原因"
    )
    assert code == 0
    assert shown.splitlines()[0].startswith("民政局“最低生活保障对象信息”（A1）已共享 5 项中的 5 项")
    code, shown, _ = command("check", "--department", "林业局", "--items", "树种,胸径,冠幅")
    assert (code, shown.strip()) == (0, "没有发现其他部门已共享这些信息项")


def test_two_lists_are_aligned(command, tmp_path):
    (tmp_path / "a.txt").write_text("移动电话\n经营期限起\n备注\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes("手机号码\n经营期限止\n".encode("gb18030"))
    code, shown, _ = command("align", tmp_path / "a.txt", tmp_path / "b.txt")
    assert code == 0
    assert shown.splitlines() == [
        "  移动电话 ＝ 手机号码：同一数据元 1.00",
        "  未配对：经营期限起、备注  ｜  经营期限止",
    ]


def test_a_city_imports_its_elements(command, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text(
        "element,role,about,authority,aliases\n就读地,data,,,就读学校、家庭人均收入\n", encoding="utf-8"
    )
    code, shown, _ = command("elements", "import", own)
    assert (code, shown.strip()) == (0, "已导入 1 个数据元")
    first = rows(command("find")[1])[0]
    assert (int(first["asked"]), int(first["held"])) == (7, 7)


REFUSED = (
    (("find", "--as-of", "gestern"), "--as-of 不是日期"),
    (("find", "--as-of", "2026-02-30"), "--as-of 不是日期"),
    (("explain", "R404"), "没有编号为“R404”的发现"),
    (("check", "--department", "林业局", "--items", " ,，"), "请列出信息项的名称"),
    (("align", "{folder}/odd.txt", "{folder}/odd.txt"), "文件的编码无法确定"),
    (("elements", "import", "{folder}/odd.txt"), "文件的编码无法确定"),
    (("elements", "import", "{folder}/bad.csv"), "role 只能是"),
)
UNKNOWN = (
    ("find", "--format", "xml"),
    ("align", "no.txt", "no.txt"),
    ("check", "--items", "姓名"),
    ("nothing",),
)


def test_what_is_refused_is_told_in_a_sentence(command, tmp_path):
    (tmp_path / "odd.txt").write_bytes(b"\xff\x00\xfe\x81")
    (tmp_path / "bad.csv").write_text("element,role,about,authority,aliases\n甲,x,,,乙\n", encoding="utf-8")
    for arguments, sentence in REFUSED:
        code, _, told = command(*(part.format(folder=tmp_path) for part in arguments))
        assert (code, sentence in told, "Traceback" in told) == (1, True, False), (arguments, told)


def test_arguments_nobody_knows_are_refused(command):
    for arguments in UNKNOWN:
        code, _, told = command(*arguments)
        assert (code, "Traceback" in told) == (2, False), (arguments, told)


def test_without_a_lake_the_next_step_is_told(command, tmp_path, monkeypatch):
    monkeypatch.setenv("LAKE_CATALOG", f"sqlite:{tmp_path}/none/catalog.sqlite")
    monkeypatch.delenv("LAKE_DATA")
    code, _, told = command("find")
    assert code == 1
    assert told.strip()
    assert "Traceback" not in told

"""The loader's command line: every refusal a sentence, the right exit code, nothing half-loaded."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.__main__ import main
from tests.feed_files import CATALOGUE, DEPARTMENTS, REQUESTS, write_rows
from warehouse.lake import Lake, open_lake

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run `etl` with arguments on a lake of its own: exit code, standard output, standard error."""
    monkeypatch.setenv("LAKE_CATALOG", f"sqlite:{tmp_path}/lake/catalog.sqlite")
    for name in ("LAKE_DATA", "LAKE_WORK"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["etl", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return run


def test_all_wrong_arguments_are_told_at_once(command: Command, tmp_path: Path) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text('feed = ["requests"]\nvalues = 3\n', encoding="utf-8")
    code, _, told = command("load", "requests", "no.csv", "--map", mapping, "--exported-on", "2999-01-01")
    assert code == 1
    assert "映射文件有2处问题" in told
    assert "导出日期 2999-01-01 不合理" in told
    code, _, told = command("load", "nothing", "no.csv", "--exported-on", "gestern")
    assert (code, "没有名为“nothing”" in told, "“gestern”不是日期" in told) == (1, True, True)
    assert not (tmp_path / "lake").exists()


def test_good_files_load_beside_bad_ones_and_odd_names_stay_on_one_line(
    command: Command, tmp_path: Path
) -> None:
    register = write_rows(tmp_path / "departments.csv", DEPARTMENTS)
    assert command("load", "departments", register, "--exported-on", "2026-03-31", "--by", "[/b]")[0] == 0
    bytes_of_gbk = tmp_path / os.fsdecode(b"\xb9\xab.csv")
    odd = write_rows(tmp_path / "[red]两\n行[x].csv", [*REQUESTS, ["Q3", "R2", "[/b]", *[""] * 7]])
    write_rows(bytes_of_gbk, REQUESTS)
    code, shown, told = command("load", "requests", tmp_path, tmp_path / "no.csv", bytes_of_gbk, odd)
    assert code == 1
    assert "这是文件夹" in told
    assert "文件不存在" in told
    assert "[red]两 行[x].csv：批次 3；读取 3，入库 0，未变 2，旧版 0，拒收 1" in shown
    assert "“[/b]”不在部门名录中" in told
    listed = command("batches")[1]
    assert "[red]两 行[x].csv" in listed
    assert "2026-03-31 " in listed
    assert "[/b]" in listed


def test_rejects_and_samples_that_cannot_be_written(command: Command, tmp_path: Path) -> None:
    register = write_rows(tmp_path / "departments.csv", DEPARTMENTS)
    command("load", "departments", register, "--exported-on", "2026-03-31")
    for name in ("no/a.csv", "no/a.xlsx"):
        code, _, told = command("rejects", "1", "--out", tmp_path / name)
        assert (code, "待更正文件无法写出" in told) == (1, True)
    (tmp_path / "file").write_text("x")
    code, _, told = command("sample", tmp_path / "file", "--departments", "8", "--resources", "80")
    assert (code, "示例文件无法写出" in told) == (1, True)


def test_ctrl_c_ends_with_a_sentence(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise RuntimeError("Query interrupted")

    register = write_rows(tmp_path / "a.csv", CATALOGUE)
    for place in ("etl.load.stage_file", "etl.__main__.open_lake"):
        monkeypatch.setattr(place, stopped)
        code, _, told = command("load", "catalogue", register)
        assert (code, "已中断" in told) == (130, True)


def test_full_export_without_rows_would_remove_everything(command: Command, tmp_path: Path) -> None:
    register = write_rows(tmp_path / "departments.csv", DEPARTMENTS)
    command("load", "departments", register, "--exported-on", "2026-03-31")
    empty = write_rows(tmp_path / "empty.csv", DEPARTMENTS[:1])
    code, _, told = command("load", "departments", empty, "--exported-on", "2026-04-01", "--full")
    assert (code, "全量导出只有表头" in told) == (1, True)
    code, shown, _ = command("load", "departments", empty, "--exported-on", "2026-04-01")
    assert (code, "只有表头，没有数据行" in shown) == (0, True)


def test_lost_catalog_and_lost_data_are_not_taken_for_an_empty_lake(
    command: Command, tmp_path: Path, lake: Lake
) -> None:
    lake.close()
    data = tmp_path / "lake" / "data" / "main" / "usage"
    data.mkdir(parents=True, exist_ok=True)
    (data / "old.parquet").touch()
    for part in (tmp_path / "lake").glob("catalog.sqlite*"):
        part.unlink()
    code, _, told = command("status")
    assert (code, "目录库不存在，但数据文件夹中已有数据" in told) == (1, True)
    assert not (tmp_path / "lake" / "catalog.sqlite").exists()


def test_duplicate_collection_is_looked_for_at_the_end_of_a_load(command: Command, tmp_path: Path) -> None:
    items = tmp_path / "items.csv"
    items.write_text("资源编号,信息项名称,采集来源\nR1,出生日期,自然人\n", encoding="utf-8")
    code, shown, _ = command("load", "items", items, "--exported-on", "2026-03-31", "--dry-run")
    assert (code, "比对" in shown) == (0, False)
    code, shown, _ = command("load", "items", items, "--exported-on", "2026-03-31", "--by", "李四")
    assert code == 0
    assert "重复采集已重新比对：疑似重复采集 0 项，其中新发现 0 项。" in shown
    with open_lake(f"sqlite:{tmp_path}/lake/catalog.sqlite") as lake:
        assert lake.cursor().execute("select found_by from duplicate_runs").fetchall() == [("李四",)]
    code, shown, _ = command("load", "items", items, "--exported-on", "2026-03-31")
    assert (code, "比对" in shown) == (0, False)  # nothing new in it

"""Small feed files for tests: written as clerks' exports are, Chinese headers and all."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from access import LOCAL, Person
from etl.load import LoadReport, load_file
from tests.lakes import LakeAddress, own_empty_lake, own_lake
from warehouse.lake import Lake, open_lake

EXPORTED = date(2026, 3, 31)
TESTER = replace(LOCAL, name="tester")

DEPARTMENTS = [
    ["部门编码", "部门名称", "别名", "分组"],
    ["150301", "乌海市公安局", "市公安局", "市直"],
    ["150302", "乌海市民政局", "市民政局", "市直"],
    ["150303", "乌海市人力资源和社会保障局", "市人社局、市人力社保局", "市直"],
]
CATALOGUE = [
    ["资源编号", "数据名称", "提供单位", "共享类别", "共享条件", "更新频度"],
    ["R1", "人口基础信息", "市公安局", "无条件共享", "", "每日"],
    ["R2", "低保对象信息", "市民政局", "有条件共享", "救助核对", "每月"],
    ["R3", "刑事案件信息", "市公安局", "不予共享", "", "每日"],
]
REQUESTS = [
    [
        "申请编号",
        "资源编号",
        "使用部门",
        "使用用途",
        "申请时间",
        "答复时间",
        "答复结果",
        "理由",
        "授权起",
        "授权止",
    ],
    [
        "Q1",
        "R2",
        "市人社局",
        "待遇资格核对",
        "2026-03-02 09:00",
        "2026-03-05 10:00",
        "同意",
        "",
        "2026-03-05",
        "2026-12-31",
    ],
    ["Q2", "R2", "市公安局", "户籍核对", "2026-03-03 09:00", "", "", "", "", ""],
]
USAGE = [
    [
        "日志编号",
        "调用时间",
        "资源编号",
        "使用部门",
        "申请编号",
        "使用用途",
        "方式",
        "结果",
        "返回行数",
        "耗时",
    ],
    ["L1", "2026-03-10 09:00:00", "R1", "市民政局", "", "", "接口", "成功", "1", "30"],
    ["L2", "2026-03-10 09:01:00", "R2", "市人社局", "Q1", "待遇资格核对", "接口", "成功", "1", "80"],
    ["L3", "2026-03-10 09:02:00", "R2", "市公安局", "", "户籍核对", "接口", "失败", "", "5000"],
]


def write_rows(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    """A CSV file of these rows."""
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def load_rows(
    lake: Lake,
    folder: Path,
    feed: str,
    rows: list[list[str]],
    *,
    on: date = EXPORTED,
    coverage: str = "partial",
    person: Person = TESTER,
) -> LoadReport:
    """Write the rows to a file and load it."""
    path = write_rows(folder / f"{feed}.csv", rows)
    return load_file(lake, feed, path, exported_on=on, coverage=coverage, person=person)


def load_register(lake: Lake, folder: Path) -> None:
    """Load the register and the catalogue."""
    load_rows(lake, folder, "departments", DEPARTMENTS)
    load_rows(lake, folder, "catalogue", CATALOGUE, coverage="full")


def own_registered_lake(factory: pytest.TempPathFactory, into: Path | None = None) -> LakeAddress:
    """A lake of one's own with the register and the catalogue."""

    def make(folder: Path) -> None:
        address = own_empty_lake(factory, folder)
        with open_lake(address.catalog, address.data, readable=[folder]) as lake:
            load_register(lake, folder)

    return own_lake(factory, "registered", make, into)


def counts(report: LoadReport) -> tuple[int, int, int, int, int]:
    """Rows read, loaded, unchanged, superseded, refused."""
    return report.rows_read, report.loaded, report.unchanged, report.superseded, report.refused


def rows(lake: Lake, query: str) -> list[tuple[object, ...]]:
    """All rows of a query."""
    return lake.cursor().execute(query).fetchall()

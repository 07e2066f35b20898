"""Signs of made figures: every planted one is found, and nothing that only looks like one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from evaluation.watch import COLUMNS, SIGNS, watch, watch_counts
from metrics import Window
from tests.feed_files import load_rows
from tests.lakes import own_empty_lake
from warehouse.lake import Lake, open_lake

WINDOW = Window(date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1))
POLICE, CIVIL, TAX, HEALTH = "乌海市公安局", "乌海市民政局", "乌海市税务局", "乌海市卫健委"
REGISTER = [
    ["部门编码", "部门名称", "分组"],
    *([f"15030{n}", name, "市直"] for n, name in enumerate((POLICE, CIVIL, TAX, HEALTH), 1)),
]
CATALOGUE_HEAD = ["资源编号", "数据名称", "提供单位", "共享类别", "共享条件", "更新频度", "目录更新日期"]


def resource(code: str, department: str, frequency: str, updated: str = "2026-01-15") -> list[str]:
    return [code, f"资源{code}", department, "有条件共享", "核对", frequency, updated]


BEFORE = [
    *(
        resource(f"P{n}", POLICE, f)
        for n, f in enumerate(("每日", "每月", "每周", "不定期", "每月", "每年"), 1)
    ),
    *(
        resource(f"C{n}", CIVIL, f)
        for n, f in enumerate(("不定期", "不更新", "/", "每月", "每月", "每月"), 1)
    ),
    *(resource(f"T{n}", TAX, "不定期") for n in range(1, 5)),
    *(resource(f"H{n}", HEALTH, "每月") for n in range(1, 7)),
]
AFTER = [
    # weakened: P1 from daily to monthly, P3 from weekly to irregular; P2 and P4 became stronger, P5 has a new name
    resource("P1", POLICE, "每月"), resource("P2", POLICE, "每日"), resource("P3", POLICE, "不定期"),
    resource("P4", POLICE, "每月"), ["P5", "新名称", *resource("P5", POLICE, "每月")[2:]],
    resource("P6", POLICE, "每年"),
    # half of six are irregular, not updated or undeclared; of the police's one, of the taxes' four all: too few
    *BEFORE[6:12],
    # all four of the taxes' were edited in the last week, which is no mass of edits
    *(resource(f"T{n}", TAX, "不定期", "2026-06-29") for n in range(1, 5)),
    # two of six (33 %) edited in the last seven days, 24 to 30 June; the day before does not count
    resource("H1", HEALTH, "每月", "2026-06-24"), resource("H2", HEALTH, "每月", "2026-06-30"),
    resource("H3", HEALTH, "每月", "2026-06-23"), *BEFORE[19:22],
]  # fmt: skip
REFRESHES = [
    ["资源编号", "数据更新时间", "数据量", "内容摘要"],
    ["P1", "2026-03-20 08:00", "10", "aaa"],
    ["P1", "2026-03-25 08:00", "10", "aaa"],  # touched only, but before the period
    ["P1", "2026-04-20 08:00", "10", "aaa"],  # touched only
    ["P2", "2026-04-20 08:00", "10", "bbb"],
    ["P2", "2026-04-21 08:00", "10", "ccc"],
    ["C4", "2026-05-01 08:00", "", ""],
    ["C4", "2026-05-02 08:00", "", ""],  # nothing told: counted as a renewal
    ["C5", "2026-05-01 08:00", "7", ""],
    ["C5", "2026-06-01 08:00", "7", ""],  # touched only
]
REQUESTS_HEAD = [
    "申请编号",
    "资源编号",
    "使用部门",
    "使用用途",
    "申请时间",
    "答复时间",
    "答复结果",
    "理由",
    "提供时间",
    "撤回时间",
]
REQUESTS = [
    [
        "Q1",
        "C4",
        POLICE,
        "核对",
        "2026-04-10 09:00",
        "2026-04-10 09:20",
        "部分同意",
        "",
        "",
        "",
    ],  # never delivered
    ["Q2", "C4", TAX, "核对", "2026-04-10 09:00", "2026-04-10 09:59", "同意", "", "", ""],  # never delivered
    ["Q3", "C4", HEALTH, "核对", "2026-04-10 09:00", "2026-04-10 09:20", "同意", "", "2026-04-11 09:00", ""],
    ["Q4", "C5", POLICE, "核对", "2026-04-10 09:00", "2026-04-10 10:00", "同意", "", "", ""],  # took an hour
    ["Q5", "C5", TAX, "核对", "2026-04-10 09:00", "2026-04-10 09:20", "不同意", "数据未采集", "", ""],
    ["Q6", "C5", HEALTH, "核对", "2026-04-10 09:00", "2026-04-13 09:00", "不同意", "", "", ""],  # no reason
    ["Q7", "C6", HEALTH, "核对", "2026-04-10 09:00", "2026-04-13 09:00", "不同意", "/", "", ""],  # no reason
    ["Q8", "P5", CIVIL, "核对", "2026-05-06 09:00", "", "", "", "", "2026-05-08 09:00"],
    ["Q9", "P5", CIVIL, "核对", "2026-05-11 09:00", "2026-05-14 09:00", "同意", "", "2026-05-15 09:00", ""],
    ["Q10", "P6", CIVIL, "核对", "2026-05-06 09:00", "", "", "", "", "2026-05-08 09:00"],
    ["Q11", "P6", HEALTH, "核对", "2026-05-11 09:00", "2026-05-14 09:00", "同意", "", "2026-05-15 09:00", ""],
    ["Q12", "P4", CIVIL, "核对", "2026-05-06 09:00", "", "", "", "", "2026-05-08 09:00"],
    ["Q13", "P4", CIVIL, "核对", "2026-05-26 09:00", "2026-05-29 09:00", "同意", "", "2026-05-30 09:00", ""],
    [
        "Q14",
        "P2",
        CIVIL,
        "核对",
        "2026-03-02 09:00",
        "2026-03-02 09:10",
        "同意",
        "",
        "",
        "",
    ],  # before the period
]
PLANTED = {
    ("frequency_weakened", POLICE, "P1"),
    ("frequency_weakened", POLICE, "P3"),
    ("irregular_share", CIVIL, CIVIL),
    ("touch_only_refreshes", POLICE, "P1"),
    ("touch_only_refreshes", CIVIL, "C5"),
    ("empty_instant_replies", CIVIL, "Q1"),
    ("empty_instant_replies", CIVIL, "Q2"),
    ("refusals_without_reason", CIVIL, "Q6"),
    ("refusals_without_reason", CIVIL, "Q7"),
    ("withdrawn_and_filed_anew", POLICE, "Q8"),
    ("last_week_edits", HEALTH, HEALTH),
}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    folder = tmp_path_factory.mktemp("watch")
    address = own_empty_lake(tmp_path_factory, folder)
    with open_lake(address.catalog, address.data, readable=[folder]) as lake:
        load_rows(lake, folder, "departments", REGISTER)
        for rows, on in ((BEFORE, date(2026, 3, 31)), (AFTER, date(2026, 6, 30))):
            report = load_rows(lake, folder, "catalogue", [CATALOGUE_HEAD, *rows], on=on, coverage="full")
            assert report.refused == 0
        for feed, rows in (("refreshes", REFRESHES), ("requests", [REQUESTS_HEAD, *REQUESTS])):
            assert load_rows(lake, folder, feed, rows, on=date(2026, 6, 30)).refused == 0
        yield lake


@pytest.fixture(scope="module")
def signs(watched: Lake) -> pd.DataFrame:
    with watched.read() as (cur, _):
        return watch(cur, WINDOW)


def test_the_planted_signs_are_found_and_no_others(signs: pd.DataFrame) -> None:
    found = [tuple(row) for row in signs[["sign", "department", "subject"]].to_numpy()]
    assert sorted(found) == sorted(PLANTED)
    assert {sign for sign, _department, _subject in PLANTED} == set(SIGNS)
    assert list(signs.columns) == COLUMNS


def test_a_sign_says_what_was_seen_and_where_it_stands(signs: pd.DataFrame) -> None:
    told = signs.set_index(["sign", "subject"])
    # line 4 of the log: header, 20 March, 25 March, 20 April
    assert told.loc[("touch_only_refreshes", "P1"), ["file_name", "line"]].tolist() == ["refreshes.csv", 4]
    assert told.loc[("empty_instant_replies", "Q1"), "line"] == 2
    assert (
        "20 分钟后即答复，答复同意但至今没有提供数据" in told.loc[("empty_instant_replies", "Q1"), "reason"]
    )
    assert (
        "59 分钟后即答复，答复同意但至今没有提供数据" in told.loc[("empty_instant_replies", "Q2"), "reason"]
    )
    assert "6 个共享资源中有 3 个（50%）" in told.loc[("irregular_share", CIVIL), "reason"]
    assert "6 个资源中有 2 个（33%）" in told.loc[("last_week_edits", HEALTH), "reason"]
    # the weaker frequency came with the export of 30 June, the last day of the period
    assert "结束前 0 天" in told.loc[("frequency_weakened", "P1"), "reason"]
    assert "Q9" in told.loc[("withdrawn_and_filed_anew", "Q8"), "reason"]


def test_a_department_sees_its_own_signs(watched: Lake, signs: pd.DataFrame) -> None:
    with watched.read() as (cur, _):
        own = watch(cur, WINDOW, CIVIL)
    expected = signs[signs["department"] == CIVIL]
    assert own[["sign", "subject"]].to_numpy().tolist() == expected[["sign", "subject"]].to_numpy().tolist()


def test_counts_by_department_and_sign(signs: pd.DataFrame) -> None:
    counted = watch_counts(signs).set_index("department")
    assert list(counted.columns) == list(SIGNS)
    assert counted.loc[CIVIL].to_dict() == {
        "frequency_weakened": 0, "irregular_share": 1, "touch_only_refreshes": 1, "empty_instant_replies": 2,
        "refusals_without_reason": 2, "withdrawn_and_filed_anew": 0, "last_week_edits": 0,
    }  # fmt: skip
    assert int(counted.to_numpy().sum()) == len(PLANTED)


def test_nothing_seen_is_an_empty_table_with_all_columns(watched: Lake) -> None:
    with watched.read() as (cur, _):
        quiet = watch(cur, WINDOW, "乌海市教育局")
    assert quiet.columns.tolist() == COLUMNS
    assert quiet.empty
    assert watch_counts(quiet).empty

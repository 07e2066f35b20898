from collections import Counter
from datetime import date, datetime

import pytest
from pydantic import ValidationError

from etl.feeds import FEEDS, Column, Feed, check_row
from etl.values import clean, fold

EXPORTED_ON = date(2026, 7, 1)
REQUEST = {
    "request_id": "Q1",
    "resource_id": "R1",
    "applicant": "市人社局",
    "applied_at": "2026-01-05 09:03",
}


def reasons(feed: str, cells: dict[str, str]) -> dict[str, str]:
    """Column -> reason of a line's problems."""
    return {one.column: one.reason for one in check_row(FEEDS[feed], cells, EXPORTED_ON).problems}


def test_all_eleven_feeds_are_there_with_their_keys() -> None:
    assert {name: feed.key for name, feed in FEEDS.items()} == {
        "catalogue": ("resource_id",),
        "items": ("resource_id", "item_name"),
        "requests": ("request_id",),
        "usage": ("log_id",),
        "refreshes": ("resource_id", "refreshed_at", "row_count", "content_hash"),
        "change_events": ("event_id",),
        "corrections": ("correction_id",),
        "projects": ("project_id",),
        "incidents": ("incident_id",),
        "outages": ("outage_id",),
        "departments": ("department_code",),
    }
    assert [name for name, feed in FEEDS.items() if feed.kind == "append"] == ["usage", "refreshes"]


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS.keys())
def test_no_header_means_two_columns(feed: Feed) -> None:
    headers = Counter(
        fold(clean(header)) for column in feed.columns for header in {*column.headers, column.name}
    )
    assert [header for header, times in headers.items() if times > 1] == []


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS.keys())
def test_columns_named_by_others_come_before_them(feed: Feed) -> None:
    """A cell is compared with cells read before it; otherwise the comparison would silently not happen."""
    order = [column.name for column in feed.columns]
    for column in feed.columns:
        for other in filter(None, (column.not_before, column.needs, column.needed_by)):
            assert order.index(other) < order.index(column.name)


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS.keys())
def test_accepted_texts_are_in_the_form_they_are_compared_in(feed: Feed) -> None:
    texts = [text for column in feed.columns for text in column.codes]
    assert [text for text in texts if fold(clean(text)) != text] == []


def test_a_column_derives_from_its_field() -> None:
    column = FEEDS["usage"].column("latency_ms")
    assert (column.title, column.kind, column.required, column.unit) == ("耗时", "integer", False, "ms")
    assert isinstance(column, Column)


def test_the_declared_texts_are_stored_but_are_no_columns_of_the_file() -> None:
    catalogue = FEEDS["catalogue"]
    assert set(catalogue.stored) - {column.name for column in catalogue.columns} == {
        "update_frequency_text",
        "data_updated_text",
    }


def test_a_request_is_read() -> None:
    cells = REQUEST | {"replied_at": "46032", "decision": "同意", "purpose": "　办理　养老待遇 "}
    values = check_row(FEEDS["requests"], cells, EXPORTED_ON).values
    assert values is not None
    assert values["applied_at"] == datetime(2026, 1, 5, 9, 3)
    assert values["replied_at"] == datetime(2026, 1, 10)  # 46032 = 46027 + 5 days after 2026-01-05
    assert values["decision"] == "approved"
    assert values["purpose"] == "办理 养老待遇"


def test_every_problem_of_a_line_is_named_at_once() -> None:
    cells = {
        "resource_id": "R1\x00",
        "applied_at": "2999-01-01",
        "decision": "考虑中",
        "valid_until": "2026-02-30",
    }
    assert reasons("requests", cells) == {
        "request_id": "“申请编号”为必填项，请补填",
        "resource_id": "“资源编号”含有控制字符或乱码，请在原系统中删除后重新导出",
        "applicant": "“使用部门”为必填项，请补填",
        "applied_at": "“申请时间”“2999-01-01”晚于导出日期，请核对年份",
        "decision": "“答复结果”中的“考虑中”不在可选范围内，请填写：同意、部分同意、不同意",
        "valid_until": "“授权止”中的“2026-02-30”在日历上不存在，请核对年月日和时刻",
    }


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        (
            {"replied_at": "2026-01-04", "decision": "同意"},
            "replied_at",
            "“答复时间”“2026-01-04 00:00:00”早于“申请时间”“2026-01-05 09:03:00”，请核对这两个时间",
        ),
        (
            {"valid_from": "2026-02-01", "valid_until": "2026-01-31"},
            "valid_until",
            "“授权止”“2026-01-31”早于“授权起”“2026-02-01”，请核对这两个时间",
        ),
        ({"paused_to": "2026-01-07"}, "paused_to", "填写了“补正止”但没有“补正起”，请补填“补正起”"),
        ({"replied_at": "2026-01-07"}, "decision", "填写了“答复时间”但没有“答复结果”，请补填“答复结果”"),
        ({"decision": "不同意"}, "decision", "填写了“答复结果”但没有“答复时间”，请补填“答复时间”"),
        ({"withdrawn_at": "1900-01-01"}, "withdrawn_at", "“撤回时间”“1900-01-01”早于 2000 年，请核对年份"),
    ],
)
def test_cells_that_contradict_each_other(cells: dict[str, str], column: str, reason: str) -> None:
    assert reasons("requests", REQUEST | cells) == {column: reason}


def test_a_day_without_time_does_not_precede_a_moment_of_that_day() -> None:
    assert reasons("requests", REQUEST | {"replied_at": "2026-01-05", "decision": "同意"}) == {}


def test_an_unreadable_cell_is_not_compared_as_well() -> None:
    cells = REQUEST | {"applied_at": "2026-02-30", "replied_at": "2026-01-05", "decision": "同意"}
    assert list(reasons("requests", cells)) == ["applied_at"]


def test_the_day_after_the_export_is_still_plausible() -> None:
    assert reasons("requests", REQUEST | {"applied_at": "2026-07-02 23:59"}) == {}
    assert list(reasons("requests", REQUEST | {"applied_at": "2026-07-03"})) == ["applied_at"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024.01.01-2024.12.31", datetime(2024, 12, 31)),
        ("20240315", datetime(2024, 3, 15)),
        ("45366", datetime(2024, 3, 15)),  # 45366 - 45292 (2024-01-01) = 74 days: 31 + 29 + 14
        ("2024", None),
        ("?", None),
        ("日期加密", None),
        ("2999-01-01", None),
        ("1900-01-01", None),
    ],
)
def test_a_declared_data_update_is_never_refused(text: str, moment: datetime | None) -> None:
    cells = {"resource_id": "R1", "resource_name": "名", "department": "局", "share_type": "无条件共享"}
    values = check_row(FEEDS["catalogue"], cells | {"data_updated_at": text}, EXPORTED_ON).values
    assert values is not None
    assert (values["data_updated_at"], values["data_updated_text"]) == (moment, text)
    assert (values["update_frequency"], values["update_frequency_text"]) == ("undeclared", None)


def test_none_means_none_in_values_but_stays_text_in_texts() -> None:
    cells = {"log_id": "L1", "called_at": "2026-01-05", "resource_id": "R1", "consumer": "局"}
    values = check_row(FEEDS["usage"], cells | {"request_id": "无", "purpose": "无"}, EXPORTED_ON).values
    assert values is not None
    assert (values["request_id"], values["purpose"]) == (None, "无")


def test_a_log_line_without_number_is_known_by_its_values() -> None:
    cells = {"called_at": "2026-01-05 09:03", "resource_id": "R1", "consumer": "局", "row_count": "1,200"}
    same = cells | {"called_at": "2026/1/5 9:3", "row_count": "1200"}
    first, second = (check_row(FEEDS["usage"], one, EXPORTED_ON).values for one in (cells, same))
    assert first is not None
    assert first == second
    assert str(first["log_id"]).startswith("auto-")


def test_amounts_are_rounded_half_up_and_never_negative() -> None:
    cells = {
        "project_id": "P1",
        "project_name": "名",
        "department": "局",
        "kind": "新建",
        "budget_year": "2026年",
    }
    values = check_row(FEEDS["projects"], cells | {"amount_wan": "12.345万元"}, EXPORTED_ON).values
    assert values is not None
    assert (str(values["amount_wan"]), values["budget_year"]) == ("12.35", 2026)
    assert reasons("projects", cells | {"amount_wan": "-1", "budget_year": "1900"}) == {
        "amount_wan": "“金额(万元)”“-1”是负数，请核对",
        "budget_year": "“预算年度”“1900”应在 1949 至 2100 之间，请核对",
    }


def test_unknown_columns_are_not_accepted() -> None:
    cells = {"outage_id": "O1", "started_at": "2026-01-05", "ended_at": None, "scope": None, "x": "1"}
    with pytest.raises(ValidationError):
        FEEDS["outages"].model.of_cells(cells, EXPORTED_ON)

from datetime import datetime
from decimal import Decimal

import pytest

from etl import values
from etl.frequencies import read_frequency
from etl.reasons import RefusalError


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("　乌海市（人社局）　", "乌海市(人社局)"),
        ("２０２６－０１－０５　０９：０３", "2026-01-05 09:03"),
        ("\ufeff市\u00a0\u00a0人社局\u200b", "市 人社局"),
        ("第一行\r\n第二行", "第一行 第二行"),
        ("部门，用途。", "部门，用途。"),
        (" \t ", ""),
        ("\u2067甲\u2069乙\u202e", "甲乙"),  # direction marks would show another name than is stored
    ],
)
def test_cleaning_takes_off_typing_habits_only(typed: str, cleaned: str) -> None:
    assert values.clean(typed) == cleaned
    assert values.clean(cleaned) == cleaned


@pytest.mark.parametrize("sign", ["\x00", "\x1f", "\x85", "\ufffd", "\ufffe", "\uffff"])
def test_signs_that_no_document_may_hold_are_refused(sign: str) -> None:
    with pytest.raises(RefusalError, match="damaged"):
        values.check_text(f"甲{sign}乙")


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05 09:03:00",
        "2026/1/5 9:3",
        "2026.1.5 9:03",
        "2026年1月5日 9时3分",
        "2026年1月5日9:03",
        "2026-01-05T09:03:00",
        "2026-01-05T09:03:00+08:00",
        "2026-01-05T01:03:00Z",
        "20260105090300",
        "20260105 09:03",
        "46027.377083333",  # 46027 days after 1899-12-30, and 9 * 3600 + 3 * 60 = 32580 of 86400 seconds
    ],
)
def test_every_shape_of_one_moment_reads_the_same(text: str) -> None:
    assert values.read_timestamp(text) == datetime(2026, 1, 5, 9, 3)


def test_parts_of_a_second_are_kept_to_six_decimals() -> None:
    assert values.read_timestamp("2026-01-05 09:03:00.1234567") == datetime(2026, 1, 5, 9, 3, 0, 123456)


def test_midnight_may_be_written_as_24() -> None:
    assert values.read_timestamp("2026-01-05 24:00") == datetime(2026, 1, 6)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-02-30", "no_such_time"),
        ("2026-13-01", "no_such_time"),
        ("2026-01-05 09:60", "no_such_time"),
        ("2026-01-05 24:01", "no_such_time"),
        ("05/06/2026", "ambiguous_date"),
        ("26/1/5", "ambiguous_date"),
        ("2026-01-05 09:03:00-05:00", "foreign_zone"),
        ("19999", "not_a_time"),
        ("80001", "not_a_time"),
        ("2026", "not_a_time"),
        ("日期加密", "not_a_time"),
        ("?", "not_a_time"),
    ],
)
def test_what_cannot_be_read_with_certainty_is_refused(text: str, code: str) -> None:
    with pytest.raises(RefusalError) as refused:
        values.read_timestamp(text)
    assert refused.value.code == code


def test_of_a_range_of_days_the_end_counts() -> None:
    assert values.read_declared_time("2024.01.01-2024.12.31") == datetime(2024, 12, 31)
    assert values.read_declared_time("20240101至20240630") == datetime(2024, 6, 30)
    with pytest.raises(RefusalError):
        values.read_declared_time("2024.12.31-2024.01.01")


@pytest.mark.parametrize(
    ("text", "suffix", "number"),
    [
        ("1,200", "", "1200"),
        ("-3", "", "-3"),
        ("+7.50", "", "7.5"),
        ("120万元", "万元?", "120"),
        ("35 ms", "毫秒|ms", "35"),
        ("0.12345678905", "", "0.1234567891"),  # half up at the tenth decimal
    ],
)
def test_numbers(text: str, suffix: str, number: str) -> None:
    assert values.read_number(text, suffix=suffix) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12,34", "not_a_number"),
        ("1e3", "not_a_number"),
        ("十二", "not_a_number"),
        ("1000000000000000", "too_large"),
    ],
)
def test_refused_numbers(text: str, code: str) -> None:
    with pytest.raises(RefusalError) as refused:
        values.read_number(text)
    assert refused.value.code == code


def test_lists_drop_blanks_and_repetitions() -> None:
    assert values.read_list("R1；R2、R1\nR3, /,无") == ["R1", "R2", "R3"]


@pytest.mark.parametrize(("word", "said"), [("有", True), ("无", False), ("Y", True), ("未 挂接", False)])
def test_answers(word: str, said: bool) -> None:
    assert values.read_boolean(word) is said


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("实时", "realtime"),
        ("即時", "realtime"),
        ("每日", "daily"),
        ("每天", "daily"),
        ("每日3点10分", "daily"),
        ("每周六9点", "weekly"),
        ("每週", "weekly"),
        ("每两周", "fortnightly"),
        ("每兩週", "fortnightly"),
        ("半月", "fortnightly"),
        ("每月2号2点", "monthly"),
        ("每季", "quarterly"),
        ("每三个月", "quarterly"),
        ("每半年", "half_yearly"),
        ("年度", "yearly"),
        ("每年12月31日前", "yearly"),
        ("不定期", "irregular"),
        ("不更新", "not_updated"),
        ("每周或每月", "undeclared"),
        ("每两年", "undeclared"),
        ("1月3日", "undeclared"),
        ("2024-01-01", "undeclared"),
        ("45292", "undeclared"),
        ("/", "undeclared"),
        ("", "undeclared"),
    ],
)
def test_frequencies_seen_in_real_catalogues(text: str, code: str) -> None:
    assert read_frequency(text) == code

"""Which log numbers of a large file may occur in it before."""

from __future__ import annotations

import pyarrow as pa

from etl.bulk_order import Ascent


def behind(order: Ascent, *numbers: str) -> list[int]:
    return list(order.behind(pa.array(numbers, pa.string())))


def test_rising_numbers_are_all_new() -> None:
    order = Ascent()
    assert behind(order, "L1", "L2", "L3") == []
    assert behind(order, "L4", "L5") == []
    assert (order.ordered, order.least, order.greatest) == (True, "L1", "L5")


def test_numbers_not_above_all_earlier_ones_are_named() -> None:
    order = Ascent()
    # L2 again at place 2; L4 rises above everything; L3 at place 4 is below L4
    assert behind(order, "L2", "L3", "L2", "L4", "L3", "L5") == [2, 4]
    assert order.greatest == "L5"


def test_earlier_runs_count() -> None:
    order = Ascent()
    assert behind(order, "L1", "L5") == []
    # L5 was there, L3 is below it, L6 is new; L6 again
    assert behind(order, "L3", "L5", "L6", "L6") == [0, 1, 3]
    assert behind(order, "L7") == []


def test_a_file_in_no_order_is_told() -> None:
    order = Ascent()
    assert behind(order, *(f"{number:04d}" for number in range(3000, 0, -1))) == []  # 2999 of 3000 behind
    assert not order.ordered
    assert behind(order, "0001") == []
    assert (order.least, order.greatest) == ("0001", "3000")


def test_nothing_says_nothing() -> None:
    order = Ascent()
    assert behind(order) == []
    assert (order.ordered, order.least, order.greatest) == (True, None, None)

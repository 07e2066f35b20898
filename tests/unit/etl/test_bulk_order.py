"""Which log numbers of a large file may occur in it before."""

from __future__ import annotations

import pyarrow as pa

from etl.bulk_order import Ascent, Namesakes


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


def look(namesakes: Namesakes, asked: list[str], *numbers: str) -> list[str]:
    """The numbers found by now."""
    written = pa.array(numbers, pa.string())
    namesakes.look(asked, written, lambda places: pa.table({"log_id": written.take(pa.array(places))}))
    return [number for rows in namesakes.rows for number in rows.column("log_id").to_pylist()]


def test_lines_of_this_run_and_the_one_before_are_found() -> None:
    namesakes = Namesakes()
    assert look(namesakes, ["L3"], "L1", "L3", "L5") == ["L3"]
    assert look(namesakes, ["L5", "L8", "L7"], "L6", "L8") == ["L3", "L5", "L8"]
    assert namesakes.elsewhere == set()  # L7 would stand between L6 and L8: nobody has it


def test_numbers_above_all_are_looked_for_in_the_next_run() -> None:
    namesakes = Namesakes()
    assert look(namesakes, ["L4", "L5"], "L1", "L3") == []
    assert look(namesakes, []) == []
    assert look(namesakes, [], "L4", "L6") == ["L4"]
    assert namesakes.elsewhere == set()


def test_numbers_further_back_are_named() -> None:
    namesakes = Namesakes()
    for number in ("L1", "L2", "L3"):
        look(namesakes, [], number)
    assert look(namesakes, ["L1", "L0", "L2"], "L4") == []
    assert namesakes.elsewhere == {"L0", "L1", "L2"}  # only the runs of L3 and L4 are at hand


def test_a_line_asked_for_twice_is_found_once() -> None:
    namesakes = Namesakes()
    assert look(namesakes, ["L1"], "L1") == ["L1"]
    assert look(namesakes, ["L1"], "L2") == ["L1"]

import numpy as np

from etl.sample.sheet import Planted, Sheet, sprinkle


def small() -> Sheet:
    return Sheet.of("refreshes", {"resource_id": ["a", "b", "c"], "row_count": ["1", "2", "3"]}, top=2)


def test_lines_are_counted_from_the_top_of_the_file_with_planted_lines_between():
    sheet = small()
    sheet.plant([Planted(1, ("x", ""), "refused"), Planted(3, ("", ""), "blank")])
    # line 1 title, 2 header, 3 a, 4 refused, 5 b, 6 c, 7 blank
    assert [sheet.line_of_row(row) for row in range(3)] == [3, 5, 6]
    assert [number for number, _ in sheet.planted_lines()] == [4, 7]
    assert [cells[0] for cells in sheet.all_cells()] == ["a", "x", "b", "c", ""]


def test_counts_add_up_and_blank_lines_are_not_read():
    sheet = small()
    sheet.unchanged = 1
    sheet.plant(
        [Planted(1, ("x", ""), "refused"), Planted(2, ("a", "1"), "repeated"), Planted(3, ("", ""), "blank")]
    )
    assert sheet.counts() == {"read": 5, "loaded": 2, "unchanged": 2, "superseded": 0, "refused": 1}


def test_sprinkled_lines_repeat_earlier_rows():
    sheet = small()
    sprinkle(sheet, np.random.default_rng(1), repeated=3, blank=1)
    lines = list(sheet.all_cells())
    for line in sheet.planted:
        if line.fate == "repeated":
            assert lines.count(line.cells) > 1

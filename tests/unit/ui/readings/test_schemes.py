"""A scheme's tables are read in the reader's language and written as the scheme had them."""

from __future__ import annotations

import pytest

from evaluation.scheme import DEFAULT_SCHEME, parse_scheme
from evaluation.scheme_store import scheme_raw
from language import CHINESE, ENGLISH, speaking
from ui.readings import schemes


@pytest.mark.parametrize("reader", [CHINESE, ENGLISH])
def test_what_nobody_edited_stays_as_it_was_written(reader: str) -> None:
    raw = scheme_raw(parse_scheme(DEFAULT_SCHEME.read_text(encoding="utf-8"), "default"))
    with speaking(reader):
        tables = {part: schemes.table(raw, part) for part in schemes.TABLES}
        found = schemes.edited(raw, tables, {})
    for part in schemes.TABLES:
        assert [entry["title"] for entry in found[part]] == [entry["title"] for entry in raw[part]], part
    assert [one["grade_at_most"] for one in found["vetoes"]] == [
        one["grade_at_most"] for one in raw["vetoes"]
    ]


def test_titles_read_in_english_and_new_ones_are_taken() -> None:
    raw = scheme_raw(parse_scheme(DEFAULT_SCHEME.read_text(encoding="utf-8"), "default"))
    with speaking(ENGLISH):
        table = schemes.table(raw, "indicators")
        assert table.loc[table["code"] == "R1", "title"].item() == "Requests answered in time"
        table.loc[table["code"] == "R1", "title"] = "按时答复"
        found = schemes.edited(raw, {"indicators": table}, {})
    assert [one["title"] for one in found["indicators"] if one["code"] == "R1"] == ["按时答复"]

"""In English nothing on a page is Chinese but the city's own data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from language.extraction import CHINESE_SIGN
from tests.lakes import LakeAddress
from tests.pages.conftest import Draw
from ui import lake
from ui.navigation import PAGES

OWN = re.compile(r"“[^”]*”|\*\*[^*]*\*\*：|张敏|本机用户|语言 / Language|简体中文|公积金|市人社局|、")
"""Quoted data, names of people, the language's own name, and what to type."""


@pytest.fixture(scope="module")
def names(use_lake: Any, shown_city: LakeAddress) -> list[str]:
    """Departments with all their names, groups, officers and files: longest first, so that none is cut in two."""
    use_lake(shown_city)
    with lake.lake().cursor() as cur:
        rows = cur.execute(
            """select unnest([department, peer_group, data_officer, coalesce(array_to_string(aliases, ','), '')])
               from departments union select file_name from batches union select resource_name from catalogue"""
        ).fetchall()
    parts = {part for (text,) in rows if text for part in str(text).split(",") if part}
    return sorted(parts, key=len, reverse=True)


def words(page: AppTest) -> Iterator[str]:
    """Everything a page says outside the cells of its tables."""
    for kind in (
        "title",
        "header",
        "subheader",
        "caption",
        "markdown",
        "info",
        "warning",
        "error",
        "success",
    ):
        yield from (str(one.value) for one in getattr(page, kind))
    for kind in (
        "metric",
        "selectbox",
        "multiselect",
        "date_input",
        "text_input",
        "radio",
        "button",
        "toggle",
    ):
        for one in getattr(page, kind):
            yield one.label
            yield getattr(one, "help", "") or ""
            yield getattr(one, "placeholder", "") or ""
            if kind == "metric":
                yield f"{one.value} {one.delta}"
    for one in page.tabs:
        yield one.label
    for one in page.dataframe:
        columns = json.loads(one.proto.columns or "{}")
        yield from (str(about.get("label") or "") for about in columns.values())
        yield one.proto.alt


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_a_page_in_english_says_nothing_in_chinese(
    draw: Draw, shown_city: LakeAddress, names: list[str], entry: Any
) -> None:
    page = draw(entry.stem, shown_city, lang="en")
    assert not page.exception
    left = set()
    for text in words(page):
        rest = OWN.sub("", text)
        for name in names:
            rest = rest.replace(name, "")
        short = re.sub("|".join(re.escape(name[3:]) for name in names if len(name) > 5), "", rest)
        if CHINESE_SIGN.search(short):
            left.add(short)
    assert sorted(left) == []

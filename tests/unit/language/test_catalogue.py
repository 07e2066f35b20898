"""The English catalogue: every sentence of the product is in it, translated, and nothing else is."""

from __future__ import annotations

import gettext
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from language import CATALOGUES
from language.extraction import CHINESE_SIGN

PROJECT = Path(__file__).resolve().parents[3]
ENGLISH = CATALOGUES / "en" / "LC_MESSAGES"
STAYS_CHINESE = re.compile("公积金|市人社局|姓名|出生日期|学籍号|、|；|是 or 否")
"""Chinese that an English sentence quotes because that is what to type."""


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (ENGLISH / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    """Everything the product's code, metrics and schemes mark for translation."""
    with (PROJECT / "language" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(PROJECT, methods, options, keywords={"_": None, "N_": None})
    return {message for _file, _line, message, _comments, _context in found if isinstance(message, str)}


def test_every_sentence_is_in_the_catalogue_and_no_other(catalogue: Catalog, sentences: set[str]) -> None:
    known = {message.id for message in catalogue if message.id}
    assert sorted(sentences - known) == [], "run make translations"
    assert sorted(known - sentences) == [], "no longer used: run make translations"


def test_every_sentence_is_translated(catalogue: Catalog) -> None:
    assert [message.id for message in catalogue if message.id and not message.string] == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_no_translation_is_left_in_chinese(catalogue: Catalog) -> None:
    left = [
        message.string
        for message in catalogue
        if message.id and CHINESE_SIGN.search(STAYS_CHINESE.sub("", str(message.string)))
    ]
    assert left == []


def places(text: str) -> list[tuple[str, str]]:
    """Names and formats of the places in a sentence."""
    return sorted(
        (name, form or "") for _text, name, form, _how in Formatter().parse(text) if name is not None
    )


def test_translations_have_the_same_places(catalogue: Catalog) -> None:
    different = [
        message.id
        for message in catalogue
        if message.id and "{" in message.id and places(str(message.id)) != places(str(message.string))
    ]
    assert different == []


def test_only_sentences_told_again_mark_what_their_places_hold(catalogue: Catalog) -> None:
    """`{!r}` and `{!a}` are marks for `language.retelling`; a sentence that code fills in itself would show quotes."""
    marked = [
        message.id
        for message in catalogue
        for _text, name, _form, how in Formatter().parse(str(message.string))
        if name and how not in (None, "s")
    ]
    assert marked == []


def test_what_is_read_at_run_time_is_what_is_written(catalogue: Catalog) -> None:
    with (ENGLISH / "messages.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    different = [
        message.id
        for message in catalogue
        if message.id and compiled.gettext(str(message.id)) != message.string
    ]
    assert different == [], "run make translations"

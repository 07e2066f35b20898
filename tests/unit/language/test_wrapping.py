"""No Chinese sentence reaches people without passing the catalogue.

On the screen and in files every sentence is wrapped. Below, sentences are raised and stored in Chinese and told again
by the catalogue where they are read: there it is enough that the catalogue collects them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from language.extraction import DATA_NAMES, DATA_TEXTS, sentences

PROJECT = Path(__file__).resolve().parents[3]
FACING = ("access", "duplicates", "etl", "evaluation", "exports", "metrics", "pages", "ui", "warehouse")
DATA_FILES = (
    "duplicates/normalise.py",
    "duplicates/opposites.py",
    "etl/feeds/",
    "etl/frequencies.py",
    "etl/item_names.py",
    "etl/proposals.py",
    "etl/sample/",
    "etl/values.py",
)
"""What senders write and what is read from it, and the made-up city. Titles of feeds are collected of themselves."""
ALLOWED = {
    "ui/charts/palette.py": {"GRADE_COLOURS"},  # keys by the grades of the default scheme
    "ui/language/__init__.py": {""},  # the switch bears its name in both languages
    "duplicates/elements.py": {"_NEUTRAL"},  # pattern
    "exports/evidence_sheet.py": {"CODED"},  # what titles of columns are cut by
    "exports/notice_document.py": {"TITLE_FONT", "BODY_FONT", "CHINESE_DATE"},
    "exports/styles.py": {"FONT"},
    "exports/template.py": {"YES_NO"},  # what the loader reads
}


@pytest.fixture(scope="module")
def collected() -> set[str]:
    """Everything the catalogue collects."""
    with (PROJECT / "language" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(PROJECT, methods, options, keywords={"_": None, "N_": None})
    return {message for _file, _line, message, _comments, _context in found if isinstance(message, str)}


def files() -> list[str]:
    paths = sorted(path for room in FACING for path in (PROJECT / room).rglob("*.py"))
    names = [str(path.relative_to(PROJECT)) for path in paths]
    return [name for name in names if not name.startswith(DATA_FILES)]


@pytest.mark.parametrize("room", FACING)
def test_every_chinese_sentence_passes_the_catalogue(collected: set[str], room: str) -> None:
    silent = []
    for name in files():
        if not name.startswith(f"{room}/"):
            continue
        for line, text, owner in sentences((PROJECT / name).read_text(encoding="utf-8")):
            data = owner in DATA_NAMES or text in DATA_TEXTS or owner in ALLOWED.get(name, ())
            if not data and (room in ("pages", "ui", "exports", "access") or text not in collected):
                silent.append(f"{name}:{line} {owner} {text}")
    assert silent == []

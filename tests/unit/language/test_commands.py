"""Command lines speak the language SHARING_LANGUAGE names: their help, what they print and what they refuse."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from typer.main import get_command

import access.__main__
import duplicates.__main__
import etl.__main__
import evaluation.__main__
import metrics.__main__
from language import CATALOGUES, CHINESE
from language.commands import DOMAIN, FIELDS, VARIABLE, parts
from language.extraction import CHINESE_SIGN

PROJECT = Path(__file__).resolve().parents[3]
APPS = (access.__main__, duplicates.__main__, etl.__main__, evaluation.__main__, metrics.__main__)
TYPERS_OWN = 17
"""Words of Typer itself that it asks the catalogue for."""


@pytest.fixture(scope="module")
def helped() -> set[str]:
    """Every help text of every command, argument and option."""
    return {
        said
        for app in APPS
        for part in parts(get_command(app.app))
        for field in FIELDS
        if (said := getattr(part, field, None))
    }


def test_every_help_text_is_said_in_chinese_and_no_other(helped: set[str]) -> None:
    with (CATALOGUES / CHINESE / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        known = {
            str(message.id): str(message.string) for message in read_po(file, locale=CHINESE) if message.id
        }
    assert sorted(helped - known.keys()) == []
    assert len(known) == len(helped) + TYPERS_OWN, sorted(known.keys() - helped)
    assert [english for english, chinese in known.items() if not chinese] == []


def ran(*words: str, language: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, VARIABLE: language, "NO_COLOR": "1", "TERMINAL_WIDTH": "200", **more}
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_is_chinese_unless_english_is_asked_for() -> None:
    chinese = ran("evaluation", "round", "--help").stdout
    assert "封存已公示的期次。" in chinese
    assert "命令" in chinese
    english = ran("evaluation", "round", "--help", language="en_GB.UTF-8").stdout
    assert "Seal a published round for ever." in english
    assert not CHINESE_SIGN.search(english)


def test_a_refusal_speaks_the_language_asked_for(tmp_path: Path) -> None:
    lake = {"LAKE_CATALOG": f"sqlite:{tmp_path}/catalog.sqlite"}
    chinese = ran("metrics", "on_time_rate", "--end", "x", "--as-of", "2026-02-02", **lake)
    assert chinese.stderr.splitlines() == [
        "缺少参数 --start，处理办法：例如 --start 2026-01-31；--end 不是日期，位置：x，处理办法：请写成2026-01-31"
    ]
    english = ran("metrics", "on_time_rate", "--end", "x", "--as-of", "2026-02-02", language="en", **lake)
    assert english.stderr.splitlines() == [
        "Option --start is missing, What to do: for example --start 2026-01-31; "
        "--end is no date, Where: x, What to do: Please write it like 2026-01-31"
    ]
    assert (chinese.returncode, english.returncode) == (1, 1)

"""The language of command lines: chosen with the environment variable SHARING_LANGUAGE, Chinese without it.

What commands print goes through `_` like everything else. Their help is written in English where the options are, and
so are Typer's own words; a catalogue of its own (`commands`) says both in Chinese.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from typing import Any

import typer
from typer.main import get_command

from language import CATALOGUES, CHINESE, language, preferred, speak

VARIABLE = "SHARING_LANGUAGE"
DOMAIN = "commands"


def speak_as_asked() -> None:
    """Choose the language of this process: `zh` (the default) or `en`."""
    speak(preferred(os.environ.get(VARIABLE)))


def run(app: typer.Typer) -> None:
    """Run a command line in the chosen language; raises what its commands raise."""
    speak_as_asked()
    if language() == CHINESE:
        os.environ["LANGUAGE"] = CHINESE  # which Click's own gettext calls go by
        gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
        gettext.textdomain(DOMAIN)
    command = get_command(app)
    for part in parts(command):
        for field in FIELDS:
            if said := getattr(part, field, None):
                setattr(part, field, gettext.gettext(said))
    command()


FIELDS = ("help", "short_help", "epilog")


def parts(command: Any) -> Iterator[Any]:  # noqa: ANN401 - Typer's own copy of Click has no public types
    """A command, its arguments and options, and the same of every command below it."""
    yield command
    yield from command.params
    for below in getattr(command, "commands", {}).values():
        yield from parts(below)

"""The language people read: every sentence for people passes through `_`, on screen, in files and in errors.

Message ids are the Chinese sentences themselves, with named places: `_("{name}已提交").format(name=name)`. The
language is chosen once per session or command with `speak`; where nobody has chosen, whoever `ask` was given is asked,
and otherwise it is Chinese. A sentence without a translation is shown in Chinese.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from string import Formatter

CATALOGUES = Path(__file__).parent / "catalogues"
CHINESE, ENGLISH = "zh_CN", "en"
LANGUAGES = {CHINESE: "简体中文", ENGLISH: "English"}

_chosen: ContextVar[str | None] = ContextVar("language", default=None)
_asked: list[Callable[[], str | None]] = []


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("messages", localedir=CATALOGUES, languages=[language], fallback=True)


class _Counted(str):
    """An English sentence with named places: one of a thing is said in the singular once the numbers are filled in."""

    __slots__ = ()

    def format(self, *args: object, **places: object) -> str:
        filler, texts, one = Formatter(), [], False
        for text, name, form, how in filler.parse(self):
            texts.append(after_one(text) if one else text)
            if name is not None:
                value = filler.convert_field(filler.get_field(name, args, places)[0], how)
                texts.append(filler.format_field(value, form or ""))
                one = texts[-1] == "1"
        return "".join(texts)

    def format_map(self, places: Mapping[str, object]) -> str:  # type: ignore[override]
        return self.format(**places)


def _(sentence: str) -> str:
    """The sentence in the reader's language; the Chinese original where no translation exists."""
    if not sentence:
        return ""
    said = _catalogue(language()).gettext(sentence)
    return _Counted(said) if language() == ENGLISH and "{" in said and "{}" not in said else said


_THINGS = (
    "appeal|call|case|cell|change|character|column|correction|day|decimal|department|difference|duplicate|edition"
    "|element|fact|field|file|finding|form|indicator|item|kind|line|minute|notice|object|outage|place|point|problem"
    "|project|rank|reminder|request|resource|result|round|row|sample|second|time|unit|version"
)
_KINDS = (
    "comparable|data|different|failed|finished|late|ledger|lowest|older|open|overdue|refused|shared|successful"
    "|suspected|unanswered|weakest|working"
)
_VERBS = {"were": "was", "are": "is", "have": "has", "wait": "waits", "do": "does", "lie": "lies"}
_MANY = re.compile(rf"( (?:(?:{_KINDS}) )?(?:{_THINGS}))s\b(?: ({'|'.join(_VERBS)})\b)?")


def after_one(text: str) -> str:
    """What follows the number 1 in an English sentence: ` lines were refused` reads ` line was refused`."""
    found = _MANY.match(text)
    if not found:
        return text
    thing, verb = found.groups()
    return thing + (f" {_VERBS[verb]}" if verb else "") + text[found.end() :]


def translations(language: str) -> list[str]:
    """Every sentence the catalogue of a language knows."""
    known = getattr(_catalogue(language), "_catalog", {})  # gettext has no public way to list them
    return [sentence for sentence in known if isinstance(sentence, str) and sentence]


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name, known to the tools that collect sentences
    """Marks a sentence kept in a constant for translation where it is shown; returns it unchanged."""
    return sentence


def language() -> str:
    """Code of the language now chosen: one of `LANGUAGES`."""
    chosen = _chosen.get() or next((code for ask in _asked if (code := ask())), None)
    return chosen if chosen in LANGUAGES else CHINESE


def ask(whom: Callable[[], str | None]) -> None:
    """Have `whom` asked for the language wherever nobody has chosen one with `speak`; None means no opinion."""
    _asked[:] = [whom]


def speak(language: str) -> None:
    """Choose the language for the rest of this context; an unknown code means Chinese."""
    _chosen.set(language if language in LANGUAGES else CHINESE)


def preferred(locale: str | None) -> str:
    """The language for a browser's locale such as `zh-CN` or `en-GB`: Chinese for Chinese or none, else English."""
    return CHINESE if not locale or locale.lower().startswith("zh") else ENGLISH


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Choose the language for a block."""
    token = _chosen.set(language if language in LANGUAGES else CHINESE)
    try:
        yield
    finally:
        _chosen.reset(token)

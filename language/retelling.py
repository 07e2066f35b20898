"""Sentences that were written in Chinese before anybody read them, said again in the reader's language.

Reasons and remarks are stored in Chinese, made from templates of the catalogue (`应于{}前答复`). A stored sentence is
told again by finding its template: the parts in between are taken over, and said again themselves where they are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from language import CHINESE, _, language, translations

BETWEEN = ("\n", "；", "，")
LISTED = "、"
"""What separates words of a list; sentences by `；` or `，`, or by lines."""


@dataclass(frozen=True)
class Template:
    """One sentence with places: how it begins and ends, how it is recognised, and the names of its places."""

    sentence: str
    begins: str
    ends: str
    pattern: re.Pattern[str]
    names: tuple[str, ...]
    says: int
    """Characters outside the places."""


def retold(sentence: str) -> str:
    """The sentence in the reader's language; as it stands where neither it nor a template for it is known."""
    if language() == CHINESE or not sentence:
        return sentence
    return _retold(language(), sentence)


@lru_cache(maxsize=20_000)
def _retold(language: str, sentence: str) -> str:
    if (plain := _(sentence)) != sentence:
        return plain
    for template in _templates(language):
        if sentence.startswith(template.begins) and sentence.endswith(template.ends):
            found = template.pattern.fullmatch(sentence)
            if found:
                return _filled(_(template.sentence), template.names, found.groups())
    for mark in BETWEEN:
        parts = sentence.split(mark)
        if (told := [retold(one) for one in parts] if len(parts) > 1 else parts) != parts:
            return _(mark).join(told)
    return sentence


def _filled(translation: str, names: tuple[str, ...], parts: tuple[str, ...]) -> str:
    """The translation with the parts of the original in its places; formats have been applied already."""
    told = [_part(part) for part in parts]
    by_name = dict(zip(names, told, strict=True))
    in_order = iter(told)
    return "".join(
        text + ("" if name is None else by_name[name] if name else next(in_order))
        for text, name, _form, _how in Formatter().parse(translation)
    )


def _part(part: str) -> str:
    """One place's text: a sentence, several of them, or a list of words."""
    return (
        _(LISTED).join(_(one) for one in part.split(LISTED))
        if LISTED in part and retold(part) == part
        else retold(part)
    )


@lru_cache
def _templates(language: str) -> tuple[Template, ...]:
    """Every sentence with places, those that say most outside their places first."""
    made = [_template(sentence) for sentence in translations(language) if "{" in sentence]
    return tuple(sorted(made, key=lambda one: -one.says))


def _template(sentence: str) -> Template:
    pieces = [(text, name) for text, name, _form, _how in Formatter().parse(sentence)]
    pattern = "".join(re.escape(text) + ("" if name is None else "(.*?)") for text, name in pieces)
    places = tuple(name for _text, name in pieces if name is not None)
    ends = pieces[-1][0] if pieces[-1][1] is None else ""
    says = sum(len(text) for text, _name in pieces)
    return Template(sentence, pieces[0][0], ends, re.compile(pattern, re.DOTALL), places, says)

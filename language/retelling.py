"""Sentences that were written in Chinese before anybody read them, said again in the reader's language.

Reasons and remarks are stored in Chinese, made from templates of the catalogue (`应于{}前答复`). A stored sentence is
told again by finding its template: the parts in between are taken over, and said again themselves where they are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from language import CHINESE, N_, _, language, translations

BETWEEN = ("\n", N_("；"), N_("，"), N_("："), " ")
LISTED = N_("、")
"""What separates words of a list; and, before it, what separates sentences and parts of them."""
LONGEST_PAIR = 40
"""Characters up to which two known phrases without anything between them are looked for."""
CHINESE_SIGN = re.compile(r"[\u4e00-\u9fff]")
_PLACE = re.compile(r"{[^}]*}")


@dataclass(frozen=True)
class Template:
    """One sentence with places: how it begins and ends, how it is recognised (places as short, or as long, as can be),
    and the names of its places.
    """

    sentence: str
    begins: str
    ends: str
    patterns: tuple[re.Pattern[str], ...]
    names: tuple[str, ...]
    says: int
    """Characters outside the places."""


def retold(sentence: str) -> str:
    """The sentence in the reader's language; as it stands where neither it nor a template for it is known."""
    if language() == CHINESE or not sentence:
        return sentence
    return _retold(language(), sentence)


@lru_cache(maxsize=100_000)
def _retold(language: str, sentence: str) -> str:
    if (plain := _(sentence)) != sentence or not CHINESE_SIGN.search(sentence):
        return plain
    best, left = sentence, _chinese(sentence)
    for told in _ways(language, sentence):
        if _chinese(told) < left:
            best, left = told, _chinese(told)
        if not left:
            break
    return best


def _chinese(text: str) -> int:
    return len(CHINESE_SIGN.findall(text))


def _ways(language: str, sentence: str) -> Iterator[str]:
    """Every way to say a sentence again; the one that leaves least of it in Chinese is taken."""
    for template in _candidates(language, sentence[0]):
        if sentence.startswith(template.begins) and sentence.endswith(template.ends):
            for pattern in template.patterns:
                if found := pattern.fullmatch(sentence):
                    yield _filled(_(template.sentence), template.names, found.groups())
    for mark in (*BETWEEN, LISTED):
        if mark in sentence:
            yield _(mark).join(retold(one) for one in sentence.split(mark))
            first, rest = sentence.split(mark, 1)
            yield retold(first) + _(mark) + retold(rest)
    for cut in range(1, len(sentence)) if len(sentence) <= LONGEST_PAIR else ():
        one, other = sentence[:cut], sentence[cut:]
        if _(one) != one and _(other) != other:
            said = _(other)
            yield f"{_(one)}{_('：')}{said[0].lower()}{said[1:]}"


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
    told = retold(part)
    return _(LISTED).join(part.split(LISTED)) if told == part else told


@lru_cache
def _templates(language: str) -> tuple[Template, ...]:
    """Every sentence with places and Chinese between them, those that say most outside their places first."""
    made = [
        _template(sentence)
        for sentence in translations(language)
        if "{" in sentence and CHINESE_SIGN.search(_PLACE.sub("", sentence))
    ]
    return tuple(sorted(made, key=lambda one: -one.says))


@lru_cache
def _candidates(language: str, first: str) -> tuple[Template, ...]:
    """The templates a sentence beginning with the character `first` can be made from."""
    return tuple(one for one in _templates(language) if one.begins[:1] in ("", first))


def _template(sentence: str) -> Template:
    pieces = [(text, name) for text, name, _form, _how in Formatter().parse(sentence)]
    patterns = tuple(
        re.compile(
            "".join(re.escape(text) + ("" if name is None else place) for text, name in pieces), re.DOTALL
        )
        for place in ("(.*?)", "(.*)")
    )
    places = tuple(name for _text, name in pieces if name is not None)
    ends = pieces[-1][0] if pieces[-1][1] is None else ""
    says = sum(len(text) for text, _name in pieces)
    return Template(sentence, pieces[0][0], ends, patterns, places, says)

"""Sentences that were written in Chinese before anybody read them, said again in the reader's language.

Reasons and remarks are stored in Chinese, made from templates of the catalogue (`应于{}前答复`). A stored sentence is
told again by finding its template: the parts in between are said again themselves where they are known. A place that
the translation writes `{!s}` holds a name or somebody's own words and is taken over as it stands, `{!r}` names between
`、`, `{!a}` a day or a figure and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from language import CHINESE, N_, _, after_one, language, translations

LISTED = N_("、")
BETWEEN = ("\n", N_("；"), N_("，"), N_("："), LISTED, " · ", " ")
"""What separates words of a list; and what separates sentences and parts of them, the widest apart first."""
COUNT = "n"
"""What a place that holds a number is called in named templates."""
NAMED = N_("{number}{name}")
"""The number of a thing and, in quotation marks, its name."""
BRACKETED = N_("{text}（{more}）")
CHINESE_SIGN = re.compile(r"[\u4e00-\u9fff]")
SHORTEST, SHORTEST_BEGUN = 4, 2
"""Characters a template has outside its places (fewer where it begins with them), else it would be found in names."""
_MARK = re.compile("[，；：。（）]")
_QUOTED = re.compile("“(?:[^“”]|“[^“”]*”)*”")
_INSIDE = {"“": "((?:[^“”]|“[^“”]*”)*)", "（": "((?:[^（）]|（[^（）]*）)*)"}
"""What a place holds that an opening mark stands before: it ends with the mark's own closing one."""
_NUMBER_AND_NAME = re.compile(r"([^\s\u4e00-\u9fff“”，；：。（）]+)(“.*”)")
_BRACKETED = re.compile("(.+)（((?:[^（）]|（[^（）]*）)*)）", re.DOTALL)
_NUMBERED = re.compile(r"(\s*\d+\. )(\S.*)", re.DOTALL)
_FULL_STOP = re.compile("(?<=。)(?=.)")
_PLACE = re.compile(r"{[^}]*}")

Left = tuple[int, int]
Told = tuple[str, Left]
"""A text, and how many Chinese characters and punctuation marks outside names are left in it."""
NOTHING: Left = (0, 0)


@dataclass(frozen=True)
class Template:
    """One sentence with places and its translation.

    `texts` stand between the places, `patterns` recognise a sentence (places as short, or as long, as can be), `parts`
    are the translation: its texts, and the number of a place with its kind (None, 's', 'r' or 'a').
    """

    texts: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    parts: tuple[str | tuple[int, str | None], ...]
    says: int

    def may_be(self, sentence: str) -> bool:
        """Whether a sentence begins and ends as this one, and holds what stands between."""
        return (
            sentence.startswith(self.texts[0])
            and sentence.endswith(self.texts[-1])
            and all(text in sentence for text in self.texts)
        )


def retold(sentence: str) -> str:
    """The sentence in the reader's language; as it stands where neither it nor a template for it is known."""
    if language() == CHINESE or not sentence:
        return sentence
    return _told(language(), sentence)[0]


@lru_cache(maxsize=100_000)
def _told(language: str, sentence: str) -> Told:
    if (plain := _(sentence)) != sentence or not sentence:
        return plain, NOTHING
    best, left = sentence, _left(sentence)
    if left == NOTHING and not _NUMBER_AND_NAME.fullmatch(sentence):
        return best, left
    for told, rest in _ways(language, sentence):
        if rest == NOTHING:
            return told, rest
        if rest < left and (rest[0] < left[0] or not left[0]):
            best, left = told, rest
    return best, left


def _left(text: str) -> Left:
    outside = _QUOTED.sub("", text)
    return len(CHINESE_SIGN.findall(outside)), len(_MARK.findall(outside))


def _ways(language: str, sentence: str) -> Iterator[Told]:
    """Every way to say a sentence again; the one that leaves least of it in Chinese is taken."""
    if found := _NUMBERED.fullmatch(sentence):
        text, rest = _told(language, found[2])
        yield found[1] + text, rest
    for template in _candidates(language, sentence[0]):
        if template.may_be(sentence):
            for pattern in template.patterns:
                if found := pattern.fullmatch(sentence):
                    yield _filled(language, template, found.groups())
    if found := _NUMBER_AND_NAME.fullmatch(sentence):
        yield _(NAMED).format(number=found[1], name=found[2]), NOTHING
    if found := _BRACKETED.fullmatch(sentence):
        (text, one), (more, other) = (_told(language, part) for part in found.groups())
        yield _(BRACKETED).format(text=text, more=more), _sum(iter((one, other)))
    if len(whole := _FULL_STOP.split(sentence)) > 1:
        yield _joined(language, whole, "", " ")
    for mark in BETWEEN:
        pieces = _pieces(sentence, mark)
        if len(pieces) > 1:
            if mark != " ":
                yield _joined(language, pieces, mark, _(mark))
            yield _joined(language, [pieces[0], sentence[len(pieces[0]) + len(mark) :]], mark, _(mark))


def _joined(language: str, pieces: list[str], mark: str, told: str) -> Told:
    """Pieces said again, with the mark between them said again too; between two that nobody knows it stays."""
    parts = [_told(language, piece) for piece in pieces]
    strange = [part == piece and rest[0] > 0 for piece, (part, rest) in zip(pieces, parts, strict=True)]
    text = parts[0][0] + "".join(
        (mark if before and here else told) + part
        for (part, _rest), before, here in zip(parts[1:], strange, strange[1:], strict=False)
    )
    return text, _sum(rest for _text, rest in parts)


def _sum(rests: Iterator[Left]) -> Left:
    signs, marks = 0, 0
    for one, other in rests:
        signs, marks = signs + one, marks + other
    return signs, marks


def _pieces(sentence: str, mark: str) -> list[str]:
    """The sentence cut at a mark wherever it does not stand between quotation marks."""
    if mark not in sentence:
        return [sentence]
    masked = _QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), sentence)
    pieces, start = [], 0
    while (end := masked.find(mark, start)) >= 0:
        pieces.append(sentence[start:end])
        start = end + len(mark)
    return [*pieces, sentence[start:]]


def _filled(language: str, template: Template, parts: tuple[str, ...]) -> Told:
    """The translation with the parts of the original in its places; formats have been applied already."""
    texts: list[str] = [""]
    rests: list[Left] = []
    for part in template.parts:
        if isinstance(part, str):
            texts.append(after_one(part) if texts[-1] == "1" else part)
            continue
        text, rest = _part(language, parts[part[0]], part[1])
        texts.append(text)
        rests.append(rest)
    return "".join(texts), _sum(iter(rests))


def _part(language: str, part: str, kind: str | None) -> Told:
    """One place's text: a name, names, or a sentence, several of them, or a list of words."""
    if kind in ("s", "a"):
        return part, NOTHING
    if kind == "r":
        return _(LISTED).join(part.split(LISTED)), NOTHING
    told, rest = _told(language, part)
    return (_(LISTED).join(part.split(LISTED)) if told == part else told), rest


@lru_cache
def _templates(language: str) -> tuple[Template, ...]:
    """Every sentence with places and Chinese between them: those first that say how they end, and then those that say
    most outside their places, so that what stands around a sentence is taken off before the sentence is told.
    """
    made = [
        _template(sentence)
        for sentence in translations(language)
        if "{" in sentence and CHINESE_SIGN.search(_PLACE.sub("", sentence))
    ]
    telling = [one for one in made if one.says >= (SHORTEST_BEGUN if one.texts[0] else SHORTEST)]
    return tuple(sorted(telling, key=lambda one: (not one.texts[-1], -one.says)))


@lru_cache
def _candidates(language: str, first: str) -> tuple[Template, ...]:
    """The templates a sentence beginning with the character `first` can be made from."""
    return tuple(one for one in _templates(language) if one.texts[0][:1] in ("", first))


def _template(sentence: str) -> Template:
    pieces = [(text, name) for text, name, _form, _how in Formatter().parse(sentence)]
    names = [name for _text, name in pieces if name is not None]
    texts = [text for text, _name in pieces] + ([""] if pieces[-1][1] is not None else [])
    parts: list[str | tuple[int, str | None]] = []
    unnamed = iter(range(len(names)))
    for text, name, _form, how in Formatter().parse(_(sentence)):
        parts.append(text)
        if name is not None:
            parts.append((names.index(name) if name else next(unnamed), "a" if name == COUNT else how))
    kinds = dict(part for part in parts if not isinstance(part, str))
    patterns = []
    for extent in ("?", ""):
        places = [
            _INSIDE.get(before[-1:])
            or _place(kinds.get(n), extent, first=not n and not before, last=n == len(names) - 1)
            for n, before in enumerate(texts[:-1])
        ]
        said = "".join(re.escape(text) + place for text, place in zip(texts, [*places, ""], strict=True))
        patterns.append(re.compile(said, re.DOTALL))
    return Template(tuple(texts), tuple(patterns), tuple(parts), sum(map(len, texts)))


def _place(kind: str | None, extent: str, *, first: bool, last: bool) -> str:
    """What a place of a kind holds; somebody's own words come last in a sentence and hold anything."""
    if kind == "a":
        return rf"([-+\d.,:%– ]+{extent})"
    if kind in ("s", "r") and not last:
        return rf"([^；\n]+{extent})"
    holds = "." if last else r"[^\n]"
    return f"({holds}{'+' if first else '*'}{extent})"

"""One spelling for names that only differ in how they are written: width, script, brackets, numbering, years."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import opencc

from etl.item_names import kind_of_value
from etl.values import clean

FEW = 1000
"""Names up to this many are remembered one by one; more are converted in one call."""
_BRACKETS = re.compile(r"[（(\[【〔{<《][^（）()\[\]【】〔〕{}<>《》]*[）)\]】〕}>》]")
_LITTER = re.compile(r"[^\w%‰#]|_")
_NUMBER = r"(?:[0-9]+|[一二三四五六七八九十百零〇两]+|元(?=[月年]))"
_ENUMERATED = re.compile(
    rf"(?:民国|公元|第)?{_NUMBER}(?:[至到~\-—](?:未满)?{_NUMBER})?(年度|学年度|学年|年|月份|月|日|季度|季|周|旬|期|批次|批|届|号|级|组|名|次|区间|岁以上|岁以下|岁)"
)
_SERIAL = re.compile(r"(?<=[^\W\da-z_])[0-9]{1,3}$")
_YEARS = re.compile(
    r"(?:民国|公元)?(?:(?:19|20)[0-9]{2}|1?[0-9]{2}(?=年|学年|[-~至到]))(?:[-~至到—](?:(?:19|20)[0-9]{2}|1?[0-9]{2}))?(?:学?年度|学年|年)?"
    r"(?:[0-9]{1,2}月份?|第?[一二三四1-4]季度?|[上下]半年)?"
)
_EDITIONS = re.compile(
    r"第[0-9一二三四五六七八九十百]+(?:期|批次|批|版|次|场次|场|届|季度|季)|[上下]半年|(?:历史|最新|更新|新|旧|试行|修订)(?:数据|版)|v[0-9.]+$|月报表?$|[0-9]{1,2}月份?"
)


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(texts: Iterable[str]) -> list[str]:
    """Texts in simplified characters and half width, lower case; converted in one call, for millions of names."""
    folded = [unicodedata.normalize("NFKC", text).casefold() for text in texts]
    if not folded:
        return []
    joined = "\n".join(text.replace("\n", " ").replace("\r", " ") for text in folded)
    return str(_to_simplified().convert(joined)).split("\n")


def bare(text: str) -> str:
    """A simplified name without bracketed remarks, blanks and punctuation; the brackets' content if that is all."""
    outside = text
    while (shorter := _BRACKETS.sub("", outside)) != outside:
        outside = shorter
    return _LITTER.sub("", outside) or _LITTER.sub("", text)


def item_key(text: str) -> str:
    """The comparable form of a simplified item name: enumerated columns (一月…十二月, 2015年) fall together."""
    name = bare(text)
    collapsed = _ENUMERATED.sub(r"#\1", name)
    return _SERIAL.sub("", collapsed) or name


def item_keys(names: Iterable[str]) -> list[str]:
    """`item_key` of many names as they were delivered."""
    given = list(names)
    if len(given) <= FEW:
        return [_one_key(name) for name in given]
    return [item_key(text) for text in simplified(given)]


@lru_cache(maxsize=1 << 17)
def _one_key(name: str) -> str:
    return item_key(simplified([name])[0])


def looks_like_value(name: str) -> bool:
    """Whether an item name is what the loader refuses today, in a lake loaded before: 电话:(03)4225205, a sentence."""
    return kind_of_value(clean(name)) is not None


def resource_stem(text: str) -> str:
    """A simplified resource name without years, editions and bracketed remarks: what its editions have in common."""
    flat = _BRACKETS.sub("", text)
    stem = _EDITIONS.sub("", _YEARS.sub("", flat))
    return _LITTER.sub("", stem) or bare(text)


def resource_stems(names: Iterable[str]) -> list[str]:
    """`resource_stem` of many names as they were delivered."""
    return [resource_stem(text) for text in simplified(names)]

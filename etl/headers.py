"""Recognise the header row of a file, its columns, and the feed it belongs to.

Headers are compared after normalising: full-width forms, blanks, line breaks, letter case, traditional
characters and punctuation do not matter, and a unit in brackets is dropped (a unit that would change the
figures is refused).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import opencc

from etl.feeds import FEEDS, Feed
from warehouse.errors import LoadError

_TO_SIMPLIFIED = opencc.OpenCC("t2s")
_BRACKETED = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_IGNORED = re.compile(r"[\s_\-*:;,.、。'\"`/|#\u200b-\u200f\u2060\ufeff]+")
LINE_HEADER, REASON_HEADER = "原文件行号", "拒收原因"
"""The two columns that a file of refused lines adds behind the sender's."""
_UNITS = {
    "_wan": ("万元", {"元", "千元", "百元", "亿元", "亿"}),
    "_ms": ("毫秒", {"秒", "s", "sec", "微秒", "us", "纳秒", "ns", "分钟", "分", "min"}),
    "row_count": ("行", {"万行", "万条", "万", "千条", "千行", "亿条", "kb", "mb", "gb", "字节"}),
}
"""Ending of the canonical name -> its unit on screen, and bracketed units that would change the figures."""


def to_simplified(text: str) -> str:
    """Traditional Chinese characters as simplified ones; other characters stay."""
    return str(_TO_SIMPLIFIED.convert(text))


@lru_cache(maxsize=20_000)
def normalise_header(text: str) -> str:
    """What a header is compared by: simplified, half-width, lower case, without blanks and punctuation."""
    return _IGNORED.sub("", to_simplified(unicodedata.normalize("NFKC", text)).casefold())


def _without_brackets(text: str) -> str:
    return _BRACKETED.sub("", to_simplified(unicodedata.normalize("NFKC", text)))


def _bracketed_unit(text: str) -> str:
    found = _BRACKETED.search(to_simplified(unicodedata.normalize("NFKC", text)))
    return normalise_header(found.group()[1:-1]) if found else ""


@lru_cache(maxsize=64)
def _names(feed: Feed) -> dict[str, tuple[str, int]]:
    """Normalised header -> canonical column and how official it is (0 canonical or official, 1 alias)."""
    names: dict[str, tuple[str, int]] = {}
    for column in feed.columns:
        for header in column.headers[1:]:
            names.setdefault(normalise_header(header), (column.name, 1))
    for column in feed.columns:
        for header in (column.headers[0], column.name):
            names[normalise_header(header)] = (column.name, 0)
            if (bare := normalise_header(_without_brackets(header))) and names.get(bare, ("", 1))[1] == 1:
                names[bare] = (column.name, 0)
    return names


def canonical_name(header: str, feed: Feed) -> tuple[str, int] | None:
    """The feed's column a header stands for and its rank (0 official, 1 alias); None when unknown."""
    names = _names(feed)
    if found := names.get(normalise_header(header)):
        return found
    bare = normalise_header(_without_brackets(header))
    return names.get(bare) if bare else None


def _wrong_unit(header: str, name: str) -> str | None:
    """The unit the column must have, where the header's bracket names another one."""
    unit = _bracketed_unit(header)
    for ending, (ours, others) in _UNITS.items():
        if name.endswith(ending) and unit in others:
            return ours
    return None


@dataclass(frozen=True)
class HeaderMatch:
    """How the sender's headers fit a feed.

    `columns` maps canonical names to positions (0-based) in the sender's order; `unknown` lists headers that
    nothing reads; `problems` are Chinese sentences that refuse the file.
    """

    headers: tuple[str, ...]
    columns: dict[str, int]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    problems: tuple[str, ...] = field(default=())


def match_headers(
    headers: Sequence[str],
    feed: Feed,
    named: Mapping[str, str] | None = None,
    given: Iterable[str] = (),
    recognise: bool = True,
) -> HeaderMatch:
    """Fit the sender's headers to a feed.

    `named` (canonical -> sender's header) comes from a mapping file and goes first; `given` are columns a
    mapping fills otherwise; `recognise=False` reads nothing that the mapping does not name.
    """
    named = named or {}
    titles = {column.name: column.title for column in feed.columns}
    columns: dict[str, int] = {}
    problems: list[str] = []
    positions: dict[str, list[int]] = {}
    for position, header in enumerate(headers):
        positions.setdefault(normalise_header(header), []).append(position)
    for name, header in named.items():
        found = positions.get(normalise_header(header), [])
        if not found:
            problems.append(f"映射文件为“{titles[name]}”指定的列“{header}”在文件中不存在")
        elif len(found) > 1:
            problems.append(
                f"映射文件为“{titles[name]}”指定的列“{header}”出现了{len(found)}次（{_places(found)}）"
            )
        else:
            columns[name] = found[0]
    used = set(columns.values())
    taken = set(named) | set(given)
    candidates: dict[str, list[tuple[int, int]]] = {}
    for position, header in enumerate(headers):
        hit = canonical_name(header, feed) if recognise and position not in used else None
        if hit and hit[0] not in taken:
            candidates.setdefault(hit[0], []).append((hit[1], position))
    for name, found_ in candidates.items():
        best = min(rank for rank, _ in found_)
        chosen = [position for rank, position in found_ if rank == best]
        if len(chosen) > 1:
            listed = "、".join(f"第{p + 1}列“{_shown(headers[p])}”" for p in chosen)
            problems.append(f"{listed}都表示“{titles[name]}”，不能确定采用哪一列")
            continue
        header = headers[chosen[0]]
        if unit := _wrong_unit(header, name):
            problems.append(f"第{chosen[0] + 1}列“{_shown(header)}”的单位与要求的“{unit}”不一致")
        columns[name] = chosen[0]
    required = [column for column in feed.columns if column.required]
    filled = set(columns) | taken | set(candidates)
    missing = tuple(f"{column.title}（{column.name}）" for column in required if column.name not in filled)
    read = set(columns.values())
    unknown = tuple(_shown(h) for p, h in enumerate(headers) if p not in read and _shown(h))
    return HeaderMatch(tuple(headers), columns, unknown, missing, tuple(problems))


def _shown(header: str) -> str:
    return " ".join(header.split()).strip("\ufeff")


def _places(found: Sequence[int]) -> str:
    return "、".join(f"第{p + 1}列" for p in found)


def hits(cells: Sequence[str], feed: Feed, named: Mapping[str, str] | None = None) -> int:
    """How many different columns of the feed (or of the mapping) a row of cells names."""
    wanted = {normalise_header(header) for header in (named or {}).values()}
    found: set[str] = set()
    for cell in cells:
        if not cell or len(cell) > 200:
            continue
        if (key := normalise_header(cell)) in wanted:
            found.add(key)
        elif hit := canonical_name(cell, feed):
            found.add(hit[0])
    return len(found)


def find_header(
    rows: Sequence[Sequence[str]], feed: Feed, named: Mapping[str, str] | None = None
) -> int | None:
    """Index of the row that names most columns; the first of equals; None when no row names any."""
    counted = [hits(row, feed, named) for row in rows]
    best = max(counted, default=0)
    return counted.index(best) if best else None


def recognise_feed(headers: Sequence[str]) -> tuple[Feed, ...]:
    """Feeds whose required columns all stand in these headers, most columns recognised first."""
    fitting = [feed for feed in FEEDS.values() if not match_headers(headers, feed).missing]
    return tuple(sorted(fitting, key=lambda feed: -hits(headers, feed)))


def better_feed(rows: Sequence[Sequence[str]], feed: Feed) -> Feed | None:
    """Another feed that one of the rows fits completely, while `feed` is not fitted."""
    found = [other for row in rows for other in recognise_feed(row) if other.name != feed.name]
    return max(found, key=lambda other: max(hits(row, other) for row in rows)) if found else None


def require_columns(match: HeaderMatch, rows: Sequence[Sequence[str]], feed: Feed, where: str) -> None:
    """Raise LoadError with all problems of the headers at once; name the feed the file fits better."""
    if not match.missing and not match.problems:
        return
    problems = list(match.problems)
    remedy = "请按模板补齐或改正列名后重新上传，或用映射文件说明对应关系。"
    if match.missing:
        problems.insert(0, f"缺少必需的列：{'、'.join(match.missing)}")
        if other := better_feed(rows, feed):
            remedy = f"表头与“{other.title}”（{other.name}）相符，请确认选择的数据种类。"
    shown = "、".join(_shown(h) for h in match.headers[:60] if _shown(h)) or "（空）"
    raise LoadError(
        f"文件不能按“{feed.title}”装载：{'；'.join(problems)}。", f"{where}，文件中的列：{shown}", remedy
    )

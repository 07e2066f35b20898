"""What must hold between the records of a scheme: names, levels, weights, grades, metrics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from evaluation.records import TOTAL

Raw = dict[str, Any]
Records = dict[str, list[Raw]]

WEIGHT_TOLERANCE = 1e-6


def _text(record: Raw, key: str, default: str = "") -> str:
    value = record.get(key, default)
    return value if isinstance(value, str) else default


def _number(record: Raw, key: str) -> float | None:
    value = record.get(key)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _suggest(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, list(known), 3, 0.6)
    return f"，是否想写 {'、'.join(close)}？" if close else ""


def _repeated(records: Records) -> list[str]:
    counts = Counter(
        _text(entry, "code")
        for key in ("dimensions", "indicators", "adjustments", "vetoes")
        for entry in records[key]
    )
    found = [
        f"代码 {code} 用了 {times} 次，代码不得重复" for code, times in counts.items() if code and times > 1
    ]
    if TOTAL in counts:
        found.append(f"代码 {TOTAL} 是总分的保留代码，请换一个")
    grades = Counter(_text(grade, "title") for grade in records["grades"])
    return found + [f"等次 {title} 写了 {times} 次" for title, times in grades.items() if title and times > 1]


def _places(records: Records) -> list[str]:
    """Every indicator stands in a known dimension, every dimension in a known parent, without circles."""
    parents = {_text(d, "code"): _text(d, "parent", TOTAL) for d in records["dimensions"]}
    found = []
    for indicator in records["indicators"]:
        dimension = _text(indicator, "dimension")
        if dimension and dimension not in parents:
            hint = _suggest(dimension, parents)
            found.append(f"指标 {_text(indicator, 'code')}：维度 {dimension} 不存在{hint}")
    for code, parent in parents.items():
        if parent != TOTAL and parent not in parents:
            found.append(f"维度 {code}：上级维度 {parent} 不存在{_suggest(parent, parents)}")
        seen, step = {code}, parent
        while step in parents and step not in seen:
            seen.add(step)
            step = parents[step]
        if step == code:
            found.append(f"维度 {code}：上级维度形成循环")
    holding = {_text(i, "dimension") for i in records["indicators"]}
    nested = set(parents.values())
    for code in parents:
        if code not in holding and code not in nested:
            found.append(f"维度 {code}：没有任何指标或下级维度")
        if code in holding and code in nested:
            found.append(f"维度 {code}：指标和下级维度不能并列，请把指标归入下级维度")
    return found


def _weights(top: Raw, records: Records) -> list[str]:
    total = _number(top, "weight_total") or 100.0
    levels: dict[tuple[str, str], list[float | None]] = {}
    for dimension in records["dimensions"]:
        levels.setdefault(("维度", _text(dimension, "parent", TOTAL)), []).append(
            _number(dimension, "weight")
        )
    for indicator in records["indicators"]:
        levels.setdefault(("指标", _text(indicator, "dimension")), []).append(_number(indicator, "weight"))
    found = []
    for (noun, parent), listed in levels.items():
        given = [weight for weight in listed if weight is not None]
        if len(given) == len(listed) and abs(sum(given) - total) > WEIGHT_TOLERANCE * total:
            found.append(
                f"一级维度权重合计为 {sum(given):g}，应为 {total:g}"
                if parent == TOTAL
                else f"维度 {parent} 下的{noun}权重合计为 {sum(given):g}，应为 {total:g}"
            )
    return found


def _grades(top: Raw, records: Records) -> list[str]:
    floors = [_number(grade, "floor") for grade in records["grades"]]
    found = []
    known = [floor for floor in floors if floor is not None]
    if known and len(known) == len(floors):
        if any(a <= b for a, b in pairwise(known)):
            found.append("等次须从高到低排列，下限不得重复")
        if min(known) > 0:
            found.append(f"最低等次的下限为 {min(known):g}，应为 0，否则低分部门没有等次")
        if max(known) > (_number(top, "scale") or 100.0):
            found.append(f"最高等次的下限 {max(known):g} 超过满分 {_number(top, 'scale') or 100.0:g}")
    titles = [_text(grade, "title") for grade in records["grades"]]
    indicators = {_text(i, "code") for i in records["indicators"]}
    for veto in records["vetoes"]:
        code, grade, indicator = _text(veto, "code"), _text(veto, "grade_at_most"), _text(veto, "indicator")
        if grade and grade not in titles:
            found.append(f"单项否决 {code}：等次 {grade} 不存在")
        if indicator and indicator not in indicators:
            found.append(f"单项否决 {code}：指标 {indicator} 不存在{_suggest(indicator, indicators)}")
    return found


def _scores(top: Raw, records: Records) -> list[str]:
    """Step scores stay on the scale; a geometric level holds no scores below zero."""
    scale = _number(top, "scale") or 100.0
    aggregations = {_text(d, "code"): _text(d, "aggregation") for d in records["dimensions"]}
    geometric = "geometric" in (*aggregations.values(), _text(top, "aggregation"))
    found = []
    for indicator in records["indicators"]:
        scoring = indicator.get("scoring")
        if not isinstance(scoring, dict):
            continue
        place = f"指标 {_text(indicator, 'code')}"
        steps = scoring.get("steps")
        for step in steps if isinstance(steps, list) else []:
            score = _number(step, "score") if isinstance(step, dict) else None
            if score is not None and score > scale:
                found.append(f"{place}：分档得分 {score:g} 超过满分 {scale:g}")
        if geometric and scoring.get("cap") is False:
            found.append(f"{place}：方案含几何平均，计分必须封顶保底（cap = true），否则可能出现负分")
    return found


def structure_problems(top: Raw, records: Records) -> list[str]:
    """Problems between records, as Chinese sentences; works on what could be read even when single records
    are wrong.
    """
    return [
        *_repeated(records),
        *_places(records),
        *_weights(top, records),
        *_grades(top, records),
        *_scores(top, records),
    ]


def known_name_problems(records: Records, known: Collection[str]) -> list[str]:
    """Metric and evidence names this edition does not have, unless marked `planned = true`."""
    found = []
    for key, noun in (("indicators", "指标"), ("adjustments", "加减分项"), ("vetoes", "单项否决")):
        for entry in records[key]:
            place = f"{noun} {_text(entry, 'code')}"
            planned = entry.get("planned") is True
            if key != "vetoes" and not _text(entry, "metric") and not planned:
                found.append(f"{place}：没有写明取数的 metric")
            for name in (_text(entry, "metric"), _text(entry, "evidence")):
                if name and not planned and name not in known:
                    hint = _suggest(name, known)
                    found.append(
                        f"{place}：没有名为 {name} 的统计口径{hint or '；'}尚未提供的请标明 planned = true"
                    )
    return found

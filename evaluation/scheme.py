"""Scheme files: TOML in, a checked `Scheme` out, with every problem named at once."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from evaluation.records import (
    TOTAL,
    Adjustment,
    Dimension,
    Goalposts,
    Grade,
    Indicator,
    Scheme,
    SchemeHead,
    Steps,
    Veto,
)
from evaluation.scheme_rules import known_name_problems, structure_problems
from warehouse.errors import SchemeError

SCHEMES = Path(__file__).parent / "schemes"
DEFAULT_SCHEME = SCHEMES / "default.toml"

LISTS: dict[str, type[BaseModel]] = {
    "dimensions": Dimension,
    "indicators": Indicator,
    "grades": Grade,
    "adjustments": Adjustment,
    "vetoes": Veto,
}
NOUNS = {
    "dimensions": "维度",
    "indicators": "指标",
    "grades": "等次",
    "adjustments": "加减分项",
    "vetoes": "单项否决",
}
REMEDY = "请逐条修改方案文件后重试；各项含义见 docs/indicators.md 和默认方案文件。"

_SENTENCES = {
    "missing": "缺少此项",
    "extra_forbidden": "不认识的项，请核对拼写",
    "float_parsing": "应为数字",
    "float_type": "应为数字",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "string_type": "应为文字",
    "string_too_short": "不得为空",
    "string_pattern_mismatch": "代码只能用字母、数字、下划线和连字符，最长 40 个字符",
    "list_type": "应为列表",
    "too_short": "至少要有 {min_length} 项",
    "finite_number": "应为有限的数字",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不得小于 {ge}",
    "less_than_equal": "不得大于 {le}",
    "literal_error": "只能是 {expected}",
    "union_tag_invalid": "rule 只能是 'goalposts' 或 'steps'",
    "union_tag_not_found": "缺少 rule（'goalposts' 或 'steps'）",
    "model_type": "应为一组键值",
    "model_attributes_type": "应为一组键值",
    "dict_type": "应为一组键值",
}


def sentence(error: Mapping[str, Any]) -> str:
    """One pydantic error as a Chinese sentence; `error` is an item of ``ValidationError.errors()``."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    template = _SENTENCES.get(error["type"])
    return template.format(**error.get("ctx", {})) if template else f"取值不合要求（{error['msg']}）"


def _record_problems(model: type[BaseModel], raw: object, place: str) -> list[str]:
    try:
        model.model_validate(raw)
    except ValidationError as refused:
        found = []
        for error in refused.errors():
            steps = [
                str(part)
                for part in error["loc"]
                if part not in ("goalposts", "steps") or len(error["loc"]) == 1
            ]
            path = " · ".join([place, *steps])
            shown = error["input"]
            wrong = f"{path}：{sentence(error)}"
            found.append(f"{wrong}（现为 {shown!r}）" if isinstance(shown, str | int | float) else wrong)
        return found
    return []


def _name(raw: object, number: int) -> str:
    if isinstance(raw, dict):
        return str(raw.get("code") or raw.get("title") or f"第 {number} 项")
    return f"第 {number} 项"


def scheme_problems(raw: dict[str, Any], known_metrics: Collection[str] | None = None) -> list[str]:
    """All problems of a scheme as parsed from TOML, as Chinese sentences; empty when it can be used.

    `known_metrics` are the metrics of this edition; None when values are given directly and metrics do not
    matter.
    """
    top = {key: value for key, value in raw.items() if key not in LISTS}
    problems = _record_problems(SchemeHead, top, "方案")
    records: dict[str, list[dict[str, Any]]] = {}
    for key, model in LISTS.items():
        listed = raw.get(key, [])
        if not isinstance(listed, list):
            problems.append(f"{NOUNS[key]}：{key} 应写成 [[{key}]] 列表")
            listed = []
        if not listed and key in ("dimensions", "indicators"):
            problems.append(f"{NOUNS[key]}：方案中没有任何{NOUNS[key]}（[[{key}]]）")
        records[key] = [entry for entry in listed if isinstance(entry, dict)]
        for number, entry in enumerate(listed, 1):
            problems += _record_problems(model, entry, f"{NOUNS[key]} {_name(entry, number)}")
    problems += structure_problems(top, records)
    if known_metrics is not None:
        problems += known_name_problems(records, known_metrics)
    return problems


def parse_scheme(text: str, where: str, known_metrics: Collection[str] | None = None) -> Scheme:
    """The scheme written in `text`; raises SchemeError naming `where` and every problem at once."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as refused:
        raise SchemeError(
            "评价方案不是合法的 TOML 文件。", f"{where}：{refused}", "请检查引号、括号、等号。"
        ) from None
    problems = scheme_problems(raw, known_metrics)
    if problems:
        listed = "\n".join(f"  {number}. {problem}" for number, problem in enumerate(problems, 1))
        raise SchemeError(f"评价方案有 {len(problems)} 处问题，未予采用：\n{listed}", where, REMEDY)
    return Scheme.model_validate(raw)


def load_scheme(path: str | Path = DEFAULT_SCHEME, known_metrics: Collection[str] | None = None) -> Scheme:
    """Read and check a scheme file (UTF-8 TOML); raises SchemeError with all problems."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SchemeError("找不到评价方案文件。", str(file), "请核对路径。") from None
    except (OSError, UnicodeDecodeError) as refused:
        raise SchemeError(
            "评价方案文件无法读取。", f"{file}：{refused}", "请用 UTF-8 编码保存为文本文件。"
        ) from None
    return parse_scheme(text, str(file), known_metrics)


def scheme_hash(scheme: Scheme) -> str:
    """SHA-256 of the scheme's content (not of the file's layout), hexadecimal."""
    return hashlib.sha256(scheme.model_dump_json().encode()).hexdigest()


__all__ = [
    "DEFAULT_SCHEME",
    "TOTAL",
    "Adjustment",
    "Dimension",
    "Goalposts",
    "Grade",
    "Indicator",
    "Scheme",
    "Steps",
    "Veto",
    "load_scheme",
    "parse_scheme",
    "scheme_hash",
    "scheme_problems",
]

r"""Mapping files: how a sender's own columns become a feed's columns.

A mapping is a TOML file; every key but `feed` may be left out:

    feed = "items"             # the feed it is made for
    recognise = true           # also read columns by their own headers (default); false: only those named
    simplify = true            # traditional characters in cells become simplified ones (default false)
    distinct = true            # identical rows are kept once, with their first line (default false)

    [columns]                  # canonical column = "header in the sender's file"
    resource_id = "編號"

    [constants]                # canonical column = "value of every row"
    share_type = "无条件共享"

    [split]                    # one list cell becomes many rows, one per element, with the same line
    column = "item_name"       # the column that takes the elements; named under [columns] or recognised
    separators = "、，,;；/\t\n"  # never inside brackets (default as shown)
    brackets = "description"   # the bracket of "姓名(全名)" goes here; left out: it stays

    [strip]                    # canonical column = "regular expression with one group"; the group is kept,
    department = "【(.+?)】"   # and a cell that does not match stays as it is (and is judged as it is)

    [values.share_type]        # "sender's value" = "our value"; others stay as they are
    "公開" = "无条件共享"

Steps in order: columns and constants, split, strip, simplify, values; the sender's values under [values] are
written as they stand after the steps before.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.feeds import FEEDS, Feed
from warehouse.errors import MappingError

SEPARATORS = "、，,;；/\t\n"


@dataclass(frozen=True)
class Split:
    """One list column that becomes many rows."""

    column: str
    separators: str = SEPARATORS
    brackets: str | None = None


@dataclass(frozen=True)
class Mapping:
    """A checked mapping file; `sha256` is of the file, for the batch record."""

    feed: str
    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    split: Split | None = None
    strip: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    simplify: bool = False
    recognise: bool = True
    distinct: bool = False
    sha256: str = ""


class _Checks:
    """Collects every problem of one mapping file."""

    def __init__(self, feed: Feed) -> None:
        self.feed = feed
        self.known = {column.name for column in feed.columns}
        self.problems: list[str] = []

    def column(self, name: object, where: str) -> None:
        if name not in self.known:
            listed = "、".join(sorted(self.known))
            self.problems.append(f"{where}：“{name}”不是“{self.feed.title}”的列（可用：{listed}）")

    def texts(self, table: object, where: str) -> dict[str, str]:
        """A table of non-empty texts, or a problem."""
        if not isinstance(table, dict):
            self.problems.append(f"{where} 应为表")
            return {}
        good = {str(key): value for key, value in table.items() if isinstance(value, str)}
        wrong = [key for key in table if key not in good]
        self.problems += [f"{where}.{key} 应为文字" for key in wrong]
        return good

    def flag(self, data: dict[str, Any], name: str, default: bool) -> bool:
        value = data.get(name, default)
        if not isinstance(value, bool):
            self.problems.append(f"{name} 应为 true 或 false")
            return default
        return value


_KEYS = {"feed", "recognise", "simplify", "distinct", "columns", "constants", "split", "strip", "values"}


def load_mapping(path: Path, feed: Feed) -> Mapping:
    """Read and check a mapping file for a feed; MappingError lists every problem at once."""
    try:
        raw = Path(path).read_bytes()
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except OSError as error:
        raise MappingError("映射文件不能读取。", f"文件“{path}”", "请检查路径和权限。") from error
    except UnicodeDecodeError as error:
        raise MappingError("映射文件不是 UTF-8 编码。", f"文件“{path}”", "请另存为 UTF-8。") from error
    except tomllib.TOMLDecodeError as error:
        raise MappingError("映射文件不是正确的 TOML。", f"文件“{path}”，{error}", "请改正后重试。") from error
    return parse_mapping(data, feed, f"文件“{Path(path).name}”", hashlib.sha256(raw).hexdigest())


def parse_mapping(data: dict[str, Any], feed: Feed, where: str = "", sha256: str = "") -> Mapping:
    """Check the content of a mapping file; MappingError lists every problem at once."""
    checks = _Checks(feed)
    problems = checks.problems
    problems += [f"不认识的项“{key}”" for key in data if key not in _KEYS]
    meant = data.get("feed")
    if not isinstance(meant, str) or meant not in FEEDS:
        problems.append(f"feed 应为数据种类之一：{'、'.join(FEEDS)}")
    elif meant != feed.name:
        problems.append(f"映射文件是为“{FEEDS[meant].title}”写的，不能用于“{feed.title}”")
        raise _error(problems, where)
    columns = checks.texts(data.get("columns", {}), "columns")
    constants = checks.texts(data.get("constants", {}), "constants")
    strip = checks.texts(data.get("strip", {}), "strip")
    for name in columns:
        checks.column(name, "columns")
    for name, header in columns.items():
        if not header.strip():
            problems.append(f"columns.{name} 没有写列名")
    for name in constants:
        checks.column(name, "constants")
        if name in columns:
            problems.append(f"constants.{name} 与 columns.{name} 重复")
    for name, pattern in strip.items():
        checks.column(name, "strip")
        problems += _pattern_problems(name, pattern)
    tables = data.get("values", {})
    if not isinstance(tables, dict):
        problems.append("values 应为表")
        tables = {}
    values = {str(name): checks.texts(table, f"values.{name}") for name, table in tables.items()}
    for name in values:
        checks.column(name, "values")
    mapping = Mapping(
        feed.name,
        columns,
        constants,
        _split(data.get("split"), checks, constants, columns),
        strip,
        values,
        checks.flag(data, "simplify", False),
        checks.flag(data, "recognise", True),
        checks.flag(data, "distinct", False),
        sha256,
    )
    if problems:
        raise _error(problems, where)
    return mapping


def _split(
    table: object, checks: _Checks, constants: dict[str, str], columns: dict[str, str]
) -> Split | None:
    if table is None:
        return None
    found = checks.texts(table, "split")
    problems = checks.problems
    problems += [
        f"不认识的项“split.{key}”" for key in found if key not in {"column", "separators", "brackets"}
    ]
    if "column" not in found:
        problems.append("split 缺少 column")
        return None
    checks.column(found["column"], "split.column")
    if found["column"] in constants:
        problems.append(f"split.column“{found['column']}”已由 constants 给出")
    separators = found.get("separators", SEPARATORS)
    if not separators:
        problems.append("split.separators 不能为空")
    if bracketed := sorted(set(separators) & set("()（）[]【】〔〕")):
        problems.append(f"split.separators 不能含括号：{''.join(bracketed)}")
    brackets = found.get("brackets")
    if brackets is not None:
        checks.column(brackets, "split.brackets")
        if brackets in {found["column"], *constants, *columns}:
            problems.append(f"split.brackets“{brackets}”已由别处给出")
    return Split(found["column"], separators, brackets)


def _pattern_problems(name: str, pattern: str) -> list[str]:
    try:
        groups = re.compile(pattern).groups
    except re.error as error:
        return [f"strip.{name} 不是正确的正则表达式：{error}"]
    return [] if groups == 1 else [f"strip.{name} 应有且只有一个括号分组，现有{groups}个"]


def _error(problems: list[str], where: str) -> MappingError:
    return MappingError(f"映射文件有{len(problems)}处问题：{'；'.join(problems)}。", where, "请改正后重试。")

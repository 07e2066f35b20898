# ruff: noqa: ARG001 - the arguments are Babel's
"""Collects sentences that are no Python strings for the catalogue: headers of metrics, and schemes in TOML."""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO, TextIOWrapper
from typing import IO, Any

Message = tuple[int, str, str, list[str]]
CHINESE_SIGN = re.compile(r"[\u4e00-\u9fff]")
_FIELD = re.compile(r"--\s+(\w+): (.+)")
_LITERAL = re.compile(r"'([^']*)'")
_PATTERN = re.compile(r"[|\\\[]")
SHORTEST = 4
DATA_NAMES = frozenset(
    {
        "POINTS_LOST",
        "notice_id",
        "_UNITS",
        "_WORDS",
        "chinese",
        "_UNCLOSED",
        "_DAY",
        "_CLOCK",
        "_OWN",
        "_PLACE",
        "_FILLERS",
        "_OBJECTS",
        "_TAIL",
        "_ONCE",
    }
)
DATA_TEXTS = frozenset({"局", "分局$"})
"""Constants whose Chinese is what senders write, read by code; never shown."""
_NOT_SHOWN = ("question", "grain", "kind", "evidence")


def from_metric(
    stream: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Titles, units, articles and columns in the header of a metric's SQL file, and the sentences in its query."""
    text = stream.read()
    yield from from_sql(BytesIO(text), keywords, comment_tags, options)
    for number, line in enumerate(text.decode("utf-8").splitlines(), start=1):
        if not line.startswith("--"):
            return
        field = _FIELD.match(line)
        if field and field[1] not in _NOT_SHOWN and CHINESE_SIGN.search(field[2]):
            yield number, "_", field[2].strip().replace("（代码）", ""), []


def from_sql(
    stream: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Chinese sentences that queries put together, such as reasons; patterns and single words are left out."""
    for number, line in enumerate(stream.read().decode("utf-8").splitlines(), start=1):
        for literal in _LITERAL.findall(line) if not line.lstrip().startswith("--") else ():
            text = literal.replace("{{", "{").replace("}}", "}")  # where Python fills the statement first
            if CHINESE_SIGN.search(text) and len(text) >= SHORTEST and not _PATTERN.search(text):
                yield number, "_", text, []


def from_code(
    stream: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Sentences in calls of `_` and `N_`; also inside f-strings, where Babel's own reader does not look."""
    for node in ast.walk(ast.parse(stream.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_"):
            for given in node.args[:1]:
                if isinstance(given, ast.Constant) and isinstance(given.value, str) and given.value:
                    yield node.lineno, "_", given.value, []


def from_stored(
    stream: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Sentences of code below the screen that are written down or raised in Chinese and told again where they are read
    (`language.retelling`): plain texts, and texts with places as templates. Wrapped sentences come along as well.
    """
    for number, text, name in sentences(stream.read().decode("utf-8"), wrapped=True):
        if name not in DATA_NAMES and text not in DATA_TEXTS:
            yield number, "_", text, []


def from_feed(
    stream: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Titles of feeds and of their columns; the aliases of headers are what senders write, and are left out."""
    for node in ast.walk(ast.parse(stream.read())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("column", "feed")
        ):
            named = [one.value for one in node.keywords if one.arg in ("title", "unit")]
            titled = node.args[1:2] if node.func.id == "feed" else node.args[:1]
            for given in [*titled, *named]:
                if isinstance(given, ast.Constant) and CHINESE_SIGN.search(str(given.value)):
                    yield given.lineno, "_", str(given.value), []


def sentences(code: str, *, wrapped: bool = False) -> Iterator[tuple[int, str, str]]:
    """Line, text, and name assigned to, of every Chinese text in Python code but documentation, constants of `DATA`
    names and (unless asked for) what is wrapped in `_` or `N_`. Places of f-strings are written `{}`.
    """
    yield from _Texts(wrapped).of(ast.parse(code))


class _Texts(ast.NodeVisitor):
    def __init__(self, wrapped: bool) -> None:
        self._wrapped = wrapped
        self._names: list[str] = []
        self._found: list[tuple[int, str, str]] = []

    def of(self, tree: ast.AST) -> list[tuple[int, str, str]]:
        self.visit(tree)
        return self._found

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # else documentation
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if self._wrapped or not (isinstance(node.func, ast.Name) and node.func.id in ("_", "N_")):
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._within(getattr(node.targets[0], "id", ""), node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._within(getattr(node.target, "id", ""), node)

    def _within(self, name: str, node: ast.AST) -> None:
        self._names.append(name)
        self.generic_visit(node)
        self._names.pop()

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        self._note(node.lineno, "".join(str(part) for part in parts))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._note(node.lineno, node.value)

    def _note(self, line: int, text: str) -> None:
        if CHINESE_SIGN.search(text):
            self._found.append((line, text, self._names[0] if self._names else ""))


def from_scheme(
    stream: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Every Chinese text of an evaluation scheme."""
    for text in _texts(tomllib.loads(stream.read().decode("utf-8"))):
        if CHINESE_SIGN.search(text):
            yield 0, "_", text, []


def from_table(
    stream: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Where the rules of a reference table come from: its column `source`."""
    for number, row in enumerate(csv.DictReader(TextIOWrapper(stream, encoding="utf-8")), start=2):
        yield number, "_", row["source"], []


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)

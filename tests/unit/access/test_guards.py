"""Whoever writes to the lake for a person asks first whether the person may, and writes down what was done."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
ROOMS = ("access", "duplicates", "etl", "evaluation")


def called(node: ast.AST) -> set[str]:
    """Names of everything called inside as written, methods with what they belong to."""
    return {ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}


def writers() -> Iterator[tuple[str, ast.FunctionDef, dict[str, ast.FunctionDef]]]:
    """Public functions that take a person and open a write transaction, with their modules' functions."""
    for room in ROOMS:
        for path in sorted((PROJECT / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            functions = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
            for one in functions.values():
                arguments = [*one.args.args, *one.args.kwonlyargs]
                takes_person = any(argument.arg == "person" for argument in arguments)
                if takes_person and not one.name.startswith("_") and "lake.write" in reached(one, functions):
                    yield f"{path.relative_to(PROJECT)}:{one.name}", one, functions


def reached(function: ast.FunctionDef, functions: dict[str, ast.FunctionDef]) -> set[str]:
    """What a function calls, by itself and through functions of its module."""
    seen: set[str] = set()
    todo = [function]
    while todo:
        for name in called(todo.pop()) - seen:
            seen.add(name)
            if name in functions:
                todo.append(functions[name])
    return seen


WRITERS = {name: (function, functions) for name, function, functions in writers()}


def test_there_are_writers() -> None:
    assert len(WRITERS) >= 5


@pytest.mark.parametrize("name", list(WRITERS))
def test_a_writer_asks_first_and_writes_down(name: str) -> None:
    function, functions = WRITERS[name]
    calls = reached(function, functions)
    assert any(one == "allow" or one.startswith("allow_") for one in calls), f"{name} asks nobody"
    assert "record" in calls, f"{name} leaves no audit row"

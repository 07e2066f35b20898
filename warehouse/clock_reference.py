"""Reading a reference file: every problem of the file is collected before anything is refused."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from warehouse.errors import LakeError

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"


class ReferenceTable:
    """The rows of one reference CSV file and the problems found in it.

    `rows` are (line number, values by column); values are stripped, the header is line 1. A check calls
    `problem`; `close` raises one LakeError naming every problem.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.path = path
        self.problems: list[str] = []
        self.rows: list[tuple[int, dict[str, str]]] = []
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                self._read(csv.reader(file), list(columns))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            remedy = "请确认文件存在并保存为UTF-8编码的CSV"
            raise LakeError("参考数据文件无法读取", f"{path}：{error}", remedy) from error

    def _read(self, records: Iterable[list[str]], columns: list[str]) -> None:
        for line, values in enumerate(records, start=1):
            cells = [value.strip() for value in values]
            if line == 1 and cells != columns:
                self.problem(1, f"表头应为 {','.join(columns)}，实际为 {','.join(cells)}")
                return
            if line == 1 or not any(cells):
                continue
            if len(cells) != len(columns):
                self.problem(line, f"应有{len(columns)}列，实际有{len(cells)}列")
                continue
            self.rows.append((line, dict(zip(columns, cells, strict=True))))

    def problem(self, line: int, text: str) -> None:
        """Note one problem of one line."""
        self.problems.append(f"第{line}行：{text}")

    def day(self, line: int, column: str, value: str) -> date | None:
        """The value as a date; None, with the problem noted, when it is not one."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.problem(line, f"{column}“{value}”不是日期，应写成2026-01-31")
            return None

    def number(self, line: int, column: str, value: str, low: int, high: int) -> int | None:
        """The value as a whole number within limits; None, with the problem noted, when it is not one."""
        if value.isascii() and value.isdigit() and low <= int(value) <= high:
            return int(value)
        self.problem(line, f"{column}“{value}”应为{low}至{high}之间的整数")
        return None

    def code(self, line: int, column: str, value: str, allowed: Sequence[str]) -> str | None:
        """The value when it is one of the allowed codes; None, with the problem noted, when not."""
        if value in allowed:
            return value
        self.problem(line, f"{column}“{value}”应为以下之一：{'、'.join(allowed)}")
        return None

    def close(self) -> None:
        """Raise LakeError when any problem was noted."""
        if self.problems:
            raise LakeError(
                f"参考数据文件有{len(self.problems)}处问题，未采用",
                f"{self.path}\n" + "\n".join(self.problems),
                "请逐行更正后重新操作",
            )

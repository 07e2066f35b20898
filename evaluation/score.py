"""Scores of any units from values given directly: a values file in, a scores file out."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from evaluation.records import Goalposts, Indicator, Scheme
from evaluation.results import build_results
from warehouse.errors import SharingError

MISSING = {"", "/", "-", "--", "..", "…", "na", "n/a", "nan", "null", "none", "无", "缺"}
INFINITE = {"inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"}
NUMBER = re.compile(r"[+-]?((\d{1,3}(,\d{3})+|\d+)(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
"""A number as clerks write it: commas only between groups of three digits, so that 1,5 is not read as 15."""
SHOWN_PROBLEMS = 50


class ValuesError(SharingError):
    """A values file cannot be scored."""


@dataclass(frozen=True)
class Values:
    """Values of units: index = unit names in file order, one float column per indicator code (nan =
    missing).
    """

    table: pd.DataFrame
    ignored_columns: list[str]


def _number(text: str, indicator: Indicator) -> tuple[float, str]:
    """The value of a cell and what is wrong with it ('' when nothing is)."""
    if text.lower() in MISSING:
        return math.nan, ""
    plain = text.replace("，", ",")
    if plain.lower() in INFINITE:
        return math.nan, "不是有限的数字"
    if not NUMBER.fullmatch(plain):
        return math.nan, "不是数字"
    value = float(plain.replace(",", ""))
    if not math.isfinite(value):
        return math.nan, "不是有限的数字"
    rule = indicator.scoring
    if isinstance(rule, Goalposts) and rule.transform == "log" and value <= 0:
        return math.nan, "对数计分要求数值大于 0"
    return value, ""


def _text(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValuesError("文件编码无法识别。", str(path), "请另存为 UTF-8 或 GB18030 编码的 CSV 文件。")


def _lines(file: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Header and rows (each with the number of its last line; blank lines left out) of a CSV file."""
    reader = csv.reader(io.StringIO(_text(file), newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        rows = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as refused:
        raise ValuesError(
            "数值文件不是完整的 CSV 文件。",
            f"{file}，第 {reader.line_num} 行：{refused}",
            "请检查该行及以上的引号是否成对。",
        ) from None
    if not any(header):
        raise ValuesError("文件没有表头。", str(file), "首行应为单位列和各指标列的列名。")
    return header, rows


def _header_problems(header: list[str], wanted: list[str]) -> Iterator[str]:
    """Columns that are missing (with what the file has instead) or stand there more than once."""
    spare = [column for column in header if column and column not in wanted]
    for column in dict.fromkeys(wanted):
        if column not in header:
            close = get_close_matches(column, spare, 3, 0.6)
            yield f"缺少列 {column}" + (f"，文件中的 {'、'.join(close)} 是否即该列？" if close else "")
        elif header.count(column) > 1:
            yield f"列 {column} 出现了 {header.count(column)} 次"


def read_values(path: str | Path, scheme: Scheme, unit_column: str | None = None) -> Values:
    """Read a CSV of units and indicator values; raises ValuesError naming every problem by line and column.

    The unit column is `unit_column`, else the scheme's, else the file's first. Further columns are left
    unread. Blank, "/", "NA" and the like are missing values; a row with fewer or more cells than the header is
    refused.
    """
    file = Path(path)
    if not file.is_file():
        raise ValuesError("找不到数值文件。", str(file), "请核对路径。")
    header, lines = _lines(file)
    name = unit_column or scheme.unit_column or header[0]
    wanted = {indicator.values_column: indicator for indicator in scheme.indicators}
    problems = list(_header_problems(header, [name, *wanted]))
    position = {column: header.index(column) for column in (name, *wanted) if column in header}
    rows: dict[str, list[float]] = {}
    first_line: dict[str, int] = {}
    for line, cells in lines:
        if len(cells) != len(header):
            problems.append(
                f"第 {line} 行：有 {len(cells)} 格，表头有 {len(header)} 列，不能确定各格属于哪一列"
            )
            continue
        unit = cells[position[name]].strip() if name in position else f"第 {line} 行"
        if not unit:
            problems.append(f"第 {line} 行：{name} 为空")
        elif unit in rows:
            problems.append(f"第 {line} 行：{unit} 与第 {first_line[unit]} 行重复")
        values = []
        for column, indicator in wanted.items():
            text = cells[position[column]].strip() if column in position else ""
            value, problem = _number(text, indicator)
            values.append(value)
            if problem:
                problems.append(f"第 {line} 行，列 {column}，值 {text!r}：{problem}")
        rows.setdefault(unit, values)
        first_line.setdefault(unit, line)
    if not lines:
        problems.append("没有任何数据行")
    if problems:
        shown = problems[:SHOWN_PROBLEMS]
        more = [f"……另有 {len(problems) - len(shown)} 处"] if len(problems) > len(shown) else []
        raise ValuesError(
            f"数值文件有 {len(problems)} 处问题，未计分：\n  " + "\n  ".join(shown + more),
            str(file),
            "请改正后重试。",
        )
    table = pd.DataFrame.from_dict(
        rows, orient="index", columns=[i.code for i in wanted.values()], dtype=float
    )
    return Values(table, [column for column in header if column and column not in position])


def score_table(scheme: Scheme, values: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Result frames (as in `results.Evaluation`) of a table of values, one row per unit, one column per
    indicator code.
    """
    units = pd.Series(
        "", index=pd.Index([str(unit) for unit in values.index], name="department"), name="peer_group"
    )
    parts = []
    for indicator in scheme.indicators:
        column = values[indicator.code].to_numpy(dtype=float)
        missing = pd.isna(column)
        state = "not_reported" if indicator.missing == "zero" else "not_scored"
        parts.append(
            pd.DataFrame(
                {
                    "department": units.index,
                    "code": indicator.code,
                    "numerator": math.nan,
                    "denominator": math.nan,
                    "value": column,
                    "state": [state if gap else "scored" for gap in missing],
                    "note": ["缺少数值" if gap else "" for gap in missing],
                }
            )
        )
    return build_results(scheme, units, pd.concat(parts, ignore_index=True))


def scores_frame(scheme: Scheme, values: pd.DataFrame) -> pd.DataFrame:
    """One row per unit in the given order: unit, score per indicator, score per dimension, total, rank,
    grade, note.

    Scores run to the scheme's scale, unrounded; the total is rounded as declared; columns are the scheme's
    codes.
    """
    results = score_table(scheme, values)
    units = [str(unit) for unit in values.index]
    out = pd.DataFrame({"unit": units}, index=units)
    for frame, key, codes in (
        (results["indicators"], "code", [i.code for i in scheme.indicators]),
        (results["dimensions"], "dimension", [d.code for d in scheme.tree()]),
    ):
        wide = frame.pivot(index="department", columns=key, values="score").reindex(
            index=units, columns=codes
        )
        out = out.join(wide)
    ranking = results["ranking"].set_index("department").reindex(units)
    out["total"], out["rank"] = ranking["total"], ranking["rank"]
    if scheme.grades:
        out["grade"] = ranking["grade"]
    out["note"] = ranking["notes"]
    return out.reset_index(drop=True)

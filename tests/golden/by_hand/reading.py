"""Files as clerks fill them: rows by heading with their lines, times, frequencies, share types."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd

Row = dict[str, str]
BLANK = {"", "/", "-", "—", "--", "?", "？", "无", "None"}
LIMITS = {"实时": 1, "每日": 1, "每周": 7, "每两周": 14, "每月": 30, "每季度": 90, "每半年": 180, "每年": 365}
UNSTRUCTURED = {"pdf", "图片", "word", "扫描件", "图像", "音频", "视频", "jpg", "ofd", "wps"}
TRUE = {"是", "有", "y", "yes", "true", "1", "√"}
FALSE = {"否", "无", "n", "no", "false", "0", "×"}


def table(path: Path) -> list[tuple[int, Row]]:
    """Rows of a file as text by heading, with the number of their line; blank lines and BAD lines are left out."""
    if path.suffix == ".xlsx":
        grid = [
            (number, ["" if cell is None else str(cell) for cell in row])
            for number, row in enumerate(
                pd.read_excel(path, header=None, dtype=object, engine="openpyxl").fillna("").to_numpy(), 1
            )
        ]
    else:
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("gb18030")
        first = next(line for line in text.splitlines() if "编号" in line or "调用时间" in line)
        mark = max(",;\t", key=first.count)
        grid = list(enumerate(csv.reader(io.StringIO(text), delimiter=mark), 1))
    head = next(n for n, (_line, cells) in enumerate(grid) if sum(bool(c.strip()) for c in cells) >= 4)
    names = [cell.strip() for cell in grid[head][1]]
    rows = []
    for line, cells in grid[head + 1 :]:
        plain = [unicodedata.normalize("NFKC", cell).strip() for cell in cells]
        if any(plain) and not plain[0].startswith("BAD") and not any(plain[len(names) :]):
            rows.append((line, dict(zip(names, plain, strict=False))))
    return rows


def moment(text: str) -> datetime | None:
    """A time as clerks write it; None where there is none."""
    if text in BLANK:
        return None
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return datetime(1899, 12, 30) + timedelta(days=float(text))
    found = re.fullmatch(
        r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?[T ]?(?:(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?", text
    )
    try:
        read = datetime(*(int(part or 0) for part in found.groups())) if found else None
    except ValueError:
        return None  # 30 February and the like
    return read if read and 2000 < read.year < 2100 else None


def day(text: str) -> date | None:
    """The day of a time."""
    found = moment(text)
    return found.date() if found else None


def frequency(text: str) -> str:
    """The declared update frequency: a key of LIMITS, 不定期, 不更新 or '' where nothing can be read."""
    for word, means in (
        ("实时", "实时"), ("两周", "每两周"), ("双周", "每两周"), ("半年", "每半年"), ("季", "每季度"),
        ("不定期", "不定期"), ("不更新", "不更新"), ("年", "每年"), ("周", "每周"), ("月", "每月"), ("日", "每日"),
        ("天", "每日"),
    ):  # fmt: skip
        if word in text:
            return means
    return ""


def share(text: str) -> str:
    """Share type: 无条件, 有条件 or 不予."""
    plain = text.replace("無", "无").replace("條", "条")
    if "不" in plain or "非" in plain:
        return "不予"
    return next((one for one in ("无条件", "有条件") if one in plain), "")


def is_refusal(decision: str) -> bool:
    """Whether a decision says no: 不同意, 审核不通过, 拒绝 and the like."""
    return "不" in decision or "拒" in decision

"""Which feed an uploaded file probably belongs to, and which day it was taken: proposals, never decisions."""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook

from etl.feeds import FEEDS
from etl.headers import recognise_feed
from etl.readers.delimited import find_delimiter
from etl.readers.encoding import legacy_encoding, marked_encoding, unmarked_utf16

HEAD_BYTES = 256 << 10
HEAD_ROWS = 30
MOST_SHEET_BYTES = 20 << 20

_DAY = re.compile(r"(20\d{2})[-_.年]?(0?[1-9]|1[0-2])[-_.月]?(0?[1-9]|[12]\d|3[01])(?!\d)")
_WORDS = {
    "部门名录": "departments",
    "单位名录": "departments",
    "信息项": "items",
    "数据项": "items",
    "数据更新": "refreshes",
    "更新日志": "refreshes",
    "使用日志": "usage",
    "调用日志": "usage",
    "调用记录": "usage",
    "使用记录": "usage",
    "目录": "catalogue",
    "申请": "requests",
    "变动": "change_events",
    "校核": "corrections",
    "疑义": "corrections",
    "项目": "projects",
    "事件": "incidents",
    "故障": "outages",
    "名录": "departments",
}


def feed_of(stream: IO[bytes], file_name: str) -> str | None:
    """The feed a file probably belongs to: by its header, else by its name. Rewinds the stream."""
    try:
        found = feed_by_rows(first_rows(stream))
    except (OSError, EOFError, zlib.error, CalamineError, ValueError, csv.Error):
        found = None
    finally:
        stream.seek(0)
    return found or feed_by_name(file_name)


def first_rows(stream: IO[bytes]) -> list[list[str]]:
    """The first rows of a delimited text (also gzip) or of a small workbook's first sheet, as text."""
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        rest = stream.read(MOST_SHEET_BYTES)
        sheet = CalamineWorkbook.from_filelike(BytesIO(head + rest)).get_sheet_by_index(0)
        return [[str(cell) for cell in row] for row in sheet.to_python(nrows=HEAD_ROWS)]
    if head.startswith(b"\x1f\x8b"):
        stream.seek(0)
        with gzip.GzipFile(fileobj=stream) as unpacked:
            head = unpacked.read(HEAD_BYTES)
    text = _decoded(head)
    return list(csv.reader(text.splitlines()[:HEAD_ROWS], delimiter=find_delimiter(text)))


def _decoded(head: bytes) -> str:
    marked = marked_encoding(head)
    if marked:
        return head[marked[1] :].decode(marked[0], "ignore")
    try:
        return head[: head.rfind(b"\n") + 1 or len(head)].decode("utf-8")
    except UnicodeDecodeError:
        whole = head[: head.rfind(b"\n") + 1 or len(head)]
        return head.decode(unmarked_utf16(head) or legacy_encoding(whole) or "gb18030", "ignore")


def feed_by_rows(rows: Sequence[Sequence[str]]) -> str | None:
    """The feed whose required columns all stand in one of the first rows; None when none fits."""
    for row in rows:
        fitting = recognise_feed([str(cell) for cell in row])
        if fitting:
            return fitting[0].name
    return None


def feed_by_name(file_name: str) -> str | None:
    """The feed a file's name speaks of, by its code or its Chinese words."""
    lowered = file_name.lower()
    for code in sorted(FEEDS, key=len, reverse=True):
        if code in lowered:
            return code
    return next((feed for word, feed in _WORDS.items() if word in file_name), None)


def day_by_name(file_name: str, today: date) -> date:
    """The last date written in a file's name that is not after today; otherwise today."""
    for year, month, day in reversed(_DAY.findall(file_name)):
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if found <= today:
            return found
    return today

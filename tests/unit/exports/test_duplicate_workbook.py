"""The workbook of findings: list, alignments, observed precision; text never runs."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import openpyxl
import pandas as pd

from exports.duplicate_workbook import FINDINGS, PAIRS, findings_workbook

PAIR = {
    "reason": "same_element",
    "element": "出生日期",
    "likeness": 1.0,
    "confirmed_by": None,
    "confirmed_at": None,
}
ROW = {
    **{name: None for name, _, _ in FINDINGS}, "finding_id": "R1", "kind": "resource", "state": "confirmed",
    "finding_class": "duplicate", "band": "high", "department": "教育局", "provider": "公安局", "resource_name": "=1+1",
    "source_name": "人口", "asked": 3, "held": 1, "score": 0.91, "visible_then": True, "first": "source",
    "pairs": [{"item": "生日", "source_item": "出生日期", **PAIR}], "unmatched": ["就读学校"],
    "source_unmatched": ["民族"], "identifying": [],
    "ruled_at": datetime(2026, 7, 1, 9, 30),
}  # fmt: skip
OBSERVED = pd.DataFrame(
    [
        {
            "kind": "resource",
            "band": "high",
            "ruled": 10,
            "right": 8,
            "precision": 0.8,
            "lower": 0.49,
            "upper": 0.943,
        }
    ]
)


def test_sheets_hold_the_list_the_alignments_and_the_precision():
    book = openpyxl.load_workbook(BytesIO(findings_workbook(pd.DataFrame([ROW]), OBSERVED)))
    assert book.sheetnames == ["发现", "信息项对照", "准确率"]
    listed = {title.value: cell for title, cell in zip(book["发现"][3], book["发现"][4], strict=True)}
    assert len(listed) == len(FINDINGS)
    assert listed["状态"].value == "确认重复采集"
    assert listed["发现"].value == "教育局采集的 3 项中，有 1 项公安局已经共享"
    assert listed["裁定时间"].value == "2026-07-01 09:30"
    assert (listed["采集资源"].value, listed["采集资源"].data_type) == ("=1+1", "s")
    lines = [[cell.value for cell in row] for row in book["信息项对照"].iter_rows(min_row=4)]
    assert [line[3:6] for line in lines] == [
        ["生日", "出生日期", "同一数据元"],
        ["就读学校", None, "来源没有"],
        [None, "民族", "未采集"],
    ]
    assert all(len(line) == len(PAIRS) for line in lines)
    assert [cell.value for cell in book["准确率"][4]] == ["资源", "高（0.80以上）", 10, 8, 0.8, 0.49, 0.943]


def test_no_findings_make_an_empty_but_whole_workbook():
    book = openpyxl.load_workbook(BytesIO(findings_workbook(pd.DataFrame([ROW]).head(0), OBSERVED.head(0))))
    assert [book[name].max_row for name in book.sheetnames] == [3, 3, 3]

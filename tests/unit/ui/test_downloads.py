from __future__ import annotations

import csv
from io import BytesIO, StringIO

import openpyxl
import pandas as pd

from ui.downloads import csv_of, xlsx_of

ROWS = pd.DataFrame(
    {
        "department": ["=1+1", "@甲", "乙"],
        "share_type": ["conditional", "not_shared", None],
        "applied_at": pd.to_datetime(pd.Series(["2026-01-05 09:03", "2026-01-06 00:00", None])),
        "line": [2, 3, 4],
        "resource_ids": [["WH1", "WH2"], [], None],
    }
)


def test_csv_opens_in_excel_and_runs_nothing() -> None:
    raw = csv_of(ROWS)()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(raw.decode("utf-8-sig"))))
    assert rows[0] == ["部门", "共享类别", "申请时间", "行号", "涉及资源"]
    assert rows[1][:2] == ["'=1+1", "有条件共享"]
    assert rows[2][0] == "'@甲"


def test_xlsx_keeps_text_as_text_and_dates_as_dates() -> None:
    sheet = openpyxl.load_workbook(BytesIO(xlsx_of(ROWS, "清单")())).active
    assert sheet is not None
    assert sheet.title == "清单"
    first = sheet["A2"]
    assert (first.value, first.data_type) == ("=1+1", "s")
    assert sheet["B3"].value == "不予共享"
    assert sheet["C2"].value == pd.Timestamp("2026-01-05 09:03").to_pydatetime()
    assert sheet["C4"].value is None
    assert sheet["D2"].value == 2
    assert sheet["E2"].value == "WH1、WH2"


def test_a_long_title_with_signs_is_still_a_sheet_name() -> None:
    assert xlsx_of(ROWS.head(1), "半数、九成申请多久得到答复：含/未答复[推算]*" * 2)()

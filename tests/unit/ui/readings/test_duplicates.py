"""What the review page reads out of findings: nothing is counted twice, identification is no burden."""

from __future__ import annotations

import pandas as pd

from ui.readings.duplicates import compared, precision, tiles


def finding(number: str, state: str, items: list[str], identifying: list[str], forms: int = 2) -> dict:
    return {
        "finding_id": number, "finding_class": "duplicate", "state": state, "resource_id": "B1", "forms": forms,
        "pairs": [{"item": item} for item in items], "identifying": identifying,
    }  # fmt: skip


def test_each_item_of_a_form_is_filled_in_again_once():
    """B1, two forms: 学籍号 and 户籍地址 in three findings, 姓名 identifies, 民族 was dismissed: 2 items × 2 forms."""
    found = pd.DataFrame(
        [
            finding("R1", "open", ["姓名", "学籍号", "户籍地址"], ["姓名"]),
            finding("R2", "confirmed", ["姓名", "学籍号"], ["姓名"]),
            finding("E1", "returned", ["户籍地址"], []),
            finding("E2", "wrong", ["民族"], []),
        ]
    )
    assert [tile.value for tile in tiles(found)] == ["2", "1", "1", "4"]


def test_the_last_comparison_says_as_of_when_and_what_came_since():
    row = {
        "as_of": pd.Timestamp("2026-06-30"), "found_at": pd.Timestamp("2026-07-01 09:30"), "found_by": "李四",
        "resources": 1183, "items": 9587, "findings": 378, "behind": 0,
    }  # fmt: skip
    told = "比对截至 2026-06-30：2026-07-01 09:30 由 李四 比对 1,183 个资源、9,587 个信息项，发现 378 项。"
    since = "此后载入或撤销了 2 个目录或信息项文件，尚未比对。"
    now, later = pd.DataFrame([row, {**row, "behind": 2}]).itertuples()
    assert compared(now) == told
    assert compared(later) == told + since


def test_a_band_tells_its_observed_precision_with_the_interval():
    observed = pd.DataFrame(
        [{"kind": "resource", "band": "high", "ruled": 10, "precision": 0.8, "lower": 0.49, "upper": 0.943}]
    )
    high, low = (pd.Series({"kind": "resource", "band": band}) for band in ("high", "low"))
    assert precision(high, observed) == "该等级已裁定 10 项，80% 属实（95% 区间 49%–94%）"
    assert precision(low, observed) == "该等级尚无裁定，准确率未知"

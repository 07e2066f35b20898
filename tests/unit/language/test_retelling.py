"""Stored Chinese sentences are said again in the reader's language by the template they were made from."""

from __future__ import annotations

import pytest

from language import CHINESE, ENGLISH, speaking
from language.retelling import retold


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        (
            "应于2026-03-09前答复，截至2026-06-30仍未答复",
            "reply due by 2026-03-09, still unanswered as of 2026-06-30",
        ),
        ("未指定数据专员", "no data officer named"),
        (
            "目录九项中缺2项：时效要求、提供方式",
            "2 of the nine catalogue fields are missing: Timeliness required, Mode of provision",
        ),
        (
            "“申请时间”中的“2月30日”在日历上不存在，请核对年月日和时刻",
            "“Requested at”: “2月30日” does not exist in the calendar; please check day and time",
        ),
        (
            "“优秀”等次线 90 分在得分区间 75.8–91.3 之内；未签订保密协议",
            "boundary of grade “Excellent”: 90 points lie within the score interval 75.8–91.3; "
            "no confidentiality agreement signed",
        ),
        ("（10 分）", " (10 points)"),
        (
            "申请按时答复率：SQ1“名称”，应于2026-06-05前答复，截至2026-07-01仍未答复（a.csv第 9 行），扣 1.5000 分",
            "Requests answered in time: SQ1“名称”, reply due by 2026-06-05, still unanswered as of 2026-07-01 "
            "(a.csv line 9), minus 1.5000 points",
        ),
        (
            "目录要素完整率：96.00%，得 90.00 分（满分 100），扣 0.8000 分",
            "Catalogue completeness: 96.00%, 90.00 points earned (of 100), minus 0.8000 points",
        ),
        (
            "疑义按时校核率样本不足，权重由同维度指标分担",
            "Corrections in time: sample too small; its weight is shared by the dimension's other indicators",
        ),
        ("第九条、第十五条、第六条", "Article 9, Article 15, Article 6"),
        ("RZ01，调用不予共享的资源", "RZ01, call of a resource that is not shared"),
        ("他写的，一句话；没有译文", "他写的，一句话；没有译文"),
        ("部门自己写的一句话", "部门自己写的一句话"),
        ("", ""),
    ],
)
def test_a_stored_sentence_is_told_again(stored: str, told: str) -> None:
    with speaking(ENGLISH):
        assert retold(stored) == told


def test_in_chinese_nothing_changes() -> None:
    with speaking(CHINESE):
        assert retold("未指定数据专员") == "未指定数据专员"

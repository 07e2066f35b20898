"""Stored Chinese sentences are said again in the reader's language by the template they were made from."""

from __future__ import annotations

import pytest
from chinese_calendar.constants import Holiday
from hypothesis import given, settings
from hypothesis import strategies as st

from language import CHINESE, ENGLISH, _, speaking
from language.holidays import HOLIDAYS
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
            "2 of the nine catalogue fields missing: Timeliness required, Mode of provision",
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
        (
            "“申请响应”维度不予评分，权重（25 分）由其他维度分担；经确认的安全事件扣 2 分",
            "dimension “Response to requests” is not scored; its weight (25 points) is shared by the other dimensions; "
            "Confirmed security incidents: minus 2 points",
        ),
        (
            "申请按时答复率：SQ1“名称”，应于2026-06-05前答复，截至2026-07-01仍未答复（a.csv第 9 行），扣 1.5000 分",
            "Requests answered in time: SQ1 “名称”, reply due by 2026-06-05, still unanswered as of 2026-07-01 "
            "(a.csv line 9), minus 1.5000 points",
        ),
        (
            "目录要素完整率：96.00%，得 90.00 分（满分 100），扣 0.8000 分",
            "Catalogue completeness: 96.00%, 90.00 points earned (of 100), minus 0.8000 points",
        ),
        (
            "疑义按时校核率样本不足，权重由同维度指标分担",
            "Corrections in time: sample too small; the weight is shared by the dimension's other indicators",
        ),
        ("第九条、第十五条、第六条", "Article 9, Article 15, Article 6"),
        ("RZ01，调用不予共享的资源", "RZ01, call of a resource that is not shared"),
        (
            "目录合规率：R1“企业年报信息，（甲）”，只有非结构化格式：PDF（目录（1）.csv第 3 行），扣 0.5000 分",
            "Catalogue conformity: R1 “企业年报信息，（甲）”, unstructured formats only: PDF (目录（1）.csv line 3), "
            "minus 0.5000 points",
        ),
        (
            "目录按时更新率：BD1，2026-03-11变动，应于2026-04-01前更新目录，截至2026-06-30未更新：R1、R2"
            "（e.xlsx第 5 行），扣 1.0000 分",
            "Catalogue updates in time: BD1, changed on 2026-03-11, catalogue due by 2026-04-01, "
            "not updated as of 2026-06-30: R1, R2 (e.xlsx line 5), minus 1.0000 points",
        ),
        (
            "经确认的重复采集：R1“甲”，采集的“姓名、资助学年”，乌海市教育局已在“接口”中共享；裁定理由：属实，"
            "见附件；已核（i.csv第 4 行），扣 2.0000 分",
            "Confirmed duplicate collection: R1 “甲”, collects “姓名, 资助学年”, which 乌海市教育局 shares already "
            "in “接口”; reason of the ruling: 属实，见附件；已核 (i.csv line 4), minus 2.0000 points",
        ),
        (
            "SQ1（应于2025-08-15前答复，已逾期 1 个工作日，批次 5 第 59 行）；"
            "SQ2（应于2025-10-24前答复，已逾期 9 个工作日，批次 5 第 8 行）",
            "SQ1 (reply due by 2025-08-15, overdue by 1 working day, batch 5 line 59); "
            "SQ2 (reply due by 2025-10-24, overdue by 9 working days, batch 5 line 8)",
        ),
        ("项目.xlsx第 4 行：是否已归集为“否”", "项目.xlsx line 4: pooled is “no”"),
        (
            "编号相同而内容不同（批次 2 第 7 行、本文件第 9 行），无法判断以哪一行为准，请核对后只保留正确的一行",
            "same number, different content (batch 2 line 7, line 9 of this file); it cannot be told which line is "
            "right, please check and keep only the right one",
        ),
        (
            "“共享类别”中的“人口”不在可选范围内，请填写：无条件共享、有条件共享、不予共享",
            "“Share type”: “人口” is none of the choices; please use: 无条件共享、有条件共享、不予共享",
        ),
        (
            "“预算年度”中的“明年”不是整数，请只填数字",
            "“Budget year”: “明年” is no whole number; digits only please",
        ),
        (
            "评价方案有 2 处问题，未予采用：\n  1. 一级维度权重合计为 101，应为 100\n"
            "  2. 指标 C1 · direction：只能是 'higher' or 'lower'（现为 'up'）",
            "The evaluation scheme has 2 problems and was not adopted:\n"
            "  1. the weights of the top-level dimensions add up to 101, not 100\n"
            "  2. indicator C1 · direction: must be 'higher' or 'lower' (now 'up')",
        ),
        (
            "第1列“甲”、第2列“乙”都表示“资源编号”，不能确定采用哪一列",
            "column 1 “甲”, column 2 “乙” all mean “Resource no.”; which column to use cannot be decided",
        ),
        (
            "没有找到“资源目录”的表头，必需的列：资源编号（resource_id）、数据名称（resource_name）。",
            "No header of “Resource catalogue” was found; required columns: Resource no. (resource_id), "
            "Resource name (resource_name).",
        ),
        (
            "与上期相比，目录合规率、数据新鲜度等 9 项的定义有变，不宜直接比较",
            "Catalogue conformity, Data freshness and others, 9 in all: defined otherwise than in the round before, "
            "not to be compared directly",
        ),
        (
            "目录合规率 4.20→5.60 分（+1.40）；数据新鲜度 1.00→0.50 分（-0.50）",
            "Catalogue conformity: 4.20 → 5.60 points (+1.40); Data freshness: 1.00 → 0.50 points (-0.50)",
        ),
        ("本机用户（评价人员）", "Local user (Evaluator)"),
        ("企业年报信息", "企业年报信息"),
        ("2025年税收合计", "2025年税收合计"),
        (
            "收到日期：2026-01-05 周一；应在5个工作日内完成",
            "Received: 2026-01-05 Mon; due within 5 working days",
        ),
        ("2026-02-16 周一  不计  春节（暂定）", "2026-02-16 Mon  not counted  Spring Festival (provisional)"),
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


def test_every_holiday_has_a_name_in_english() -> None:
    names = {holiday.chinese for holiday in Holiday}
    assert set(HOLIDAYS) == names | {f"{name}调休" for name in names}
    with speaking(ENGLISH):
        assert retold("国庆节调休") == "make-up working day for National Day"


TITLES = ("申请按时答复率", "目录合规率", "规范使用率")
REASONS = (
    ("应于{}前答复，截至{}仍未答复", "reply due by {}, still unanswered as of {}", 2),
    ("{}答复不同意，未说明理由", "refused on {} without a reason", 1),
    (
        "{}变动，应于{}前更新目录，{}才更新完毕",
        "changed on {}, catalogue due by {}, not finished until {}",
        3,
    ),
    ("评价期{}日中有{}日数据不及时", "of {} days in the period, data were not fresh on {}", 2),
    ("调用不予共享的资源", "call of a resource that is not shared", 0),
)
NAMES = st.text("年月日第行分扣项合计证据中得共享，；、：（）. 0123456789甲乙", min_size=1, max_size=12)
FILES = st.text("年月日第行目录证据甲乙_.0123456789", min_size=1, max_size=12)
FIGURES = st.integers(2, 10**6)


@given(
    title=st.sampled_from(TITLES),
    number=st.from_regex(r"[A-Z]{2}[0-9]{1,8}", fullmatch=True),
    name=NAMES,
    reason=st.sampled_from(REASONS),
    days=st.lists(FIGURES, min_size=3, max_size=3),
    file=FILES,
    line=FIGURES,
    points=FIGURES,
)
@settings(max_examples=150, deadline=None)
def test_numbers_and_names_stay_in_their_places(
    title: str,
    number: str,
    name: str,
    reason: tuple[str, str, int],
    days: list[int],
    file: str,
    line: int,
    points: int,
) -> None:
    """Whatever a resource or a file is called: nothing in a name is said again, and every figure keeps its place."""
    chinese, english, places = reason
    said, told = (text.format(*days[:places]) for text in (chinese, english))
    stored = f"{title}：{number}“{name}”，{said}（{file}第 {line} 行），扣 {points} 分"
    with speaking(ENGLISH):
        assert (
            retold(stored)
            == f"{_(title)}: {number} “{name}”, {told} ({file} line {line}), minus {points} points"
        )


def test_one_of_a_thing_is_said_in_the_singular() -> None:
    with speaking(ENGLISH):
        refused = _("{file} 有 {n} 行被拒收，最前的问题：")
        assert refused.format(file="1 lines.csv", n=1) == "1 lines.csv: 1 line refused; the first problems:"
        assert refused.format(file="a.csv", n=21) == "a.csv: 21 lines refused; the first problems:"
        assert _("已导入 {n} 个数据元").format(n=1) == "1 data element imported"
        assert retold("目录合规率：R1“1 points”，未指定数据专员（1 lines.csv第 1 行），扣 1 分") == (
            "Catalogue conformity: R1 “1 points”, no data officer named (1 lines.csv line 1), minus 1 point"
        )
        assert retold("本期得分 1 分，低于 60 分") == "1 point in this period, below 60"
    assert (
        _("{file} 有 {n} 行被拒收，最前的问题：").format(file="a.csv", n=1)
        == "a.csv 有 1 行被拒收，最前的问题："
    )


def test_places_filled_from_a_mapping_say_one_in_the_singular_too() -> None:
    counts = {"read": 1, "loaded": 1, "unchanged": 0, "superseded": 0, "refused": 0}
    with speaking(ENGLISH):
        said = _(
            "读取 {read:,} 行：载入 {loaded:,}，未变 {unchanged:,}，被更新的记录替代 {superseded:,}，拒收 {refused:,}"
        )
    assert said.format_map(counts) == (
        "1 line read: 1 loaded, 0 unchanged, 0 superseded by newer records, 0 refused"
    )

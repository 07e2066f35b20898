from pathlib import Path

import pytest

from evaluation.scheme import DEFAULT_SCHEME, SCHEMES, load_scheme, parse_scheme, scheme_hash
from metrics import METRICS
from warehouse.errors import SchemeError

GOOD = """
code = "s"
title = "方案"
edition = "1"
source = "第十四条"

[[grades]]
title = "合格"
floor = 60
[[grades]]
title = "不合格"
floor = 0

[[dimensions]]
code = "a"
title = "甲"
weight = 60
[[dimensions]]
code = "b"
title = "乙"
weight = 40

[[indicators]]
code = "A1"
title = "甲一"
article = "第六条"
unit = "%"
direction = "higher"
weight = 100
dimension = "a"
metric = "on_time_rate"
scoring = { rule = "goalposts", low = 0, high = 1 }
rationale = "理由"

[[indicators]]
code = "B1"
title = "乙一"
article = "第九条"
unit = "起"
direction = "lower"
weight = 100
dimension = "b"
metric = "incidents_confirmed"
scoring = { rule = "steps", steps = [{ at_least = 0, score = 100 }, { at_least = 1, score = 0 }] }
rationale = "理由"

[[vetoes]]
code = "V1"
title = "否决"
article = "第十五条"
indicator = "A1"
comparison = "<"
threshold = 0.5
grade_at_most = "不合格"
rationale = "理由"
"""


def problems(text: str, known: object = None) -> str:
    with pytest.raises(SchemeError) as refused:
        parse_scheme(text, "方案.toml", METRICS if known else None)
    return str(refused.value)


def test_the_default_scheme_is_the_one_described() -> None:
    scheme = load_scheme(DEFAULT_SCHEME, METRICS)
    assert {d.code: d.weight for d in scheme.dimensions} == {
        "catalogue": 20,
        "supply": 25,
        "response": 25,
        "use": 10,
        "duplicates": 10,
        "security": 10,
    }
    assert [(g.title, g.floor) for g in scheme.grades] == [
        ("优秀", 90),
        ("良好", 80),
        ("合格", 60),
        ("不合格", 0),
    ]
    overall = scheme.overall_weights()
    assert sum(overall[i.code] for i in scheme.indicators) == pytest.approx(100, abs=1e-12)
    # 40 of 100 inside a dimension of 20
    assert overall["C1"] == 8
    assert all(i.article.startswith("第") for i in scheme.indicators)
    assert [i.code for i in scheme.indicators if i.planned] == []


@pytest.mark.parametrize("file", sorted(SCHEMES.glob("*.toml")), ids=lambda file: file.name)
def test_every_scheme_delivered_is_valid(file: Path) -> None:
    assert load_scheme(file).indicators


def test_a_good_scheme_is_accepted_and_hashed_by_content_not_layout() -> None:
    one = parse_scheme(GOOD, "x", METRICS)
    assert scheme_hash(one) == scheme_hash(parse_scheme("# note\n" + GOOD, "y", METRICS))
    assert scheme_hash(one) != scheme_hash(
        parse_scheme(GOOD.replace("threshold = 0.5", "threshold = 0.4"), "x")
    )


def test_all_problems_are_named_at_once() -> None:
    bad = (
        GOOD.replace("weight = 60", "weight = 50")
        .replace('dimension = "b"', 'dimension = "bb"')
        .replace("low = 0, high = 1", "low = 1, high = 1")
        .replace("at_least = 0, score = 100", "at_least = 0, score = 120")
        .replace('metric = "on_time_rate"', 'metric = "on_time_rat"')
        .replace('grade_at_most = "不合格"', 'grade_at_most = "很差"')
        .replace('unit = "起"\n', "")
        .replace("floor = 0\n", "floor = 5\n")
    )
    text = problems(bad, known=True)
    for sentence in (
        "一级维度权重合计为 90，应为 100",
        "指标 B1：维度 bb 不存在",
        "维度 b：没有任何指标或下级维度",
        "指标 A1 · scoring：下限 low（1）必须小于上限 high（1）",
        "指标 B1 · unit：缺少此项",
        "指标 B1：分档得分 120 超过满分 100",
        "没有名为 on_time_rat 的统计口径，是否想写 on_time_rate",
        "单项否决 V1：等次 很差 不存在",
        "最低等次的下限为 5，应为 0",
    ):
        assert sentence in text
    assert "评价方案有 9 处问题" in text
    assert "方案.toml" in text


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('title = "甲一"', 'titel = "甲一"', "不认识的项"),
        ("weight = 60", 'weight = "六十"', "应为数字"),
        ("weight = 60", "weight = -1", "应大于 0"),
        ('direction = "higher"', 'direction = "up"', "只能是"),
        ('rule = "goalposts", low', 'rule = "line", low', "rule 只能是"),
        ('code = "B1"', 'code = "A1"', "代码 A1 用了 2 次"),
        ('code = "a"', 'code = "total"', "保留代码"),
        ('indicator = "A1"', 'indicator = "A9"', "指标 A9 不存在"),
        ('indicator = "A1"\n', "", "indicator 或 metric 之一"),
        ("low = 0, high = 1", 'low = 0, high = 1, transform = "log"', "对数变换"),
        ("at_least = 1, score = 0", "at_least = 0, score = 0", "从小到大"),
        ('direction = "lower"', 'direction = "higher"', "走向与 direction 不一致"),
        ("weight = 40\n", 'weight = 40\nparent = "c"\n', "上级维度 c 不存在"),
        ("weight = 40\n", 'weight = 40\nparent = "b"\n', "上级维度形成循环"),
        ("weight = 40\n", 'weight = 40\nparent = "a"\n', "指标和下级维度不能并列"),
        ("floor = 60", "floor = 0", "等次须从高到低"),
        ("floor = 60", "floor = 160", "超过满分"),
        ('source = "第十四条"', 'source = "第十四条"\naggregation = "geometric"', ""),
        ("low = 0, high = 1", "low = nan, high = 1", "应为有限的数字"),
    ],
)
def test_single_mistakes_are_explained(old: str, new: str, sentence: str) -> None:
    assert old in GOOD
    changed = GOOD.replace(old, new, 1)
    if not sentence:
        parse_scheme(changed, "x")
        changed = changed.replace("high = 1 }", "high = 1, cap = false }")
        sentence = "几何平均"
    assert sentence in problems(changed)


def test_a_metric_this_edition_lacks_must_be_marked_planned() -> None:
    missing = GOOD.replace('metric = "on_time_rate"', 'metric = "duplicate_forms_removed"')
    assert "planned = true" in problems(missing, known=True)
    marked = missing.replace('metric = "duplicate', 'planned = true\nmetric = "duplicate')
    assert parse_scheme(marked, "x", METRICS).indicators[0].planned


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("code = ", "不是合法的 TOML"),
        ('code = "s"', "没有任何指标"),
        ("indicators = 3", "应写成 [[indicators]] 列表"),
    ],
)
def test_unusable_files_are_refused(text: str, sentence: str) -> None:
    assert sentence in problems(text)


def test_a_missing_or_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match="找不到评价方案文件"):
        load_scheme(tmp_path / "no.toml")
    (tmp_path / "gb.toml").write_bytes("title = '方案'".encode("gb18030"))
    with pytest.raises(SchemeError, match="UTF-8"):
        load_scheme(tmp_path / "gb.toml")

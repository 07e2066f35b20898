"""After any sequence of loads, comparing only what changed gives what comparing everything gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from duplicates.catalogue import Catalogue
from duplicates.elements import standard_dictionary
from duplicates.incremental import State, compare
from duplicates.sets import build_sets

WORDS = """
出生日期 户籍地址 文化程度 低保证号 月保障金额 注册资本 成立日期 经营范围 学籍号 就读学校 车辆类型 车辆分类 参保状态
参保状况 许可范围 许可内容 处罚日期 处罚时间 认定等级 认定级别 补贴金额 补助金额 姓名 名称 备注 工程名称 工程地点
检验结果 检验结论
""".split()  # noqa: SIM905
NAMES = """
低保对象信息 企业登记信息 学生学籍信息 车辆登记名单 补贴发放明细 工程检验台账 低保名单 企业名录
""".split()  # noqa: SIM905
resources = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "department": st.integers(0, 3),
        "shared": st.booleans(),
        "items": st.lists(st.sampled_from(WORDS), min_size=1, max_size=9, unique=True),
        "source": st.sampled_from([0, 1, 1, 2, 3, 4]),
    }
)
cities = st.dictionaries(st.integers(0, 40), resources, min_size=3, max_size=24)
changes = st.lists(
    st.dictionaries(st.integers(0, 40), st.none() | resources, min_size=1, max_size=4), max_size=4
)


def catalogue(city: dict) -> Catalogue:
    ids = sorted(city)
    rows = [
        (at, name, city[number]["source"]) for at, number in enumerate(ids) for name in city[number]["items"]
    ]
    known = sorted({name for _, name, _ in rows})
    return Catalogue(
        np.array([f"r{number:03d}" for number in ids], dtype=object),
        np.array([city[number]["name"] for number in ids], dtype=object),
        np.array([city[number]["department"] for number in ids], dtype=np.int32),
        ("甲局", "乙局", "丙局", "丁局"),
        np.array([city[number]["shared"] for number in ids], dtype=bool),
        np.zeros(len(ids), dtype=bool),
        np.array(ids, dtype=np.int32),
        np.array([at for at, _, _ in rows], dtype=np.int32),
        np.array([known.index(name) for _, name, _ in rows], dtype=np.int32),
        np.array([source for _, _, source in rows], dtype=np.int8),
        tuple(known),
    )


def pairs(sets, found) -> list[tuple]:
    return list(
        zip(
            sets.first[found.asking].tolist(),
            sets.first[found.sharing].tolist(),
            found.score.tolist(),
            found.coverage.tolist(),
            found.evidence.tolist(),
            strict=True,
        )
    )


@settings(max_examples=150, deadline=None)
@given(cities, changes)
def test_incremental_equals_full(city, loads):
    state: State | None = None
    for load in ({}, *loads):
        city = {number: value for number, value in {**city, **load}.items() if value is not None}
        if not city:
            return
        sets = build_sets(catalogue(city), standard_dictionary())
        found, state = compare(sets, state)
        full, _ = compare(sets)
        assert pairs(sets, found) == pairs(sets, full)


def test_a_small_load_compares_little_again():
    from benchmarks.duplicates_catalogue import generate

    made = generate(3000).catalogue
    _, state = compare(build_sets(made, standard_dictionary()))
    names = made.name.copy()
    names[7] = "全新的资源"
    changed = Catalogue(**{**vars(made), "name": names})
    sets = build_sets(changed, standard_dictionary())
    found, _ = compare(sets, state)
    full, _ = compare(sets)
    assert pairs(sets, found) == pairs(sets, full)
    assert 0 < found.compared < full.compared / 2


def test_a_state_survives_its_file(tmp_path):
    sets = build_sets(catalogue({1: _one("甲", 0), 2: _one("甲", 1)}), standard_dictionary())
    found, state = compare(sets)
    state.save(tmp_path / "kept" / "state.npz")
    again, _ = compare(sets, State.load(tmp_path / "kept" / "state.npz"))
    assert pairs(sets, again) == pairs(sets, found)
    assert len(found) == 2  # each asks for what the other shares
    assert again.compared == 0
    (tmp_path / "kept" / "state.npz").write_bytes(b"broken")
    assert State.load(tmp_path / "kept" / "state.npz") is None


def _one(name: str, department: int) -> dict:
    return {"name": name, "department": department, "shared": True, "items": WORDS[:8], "source": 1}

"""The finder over a small lake: what is a finding, in which class, on which day."""

from __future__ import annotations

from datetime import date

import pytest

from duplicates.find import find, headline
from tests.unit.duplicates.conftest import CIVIL

AGAIN = ("姓名", "公民身份号码", "低保证编号", "保障人口数", "月保障金额", "致贫的原因", "就读学校")


def found(town, kind="resource", **more):
    frame = find(town.lake, **more).frame
    return frame[frame["kind"] == kind].reset_index(drop=True)


def test_most_of_what_is_asked_for_stands_in_a_shared_resource(town):
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, published=date(2022, 9, 1))
    rows = found(town)
    assert len(rows) == 1
    row = rows.iloc[0]
    assert (row.finding_class, row.resource_id, row.source_id) == ("duplicate", "B1", "A1")
    assert headline(row) == "教育局采集的 7 项中，有 6 项民政局已经共享（其中 2 项用于识别或联系，不计负担）"
    assert {pair["item"]: pair["reason"] for pair in row.pairs} == {
        "姓名": "same_name",
        "公民身份号码": "same_element",
        "低保证编号": "same_element",
        "保障人口数": "same_name",
        "月保障金额": "same_name",
        "致贫的原因": "similar",
    }
    assert row.unmatched == ["就读学校"]
    assert row.source_unmatched == ["家庭人均收入"]
    assert row["first"] == "source"
    assert row.visible_then
    assert row.burden == (6 - 2) * 1  # 姓名 and 公民身份号码 are asked for in any case
    assert set(row.identifying) == {"姓名", "公民身份号码"}


def test_each_item_is_an_element_finding_of_its_own_but_not_identification(town):
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, published=date(2022, 9, 1))
    rows = found(town, "element")
    assert {row.pairs[0]["item"] for row in rows.itertuples()} == {"低保证编号", "保障人口数", "月保障金额"}
    assert set(rows["finding_class"]) == {"duplicate"}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"source": "shared"}, "shared_copy"),
        ({"source": "returned"}, "returned_copy"),
        ({"published": date(2019, 1, 1), "share": "not_shared"}, "later_source"),
    ],
)
def test_what_only_looks_like_it_is_a_class_of_its_own(town, more, expected):
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, **{"published": date(2022, 9, 1), **more})
    frame = find(town.lake).frame
    assert set(frame["finding_class"]) == {expected}
    assert set(frame["kind"]) == {"resource", "element"}


def test_where_both_collect_and_share_the_earlier_is_the_source(town):
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, published=date(2019, 9, 1))
    rows = found(town)
    assert rows[["resource_id", "source_id", "finding_class"]].values.tolist() == [["A1", "B1", "duplicate"]]


@pytest.mark.parametrize("more", [{"source": "process"}, {"department": "民政局"}])
def test_produced_data_and_the_own_department_are_no_finding(town, more):
    given = {"department": "教育局", "source": "person", **more}
    town.resource(
        "B1",
        given["department"],
        "困难学生家庭信息",
        AGAIN,
        source=given["source"],
        published=date(2022, 9, 1),
    )
    assert not len(found(town)[found(town)["resource_id"] == "B1"])


def test_what_is_not_shared_cannot_be_reused(town):
    town.resource(
        "A1", "民政局", "最低生活保障对象信息", CIVIL, share="not_shared", published=date(2020, 5, 1)
    )
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, share="not_shared", published=date(2022, 9, 1))
    assert find(town.lake).frame.empty


def test_identification_and_generic_names_alone_are_undecidable(town):
    names = ("姓名", "身份证号码", "联系电话", "地址", "备注", "名称")
    town.resource("A2", "民政局", "来访登记", names, published=date(2020, 1, 1))
    town.resource("B2", "教育局", "来访登记", names, published=date(2022, 1, 1))
    found_now = find(town.lake)
    assert found_now.frame.empty
    assert found_now.undecidable == 2  # alike to the last item, both ways round, and nothing said


def test_the_catalogue_of_a_past_day_is_compared_as_it_was(town):
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, published=date(2022, 9, 1))
    town.resource(
        "B1",
        "教育局",
        "困难学生家庭信息",
        ["就读学校"],
        published=date(2022, 9, 1),
        exported_on=date(2025, 6, 1),
    )
    assert len(found(town, as_of=date(2025, 3, 1))) == 1
    assert len(found(town, as_of=date(2025, 6, 1))) == 0
    assert len(found(town)) == 0


def test_editions_of_one_resource_are_one_finding(town):
    for year in (2021, 2022, 2023):
        town.resource(f"B{year}", "教育局", f"{year}年困难学生家庭信息", AGAIN, published=date(year, 9, 1))
    rows = found(town)
    assert len(rows) == 1
    assert rows.iloc[0].editions == ["B2021", "B2022", "B2023"]


def test_the_second_run_compares_only_what_changed(town):
    town.resource("B1", "教育局", "困难学生家庭信息", AGAIN, published=date(2022, 9, 1))
    first = find(town.lake)
    again = find(town.lake)
    assert first.compared > 0
    assert again.compared == 0
    assert again.frame["finding_id"].tolist() == first.frame["finding_id"].tolist()


def test_of_one_day_nobody_knows_what_was_visible_first(town):
    """A1 was published on 2020-05-01: visible to who began on the day after, unknown to who began on that day."""
    for number, day in enumerate((date(2020, 5, 1), date(2020, 5, 2))):
        town.resource(f"B{number}", "教育局", f"困难学生家庭信息{'甲乙'[number]}", AGAIN, published=day)
    rows = found(town).set_index("resource_id")
    assert rows["first"].to_dict() == {"B0": "same_day", "B1": "source"}
    assert rows["visible_then"].to_dict() == {"B0": False, "B1": True}

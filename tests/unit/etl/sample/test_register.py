from etl.sample.register import all_departments
from etl.sample.subjects import LINES, subjects


def test_no_two_departments_share_a_name_an_alias_or_a_code():
    city = all_departments()
    names = [name for department in city for name in (department.name, *department.aliases)]
    assert len(names) == len(set(names))
    assert len({department.code for department in city}) == len(city) >= 100


def test_a_small_city_has_every_peer_group():
    assert {department.peer_group for department in all_departments()[:12]} == {
        "政府组成部门",
        "直属机构",
        "区级",
        "公共企事业",
    }


def test_an_item_name_belongs_to_one_subject_so_that_only_planted_items_are_collected_twice():
    names = [name for trade in LINES for subject in subjects(trade) for name in subject.items]
    assert len(names) == len(set(names))

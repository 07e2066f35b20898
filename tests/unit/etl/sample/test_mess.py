from etl.feeds import FEEDS
from etl.sample.city import City, Plan
from etl.sample.mess import full_width, messed, spellings

CITY = City(Plan(departments=12, resources=120, requests=100, usage=1000))


def test_full_width_characters():
    assert full_width("WH-01") == "ＷＨ－０１"


def test_the_official_name_is_the_first_spelling():
    department = CITY.departments[0]
    assert spellings(department)[0] == department.name
    assert "市人社局" in spellings(department)


def test_mess_changes_spelling_and_never_free_texts_beyond_their_ends():
    names = [department.name for department in CITY.departments] * 50
    clean = {"department": names, "format": ["Excel"] * 600, "share_type": ["有条件共享"] * 600}
    made = messed(CITY, "catalogue", clean, "test")
    assert {cell.strip() for cell in made["format"]} == {"Excel"}
    known = {name for department in CITY.departments for name in spellings(department)}
    assert set(made["department"]) <= known
    assert len(set(made["department"])) > len(CITY.departments)
    codes = FEEDS["catalogue"].column("share_type").codes
    assert {codes[cell] for cell in made["share_type"]} == {"conditional"}


def test_the_same_topic_gives_the_same_mess():
    clean = {"published_on": ["2026-01-05"] * 100}
    first = messed(CITY, "catalogue", clean, "one")
    assert first == messed(CITY, "catalogue", clean, "one")
    assert {"2026-01-05", "2026/1/5", "20260105", "2026年1月5日", "46027"} <= set(first["published_on"])

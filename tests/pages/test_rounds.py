"""The pages of evaluation over a lake with a published round, as each role sees them."""

import pytest

from evaluation.round_records import round_frame
from tests.sample_city import own_published_city
from warehouse.lake import open_lake

PAGES = ("evaluation", "rounds", "appeals", "budget", "notices", "schemes")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Address of a lake with one published round, and a department that lost points in it."""
    address = own_published_city(tmp_path_factory)
    with open_lake(address.catalog, address.data) as lake, lake.read() as (cur, _):
        ledger = round_frame(cur, "2026Q2", "ledger")
    departments = list(dict.fromkeys(ledger["department"]))
    return address, departments


def texts(page):
    found = [
        element.value
        for kind in (page.markdown, page.caption, page.title, page.subheader)
        for element in kind
    ]
    return "\n".join(str(text) for text in found)


@pytest.mark.parametrize("role", ["leader", "evaluator"])
@pytest.mark.parametrize("stem", PAGES)
def test_readers_of_the_city_see_every_page(draw, published, stem, role):
    page = draw(stem, published[0], role=role)
    assert not page.exception
    assert not page.error
    assert page.title


def test_the_round_is_named_with_its_state(draw, published):
    shown = draw("rounds", published[0], role="evaluator")
    everything = (
        texts(shown) + str([box.options for box in shown.selectbox]) + str([f.value for f in shown.dataframe])
    )
    assert "2026Q2" in everything


@pytest.mark.parametrize("stem", ["evaluation", "appeals"])
def test_a_department_sees_itself_and_no_other(draw, published, stem):
    address, departments = published
    own, *others = departments
    page = draw(stem, address, role="department", own=own)
    assert not page.exception
    everything = texts(page) + "".join(frame.value.to_csv() for frame in page.dataframe)
    assert not [name for name in others if name in everything]


@pytest.mark.parametrize("stem", ["schemes"])
def test_who_may_not_read_a_page_is_told_so(draw, published, stem):
    page = draw(stem, published[0], role="uploader")
    assert not page.exception
    assert page.error or page.warning or page.info

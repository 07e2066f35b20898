"""A lake with one published round, made once for the tests that go on from there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from access import LOCAL
from evaluation.rounds import open_round, publish_round
from metrics import Window
from tests.shown_city import load_city
from warehouse.lake import open_lake
from warehouse.local_time import now

WINDOW = Window(start=date(2026, 4, 1), end=date(2026, 6, 30), as_of=date(2026, 7, 1))


@pytest.fixture(scope="module")
def published_lake(tmp_path_factory):
    """The lake; its round is called 2026Q2."""
    folder = tmp_path_factory.mktemp("published")
    address = load_city(folder)
    person = replace(LOCAL, name="评价员甲")
    with open_lake(address.catalog, address.data, readable=[folder]) as lake:
        open_round(lake, person, "2026Q2", WINDOW, "二季度评价")
        publish_round(lake, person, "2026Q2", now().date() + timedelta(days=10), "公示")
        yield lake

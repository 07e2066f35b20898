"""The sample city through the front door: loaded once per run of the tests, and a copy for everybody who asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from access import LOCAL, Person
from etl.load import LoadReport, load_file
from etl.sample import CityFiles, write_city
from evaluation.rounds import open_round, publish_round
from metrics import Window
from tests.lakes import LakeAddress, own_empty_lake, own_lake
from warehouse.lake import Lake, open_lake
from warehouse.local_time import now

SECOND_QUARTER = Window(start=date(2026, 4, 1), end=date(2026, 6, 30), as_of=date(2026, 7, 1))


def load_files(
    lake: Lake, city: CityFiles, feeds: Collection[str] | None = None, person: Person = LOCAL
) -> dict[str, LoadReport]:
    """Load a written city, or some of its feeds; what each load reported, by file name."""
    return {
        file.path.name: load_file(
            lake, file.feed, file.path, exported_on=file.exported_on, coverage=file.coverage, person=person
        )
        for file in city.files
        if feeds is None or file.feed in feeds
    }


def own_city(
    factory: pytest.TempPathFactory, feeds: Collection[str] | None = None, into: Path | None = None
) -> LakeAddress:
    """A lake of one's own with eight departments, loaded (all feeds or some) by 张敏."""

    def make(folder: Path) -> None:
        city = write_city(folder / "files", departments=8, resources=120, requests=120, usage=1000)
        address = own_empty_lake(factory, folder)
        with open_lake(address.catalog, address.data, readable=[folder]) as lake:
            load_files(lake, city, feeds, replace(LOCAL, name="张敏"))

    return own_lake(factory, "_".join(["city", *sorted(feeds or ())]), make, into)


def own_published_city(factory: pytest.TempPathFactory) -> LakeAddress:
    """A lake of one's own with the city, its round 2026Q2 published by 评价员甲, with ten days for appeals."""

    def make(folder: Path) -> None:
        address, person = own_city(factory, into=folder), replace(LOCAL, name="评价员甲")
        with open_lake(address.catalog, address.data) as lake:
            open_round(lake, person, "2026Q2", SECOND_QUARTER, "二季度评价")
            publish_round(lake, person, "2026Q2", now().date() + timedelta(days=10), "公示")

    return own_lake(factory, "published", make)

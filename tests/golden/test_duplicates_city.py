"""The finder over made-up cities: exactly the planted duplicate collection, decoys in their own class."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from duplicates.elements import standard_dictionary
from duplicates.find import find
from etl.sample import write_city
from tests.lakes import own_empty_lake
from tests.sample_city import load_files
from warehouse.lake import open_lake

EXPLAINED = {"实际居住地址": "居住地址", "房屋坐落": "坐落"}
"""Not planted, yet rightly found: the city's subjects name one element twice, and the dictionary knows."""
SIZES = [(12, 150, 1), (12, 150, 2), (40, 600, 3)]


@pytest.fixture(scope="module", params=SIZES, ids=str)
def city(request: pytest.FixtureRequest, tmp_path_factory) -> Iterator[tuple[pd.DataFrame, dict]]:
    departments, resources, seed = request.param
    folder: Path = tmp_path_factory.mktemp("duplicates")
    files = write_city(
        folder / "city", departments=departments, resources=resources, requests=100, usage=1000, seed=seed
    )
    address = own_empty_lake(tmp_path_factory, folder)
    with open_lake(address.catalog, address.data, readable=[folder]) as lake:
        load_files(lake, files, {"departments", "catalogue", "items"})
        yield find(lake).frame, json.loads(files.truth.read_text(encoding="utf-8"))


def elements(frame: pd.DataFrame, *classes: str) -> dict[tuple[str, str], str]:
    rows = frame[(frame["kind"] == "element") & frame["finding_class"].isin(classes)]
    return {(row.resource_id, row.pairs[0]["item"]): row.source_id for row in rows.itertuples()}


def telling(item: str) -> bool:
    """Whether an item can be a finding at all: 纳税人识别号 identifies, 证书编号 says nothing by itself."""
    return standard_dictionary().role(item) == "data"


def test_exactly_the_planted_items_are_found(city):
    frame, truth = city
    planted = {
        (one["resource_id"], one["item_name"]): one["shared_by"] for one in truth["duplicate_collection"]
    }
    found = elements(frame, "duplicate")
    assert planted
    assert set(planted) <= set(found)
    assert all(found[key] in sources for key, sources in planted.items())
    rows = frame[(frame["kind"] == "element") & (frame["finding_class"] == "duplicate")]
    beside = {
        row.pairs[0]["item"]: row.pairs[0]["source_item"]
        for row in rows.itertuples()
        if (row.resource_id, row.pairs[0]["item"]) not in planted
    }
    assert beside.items() <= EXPLAINED.items()


def test_decoys_are_in_their_own_class(city):
    frame, truth = city
    for kind in ("returned_copy", "shared_copy"):
        decoys = {(resource, item) for resource, item in truth["duplicate_decoys"][kind] if telling(item)}
        assert decoys <= set(elements(frame, kind)), kind
    hidden = {(resource, item) for resource, item in truth["duplicate_decoys"]["source_not_shared"]}
    assert not hidden & set(elements(frame, "duplicate"))


def test_resource_findings_name_only_resources_with_planted_items(city):
    frame, truth = city
    planted = {one["resource_id"] for one in truth["duplicate_collection"]}
    found = frame[(frame["kind"] == "resource") & (frame["finding_class"] == "duplicate")]
    wrong = found[~found["resource_id"].isin(planted)]
    assert wrong[["resource_name", "source_name", "pairs"]].values.tolist() == []

from collections import defaultdict

import pytest

from etl.sample.city import City, Plan
from etl.sample.items import DIRECT, IDENTIFYING, make_items
from etl.sample.resources import NOT_SHARED, make_resources


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_only_planted_items_are_collected_although_others_share_them(seed):
    city = City(Plan(departments=20, resources=400, requests=100, usage=1000, seed=seed))
    resources = make_resources(city)
    items, duplicates, decoys = make_items(city, resources)
    shared = defaultdict(set)
    for item in items:
        if resources[item.resource].share != NOT_SHARED and item.name not in IDENTIFYING:
            shared[item.name].add(item.resource)
    collected_again = set()
    for item in items:
        resource = resources[item.resource]
        if item.collected_from not in DIRECT or item.name in IDENTIFYING | set(resource.subject.items):
            continue
        if any(resources[other].owner != resource.owner for other in shared[item.name]):
            collected_again.add((item.resource, item.name))
    assert collected_again == {(one.resource, one.item) for one in duplicates}
    assert all(one.shared_by for one in duplicates)
    assert decoys["returned_copy"]
    assert decoys["shared_copy"]

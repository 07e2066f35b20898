"""The data items of the made-up city, with duplicate collection planted among decoys that are none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.sample.city import City
from etl.sample.mess import Columns
from etl.sample.resources import NOT_SHARED, Resource

IDENTIFYING = {"姓名", "身份证号码", "联系电话", "企业名称", "统一社会信用代码"}
DIRECT = ("自然人", "法人")
TYPES = (
    ("日期", "8", ("日期", "时间", "年月", "有效期")),
    ("数值型", "18", ("金额", "面积", "人数", "数量", "余额", "比例")),
)


@dataclass(frozen=True)
class Item:
    """One data item and whom it is collected from."""

    resource: int
    name: str
    collected_from: str
    form: str


@dataclass(frozen=True)
class DuplicateCollection:
    """`resource` collects `item` from people or companies although others share it in `shared_by`."""

    resource: int
    item: str
    shared_by: tuple[int, ...]


def make_items(
    city: City, resources: list[Resource]
) -> tuple[list[Item], list[DuplicateCollection], dict[str, list[tuple[int, str]]]]:
    """Items of all resources of the later export; planted duplicates; decoys by kind as (resource, item)."""
    rng = city.random("items")
    home: dict[str, int] = {}
    for department, record in enumerate(city.departments):
        home.setdefault(record.trade, department)
    items: dict[tuple[int, str], Item] = {}
    for index, resource in enumerate(resources):
        if resource.stay == "removed":
            continue
        at_home = home[city.departments[resource.owner].trade] == resource.owner
        for name in resource.subject.generic_items:
            items[index, name] = Item(
                index, name, resource.subject.about if name in IDENTIFYING else "业务产生", ""
            )
        for name in resource.subject.items:
            source = (
                str(rng.choice(("业务产生", resource.subject.about or "业务产生")))
                if at_home
                else str(rng.choice(("业务产生", "上级回流", "共享获取"), p=(0.6, 0.2, 0.2)))
            )
            items[index, name] = Item(
                index, name, source, f"{resource.subject.name}申请表" if source in DIRECT else ""
            )
    planted, decoys = _plant(city, resources, home, items, rng)
    holders = _holders(resources, items)
    duplicates = [
        DuplicateCollection(
            index, name, tuple(a for a in holders[name] if resources[a].owner != resources[index].owner)
        )
        for index, name in planted
    ]
    return list(items.values()), duplicates, decoys


def _plant(
    city: City,
    resources: list[Resource],
    home: dict[str, int],
    items: dict[tuple[int, str], Item],
    rng: np.random.Generator,
) -> tuple[list[tuple[int, str]], dict[str, list[tuple[int, str]]]]:
    """Copy items of a shared resource into another department's: collected again, or one of the decoys."""
    kinds = ("planted", "returned_copy", "shared_copy", "source_not_shared")
    sources = {"returned_copy": "上级回流", "shared_copy": "共享获取"}
    decoys: dict[str, list[tuple[int, str]]] = {kind: [] for kind in kinds}
    about = [i for i, r in enumerate(resources) if r.subject.about and r.stay == "both" and r.steady]
    at_home = [i for i in about if home[city.departments[resources[i].owner].trade] == resources[i].owner]
    shared_names = {
        name for i in at_home if resources[i].share != NOT_SHARED for name in resources[i].subject.items
    }
    wanted = max(8, len(resources) // 40)
    for number in range(wanted):
        kind = kinds[0] if number % 2 == 0 else kinds[1 + number // 2 % 3]
        hidden = kind == "source_not_shared"
        givers = [i for i in at_home if (resources[i].share == NOT_SHARED) == hidden]
        if hidden:
            givers = [i for i in givers if not shared_names & set(resources[i].subject.items)]
        if not givers:
            continue
        giver = resources[int(rng.choice(givers))]
        takers = [
            i for i in about
            if resources[i].owner != giver.owner and resources[i].subject.about == giver.subject.about
            and city.departments[resources[i].owner].trade != city.departments[giver.owner].trade
            and resources[i].published > giver.published
        ]  # fmt: skip
        if not takers:
            continue
        taker = int(rng.choice(takers))
        for name in giver.subject.items[:2]:
            if (taker, name) not in items:
                source = sources.get(kind, giver.subject.about)
                items[taker, name] = Item(taker, name, source, f"{resources[taker].subject.name}申请表")
                decoys[kind].append((taker, name))
    return decoys.pop("planted"), decoys


def _holders(resources: list[Resource], items: dict[tuple[int, str], Item]) -> dict[str, list[int]]:
    """Resources that share an item (without or with conditions), by item name."""
    found: dict[str, list[int]] = {}
    for index, name in items:
        if resources[index].share != NOT_SHARED:
            found.setdefault(name, []).append(index)
    return found


def item_columns(resources: list[Resource], items: list[Item]) -> Columns:
    """Clean cells of the items file."""
    kinds = [_type(item.name) for item in items]
    return {
        "resource_id": [resources[item.resource].resource_id for item in items],
        "item_name": [item.name for item in items],
        "data_type": [kind for kind, _ in kinds],
        "length": [length for _, length in kinds],
        "description": [f"{resources[item.resource].subject.name}中的{item.name}" for item in items],
        "collected_from": [item.collected_from for item in items],
        "collection_form": [item.form for item in items],
    }


def _type(name: str) -> tuple[str, str]:
    for kind, length, endings in TYPES:
        if name.endswith(endings):
            return kind, length
    return "字符型", "64"

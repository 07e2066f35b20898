"""Change events and corrections of the made-up city, each in time, late, overdue or open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from etl.sample.city import City
from etl.sample.mess import Columns, iso
from etl.sample.resources import Resource

CATALOGUE_DAYS, CORRECTION_DAYS = 15, 10
CHANGES = (
    "职能划转，调整内设机构职责",
    "有关条例修订施行",
    "行政许可事项取消",
    "机构改革整合",
    "新增法定职责",
)
DOUBTS = (
    "部分记录身份证号码位数错误",
    "数据与窗口材料不一致",
    "更新不及时，缺近一月数据",
    "地址字段缺失",
    "重复记录较多",
)


@dataclass(frozen=True)
class ChangeEvent:
    """A change of functions or law; `fate` is on_time, late, overdue or open."""

    event_id: str
    department: int
    changed_on: date
    description: str
    resources: tuple[int, ...]
    fate: str


@dataclass(frozen=True)
class Correction:
    """A reported doubt; `fate` is on_time, late, overdue or open. Cells are clean texts."""

    correction_id: str
    resource: int
    raised_by: int
    fate: str
    cells: dict[str, str]


def make_change_events(city: City, resources: list[Resource]) -> list[ChangeEvent]:
    """Change events, no two of one resource; sets `updated_later` of those brought up to date."""
    rng = city.random("change events")
    working = city.plain.days
    first = int(np.searchsorted(working, np.datetime64(city.plan.start, "D"))) + 3
    last = int(np.searchsorted(working, np.datetime64(city.plan.end, "D"), side="right"))
    free: dict[int, list[int]] = {}
    for index, resource in enumerate(resources):
        if resource.stay == "both":
            free.setdefault(resource.owner, []).append(index)
    found: list[ChangeEvent] = []
    forced = ["on_time", "late", "overdue", "open"]
    for department in range(len(city.departments)):
        for _ in range(int(rng.integers(0, 4)) or (1 if forced else 0)):
            own = free.get(department, [])
            if len(own) < 3:
                break
            late = 1.05 - city.quality[department]
            usual = str(
                rng.choice(
                    ("on_time", "late", "overdue", "open"), p=(0.95 - late, 0.6 * late, 0.4 * late, 0.05)
                )
            )
            fate = forced.pop(0) if forced else usual
            low, high = (last - 12, last - 2) if fate == "open" else (first, last - 75)
            changed: date = working[int(rng.integers(low, high))].item()
            taken = [own.pop(int(rng.integers(0, len(own)))) for _ in range(int(rng.integers(1, 3)))]
            for index in taken:
                resources[index].updated_later = _updated(city, changed, fate, rng)
            number = f"BD{len(found) + 1:04d}"
            found.append(
                ChangeEvent(number, department, changed, str(rng.choice(CHANGES)), tuple(taken), fate)
            )
    return found


def _updated(city: City, changed: date, fate: str, rng: np.random.Generator) -> date | None:
    if fate == "on_time":
        return city.plain.day_after(changed, int(rng.integers(1, CATALOGUE_DAYS + 1)))
    if fate == "late":
        return city.lenient.day_after(changed, CATALOGUE_DAYS + int(rng.integers(1, 30)))
    return None


def change_event_columns(city: City, resources: list[Resource], events: list[ChangeEvent]) -> Columns:
    """Clean cells of the change events."""
    return {
        "event_id": [event.event_id for event in events],
        "department": [city.departments[event.department].name for event in events],
        "changed_on": [iso(event.changed_on) for event in events],
        "description": [event.description for event in events],
        "resource_ids": [
            "、".join(resources[index].resource_id for index in event.resources) for event in events
        ],
    }


def make_corrections(city: City, resources: list[Resource]) -> list[Correction]:
    """Reported doubts about shared resources."""
    rng = city.random("corrections")
    working = city.plain.days
    first = int(np.searchsorted(working, np.datetime64(city.plan.start, "D")))
    last = int(np.searchsorted(working, np.datetime64(city.plan.end, "D"), side="right"))
    shared = [
        index for index, resource in enumerate(resources) if resource.steady and resource.share != "不予共享"
    ]
    count = max(12, city.plan.resources // 8)
    found = []
    for number in range(count):
        index = shared[int(rng.integers(0, len(shared)))]
        bad = 0.7 * (1.05 - city.quality[resources[index].owner])
        usual = str(
            rng.choice(("on_time", "late", "overdue", "open"), p=(0.95 - bad, 0.7 * bad, 0.3 * bad, 0.05))
        )
        fate = ("late", "overdue", "open", "on_time")[number] if number < 4 else usual
        raised: date = working[
            int(rng.integers(last - 8, last - 1) if fate == "open" else rng.integers(first, last - 60))
        ].item()
        by = (resources[index].owner + 1 + int(rng.integers(0, len(city.departments) - 1))) % len(
            city.departments
        )
        replied = corrected = outcome = ""
        if fate in ("on_time", "late"):
            calendar = city.plain if fate == "on_time" else city.lenient
            used = int(
                rng.integers(1, CORRECTION_DAYS)
                if fate == "on_time"
                else rng.integers(CORRECTION_DAYS + 1, 45)
            )
            outcome = "属实" if rng.random() < 0.65 else "不属实"
            replied = f"{calendar.day_after(raised, used)} 15:20:00"
            corrected = f"{calendar.day_after(raised, used + 1)} 11:10:00" if outcome == "属实" else ""
        cells = {
            "raised_at": f"{raised} 09:30:00",
            "description": str(rng.choice(DOUBTS)),
            "replied_at": replied,
            "outcome": outcome,
            "corrected_at": corrected,
        }
        found.append(Correction(f"JH{number + 1:05d}", index, by, fate, cells))
    return found


def correction_columns(city: City, resources: list[Resource], corrections: list[Correction]) -> Columns:
    """Clean cells of the corrections."""
    columns: Columns = {
        "correction_id": [one.correction_id for one in corrections],
        "resource_id": [resources[one.resource].resource_id for one in corrections],
        "raised_by": [city.departments[one.raised_by].name for one in corrections],
    }
    for name in ("raised_at", "description", "replied_at", "outcome", "corrected_at"):
        columns[name] = [one.cells[name] for one in corrections]
    return columns

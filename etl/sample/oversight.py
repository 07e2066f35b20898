"""Register, projects, incidents and outages of the made-up city, with what is amiss in each."""

from __future__ import annotations

from datetime import timedelta

from etl.sample.city import City
from etl.sample.mess import Columns, iso
from etl.sample.register import DATA_OFFICERS
from etl.sample.resources import Resource

PROJECTS = ("一体化业务平台", "数据治理", "移动服务端", "监管系统", "档案数字化", "视频会议系统")
STAGES = ("立项", "建设中", "已初验", "申请验收", "运行")
INCIDENT_KINDS = ("滥用", "非授权使用", "扩散", "转让", "泄露", "经营")
SAFEGUARDS = {
    "data_officer": "data_officer",
    "confidentiality_signed_on": "confidentiality_agreement",
    "security_rules_on": "security_rules",
}


def department_columns(city: City) -> tuple[Columns, dict[str, list[str]]]:
    """Clean cells of the register, and the safeguards of article 17 each department lacks."""
    rng = city.random("departments")
    lacking: dict[str, list[str]] = {}
    columns: Columns = {"department_code": [], "department": [], "aliases": [], "peer_group": []}
    columns |= {name: [] for name in SAFEGUARDS}
    for position, department in enumerate(city.departments):
        columns["department_code"].append(department.code)
        columns["department"].append(department.name)
        columns["aliases"].append("、".join(department.aliases))
        columns["peer_group"].append(department.peer_group)
        signed = city.plan.start - timedelta(days=int(rng.integers(30, 900)))
        rules = city.plan.start - timedelta(days=int(rng.integers(30, 1500)))
        values = (str(rng.choice(DATA_OFFICERS)), iso(signed), iso(rules))
        for turn, (name, value) in enumerate(zip(SAFEGUARDS, values, strict=True)):
            gone = rng.random() < 0.6 * (1.0 - city.quality[position]) or position == 3 + turn
            columns[name].append("" if gone else value)
            if gone:
                lacking.setdefault(department.name, []).append(SAFEGUARDS[name])
    return columns, lacking


def project_columns(city: City, resources: list[Resource]) -> tuple[Columns, list[str]]:
    """Clean cells of the projects, and the new projects whose data are not pooled (article 16)."""
    rng = city.random("projects")
    names = (
        "project_id",
        "project_name",
        "department",
        "kind",
        "amount_wan",
        "budget_year",
        "stage",
        "promised_resource_ids",
        "pooled",
    )
    columns: Columns = {name: [] for name in names}
    unpooled: list[str] = []
    for position, department in enumerate(city.departments):
        own = [
            resource.resource_id
            for resource in resources
            if resource.owner == position and resource.stay == "both"
        ]
        for turn in range(int(rng.integers(1, 4))):
            identity = f"XM{department.code[2:]}{turn + 1:02d}"
            new = turn == 0 or bool(rng.random() < 0.4)
            promised = [
                str(one)
                for one in rng.choice(own, size=min(len(own), int(rng.integers(1, 4))), replace=False)
            ]
            pooled = bool(rng.random() < 0.25 + 0.7 * city.quality[position]) if new else True
            if new and (not pooled or not unpooled):
                pooled = False
                unpooled.append(identity)
            cells = (
                identity, f"{department.name}{PROJECTS[int(rng.integers(0, len(PROJECTS)))]}项目",
                department.name,
                "新建" if new else "运维", f"{rng.integers(1000, 90000) / 100:.2f}",
                str(city.plan.end.year),
                str(rng.choice(STAGES)), "、".join(promised), "是" if pooled else "否",
            )  # fmt: skip
            for name, cell in zip(names, cells, strict=True):
                columns[name].append(cell)
    return columns, unpooled


def incident_columns(city: City, resources: list[Resource]) -> tuple[Columns, list[str]]:
    """Clean cells of the incidents, and the ids of those that are confirmed."""
    rng = city.random("incidents")
    columns: Columns = {
        name: [] for name in ("incident_id", "department", "occurred_on", "kind", "resource_id", "confirmed")
    }
    confirmed: list[str] = []
    worse = (1.05 - city.quality) / (1.05 - city.quality).sum()
    for number in range(max(4, len(city.departments) // 4)):
        identity = f"AQ{number + 1:04d}"
        state = ("是", "否", "")[number % 3] if number < 3 else ("是", "否")[int(rng.random() < 0.5)]
        if state == "是":
            confirmed.append(identity)
        day = city.plan.start + timedelta(days=int(rng.integers(5, 260)))
        resource = resources[int(rng.integers(0, len(resources)))].resource_id if rng.random() < 0.8 else ""
        cells = (
            identity, city.departments[int(rng.choice(len(worse), p=worse))].name, iso(day),
            INCIDENT_KINDS[int(rng.integers(0, 6))], resource, state,
        )  # fmt: skip
        for name, cell in zip(columns, cells, strict=True):
            columns[name].append(cell)
    return columns, confirmed


def outage_columns(city: City) -> Columns:
    """Clean cells of the outages."""
    return {
        "outage_id": [outage.outage_id for outage in city.outages],
        "started_at": [iso(outage.started_at) for outage in city.outages],
        "ended_at": [iso(outage.ended_at) for outage in city.outages],
        "scope": [outage.scope for outage in city.outages],
    }

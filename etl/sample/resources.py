"""The resources of the made-up city: what each is, how it is shared, and which rules it breaks on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import numpy as np

from etl.sample.city import City
from etl.sample.subjects import QUALIFIERS, Subject, subjects

UNCONDITIONAL, CONDITIONAL, NOT_SHARED = "无条件共享", "有条件共享", "不予共享"
FREQUENCY_TEXTS: dict[str, tuple[str, ...]] = {
    "realtime": ("实时",),
    "daily": ("每日", "每天", "每日3点10分", "每天2点"),
    "weekly": ("每周", "每周六9点", "每周一8点30分"),
    "fortnightly": ("每两周",),
    "monthly": ("每月", "每月2号2点", "每月15日"),
    "quarterly": ("每季度", "每季"),
    "half_yearly": ("每半年",),
    "yearly": ("每年",),
    "irregular": ("不定期",),
    "not_updated": ("不更新",),
    "undeclared": ("", "/", "", "/", "2024/1/5", "根据业务需要"),
}
FREQUENCY_SHARES = {
    "realtime": 0.04, "daily": 0.13, "weekly": 0.07, "fortnightly": 0.03, "monthly": 0.16, "quarterly": 0.10,
    "half_yearly": 0.06, "yearly": 0.09, "irregular": 0.05, "not_updated": 0.02, "undeclared": 0.25,
}  # fmt: skip
STRUCTURED = ("数据库", "Excel", "XLSX", "CSV", "XML", "JSON", "数据库、Excel", "Excel、PDF")
UNSTRUCTURED = ("纸质", "PDF", "图片", "扫描件", "PDF、图片")
BASES = (
    "《中华人民共和国保守国家秘密法》第九条",
    "《中华人民共和国个人信息保护法》第二十八条",
    "《中华人民共和国统计法》第二十五条",
)
REASONS = ("涉及个人隐私，不宜提供给其他政务部门", "涉及商业秘密", "涉及国家秘密")
CONDITIONS = ("经提供部门审核同意后使用", "仅限履行法定职责使用，不得转授权", "签订数据使用协议后提供")
MODES = ("接口", "库表", "文件")
TIMELINESS = ("T+1", "当日更新", "次月10日前", "年度终了后30日内")
BLANKS = ("", "/", "—")
MISSABLE = ("format", "share_scope", "timeliness", "provision_mode", "open_to_public")


@dataclass
class Resource:
    """One resource; `share_before` and `condition_before` are what the first catalogue export says.

    `stay` is "both", "removed" (only in the first export) or "new" (only in the second). `findings` names the
    conformity rules broken in the second export, `missing` the article 6 fields left empty there; `refreshed`
    is the last real refresh.
    """

    resource_id: str
    name: str
    owner: int
    subject: Subject
    share: str
    share_before: str
    frequency: str
    frequency_text: str
    resource_class: str
    published: date
    updated: date
    stay: str = "both"
    condition: str = ""
    condition_before: str = ""
    basis: str = ""
    reason: str = ""
    lead: int | None = None
    fields: dict[str, str] = field(default_factory=dict)
    connected: bool = True
    findings: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    state: str = ""
    refreshed: datetime | None = None
    refreshed_before: datetime | None = None
    data_updated_text: str | None = None
    updated_later: date | None = None

    @property
    def steady(self) -> bool:
        """Whether both exports list the resource with one share type: what requests are made for."""
        return self.stay == "both" and self.share == self.share_before


def make_resources(city: City) -> list[Resource]:
    """All resources of the city, with conformity findings and empty fields planted by the owner's quality."""
    rng = city.random("resources")
    made = []
    owners = _owners(city, rng)
    for owner, count in enumerate(owners):
        kinds = subjects(city.departments[owner].trade)
        for number in range(count):
            made.append(_resource(city, rng, owner, number, kinds[number % len(kinds)]))
    _change_between_exports(made, rng)
    for resource in made:
        _plant_findings(resource, 0.25 * (1.02 - city.quality[resource.owner]), rng)
    _plant_each_rule_once(made)
    return made


def _owners(city: City, rng: np.random.Generator) -> list[int]:
    """How many resources each department has: at least six, the rest by weight."""
    count = city.plan.departments
    weights = rng.gamma(3.0, 1.0, count)
    extra = rng.multinomial(city.plan.resources - 6 * count, weights / weights.sum())
    return [6 + int(more) for more in extra]


def _resource(city: City, rng: np.random.Generator, owner: int, number: int, subject: Subject) -> Resource:
    department = city.departments[owner]
    turn = number // len(subjects(department.trade))
    qualifier = QUALIFIERS[turn % len(QUALIFIERS)]
    series = "" if turn < len(QUALIFIERS) else f"第{turn // len(QUALIFIERS) + 1}批"
    name = subject.name + (f"（{qualifier}{series}）" if qualifier or series else "")
    resource_class = "基础" if subject.base else "主题" if subject.theme else "部门"
    kinds = (UNCONDITIONAL, CONDITIONAL, NOT_SHARED)
    share = UNCONDITIONAL if subject.base else str(rng.choice(kinds, p=(0.42, 0.48, 0.10)))
    frequency = str(rng.choice(list(FREQUENCY_SHARES), p=list(FREQUENCY_SHARES.values())))
    published = city.plan.start - timedelta(days=int(rng.integers(200, 1600)))
    updated = published + timedelta(days=int(rng.integers(0, 180)))
    made = Resource(
        f"WH{department.code[2:]}-{number + 1:05d}", name, owner, subject, share, share, frequency,
        str(rng.choice(FREQUENCY_TEXTS[frequency])), resource_class, published, updated,
    )  # fmt: skip
    if share == CONDITIONAL:
        made.condition = made.condition_before = str(rng.choice(CONDITIONS))
    if share == NOT_SHARED:
        made.basis, made.reason = str(rng.choice(BASES)), str(rng.choice(REASONS))
    if resource_class == "主题":
        made.lead = int(rng.integers(0, len(city.departments)))
    made.fields = {
        "format": str(rng.choice(STRUCTURED)),
        "share_scope": "本市各级政务部门" if share == UNCONDITIONAL else "因履行职责需要的政务部门",
        "timeliness": str(rng.choice(TIMELINESS)),
        "provision_mode": str(rng.choice(MODES)),
        "open_to_public": "是" if rng.random() < 0.3 else "否",
    }
    if frequency == "undeclared":
        made.missing.add("update_frequency")
    for name_of_field in MISSABLE:
        if rng.random() < 0.35 * (1.0 - city.quality[owner]):
            made.fields[name_of_field] = "" if name_of_field == "open_to_public" else str(rng.choice(BLANKS))
            made.missing.add(name_of_field)
    return made


def _change_between_exports(made: list[Resource], rng: np.random.Generator) -> None:
    """A few resources come, go, or change their share type; a few lacked their condition at first."""
    for resource in made:
        chance = rng.random()
        if chance < 0.015:
            resource.stay = "removed"
        elif chance < 0.03:
            resource.stay = "new"
        elif chance < 0.05 and not resource.subject.base:
            if resource.share == CONDITIONAL:
                resource.share, resource.condition = UNCONDITIONAL, ""
            elif resource.share == UNCONDITIONAL:
                resource.share, resource.basis, resource.reason = NOT_SHARED, BASES[0], REASONS[0]
        elif chance < 0.08 and resource.share == CONDITIONAL:
            resource.condition_before = ""


def _plant_findings(resource: Resource, chance: float, rng: np.random.Generator) -> None:
    """Break, with this chance each, one of the rules that apply to the resource."""
    draws = rng.random(5)
    if resource.stay == "removed":
        return
    if resource.share == NOT_SHARED and draws[0] < 2 * chance:
        _break(resource, "not_shared_without_basis" if draws[1] < 0.5 else "not_shared_without_reason")
    if resource.subject.base and draws[0] < 0.5 * chance:
        _break(resource, "base_not_unconditional")
    elif resource.share == CONDITIONAL and draws[0] < chance:
        _break(resource, "conditional_without_condition")
    if resource.resource_class == "主题" and draws[2] < chance:
        _break(resource, "theme_without_lead")
    if resource.share != NOT_SHARED and draws[3] < 0.8 * chance:
        _break(resource, "never_connected")
    if draws[4] < 0.5 * chance:
        _break(resource, "unstructured_format")


def _plant_each_rule_once(made: list[Resource]) -> None:
    """Break every rule at least once, also in a small city of good departments."""
    wanted: dict[str, Callable[[Resource], bool]] = {
        "not_shared_without_basis": lambda r: r.share == NOT_SHARED,
        "not_shared_without_reason": lambda r: r.share == NOT_SHARED,
        "base_not_unconditional": lambda r: bool(r.subject.base),
        "conditional_without_condition": lambda r: r.share == CONDITIONAL and not r.subject.base,
        "theme_without_lead": lambda r: r.resource_class == "主题",
        "never_connected": lambda r: r.share == UNCONDITIONAL,
        "unstructured_format": lambda _: True,
    }
    for rule, applies in wanted.items():
        if any(rule in resource.findings for resource in made):
            continue
        for resource in made:
            if resource.stay == "both" and resource.steady and not resource.findings and applies(resource):
                _break(resource, rule)
                break


def _break(resource: Resource, rule: str) -> None:
    """Plant one conformity finding."""
    resource.findings.add(rule)
    if rule == "not_shared_without_basis":
        resource.basis = ""
    elif rule == "not_shared_without_reason":
        resource.reason = ""
    elif rule == "base_not_unconditional":
        resource.share = resource.share_before = CONDITIONAL
        resource.condition = resource.condition_before = CONDITIONS[0]
    elif rule == "conditional_without_condition":
        resource.condition = ""
    elif rule == "theme_without_lead":
        resource.lead = None
    elif rule == "never_connected":
        resource.connected = False
    else:
        resource.fields["format"] = UNSTRUCTURED[
            len(resource.resource_id + resource.name) % len(UNSTRUCTURED)
        ]
        resource.missing.discard("format")

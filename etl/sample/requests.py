"""Requests of the made-up city, each constructed as on time, late, overdue, open …, never judged afterwards.

Every fate holds under the strictest and the kindest reading of the clock (outage days counted or not,
first and last day of a pause counted or not), so that the truth does not depend on how a metric counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from etl.sample.city import City, SampleError
from etl.sample.purposes import GRANTED
from etl.sample.resources import CONDITIONAL, Resource
from etl.sample.workdays import Days

DEADLINE = 5
FATES = (
    "on_time", "late", "overdue", "open", "invalid_reply", "withdrawn", "paused_on_time", "paused_late",
    "paused_waiting", "extended_on_time", "extended_late", "extended_open", "outage_on_time",
)  # fmt: skip
ON_TIME_FATES = ("on_time", "paused_on_time", "extended_on_time", "outage_on_time")
LATE_FATES = ("late", "paused_late", "extended_late")
OPEN_FATES = ("open", "paused_waiting", "extended_open")
SPECIAL = {
    "open": 0.012, "invalid_reply": 0.012, "withdrawn": 0.02, "paused_on_time": 0.02, "paused_late": 0.01,
    "paused_waiting": 0.004, "extended_on_time": 0.02, "extended_late": 0.008, "extended_open": 0.004,
    "outage_on_time": 0.01,
}  # fmt: skip
NOT_YET = np.datetime64("NaT", "D")


@dataclass
class Requests:
    """Columns of all requests; days and minutes of the day; NaT where a thing did not happen."""

    resource: NDArray[np.int64]
    applicant: NDArray[np.int64]
    fate: NDArray[np.str_]
    applied: Days
    paused_from: Days
    paused_to: Days
    extended_to: Days
    replied: Days
    withdrawn: Days
    delivered: Days
    valid_from: Days
    valid_until: Days
    applied_minute: NDArray[np.int64]
    replied_minute: NDArray[np.int64]
    decision: NDArray[np.str_]
    reason: NDArray[np.str_]
    purpose: NDArray[np.int64]
    ids: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.resource)


def make_requests(city: City, resources: list[Resource]) -> Requests:
    """All requests, no two for the same resource by the same applicant, in the order of their application."""
    rng = city.random("requests")
    plan, count = city.plan, city.plan.requests
    resource, applicant = _pairs(city, resources, rng)
    quality = city.quality[[resources[index].owner for index in resource]]
    fate = _fates(quality, rng)
    days = (plan.end - plan.start).days
    applied = np.datetime64(plan.start, "D") + rng.integers(0, days + 1, count)
    weekend = ~np.isin(applied, city.plain.days)
    shifted = np.minimum(city.plain.after(applied, 1), np.datetime64(plan.end))
    applied = np.where(weekend & (rng.random(count) < 0.85), shifted, applied)
    blank = np.full(count, NOT_YET)
    made = Requests(
        resource, applicant, fate, applied, blank.copy(), blank.copy(), blank.copy(), blank.copy(),
        blank.copy(), blank.copy(), blank.copy(), blank.copy(), rng.integers(8 * 60, 18 * 60, count),
        rng.integers(8 * 60, 24 * 60, count), np.full(count, "", "U4"), np.full(count, "", "U16"),
        rng.integers(0, len(GRANTED), count),
    )  # fmt: skip
    _move_into_place(city, made, rng)
    _reply(city, made, quality, rng)
    _decide(city, made, rng)
    return _sorted(made)


def _pairs(
    city: City, resources: list[Resource], rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Distinct pairs of a conditional resource and a department that is not its provider."""
    asked = np.array([i for i, r in enumerate(resources) if r.steady and r.share == CONDITIONAL])
    owner = np.array([resources[index].owner for index in asked])
    departments = len(city.departments)
    everyone = np.arange(len(asked) * departments)
    pairs = everyone[everyone % departments != owner[everyone // departments]]
    if len(pairs) < city.plan.requests:
        raise SampleError(
            "示例城市的规模不成立",
            f"{city.plan.requests}件申请过多：有条件共享资源与使用部门只有{len(pairs)}种组合",
            "请减少申请数，或增加资源数、部门数",
        )
    weights = rng.gamma(0.6, 1.0, len(asked))[pairs // departments] + 0.05
    order = np.argsort(rng.exponential(1.0, len(pairs)) / weights)[: city.plan.requests]
    chosen = pairs[order]
    return asked[chosen // departments], chosen % departments


def _fates(quality: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.str_]:
    """A fate per request: special ones at fixed shares (at least twice), others by the provider's quality."""
    count = len(quality)
    bad = 0.75 * (1.02 - quality)
    draw = rng.random(count)
    fate = np.select([draw < 0.3 * bad, draw < bad], ["overdue", "late"], "on_time").astype("U20")
    order = rng.permutation(count)
    at = 0
    for name, share in SPECIAL.items():
        some = max(2, round(share * count))
        fate[order[at : at + some]] = name
        at += some
    for name in ("late", "overdue"):
        fate[order[at : at + 2]] = name
        at += 2
    return fate


def _move_into_place(city: City, made: Requests, rng: np.random.Generator) -> None:
    """Move applications whose fate needs a certain time of the period."""
    end, start = np.datetime64(city.plan.end, "D"), np.datetime64(city.plan.start, "D")
    working = city.plain.days
    before_end = int(np.searchsorted(working, end, side="right"))
    after_start = int(np.searchsorted(working, start, side="left"))
    long_start = int(np.searchsorted(working, np.datetime64(city.long_outage.started_at, "D")))

    def put(names: tuple[str, ...], low: int, high: int, only: NDArray[np.bool_] | bool = True) -> None:
        where = np.isin(made.fate, names) & only
        made.applied[where] = working[rng.integers(low, high, int(where.sum()))]

    put(("open", "extended_open"), before_end - DEADLINE, before_end)
    put(("outage_on_time",), long_start - 4, long_start)
    put(("paused_waiting",), before_end - 60, before_end - 15)
    early = (
        "late",
        "overdue",
        "invalid_reply",
        "paused_late",
        "extended_late",
        "withdrawn",
        "paused_on_time",
        "extended_on_time",
    )
    put(early, after_start, before_end - 75, made.applied > working[before_end - 75])
    late_overdue = np.flatnonzero(made.fate == "overdue")
    recent = late_overdue[rng.random(len(late_overdue)) < 0.3]
    made.applied[recent] = working[rng.integers(before_end - 40, before_end - 14, len(recent))]
    near_end = (made.fate == "on_time") & (made.applied > working[before_end - 7])
    made.applied[near_end] = working[rng.integers(after_start, before_end - 7, int(near_end.sum()))]


def _reply(city: City, made: Requests, quality: NDArray[np.float64], rng: np.random.Generator) -> None:
    """Pauses, extensions, withdrawals and the day of the reply, by fate."""
    count = len(made)
    plain, lenient = city.plain, city.lenient
    usual = rng.choice(np.arange(0, DEADLINE + 1), count, p=(0.03, 0.12, 0.2, 0.2, 0.2, 0.25))
    delay = np.minimum(rng.geometric(np.clip(0.15 + 0.3 * quality, 0.1, 0.6), count), 45)
    first, length = rng.integers(1, 3, count), rng.integers(4, 10, count)
    more = rng.integers(1, 3, count)

    where = made.fate == "on_time"
    at_once = np.where(usual == 0, made.applied, plain.after(made.applied, np.maximum(usual, 1)))
    made.replied[where] = at_once[where]
    same_day = where & (made.replied == made.applied)
    made.replied_minute[same_day] = made.applied_minute[same_day] + 75

    where = made.fate == "late"
    made.replied[where] = lenient.after(made.applied, DEADLINE + delay)[where]

    where = made.fate == "invalid_reply"
    made.replied[where] = plain.after(made.applied, np.maximum(usual, 1))[where]

    where = made.fate == "withdrawn"
    made.withdrawn[where] = (made.applied + rng.integers(1, 25, count))[where]

    # on time although more than five working days passed: the days strictly inside the pause already suffice
    where = made.fate == "paused_on_time"
    made.paused_from[where] = plain.after(made.applied, first)[where]
    made.paused_to[where] = plain.after(made.applied, first + length)[where]
    made.replied[where] = plain.after(made.applied, first + length + more)[where]

    # late although the pause is counted with both its ends
    where = made.fate == "paused_late"
    made.paused_from[where] = lenient.after(made.applied, first)[where]
    made.paused_to[where] = lenient.after(made.applied, first + length)[where]
    made.replied[where] = lenient.after(made.applied, length + 1 + DEADLINE + delay)[where]

    where = made.fate == "paused_waiting"
    made.paused_from[where] = plain.after(made.applied, first)[where]

    extended = np.char.startswith(made.fate, "extended")
    made.extended_to[extended] = plain.after(made.applied, DEADLINE + 3 + length)[extended]
    where = made.fate == "extended_on_time"
    made.replied[where] = plain.after(made.applied, DEADLINE + more)[where]
    where = made.fate == "extended_late"
    made.replied[where] = lenient.after(np.where(where, made.extended_to, made.applied), 8 + delay // 2)[
        where
    ]

    where = made.fate == "outage_on_time"
    made.replied[where] = city.without_long_outage.after(made.applied, DEADLINE - more + 1)[where]
    answered_later = (~np.isnat(made.replied)) & (made.replied > np.datetime64(city.plan.end))
    if answered_later.any():
        raise AssertionError("a request was constructed with a reply after the period")


def _decide(city: City, made: Requests, rng: np.random.Generator) -> None:
    """Decisions, reasons, delivery and the granted period."""
    count, end = len(made), np.datetime64(city.plan.end, "D")
    replied = ~np.isnat(made.replied)
    draw = rng.random(count)
    decision = np.select([draw < 0.78, draw < 0.88], ["同意", "部分同意"], "不同意")
    made.decision[replied] = decision[replied]
    invalid = made.fate == "invalid_reply"
    made.decision[invalid] = "不同意"
    refused = replied & (made.decision == "不同意") & ~invalid
    reasons = np.array(["超出法定职责所需范围", "申请用途不明确", "所需数据本部门未采集"])
    made.reason[refused] = reasons[rng.integers(0, 3, count)][refused]
    granted = replied & (made.decision != "不同意")
    delivered = made.replied + rng.integers(0, 12, count)
    made.delivered[granted & (delivered <= end)] = delivered[granted & (delivered <= end)]
    bounded = granted & (rng.random(count) < 0.85)
    made.valid_from[bounded] = (made.replied + rng.integers(0, 6, count))[bounded]
    closed = bounded & (rng.random(count) < 0.8)
    made.valid_until[closed] = (made.valid_from + rng.choice([60, 90, 180, 365], count))[closed]


def _sorted(made: Requests) -> Requests:
    order = np.lexsort((made.applied_minute, made.applied))
    columns = {name: values[order] for name, values in vars(made).items() if name != "ids"}
    ids = [f"SQ{str(day)[:4]}{number:06d}" for number, day in enumerate(columns["applied"], start=1)]
    return Requests(**columns, ids=ids)

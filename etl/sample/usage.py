"""The usage log of the made-up city: every call follows a route whose class of use is known beforehand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from etl.sample.city import City
from etl.sample.purposes import GRANTED, MISUSED, near
from etl.sample.requests import Requests
from etl.sample.resources import CONDITIONAL, NOT_SHARED, UNCONDITIONAL, Resource

CLASSES = (
    "direct", "within_grant", "no_grant", "outside_period", "purpose_differs", "not_shared", "own_resource",
    "unknown_resource", "cannot_judge",
)  # fmt: skip
SHARES = (0.50, 0.36, 0.022, 0.022, 0.014, 0.014, 0.04, 0.012, 0.016)
CLEAN_SHARES = (0.55, 0.41, 0, 0, 0, 0, 0.04, 0, 0)
MISUSE = ("no_grant", "outside_period", "purpose_differs", "not_shared", "unknown_resource")
UNKNOWN_RESOURCES = tuple(f"WH990099-{number:05d}" for number in range(1, 41))
PURPOSES = (*GRANTED, *(near(purpose) for purpose in GRANTED), *MISUSED, "")
NO_PURPOSE, NO_REQUEST = len(PURPOSES) - 1, -1
EXACT, NEAR, OTHER, ANY = range(4)


@dataclass
class Routes:
    """Who may be seen calling what between two days: columns of equal length, days as datetime64[D].

    `resource` indexes the resources, then UNKNOWN_RESOURCES; `request` is an index or NO_REQUEST, and is
    written into the log always where `named`, else sometimes; `wording` says which purpose the log carries.
    """

    use_class: NDArray[np.int64]
    resource: NDArray[np.int64]
    consumer: NDArray[np.int64]
    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    request: NDArray[np.int64]
    named: NDArray[np.bool_]
    wording: NDArray[np.int64]
    weight: NDArray[np.float64]


@dataclass
class Calls:
    """The log in time order. `request` and `purpose` are what it says; `platform`: failed in an outage."""

    use_class: NDArray[np.int64]
    resource: NDArray[np.int64]
    consumer: NDArray[np.int64]
    called_at: NDArray[np.datetime64]
    request: NDArray[np.int64]
    purpose: NDArray[np.int64]
    failed: NDArray[np.bool_]
    platform: NDArray[np.bool_]
    row_count: NDArray[np.int64]
    latency_ms: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.use_class)

    def part(self, which: NDArray[np.int64]) -> Calls:
        """Some of the calls, in the given order."""
        return Calls(**{name: column[which] for name, column in vars(self).items()})


def make_calls(city: City, resources: list[Resource], requests: Requests) -> Calls:
    """Draw the usage log."""
    rng = city.random("usage")
    routes = _routes(city, resources, requests, rng)
    count = city.plan.usage
    shares = np.array(CLEAN_SHARES if city.plan.clean else SHARES)
    wanted = rng.multinomial(count, shares / shares.sum())
    picked = []
    for use_class, many in enumerate(wanted):
        pool = np.flatnonzero(routes.use_class == use_class)
        if not len(pool):
            pool = np.flatnonzero(routes.use_class == 0)
        heights = np.cumsum(routes.weight[pool])
        picked.append(pool[np.searchsorted(heights, rng.random(many) * heights[-1])])
    route = np.concatenate(picked)
    called_at = _times(city, routes, route, rng)
    order = np.argsort(called_at, kind="stable")
    route, called_at = route[order], called_at[order]
    down = _during_outage(city, called_at)
    quality = np.append(city.quality, 0.5)
    owner = np.array([resource.owner for resource in resources] + [-1] * len(UNKNOWN_RESOURCES))
    of_provider = quality[owner[routes.resource[route]]]
    failed = rng.random(count) < np.where(down, 0.95, 0.003 + 0.06 * (1.0 - of_provider) ** 2)
    latency = np.exp(rng.normal(4.2 + 1.6 * (1.0 - of_provider), 0.8)).astype(np.int64) + 3
    named = routes.named[route] | (rng.random(count) < 0.3)
    return Calls(
        routes.use_class[route], routes.resource[route], routes.consumer[route], called_at,
        np.where(named, routes.request[route], NO_REQUEST), _purposes(routes, requests, route, rng),
        failed, failed & down,        np.where(failed, 0, rng.integers(0, 2000, count)), latency,
    )  # fmt: skip


def _routes(city: City, resources: list[Resource], requests: Requests, rng: np.random.Generator) -> Routes:
    start, end = np.datetime64(city.plan.start, "D"), np.datetime64(city.plan.end, "D")
    departments = len(city.departments)
    worse = (1.1 - city.quality) ** 2
    found: list[tuple[int, int, int, np.datetime64, np.datetime64, int, bool, int, float]] = []

    def add(
        name: str,
        resource: int,
        consumer: int,
        first: np.datetime64,
        last: np.datetime64,
        *,
        request: int = NO_REQUEST,
        named: bool = False,
        wording: int = ANY,
    ) -> None:
        weight = float(worse[consumer]) if name in MISUSE else float(rng.gamma(0.7, 1.0)) + 0.05
        if first <= last:
            found.append(
                (CLASSES.index(name), resource, consumer, first, last, request, named, wording, weight)
            )

    asked = set(zip(requests.resource.tolist(), requests.applicant.tolist(), strict=True))
    granted = np.flatnonzero(np.isin(requests.decision, ("同意", "部分同意")))
    for index, resource in enumerate(resources):
        if not resource.connected:
            continue
        others = [d for d in rng.permutation(departments)[:6].tolist() if d != resource.owner]
        last = end if resource.steady else end - 1
        at_first = resource.share if resource.stay == "new" else resource.share_before
        if at_first == UNCONDITIONAL:
            for consumer in others:
                add("direct", index, consumer, start, last)
        elif resource.steady and resource.share == NOT_SHARED:
            add("not_shared", index, others[0], start, end)
        elif resource.steady and resource.share == CONDITIONAL and (index, others[0]) not in asked:
            add("no_grant", index, others[0], start, end)
            if len(granted) and rng.random() < 0.3:
                add("no_grant", index, others[0], start, end, request=int(rng.choice(granted)), named=True)
        if resource.steady:
            add("own_resource", index, resource.owner, start, end)
    for number in range(len(UNKNOWN_RESOURCES)):
        add("unknown_resource", len(resources) + number, int(rng.integers(0, departments)), start, end)
    for request in range(len(requests)):
        resource_of, consumer = int(requests.resource[request]), int(requests.applicant[request])
        if not resources[resource_of].connected:
            continue
        if requests.decision[request] not in ("同意", "部分同意"):
            add("no_grant", resource_of, consumer, start, end, request=request)
            continue
        replied = requests.replied[request]
        begin, until = requests.valid_from[request], requests.valid_until[request]
        first = (replied if np.isnat(begin) else max(replied, begin)) + 1
        last = end if np.isnat(until) else min(end, until)
        add("within_grant", resource_of, consumer, first, last, request=request, wording=EXACT)
        add("purpose_differs", resource_of, consumer, first, last, request=request, wording=OTHER)
        add("cannot_judge", resource_of, consumer, first, last, request=request, wording=NEAR)
        add("outside_period", resource_of, consumer, start, replied - 2, request=request, wording=EXACT)
        if not np.isnat(until):
            add("outside_period", resource_of, consumer, until + 1, end, request=request, wording=EXACT)
    columns = list(zip(*found, strict=True))
    types = ("i8", "i8", "i8", "M8[D]", "M8[D]", "i8", "?", "i8", "f8")
    return Routes(*(np.array(values, dtype=kind) for values, kind in zip(columns, types, strict=True)))


def _times(
    city: City, routes: Routes, route: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.datetime64]:
    """A second between 6:00 and 22:50 of a day the route is open, mostly in office hours on working days."""
    first, last = routes.first[route], routes.last[route]
    day = first + np.floor(rng.random(len(route)) * ((last - first).astype(np.int64) + 1)).astype(np.int64)
    working = city.plain.days
    idle = ~np.isin(day, working) & (rng.random(len(route)) < 0.75)
    before = working[np.searchsorted(working, day, side="right") - 1]
    day = np.where(idle & (before >= first), before, day)
    peak = np.where(rng.random(len(route)) < 0.55, 10.2, 15.4)
    second = np.clip(rng.normal(peak, 1.8), 6.0, 22.8) * 3600
    moment = day.astype("datetime64[s]") + second.astype(np.int64)
    for outage in city.outages:
        for edge in (np.datetime64(outage.started_at, "s"), np.datetime64(outage.ended_at, "s")):
            close = np.abs((moment - edge).astype(np.int64)) < 120
            moment[close] = edge + 600
    return moment


def _during_outage(city: City, called_at: NDArray[np.datetime64]) -> NDArray[np.bool_]:
    down = np.zeros(len(called_at), dtype=bool)
    for outage in city.outages:
        down |= (called_at >= np.datetime64(outage.started_at)) & (
            called_at <= np.datetime64(outage.ended_at)
        )
    return down


def _purposes(
    routes: Routes, requests: Requests, route: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Index into PURPOSES: the request's wording (or none), a part of it, or something else entirely."""
    wording, request = routes.wording[route], routes.request[route]
    of_request = requests.purpose[request]
    anything = rng.integers(0, len(GRANTED), len(route))
    silent = rng.random(len(route)) < 0.2
    other = 2 * len(GRANTED) + rng.integers(0, len(MISUSED), len(route))
    return np.select(
        [wording == OTHER, wording == NEAR, silent, wording == EXACT],
        [other, of_request + len(GRANTED), np.full(len(route), NO_PURPOSE), of_request],
        anything,
    )

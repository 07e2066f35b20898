"""Rows of the big feeds (usage, refreshes) as Arrow tables in slices: text by look-up, never row by row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from etl.sample.city import City
from etl.sample.mess import full_width, spellings
from etl.sample.refreshes import RefreshLog
from etl.sample.requests import Requests
from etl.sample.resources import Resource
from etl.sample.usage import PURPOSES, UNKNOWN_RESOURCES, Calls

MODE_OF = {"接口": "接口", "库表": "库表", "文件": "文件"}


class BigRows(Protocol):
    """A sequence of rows that can also be had as tables of text."""

    def __len__(self) -> int:
        """How many rows there are."""
        ...

    def __getitem__(self, row: int) -> tuple[str, ...]:
        """One row's cells."""
        ...

    def table(self, first: int, last: int) -> pa.Table:
        """Rows first (included) to last (excluded)."""
        ...


class _Slices:
    """The sequence side of BigRows, from its table side."""

    count: int

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, row: int) -> tuple[str, ...]:
        if not 0 <= row < self.count:
            raise IndexError(row)
        return tuple(column[0].as_py() for column in self.table(row, row + 1).columns)

    def table(self, first: int, last: int) -> pa.Table:
        raise NotImplementedError


class Moments:
    """Texts of moments by look-up: a table of days, a table of seconds of the day, three formats."""

    def __init__(self, first: date, last: date) -> None:
        days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
        seconds = [(s // 3600, s // 60 % 60, s % 60) for s in range(86400)]
        self.first = np.datetime64(first, "D")
        dashed = [day.isoformat() for day in days]
        clock = [f"{h:02d}:{m:02d}:{s:02d}" for h, m, s in seconds]
        slashed = [f"{day.year}/{day.month}/{day.day}" for day in days]
        short = [f"{h}:{m}" for h, m, _ in seconds]
        self.day_texts = pa.array([*dashed, *dashed, *slashed])
        self.second_texts = pa.array(
            [" " + t for t in clock] + ["T" + t for t in clock] + [" " + t for t in short]
        )
        self.days = len(days)

    def texts(self, moments: NDArray[np.datetime64], style: NDArray[np.int64]) -> pa.Array:
        """Texts of moments; style 0 is `2026-01-05 09:03:07`, 1 has a T between, 2 is `2026/1/5 9:3`."""
        day = moments.astype("datetime64[D]")
        second = (moments - day).astype("timedelta64[s]").astype(np.int64)
        left = self.day_texts.take(pa.array((day - self.first).astype(np.int64) + style * self.days))
        return pc.binary_join_element_wise(left, self.second_texts.take(pa.array(second + style * 86400)), "")


def _style(rng: np.random.Generator, count: int, clean: bool) -> NDArray[np.int64]:
    draw = rng.random(count)
    return (
        np.zeros(count, np.int64)
        if clean
        else np.select([draw < 0.85, draw < 0.9], [0, 1], 2).astype(np.int64)
    )


class UsageRows(_Slices):
    """The usage log's cells; without `numbers` the lines carry no log number."""

    def __init__(self, city: City, resources: list[Resource], requests: Requests, calls: Calls,
                 numbers: NDArray[np.int64] | None, topic: str) -> None:  # fmt: skip
        rng = city.random(f"usage rows {topic}")
        clean = city.plan.clean
        self.calls, self.numbers, self.count = calls, numbers, len(calls)
        self.moments = Moments(city.plan.start, city.plan.end)
        self.style = _style(rng, self.count, clean) * (numbers is not None)
        names = [(department.name,) if clean else spellings(department) for department in city.departments]
        offsets = np.cumsum([0] + [len(variants) for variants in names])
        self.names = pa.array([name for variants in names for name in variants])
        many = np.diff(offsets)[calls.consumer]
        variant = np.where(rng.random(self.count) < 0.7, 0, (rng.random(self.count) * many).astype(np.int64))
        self.name = offsets[calls.consumer] + variant
        ids = [resource.resource_id for resource in resources] + list(UNKNOWN_RESOURCES)
        self.ids = pa.array(ids + [f" {i}" for i in ids] + [full_width(i) for i in ids])
        odd = rng.random(self.count)
        self.id = calls.resource + len(ids) * np.select(
            [odd < 0.985, odd < 0.997], [0, 1], 2 if not clean else 0
        )
        if clean:
            self.id = calls.resource
        self.modes = pa.array(
            [MODE_OF.get(resource.fields["provision_mode"], "接口") for resource in resources]
            + ["接口"] * len(UNKNOWN_RESOURCES)
        )
        self.request_ids = pa.array([*requests.ids, ""])
        self.purposes = pa.array([*PURPOSES, *(f" {purpose}　" if purpose else "" for purpose in PURPOSES)])
        self.purpose = calls.purpose + len(PURPOSES) * (0 if clean else (rng.random(self.count) < 0.03))

    @property
    def columns(self) -> tuple[str, ...]:
        """Canonical column names in the order of the cells."""
        names = (
            "called_at",
            "resource_id",
            "consumer",
            "request_id",
            "purpose",
            "mode",
            "status",
            "row_count",
            "latency_ms",
        )
        return names if self.numbers is None else ("log_id", *names)

    def table(self, first: int, last: int) -> pa.Table:
        """Rows first (included) to last (excluded) as text."""
        part, calls = slice(first, last), self.calls
        request = np.where(calls.request[part] < 0, len(self.request_ids) - 1, calls.request[part])
        rows = pa.array(calls.row_count[part]).cast(pa.string())
        failed = pa.array(calls.failed[part])
        columns = [
            self.moments.texts(calls.called_at[part], self.style[part]),
            self.ids.take(pa.array(self.id[part])),
            self.names.take(pa.array(self.name[part])),
            self.request_ids.take(pa.array(request)),
            self.purposes.take(pa.array(self.purpose[part])),
            self.modes.take(pa.array(calls.resource[part])),
            pa.array(["成功", "失败"]).take(failed.cast(pa.int64())),
            pc.if_else(failed, "", rows),
            pa.array(calls.latency_ms[part]).cast(pa.string()),
        ]
        if self.numbers is not None:
            digits = pc.utf8_lpad(pa.array(self.numbers[part]).cast(pa.string()), 10, "0")
            columns.insert(0, pc.binary_join_element_wise("RZ", digits, ""))
        return pa.table(dict(zip(self.columns, columns, strict=True)))


class RefreshRows(_Slices):
    """The refresh log's cells; resources of the old platform log neither row counts nor digests."""

    columns = ("resource_id", "refreshed_at", "row_count", "content_hash")

    def __init__(self, city: City, resources: list[Resource], log: RefreshLog) -> None:
        rng = city.random("refresh rows")
        self.log, self.count = log, len(log.resource)
        self.ids = pa.array([resource.resource_id for resource in resources])
        first = log.refreshed_at.min().astype("datetime64[D]").item() if self.count else city.plan.start
        self.moments = Moments(first, city.plan.end)
        self.style = _style(rng, self.count, city.plan.clean)

    def table(self, first: int, last: int) -> pa.Table:
        """Rows first (included) to last (excluded) as text."""
        part, log = slice(first, last), self.log
        told = pa.array(log.row_count[part] > 0)
        digest = (log.resource[part] + 1) * 2654435761 % (1 << 40) + log.content[part] * 97
        columns = [
            self.ids.take(pa.array(log.resource[part])),
            self.moments.texts(log.refreshed_at[part], self.style[part]),
            pc.if_else(told, pa.array(log.row_count[part]).cast(pa.string()), ""),
            pc.if_else(told, pc.binary_join_element_wise("sha", pa.array(digest).cast(pa.string()), ""), ""),
        ]
        return pa.table(dict(zip(self.columns, columns, strict=True)))

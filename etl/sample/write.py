"""Write a sample city: the files of all eleven feeds in the order in which they are loaded, and the truth beside them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import numpy as np

from etl.sample import planted
from etl.sample.bad_lines import plant_bad_lines
from etl.sample.catalogue import catalogue_columns, plan_catalogue_dates, word_data_updated
from etl.sample.city import City, Plan
from etl.sample.events import change_event_columns, correction_columns, make_change_events, make_corrections
from etl.sample.files import write_big, write_text, write_workbook
from etl.sample.items import item_columns, make_items
from etl.sample.mess import Columns, messed
from etl.sample.oversight import department_columns, incident_columns, outage_columns, project_columns
from etl.sample.refreshes import make_refreshes
from etl.sample.request_rows import request_columns
from etl.sample.requests import Requests, make_requests
from etl.sample.resources import Resource, make_resources
from etl.sample.sheet import Planted, Sheet, sprinkle
from etl.sample.tables import RefreshRows, UsageRows
from etl.sample.truth import Truth
from etl.sample.usage import CLASSES, MISUSE, Calls, make_calls

Coverage = Literal["full", "partial"]
OLD_PLATFORM_DAYS = 45


@dataclass(frozen=True)
class FeedFile:
    """One file to load: its feed, the day it was exported on, and whether it claims to list everything."""

    feed: str
    path: Path
    exported_on: date
    coverage: Coverage


@dataclass
class CityFiles:
    """The files of a sample city in the order to load them, and the truth about them (see `etl.sample.truth`)."""

    files: list[FeedFile] = field(default_factory=list)
    truth: Path = Path("truth.json")


def write_city(
    folder: Path,
    *,
    departments: int = 40,
    resources: int = 1200,
    requests: int = 2500,
    usage: int = 120_000,
    seed: int = 20260101,
    start: date = date(2025, 7, 1),
    end: date = date(2026, 6, 30),
    clean: bool = False,
) -> CityFiles:
    """Write a city's feed files and truth.json into `folder` (made when absent); the same arguments give the same bytes.

    `usage` counts distinct calls; `clean` leaves mess, misuse and bad lines out of the usage log (for benchmarks).
    Raises ValueError for sizes no city has.
    """
    city = City(Plan(departments, resources, requests, usage, seed, start, end, clean))
    folder.mkdir(parents=True, exist_ok=True)
    return _Writer(city, folder).write()


class _Writer:
    """The steps of writing one city."""

    def __init__(self, city: City, folder: Path) -> None:
        self.city, self.folder = city, folder
        self.result = CityFiles(truth=folder / "truth.json")
        self.truth = Truth(city={**asdict(city.plan), "start": city.plan.start.isoformat(), "end": city.plan.end.isoformat()})

    def write(self) -> CityFiles:
        city, truth = self.city, self.truth
        resources = make_resources(city)
        plan_catalogue_dates(city, resources)
        events = make_change_events(city, resources)
        log = make_refreshes(city, resources)
        word_data_updated(city, resources)
        requests = make_requests(city, resources)
        corrections = make_corrections(city, resources)
        self._register()
        self._catalogue(resources)
        self._items(resources)
        self._requests(resources, requests)
        self._outages()
        self._usage(resources, requests)
        self._refreshes(resources, RefreshRows(city, resources, log))
        self._events(change_event_columns(city, resources, events), correction_columns(city, resources, corrections))
        self._oversight(resources)
        planted.tell_requests(truth, requests)
        planted.tell_resources(truth, resources, log)
        planted.tell_events(truth, events, corrections)
        truth.write(self.result.truth)
        return self.result

    def _sheet(self, feed: str, clean: Columns, topic: str, *, top: int = 1, workbook: bool = False, text: bool = True) -> Sheet:
        """A messed sheet with bad, repeated and blank lines between its rows."""
        sheet = Sheet.of(feed, messed(self.city, feed, clean, topic, workbook=workbook), top=top)
        rng = self.city.random(f"planted {feed} {topic}")
        plant_bad_lines(sheet, rng, extra_cell=text)
        sprinkle(sheet, rng)
        return sheet

    def _add(self, sheet: Sheet, name: str, exported_on: date, coverage: Coverage) -> Path:
        """Note a file and what its load has to count and refuse; gives the path to write it to."""
        path = self.folder / name
        self.result.files.append(FeedFile(sheet.feed, path, exported_on, coverage))
        about = {"feed": sheet.feed, "exported_on": exported_on.isoformat(), "coverage": coverage}
        self.truth.files[name] = {**about, **sheet.counts()}
        for number, line in sheet.planted_lines():
            if line.fate == "refused":
                self.truth.refused_lines.append(
                    {"feed": sheet.feed, "file": name, "line": number, "kind": line.kind, "columns": list(line.columns)}
                )
        return path

    def _register(self) -> None:
        clean, self.truth.safeguards_missing = department_columns(self.city)
        sheet = self._sheet("departments", clean, "register", workbook=True, text=False, top=2)
        path = self._add(sheet, "01_部门名录.xlsx", self.city.plan.start, "full")
        write_workbook(sheet, path, titles=("乌海市政务部门名录",))

    def _catalogue(self, resources: list[Resource]) -> None:
        city = self.city
        first = catalogue_columns(city, resources, later=False)
        later = catalogue_columns(city, resources, later=True)
        titles = ("乌海市政务信息资源目录", f"导出单位：市大数据中心　导出日期：{city.earlier_export.isoformat()}", "")
        sheet = self._sheet("catalogue", first, "first", top=4)
        path = self._add(sheet, f"02_资源目录_{city.earlier_export:%Y%m%d}.csv", city.earlier_export, "full")
        write_text(sheet, path, encoding="gb18030", titles=titles)
        sheet = self._sheet("catalogue", later, "later", top=3)
        sheet.unchanged = _repeated(first, later)
        path = self._add(sheet, f"03_资源目录_{city.plan.end:%Y%m%d}.csv", city.plan.end, "full")
        write_text(sheet, path, encoding="gb18030", titles=("乌海市政务信息资源目录（全量）",))

    def _items(self, resources: list[Resource]) -> None:
        items, duplicates, decoys = make_items(self.city, resources)
        sheet = self._sheet("items", item_columns(resources, items), "items")
        write_text(sheet, self._add(sheet, "04_信息项.csv", self.city.plan.end, "full"), encoding="utf-8-sig")
        planted.tell_duplicates(self.truth, resources, duplicates, decoys)

    def _requests(self, resources: list[Resource], requests: Requests) -> None:
        city = self.city
        first = request_columns(city, resources, requests, city.half_time)
        later = request_columns(city, resources, requests, city.plan.end)
        sheet = self._sheet("requests", first, "first")
        path = self._add(sheet, f"05_共享申请_{city.half_time:%Y%m%d}.csv", city.half_time, "partial")
        write_text(sheet, path, encoding="gb18030")
        sheet = self._sheet("requests", later, "later")
        sheet.unchanged = _repeated(first, later)
        path = self._add(sheet, f"06_共享申请_{city.plan.end:%Y%m%d}.csv", city.plan.end, "partial")
        write_text(sheet, path, encoding="utf-8", delimiter=";")

    def _outages(self) -> None:
        sheet = self._sheet("outages", outage_columns(self.city), "outages")
        write_text(sheet, self._add(sheet, "07_平台故障.csv", self.city.plan.end, "partial"), encoding="utf-8")

    def _usage(self, resources: list[Resource], requests: Requests) -> None:
        """The log in three files: the main one; lines of the old platform without log numbers; a late delivery that
        repeats some lines of the main one."""
        city, plan = self.city, self.city.plan
        rng = city.random("usage files")
        calls = make_calls(city, resources, requests)
        planted.tell_usage(self.truth, city, calls)
        count, everyone = len(calls), np.arange(len(calls))
        old = (calls.called_at < np.datetime64(plan.start + timedelta(days=OLD_PLATFORM_DAYS), "s")) & (rng.random(count) < 0.08)
        late = np.isin(everyone, rng.choice(count, min(count // 100, 500), replace=False)) & ~old
        if plan.clean:
            old[:] = late[:] = False
        main = everyone[~old & ~late]
        rows = UsageRows(city, resources, requests, calls.part(main), main, "main")
        sheet = Sheet("usage", rows.columns, rows)
        if not plan.clean:
            plant_bad_lines(sheet, rng, times=3, extra_cell=True)
            sprinkle(sheet, rng, repeated=15, blank=3)
        write_big(sheet, rows, self._add(sheet, "08_使用日志.csv", plan.end, "partial"))
        self._list_misuse(sheet, "08_使用日志.csv", calls.part(main))
        if plan.clean:
            return
        again = Sheet("usage", rows.columns, rows)
        extra = UsageRows(city, resources, requests, calls.part(everyone[late]), everyone[late], "late")
        again.rows = extra
        repeats = [rows[int(row)] for row in rng.choice(len(rows), min(200, len(rows) // 4), replace=False)]
        again.plant([Planted(int(rng.integers(0, len(extra) + 1)), cells, "repeated", "delivered_again") for cells in repeats])
        plant_bad_lines(again, rng)
        # keys of bad lines are counted per file; here they repeat the main file's, which were refused there as well
        write_big(again, extra, self._add(again, "09_使用日志_补报.csv", plan.end, "partial"))
        self._list_misuse(again, "09_使用日志_补报.csv", calls.part(everyone[late]))
        before = _one_call_per_second(calls.part(everyone[old]))
        older = UsageRows(city, resources, requests, before, None, "old")
        sheet = Sheet("usage", older.columns, older)
        sprinkle(sheet, rng, repeated=3, blank=1)
        write_big(sheet, older, self._add(sheet, "10_使用日志_旧平台.tsv", plan.end, "partial"), delimiter="\t")
        self._list_misuse(sheet, "10_使用日志_旧平台.tsv", before)

    def _list_misuse(self, sheet: Sheet, name: str, calls: Calls) -> None:
        for use_class in MISUSE:
            listed = self.truth.misuse_lines.setdefault(use_class, [])
            where = np.flatnonzero(calls.use_class == CLASSES.index(use_class))
            listed += [[name, sheet.line_of_row(int(row))] for row in where]

    def _refreshes(self, resources: list[Resource], rows: RefreshRows) -> None:
        sheet = Sheet("refreshes", rows.columns, rows)
        rng = self.city.random("planted refreshes")
        plant_bad_lines(sheet, rng)
        sprinkle(sheet, rng)
        write_big(sheet, rows, self._add(sheet, "11_数据更新日志.csv", self.city.plan.end, "partial"))

    def _events(self, events: Columns, corrections: Columns) -> None:
        end = self.city.plan.end
        sheet = self._sheet("change_events", events, "events", workbook=True, text=False)
        write_workbook(sheet, self._add(sheet, "12_职能与法规变动.xlsx", end, "partial"))
        sheet = self._sheet("corrections", corrections, "corrections")
        write_text(sheet, self._add(sheet, "13_疑义校核.csv", end, "partial"), encoding="gb18030")

    def _oversight(self, resources: list[Resource]) -> None:
        end = self.city.plan.end
        projects, self.truth.unpooled_projects = project_columns(self.city, resources)
        sheet = self._sheet("projects", projects, "projects", workbook=True, text=False, top=3)
        path = self._add(sheet, "14_信息化项目.xlsx", end, "full")
        write_workbook(sheet, path, titles=(f"{end.year}年度政务信息化项目清单", "单位：万元"))
        incidents, self.truth.confirmed_incidents = incident_columns(self.city, resources)
        sheet = self._sheet("incidents", incidents, "incidents")
        write_text(sheet, self._add(sheet, "15_安全事件.csv", end, "partial"), encoding="utf-8-sig", delimiter="\t")


def _repeated(first: Columns, later: Columns) -> int:
    """Rows of the later export that say word for word what the first one said."""
    return len(set(zip(*first.values(), strict=True)) & set(zip(*later.values(), strict=True)))


def _one_call_per_second(calls: Calls) -> Calls:
    """The same calls, none in the same second as another: without log numbers equal lines would be one call."""
    order = np.arange(len(calls))
    seconds = calls.called_at.astype("datetime64[s]").astype(np.int64)
    calls.called_at = (np.maximum.accumulate(seconds - order) + order).astype("datetime64[s]")
    return calls

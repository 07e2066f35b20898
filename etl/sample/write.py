"""Write a sample city: the files of all eleven feeds in the order to load them, and the truth beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from etl.sample import planted
from etl.sample.bad_lines import plant_bad_lines
from etl.sample.catalogue import catalogue_columns, plan_catalogue_dates, word_data_updated
from etl.sample.city import City, Plan
from etl.sample.events import change_event_columns, correction_columns, make_change_events, make_corrections
from etl.sample.files import write_big, write_text, write_workbook
from etl.sample.folder import CityFiles, Folder
from etl.sample.items import item_columns, make_items
from etl.sample.mess import Columns
from etl.sample.oversight import department_columns, incident_columns, outage_columns, project_columns
from etl.sample.refreshes import make_refreshes
from etl.sample.request_rows import request_columns
from etl.sample.requests import Requests, make_requests
from etl.sample.resources import Resource, make_resources
from etl.sample.sheet import Sheet, sprinkle
from etl.sample.tables import RefreshRows
from etl.sample.usage_files import write_usage


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
    """Write a city's feed files and truth.json into `folder` (made when absent).

    The same arguments give the same bytes. `usage` counts distinct calls; `clean` leaves mess, misuse and
    bad lines out of the usage log (for benchmarks). Raises SampleError for sizes no city has.
    """
    city = City(Plan(departments, resources, requests, usage, seed, start, end, clean))
    folder.mkdir(parents=True, exist_ok=True)
    written = Folder(city, folder)
    made = make_resources(city)
    plan_catalogue_dates(city, made)
    events = make_change_events(city, made)
    log = make_refreshes(city, made)
    word_data_updated(city, made)
    asked = make_requests(city, made)
    corrections = make_corrections(city, made)
    _write_register(written)
    _write_catalogue(written, made)
    _write_items(written, made)
    _write_requests(written, made, asked)
    sheet = written.sheet("outages", outage_columns(city), "outages")
    write_text(sheet, written.add(sheet, "07_平台故障.csv", end), encoding="utf-8")
    write_usage(written, made, asked)
    _write_refreshes(written, RefreshRows(city, made, log))
    sheet = written.sheet("change_events", change_event_columns(city, made, events), "events", workbook=True)
    write_workbook(sheet, written.add(sheet, "12_职能与法规变动.xlsx", end))
    sheet = written.sheet("corrections", correction_columns(city, made, corrections), "corrections")
    write_text(sheet, written.add(sheet, "13_疑义校核.csv", end), encoding="gb18030")
    _write_oversight(written, made)
    planted.tell_requests(written.truth, asked)
    planted.tell_resources(written.truth, made, log)
    planted.tell_events(written.truth, events, corrections)
    written.truth.write(written.result.truth)
    return written.result


def _write_register(folder: Folder) -> None:
    clean, folder.truth.safeguards_missing = department_columns(folder.city)
    sheet = folder.sheet("departments", clean, "register", workbook=True, top=2)
    path = folder.add(sheet, "01_部门名录.xlsx", folder.city.plan.start, "full")
    write_workbook(sheet, path, titles=("乌海市政务部门名录",))


def _write_catalogue(folder: Folder, resources: list[Resource]) -> None:
    first_day, last_day = folder.city.earlier_export, folder.city.plan.end
    first = catalogue_columns(folder.city, resources, later=False)
    later = catalogue_columns(folder.city, resources, later=True)
    sheet = folder.sheet("catalogue", first, "first", top=4)
    path = folder.add(sheet, f"02_资源目录_{first_day:%Y%m%d}.csv", first_day, "full")
    titles = ("乌海市政务信息资源目录", f"导出单位：市大数据中心　导出日期：{first_day.isoformat()}", "")
    write_text(sheet, path, encoding="gb18030", titles=titles)
    sheet = folder.sheet("catalogue", later, "later", top=3, keyed=True)
    sheet.unchanged = _repeated(first, later)
    path = folder.add(sheet, f"03_资源目录_{last_day:%Y%m%d}.csv", last_day, "full")
    write_text(sheet, path, encoding="gb18030", titles=("乌海市政务信息资源目录（全量）",))


def _write_items(folder: Folder, resources: list[Resource]) -> None:
    items, duplicates, decoys = make_items(folder.city, resources)
    sheet = folder.sheet("items", item_columns(resources, items), "items")
    write_text(sheet, folder.add(sheet, "04_信息项.csv", folder.city.plan.end, "full"), encoding="utf-8-sig")
    planted.tell_duplicates(folder.truth, resources, duplicates, decoys)


def _write_requests(folder: Folder, resources: list[Resource], requests: Requests) -> None:
    half, end = folder.city.half_time, folder.city.plan.end
    first = request_columns(folder.city, resources, requests, half)
    later = request_columns(folder.city, resources, requests, end)
    sheet = folder.sheet("requests", first, "first")
    write_text(sheet, folder.add(sheet, f"05_共享申请_{half:%Y%m%d}.csv", half), encoding="gb18030")
    sheet = folder.sheet("requests", later, "later")
    sheet.unchanged = _repeated(first, later)
    path = folder.add(sheet, f"06_共享申请_{end:%Y%m%d}.csv", end)
    write_text(sheet, path, encoding="utf-8", delimiter=";")


def _write_refreshes(folder: Folder, rows: RefreshRows) -> None:
    sheet = Sheet("refreshes", rows.columns, rows)
    rng = folder.city.random("planted refreshes")
    plant_bad_lines(sheet, rng)
    sprinkle(sheet, rng)
    write_big(sheet, rows, folder.add(sheet, "11_数据更新日志.csv", folder.city.plan.end))


def _write_oversight(folder: Folder, resources: list[Resource]) -> None:
    end = folder.city.plan.end
    projects, folder.truth.unpooled_projects = project_columns(folder.city, resources)
    sheet = folder.sheet("projects", projects, "projects", workbook=True, top=3)
    path = folder.add(sheet, "14_信息化项目.xlsx", end, "full")
    write_workbook(sheet, path, titles=(f"{end.year}年度政务信息化项目清单", "单位：万元"))
    incidents, folder.truth.confirmed_incidents = incident_columns(folder.city, resources)
    sheet = folder.sheet("incidents", incidents, "incidents")
    path = folder.add(sheet, "15_安全事件.csv", end)
    write_text(sheet, path, encoding="utf-8-sig", delimiter="\t")


def _repeated(first: Columns, later: Columns) -> int:
    """Rows of the later export that say word for word what the first one said."""
    return len(set(zip(*first.values(), strict=True)) & set(zip(*later.values(), strict=True)))

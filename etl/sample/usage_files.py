"""The usage log as the platform delivers it: the main file, a late delivery, and the old platform's lines."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from etl.sample.bad_lines import plant_bad_lines
from etl.sample.files import write_big
from etl.sample.folder import Folder
from etl.sample.planted import tell_usage
from etl.sample.requests import Requests
from etl.sample.resources import Resource
from etl.sample.sheet import Planted, Sheet, sprinkle
from etl.sample.tables import UsageRows
from etl.sample.usage import CLASSES, MISUSE, Calls, make_calls

MAIN, LATE, OLD = "08_使用日志.csv", "09_使用日志_补报.csv", "10_使用日志_旧平台.tsv"
OLD_PLATFORM_DAYS = 45


def write_usage(folder: Folder, resources: list[Resource], requests: Requests) -> None:
    """Write the log: one plain file for a clean city, else three.

    The late delivery repeats lines of the main file beside new ones; the old platform gave lines no number.
    """
    city, plan = folder.city, folder.city.plan
    rng = city.random("usage files")
    calls = make_calls(city, resources, requests)
    tell_usage(folder.truth, city, calls)
    everyone = np.arange(len(calls))
    early = calls.called_at < np.datetime64(plan.start + timedelta(days=OLD_PLATFORM_DAYS), "s")
    old = early & (rng.random(len(calls)) < 0.08) & (not plan.clean)
    late = np.zeros(len(calls), dtype=bool)
    if not plan.clean:
        old[:5] = True
        late[rng.choice(len(calls), min(len(calls) // 100, 500), replace=False)] = True
        late &= ~old

    numbers = everyone[~old & ~late]
    main = UsageRows(city, resources, requests, calls.part(numbers), numbers, "main")
    sheet = Sheet("usage", main.columns, main)
    if not plan.clean:
        plant_bad_lines(sheet, rng, times=3, extra_cell=True)
        sprinkle(sheet, rng, repeated=15, blank=3)
    write_big(sheet, main, folder.add(sheet, MAIN, plan.end))
    if plan.clean:
        return
    _list_misuse(folder, sheet, MAIN, main.calls)

    numbers = everyone[late]
    rows = UsageRows(city, resources, requests, calls.part(numbers), numbers, "late")
    sheet = Sheet("usage", rows.columns, rows)
    sheet.plant([
        Planted(int(rng.integers(0, len(rows) + 1)), main[int(row)], "repeated", "delivered_again")
        for row in rng.choice(len(main), min(200, len(main) // 4), replace=False)
    ])  # fmt: skip
    plant_bad_lines(sheet, rng)
    write_big(sheet, rows, folder.add(sheet, LATE, plan.end))
    _list_misuse(folder, sheet, LATE, rows.calls)

    rows = UsageRows(city, resources, requests, one_call_per_second(calls.part(everyone[old])), None, "old")
    sheet = Sheet("usage", rows.columns, rows)
    sprinkle(sheet, rng, repeated=3, blank=1)
    write_big(sheet, rows, folder.add(sheet, OLD, plan.end), delimiter="\t")
    _list_misuse(folder, sheet, OLD, rows.calls)


def _list_misuse(folder: Folder, sheet: Sheet, name: str, calls: Calls) -> None:
    for use_class in MISUSE:
        listed = folder.truth.misuse_lines.setdefault(use_class, [])
        for row in np.flatnonzero(calls.use_class == CLASSES.index(use_class)).tolist():
            listed.append([name, sheet.line_of_row(row), not bool(calls.failed[row])])


def one_call_per_second(calls: Calls) -> Calls:
    """The same calls, no two in one second: without log numbers two equal lines would be one call."""
    order = np.arange(len(calls))
    seconds = calls.called_at.astype("datetime64[s]").astype(np.int64)
    calls.called_at = (np.maximum.accumulate(seconds - order) + order).astype("datetime64[s]")
    return calls

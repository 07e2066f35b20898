"""A small city in a real lake; each test's rows are rolled back after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pandas as pd
import pytest

from metrics import Window, run
from warehouse.facts import rebuild_all
from warehouse.lake import open_lake

KEYS = {
    "catalogue": "resource_id",
    "requests": "request_id",
    "change_events": "event_id",
    "corrections": "correction_id",
    "departments": "department_code",
    "incidents": "incident_id",
    "outages": "outage_id",
}


class City:
    """Puts facts into the lake and asks metrics about them."""

    def __init__(self, cur: duckdb.DuckDBPyConnection) -> None:
        self.cur = cur
        self.changed = True
        self.batch("requests", 1, "申请.csv")

    def put(self, table: str, rows: list[dict]) -> None:
        """Insert rows by column name."""
        self.changed = True
        columns = list(dict.fromkeys(name for row in rows for name in row))
        frame = pd.DataFrame(
            {name: pd.Series([row.get(name) for row in rows], dtype=object) for name in columns}
        )
        self.cur.register("new_rows", frame)
        self.cur.execute(f"insert into {table} by name from new_rows")
        self.cur.unregister("new_rows")

    def add(self, feed: str, *rows: dict, batch_id: int = 1, exported_on: date = date(2025, 1, 1)) -> None:
        """Facts of a feed as one delivered file; the catalogue also goes into its history."""
        origin = {"batch_id": batch_id, "exported_on": exported_on}
        full = [{**origin, "line": line, **row} for line, row in enumerate(rows, start=2)]
        if feed in KEYS:
            full = [{"row_key": row[KEYS[feed]], **row} for row in full]
        self.put(feed, full)
        if feed == "catalogue":
            self.put("catalogue_history", [{"removed": False, **row} for row in full])

    def version(self, batch_id: int, exported_on: date, **row: object) -> None:
        """A later version of a resource, in the history only."""
        line = {
            "batch_id": batch_id,
            "exported_on": exported_on,
            "line": 2,
            "row_key": row.get("resource_id"),
        }
        self.put("catalogue_history", [{**line, "removed": False, **row}])

    def batch(self, feed: str, batch_id: int, file_name: str, **more: object) -> None:
        """A loaded file."""
        self.put("batches", [{"feed": feed, "batch_id": batch_id, "file_name": file_name, **more}])

    def departments(self, *names: str) -> None:
        """Names in the register."""
        self.add("departments", *({"department_code": name, "department": name} for name in names))

    def resource(
        self, resource_id: str, department: str, share_type: str = "conditional", **more: object
    ) -> None:
        """A resource in the first export."""
        self.add(
            "catalogue",
            {"resource_id": resource_id, "department": department, "share_type": share_type, **more},
        )

    def settle(self) -> None:
        """Work out the facts that follow from what was put in, as the loader does."""
        if self.changed:
            rebuild_all(self.cur)
            self.changed = False

    def ask(self, name: str, start: str, end: str, as_of: str, department: str | None = None) -> pd.DataFrame:
        """A metric's rows; missing values are None."""
        self.settle()
        window = Window(*(date.fromisoformat(day) for day in (start, end, as_of)))
        frame = run(name, self.cur, window, department).astype(object)
        return frame.where(frame.notna(), None)

    def rates(self, name: str, start: str, end: str, as_of: str) -> dict[str, tuple]:
        """department -> (numerator, denominator, value) of a rate metric."""
        frame = self.ask(name, start, end, as_of)
        columns = (frame[name] for name in ("department", "numerator", "denominator", "value"))
        return {row[0]: row[1:] for row in zip(*columns, strict=True)}


@pytest.fixture(scope="session")
def shared_lake(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("metrics")
    with open_lake(f"sqlite:{folder}/catalog.sqlite") as opened:
        yield opened


@pytest.fixture
def city(shared_lake) -> Iterator[City]:
    cur = shared_lake.cursor()
    cur.begin()
    yield City(cur)
    cur.rollback()
    cur.close()


@pytest.fixture
def town(city):
    city.departments("甲局", "乙局")
    city.resource("r1", "甲局")
    return city

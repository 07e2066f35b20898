"""A town whose catalogue a test writes resource by resource."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import pytest

from access import Person, Role
from warehouse.facts import refresh_catalogue
from warehouse.lake import Lake

EVALUATOR = Person("张敏", frozenset({Role.EVALUATOR}), page="duplicates")
CIVIL = ("姓名", "身份证号码", "低保证号", "保障人口数", "月保障金额", "家庭人均收入", "致贫原因")


class Town:
    """Puts resources with their items into the lake, as newest and only export of a day."""

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        self.number = 0

    def resource(
        self,
        resource_id: str,
        department: str,
        name: str,
        items: Sequence[str],
        *,
        source: str | None = "person",
        share: str = "unconditional",
        published: date = date(2024, 1, 1),
        exported_on: date = date(2025, 1, 1),
    ) -> None:
        """One resource; a second call with the same id replaces its items by later ones."""
        self.number += 1
        origin = {"batch_id": self.number, "exported_on": exported_on}
        entry = {
            **origin, "line": 2, "row_key": resource_id, "resource_id": resource_id, "resource_name": name,
            "department": department, "share_type": share, "published_on": published,
        }  # fmt: skip
        rows = [
            {**origin, "line": line, "row_key": f"{resource_id}\x1f{item}", "resource_id": resource_id,
             "item_name": item, "collected_from": source, "collection_form": f"{name}申请表"}
            for line, item in enumerate(items, start=2)
        ]  # fmt: skip
        with self.lake.write("test", "put") as cur:
            old = {row[0] for row in self._old(cur, resource_id)}
            gone = [
                {**origin, "line": 0, "row_key": key, "resource_id": None, "removed": True}
                for key in old - {row["row_key"] for row in rows}
            ]
            cur.execute("delete from items where resource_id = $id", {"id": resource_id})
            self._put(cur, "catalogue_history", [{**entry, "removed": False}])
            self._put(cur, "items", rows)
            self._put(cur, "items_history", [{**row, "removed": False} for row in rows] + gone)
            self._put(cur, "batches", [{**origin, "feed": "items", "file_name": f"{resource_id}.csv"}])
            cur.execute(
                "create or replace temp table touched_resources as select $id as resource_id",
                {"id": resource_id},
            )
            refresh_catalogue(cur)

    @staticmethod
    def _old(cur, resource_id: str):
        return cur.execute(
            "select row_key from items where resource_id = $id", {"id": resource_id}
        ).fetchall()

    def department(self, *names: str) -> None:
        """Names in the register."""
        with self.lake.write("test", "register") as cur:
            self._put(cur, "departments", [{"department_code": name, "department": name} for name in names])

    @staticmethod
    def _put(cur, table: str, rows: list[dict]) -> None:
        columns = list(dict.fromkeys(name for row in rows for name in row))
        frame = pd.DataFrame(
            {name: pd.Series([row.get(name) for row in rows], dtype=object) for name in columns}
        )
        cur.register("new_rows", frame)
        cur.execute(f"insert into {table} by name from new_rows")
        cur.unregister("new_rows")


@pytest.fixture
def town(lake) -> Town:
    """A town in which 民政局 shares its register of poor families."""
    made = Town(lake)
    made.department("民政局", "教育局", "林业局")
    made.resource("A1", "民政局", "最低生活保障对象信息", CIVIL, published=date(2020, 5, 1))
    return made


@pytest.fixture
def evaluator() -> Person:
    return EVALUATOR

"""Random sequences of loads and undos against a plain model: nothing lost, history exact, undo exact."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.load import load_file
from etl.undo import undo_batch
from tests.feed_files import TESTER
from tests.lakes import own_empty_lake
from warehouse.lake import Lake, open_lake

KEYS = ("F1", "F2", "F3", "F4")
SCOPES = ("全平台", "接口", "库表")
FIRST_DAY = date(2026, 1, 5)
BAD = "F9"
"""A line with this key is always refused: it ends before it starts."""


@dataclass(frozen=True)
class File:
    """One export: which keys it names with which scope, when it was taken, whether it names everything."""

    rows: tuple[tuple[str, str], ...]
    day: int
    full: bool
    undone_after: int | None


files = st.builds(
    File,
    rows=st.lists(
        st.tuples(st.sampled_from(KEYS), st.sampled_from(SCOPES)), max_size=4, unique_by=lambda row: row[0]
    ).map(tuple),
    day=st.integers(0, 3),
    full=st.booleans(),
    undone_after=st.one_of(st.none(), st.integers(0, 3)),
)


def write(folder: Path, number: int, file: File) -> Path:
    path = folder / f"outages_{number}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["故障编号", "开始时间", "结束时间", "影响范围"])
        writer.writerow([BAD, "2026-01-02 09:00", "2026-01-01 09:00", "坏行"])
        for key, scope in file.rows:
            writer.writerow([key, "2026-01-01 09:00", "2026-01-01 10:00", scope])
    return path


def model(batches: dict[int, File]) -> tuple[dict[str, tuple[str, int]], list[tuple[str, str, int]]]:
    """Current state key -> (scope, batch that said it first in the run) and the history of changes."""
    state: dict[str, tuple[str, int]] = {}
    history: list[tuple[str, str, int]] = []
    for batch_id, file in sorted(batches.items(), key=lambda item: (item[1].day, item[0])):
        named = dict(file.rows)
        if file.full:
            for key in set(state) - set(named) - {BAD}:
                del state[key]
                history.append((key, "removed", batch_id))
        for key, scope in named.items():
            if key not in state or state[key][0] != scope:
                state[key] = (scope, batch_id)
                history.append((key, scope, batch_id))
    return state, sorted(history)


def stored(lake: Lake) -> tuple[dict[str, tuple[str, int]], list[tuple[str, str, int]]]:
    cursor = lake.cursor()
    current = cursor.execute("select outage_id, scope, batch_id from outages").fetchall()
    assert len(current) == len({row[0] for row in current})
    history = cursor.execute(
        """
        select row_key, case when removed then 'removed' else scope end, batch_id
        from outages_history as h
        where not removed
            or exists (
                select 1 from outages_history as e
                where e.row_key = h.row_key and not e.removed
                    and (e.exported_on, e.batch_id) < (h.exported_on, h.batch_id)
            )
        """
    ).fetchall()
    return {row[0]: (row[1], row[2]) for row in current}, sorted(history)


@given(sequence=st.lists(files, min_size=1, max_size=5))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_loads_and_undos_leave_what_the_remaining_files_say(
    tmp_path_factory: pytest.TempPathFactory, sequence: list[File]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = own_empty_lake(tmp_path_factory, folder)
        with open_lake(address.catalog, address.data, readable=[folder]) as lake:
            live: dict[int, File] = {}
            to_undo: list[tuple[int, int]] = []
            for number, file in enumerate(sequence):
                report = load_file(
                    lake,
                    "outages",
                    write(folder, number, file),
                    exported_on=FIRST_DAY + timedelta(days=file.day),
                    coverage="full" if file.full else "partial",
                    person=TESTER,
                )
                assert report.rows_read == len(file.rows) + 1
                assert (
                    report.rows_read == report.loaded + report.unchanged + report.superseded + report.refused
                )
                assert report.refused == 1
                assert report.batch_id is not None
                live[report.batch_id] = file
                if file.undone_after is not None:
                    to_undo.append((number + file.undone_after, report.batch_id))
                for due, batch_id in [pair for pair in to_undo if pair[0] == number]:
                    to_undo.remove((due, batch_id))
                    undo_batch(lake, batch_id, TESTER)
                    del live[batch_id]
                assert stored(lake) == model(live)

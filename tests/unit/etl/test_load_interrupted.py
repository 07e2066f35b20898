"""Loads that are killed, run beside others or find the disk full: the lake holds all of a file or nothing of it."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from etl.load import load_file
from tests.feed_files import (
    EXPORTED,
    REQUESTS,
    TESTER,
    USAGE,
    counts,
    load_register,
    load_rows,
    rows,
    write_rows,
)
from warehouse.errors import LakeError, LoadError
from warehouse.lake import Lake, open_lake


def _load_and_die(address: tuple[str, Path], path: Path, step: str) -> None:
    def die(name: str, _share: float) -> None:
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    with open_lake(*address, readable=[path.parent]) as lake:
        load_file(lake, "requests", path, exported_on=EXPORTED, person=TESTER, progress=die)


@pytest.mark.parametrize("step", ["核对内容", "写入数据", "提交"])
def test_killed_load_leaves_the_lake_as_it_was(
    lake_address: tuple[str, Path], tmp_path: Path, step: str
) -> None:
    with open_lake(*lake_address, readable=[tmp_path]) as lake:
        load_register(lake, tmp_path)
        before = rows(lake, "from batches order by batch_id")
    path = write_rows(tmp_path / "requests.csv", REQUESTS)
    process = multiprocessing.get_context("spawn").Process(
        target=_load_and_die, args=(lake_address, path, step)
    )
    process.start()
    process.join(120)
    assert process.exitcode == -signal.SIGKILL
    with open_lake(*lake_address, readable=[tmp_path]) as lake:
        assert rows(lake, "from batches order by batch_id") == before
        assert rows(lake, "from requests") == []
        assert counts(load_rows(lake, tmp_path, "requests", REQUESTS)) == (2, 2, 0, 0, 0)


def _load_in_process(address: tuple[str, Path], folder: Path, number: int) -> None:
    with open_lake(*address, readable=[folder]) as lake:
        content = [USAGE[0], [f"P{number}", *USAGE[1][1:]], USAGE[2]]
        path = write_rows(folder / f"usage_{number}.csv", content)
        load_file(lake, "usage", path, exported_on=EXPORTED, person=replace(TESTER, name=f"process {number}"))


def test_several_processes_load_at_once_and_shared_lines_count_once(
    lake_address: tuple[str, Path], tmp_path: Path
) -> None:
    # 3 processes each bring one line of their own and the same line L2: 3 + 1 = 4 log lines
    with open_lake(*lake_address, readable=[tmp_path]) as lake:
        load_register(lake, tmp_path)
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_load_in_process, args=(lake_address, tmp_path, n)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(180)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    with open_lake(*lake_address) as lake:
        assert rows(lake, "select log_id from usage order by 1") == [("L2",), ("P0",), ("P1",), ("P2",)]
        assert rows(lake, "select sum(loaded), sum(unchanged) from batches where feed = 'usage'") == [(4, 2)]
        assert rows(lake, "select sum(calls) from usage_daily") == [(4,)]


def test_full_disk_is_told_and_leaves_nothing(
    town: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = town.snapshot_id()
    many = [USAGE[0], *[[f"M{number}", *USAGE[1][1:]] for number in range(2000)]]
    path = write_rows(tmp_path / "many.csv", many)
    limit = Path(town.settings.data)
    (limit / "main").mkdir(exist_ok=True)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before_limit = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises((LakeError, LoadError)) as caught:
            load_file(town, "usage", path, exported_on=EXPORTED, person=TESTER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before_limit)
    assert "没有写入" in str(caught.value) or "磁盘" in str(caught.value)
    assert town.snapshot_id() == before
    assert counts(load_file(town, "usage", path, exported_on=EXPORTED, person=TESTER)) == (
        2000,
        2000,
        0,
        0,
        0,
    )

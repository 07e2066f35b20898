"""The lake on both catalogs: creation, transactions, isolation, snapshots, restricted file access."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import duckdb
import pytest

from warehouse.errors import LakeError
from warehouse.lake import Lake, open_lake


def outage_ids(lake: Lake) -> list[str]:
    return [row[0] for row in lake.cursor().execute("select outage_id from outages order by 1").fetchall()]


def add_outage(lake: Lake, name: str) -> None:
    with lake.write("tester", "an outage") as cur:
        cur.execute("insert into outages (batch_id, outage_id) values (1, $name)", {"name": name})


def test_write_is_committed_and_moves_the_snapshot(any_lake: Lake) -> None:
    before = any_lake.snapshot_id()
    add_outage(any_lake, "a")
    assert outage_ids(any_lake) == ["a"]
    assert any_lake.snapshot_id() == before + 1


def test_error_inside_the_block_leaves_nothing(any_lake: Lake) -> None:
    before = any_lake.snapshot_id()

    def break_off() -> None:
        with any_lake.write("tester", "broken") as cur:
            cur.execute("insert into outages (batch_id, outage_id) values (1, 'a')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert outage_ids(any_lake) == []
    assert any_lake.snapshot_id() == before


def test_read_block_sees_one_state(any_lake: Lake) -> None:
    with any_lake.read() as (cur, snapshot):
        add_outage(any_lake, "a")
        assert cur.execute("select count(*) from outages").fetchone() == (0,)
        assert any_lake.snapshot_id() == snapshot + 1


def test_read_leaves_nothing_to_the_next_one(any_lake: Lake) -> None:
    with any_lake.read() as (cur, _snapshot):
        cur.execute("create temp table left_behind as select 1 as one")
    with any_lake.read() as (cur, _snapshot), pytest.raises(duckdb.CatalogException):
        cur.execute("from left_behind")
    add_outage(any_lake, "a")
    with any_lake.read() as (cur, snapshot):
        assert cur.execute("select count(*) from outages").fetchone() == (1,)
        assert snapshot == any_lake.snapshot_id()


def test_reopening_finds_the_data_and_old_snapshots(lake_address: tuple[str, Path]) -> None:
    with open_lake(*lake_address) as first:
        add_outage(first, "a")
        old = first.snapshot_id()
        add_outage(first, "b")
    with open_lake(*lake_address) as again:
        assert outage_ids(again) == ["a", "b"]
    with open_lake(*lake_address, snapshot=old) as past:
        assert outage_ids(past) == ["a"]
        with pytest.raises(LakeError, match="只读"):
            add_outage(past, "c")


def test_only_one_library_has_the_catalog_open_in_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's SQLite would tear the journal from under DuckDB's: they do not see each other's locks."""
    address = (f"sqlite:{tmp_path}/catalog.sqlite", tmp_path / "data")

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the catalog was opened a second time, by another library")

    with open_lake(*address) as lake:
        monkeypatch.setattr("warehouse.lake.sqlite3.connect", refused)
        with open_lake(*address, snapshot=lake.snapshot_id()) as past, past.read() as (_cursor, snapshot):
            assert snapshot == lake.snapshot_id()
        with open_lake(*address, read_only=True) as beside, open_lake(*address) as again:
            assert beside.snapshot_id() == again.snapshot_id()


def test_queries_cannot_read_other_files(any_lake: Lake) -> None:
    with pytest.raises(duckdb.PermissionException):
        any_lake.cursor().execute("select * from read_csv('/etc/passwd')")
    with pytest.raises(duckdb.Error):
        any_lake.cursor().execute("set enable_external_access = true")


def test_commit_names_author_and_message(any_lake: Lake) -> None:
    add_outage(any_lake, "a")
    newest = any_lake.cursor().execute(
        "select author, commit_message from ducklake_snapshots('lake') order by snapshot_id desc limit 1"
    )
    assert newest.fetchone() == ("tester", "an outage")


def _write_many(address: tuple[str, Path], worker: int, count: int) -> None:
    with open_lake(*address) as lake:
        for number in range(count):
            add_outage(lake, f"{worker}-{number:02d}")


def _read_many(address: tuple[str, Path], count: int) -> None:
    with open_lake(*address, read_only=True) as lake:
        for _ in range(count):
            outage_ids(lake)


def test_several_processes_write_and_read_at_once(lake_address: tuple[str, Path]) -> None:
    # 3 writers x 5 commits = 15 rows, while 1 reader reads 10 times; nobody fails
    open_lake(*lake_address).close()
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_write_many, args=(lake_address, worker, 5)) for worker in range(3)]
    workers.append(context.Process(target=_read_many, args=(lake_address, 10)))
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    with open_lake(*lake_address) as lake:
        assert len(outage_ids(lake)) == 15


def test_several_processes_may_be_the_first(lake_address: tuple[str, Path]) -> None:
    # 3 processes open a lake that does not exist yet and write 1 row each
    if lake_address[0].startswith("postgres"):
        pytest.skip("the server settles who makes the catalog")
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_write_many, args=(lake_address, worker, 1)) for worker in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    with open_lake(*lake_address) as lake:
        assert len(outage_ids(lake)) == 3


def test_waiting_for_the_lock_ends_with_a_clear_message(
    lake_address: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_lake(*lake_address) as holder, holder.write("tester", "long work"):
        monkeypatch.setenv("LAKE_LOCK_SECONDS", "0.2")
        with open_lake(*lake_address) as other, pytest.raises(LakeError, match="另一个进程"):
            add_outage(other, "a")


def test_unknown_catalog_kind_is_refused() -> None:
    with pytest.raises(LakeError, match="LAKE_CATALOG"):
        open_lake("mysql:somewhere")


def test_damaged_catalog_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(b"this is no database" * 100)
    with pytest.raises(LakeError, match="目录库"):
        open_lake(f"sqlite:{tmp_path}/catalog.sqlite")

"""Uploads outlive pages and servers: recognised, checked, loaded once, and gone on with after a restart."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from access import LOCAL, AccessError, Person, Role
from etl.remembered import recall
from ui.upload import waiting
from ui.upload.queue import Upload, Uploads
from ui.upload.waiting import Settings, Waiting
from warehouse.lake import Lake

CLERK = Person("张敏", frozenset({Role.UPLOADER}), page="upload")
OUTAGES = "故障编号,开始时间,结束时间\nGZ-1,2026-03-02 09:00,2026-03-02 11:30\nGZ-2,2026-02-30 09:00,\n"
ALIKE = "故障编号,开始的时间,恢复时间点\nGZ-7,2026-03-02 09:00,2026-03-02 11:30\n"


@pytest.fixture
def queue(lake: Lake) -> Uploads:
    return Uploads(lake)


def rested(queue: Uploads) -> None:
    """Wait until both workers have nothing left."""
    for worker in (queue._looker, queue._worker):
        worker.submit(lambda: None).result(60)


def taken(queue: Uploads, text: str, name: str, person: Person = CLERK) -> Upload:
    upload = queue.take(queue.store(BytesIO(text.encode()), name), person)
    rested(queue)
    return upload


def stored(lake: Lake) -> list[tuple[object, ...]]:
    return lake.cursor().execute("select outage_id from outages order by 1").fetchall()


def test_a_clear_file_is_checked_at_once_and_loaded_only_when_asked(queue: Uploads, lake: Lake) -> None:
    upload = taken(queue, OUTAGES, "平台故障_20260401.csv")
    assert (upload.stage, upload.settings) == ("checked", Settings("outages", date(2026, 4, 1)))
    assert upload.rehearsal is not None
    assert (upload.rehearsal.rows_read, upload.rehearsal.loaded, upload.rehearsal.refused) == (2, 1, 1)
    assert [(line, column) for line, column, _, _ in upload.rehearsal.problems] == [(3, "started_at")]
    assert stored(lake) == []
    queue.load(upload, CLERK)
    rested(queue)
    assert (upload.stage, stored(lake)) == ("loaded", [("GZ-1",)])
    assert not list(queue.folder.rglob("*.*"))


def test_columns_that_only_look_alike_are_asked_about_and_then_remembered(queue: Uploads, lake: Lake) -> None:
    upload = taken(queue, ALIKE, "平台故障.csv")
    assert upload.stage == "asking"
    assert upload.inspection is not None
    assert upload.inspection.alike == {"started_at": "开始的时间", "ended_at": "恢复时间点"}
    assert upload.settings is not None
    said = (("outage_id", "故障编号"), ("started_at", "开始的时间"), ("ended_at", "恢复时间点"))
    queue.check(upload, replace(upload.settings, columns=said))
    rested(queue)
    assert upload.rehearsal is not None
    assert recall(lake, upload.inspection.headers) is None
    queue.load(upload, CLERK)
    rested(queue)
    again = taken(queue, ALIKE.replace("GZ-7", "GZ-8"), "别的名字.csv")
    assert again.stage == "checked"
    assert again.inspection is not None
    assert again.inspection.remembered


def test_settings_changed_meanwhile_count_and_older_checks_are_dropped(queue: Uploads) -> None:
    upload = taken(queue, OUTAGES, "平台故障_20260401.csv")
    older, newer = Settings("outages", date(2026, 4, 2)), Settings("outages", date(2026, 4, 3))
    queue.check(upload, older)
    queue.check(upload, newer)
    rested(queue)
    assert (upload.stage, upload.settings) == ("checked", newer)


def test_the_same_file_under_way_is_taken_once(queue: Uploads) -> None:
    first = taken(queue, OUTAGES, "平台故障_20260401.csv")
    assert taken(queue, OUTAGES, "平台故障_20260401.csv") is first
    queue.dismiss(first)
    assert queue.all == []
    assert not first.path.exists()


def test_who_may_not_upload_is_refused_and_clerks_see_their_own(queue: Uploads) -> None:
    leader = Person("王局长", frozenset({Role.LEADER}))
    with pytest.raises(AccessError):
        taken(queue, OUTAGES, "平台故障_20260401.csv", leader)
    mine = taken(queue, OUTAGES, "平台故障_20260401.csv")
    assert queue.of(CLERK) == [mine]
    assert queue.of(replace(CLERK, name="李四")) == []
    assert queue.of(replace(LOCAL, name="评价员")) == [mine]


def test_a_load_asked_for_before_the_server_stopped_goes_on(queue: Uploads, lake: Lake) -> None:
    path = queue.store(BytesIO(OUTAGES.encode()), "平台故障_20260401.csv")
    waiting.keep(Waiting(path, Settings("outages", date(2026, 4, 1)), CLERK))
    restarted = Uploads(lake)
    restarted.resume()
    rested(restarted)
    assert [(one.stage, one.person) for one in restarted.all] == [("loaded", CLERK)]
    assert stored(lake) == [("GZ-1",)]
    assert waiting.found(restarted.folder) == []


Spoil = Callable[[Path], None]


def begun_too_often(note: Path) -> None:
    said = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps({**said, "attempts": waiting.MOST_ATTEMPTS}), encoding="utf-8")


def broken(note: Path) -> None:
    note.write_text("{", encoding="utf-8")


@pytest.mark.parametrize("spoil", [begun_too_often, broken])
def test_a_load_that_stops_the_server_is_not_tried_for_ever(queue: Uploads, spoil: Spoil) -> None:
    path = queue.store(BytesIO(OUTAGES.encode()), "平台故障_20260401.csv")
    waiting.keep(Waiting(path, Settings("outages", date(2026, 4, 1)), CLERK))
    spoil(waiting.note_of(path))
    assert waiting.found(queue.folder) == []
    assert not waiting.note_of(path).exists()


def test_files_nobody_asked_to_load_go_after_a_week(queue: Uploads) -> None:
    asked = queue.store(BytesIO(OUTAGES.encode()), "要载入.csv")
    waiting.keep(Waiting(asked, Settings("outages", date(2026, 4, 1)), CLERK))
    old, new = (queue.store(BytesIO(text.encode()), "未载入.csv") for text in ("a", "b"))
    for path in (asked, old):
        os.utime(path, (1_000_000, 1_000_000))
    waiting.clear_forgotten(queue.folder, before=2_000_000)
    assert (asked.exists(), old.exists(), new.exists()) == (True, False, True)


def test_an_unreadable_file_is_explained(queue: Uploads) -> None:
    upload = taken(queue, "", "空.csv")
    assert upload.stage == "asking"
    assert upload.error is not None
    assert "文件是空的" in upload.error.what


ITEMS = "资源编号,信息项名称,采集来源\n{id},出生日期,自然人\n{id},月保障金额,自然人\n"


def test_duplicate_collection_is_looked_for_once_all_waiting_files_are_loaded(
    queue: Uploads, lake: Lake
) -> None:
    uploads = [taken(queue, ITEMS.format(id=f"R{n}"), f"信息项_2026040{n}.csv") for n in (1, 2)]
    assert [upload.stage for upload in uploads] == ["checked", "checked"]
    for upload in uploads:
        queue.load(upload, CLERK)
    rested(queue)
    runs = lake.cursor().execute("select found_by from duplicate_runs").fetchall()
    assert runs in ([("张敏",)], [("张敏",), ("张敏",)])  # the first may be done before the second waits
    assert uploads[1].stage == "loaded"
    assert uploads[1].report is not None
    assert uploads[1].report.notice == "重复采集已重新比对：疑似重复采集 0 项，其中新发现 0 项。"


def test_files_that_are_loaded_before_a_refused_one_are_compared_too(lake: Lake) -> None:
    compared: list[set[str]] = []

    def note(_lake: Lake, _person: Person, feeds: set[str]) -> str:
        compared.append(set(feeds))
        return ""

    queue = Uploads(lake, compare=note)
    good, bad = (taken(queue, ITEMS.format(id=f"R{n}"), f"信息项_2026040{n}.csv") for n in (1, 2))
    bad.path.write_text("", encoding="utf-8")
    blocked = threading.Event()
    queue._worker.submit(blocked.wait)
    queue.load(good, CLERK)
    queue.load(bad, CLERK)
    blocked.set()
    rested(queue)
    assert (good.stage, bad.stage) == ("loaded", "refused")
    assert compared == [{"items"}]


def test_a_load_is_not_undone_by_a_comparison_that_fails(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr("duplicates.after_load.compare_loaded", fails)
    queue = Uploads(lake)
    upload = taken(queue, ITEMS.format(id="R1"), "信息项_20260401.csv")
    queue.load(upload, CLERK)
    rested(queue)
    assert upload.stage == "loaded"
    assert upload.report is not None
    assert upload.report.notice.startswith("数据已载入，但重复采集未能重新比对")
    assert lake.cursor().execute("select count(*) from items").fetchall() == [(2,)]


OTHER = Person("李强", frozenset({Role.UPLOADER}), page="upload")


def test_the_same_file_of_two_senders_is_kept_until_both_are_done(queue: Uploads, lake: Lake) -> None:
    first, second = taken(queue, OUTAGES, "故障.csv"), taken(queue, OUTAGES, "故障.csv", OTHER)
    assert first.path == second.path
    queue.load(first, CLERK)
    rested(queue)
    queue.load(second, OTHER)
    rested(queue)
    assert (first.stage, second.stage) == ("loaded", "loaded")
    assert second.report is not None
    assert (second.report.loaded, second.report.unchanged, second.report.refused) == (0, 1, 1)
    assert not second.path.exists()


class Overtaken(BytesIO):
    """A file being received while somebody else hands in the same one and is quicker."""

    def __init__(self, content: bytes, meanwhile: Callable[[], object]) -> None:
        super().__init__(content)
        self._meanwhile = [meanwhile]

    def read(self, size: int | None = -1, /) -> bytes:
        while self._meanwhile:
            self._meanwhile.pop()()
        return super().read(size)


def test_the_same_file_received_twice_at_once_is_kept_whole(queue: Uploads) -> None:
    content = OUTAGES.encode()
    stream = Overtaken(content, lambda: queue.store(BytesIO(content), "故障.csv"))
    assert queue.store(stream, "故障.csv").read_bytes() == content
    assert [path.name for path in queue.folder.rglob("*.*")] == ["故障.csv"]


def test_a_load_is_in_the_name_of_who_asks_for_it_and_asked_for_by_who_may(
    queue: Uploads, lake: Lake
) -> None:
    upload = taken(queue, OUTAGES, "故障.csv")
    with pytest.raises(AccessError):
        queue.load(upload, Person("王局", frozenset({Role.LEADER})))
    assert upload.stage == "checked"
    queue.load(upload, Person("评价员甲", frozenset({Role.EVALUATOR})))
    rested(queue)
    assert lake.cursor().execute("select loaded_by from batches").fetchall() == [("评价员甲",)]

"""Load one file into the lake: checked rows in one transaction, every line accounted for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from access import Person, allow, record
from etl.append import set_aside, store_append
from etl.batches import LOADERS
from etl.bulk import NotTidy, direct_way, store_bulk
from etl.bulk_files import LakeFiles
from etl.facts import mark_affected, refresh_facts, store_counted_facts
from etl.feeds import FEEDS, Feed
from etl.mapping import Mapping
from etl.prepare import check_rows, stage_file
from etl.readers import SourceFile, Staged
from etl.readers.source import shown_name
from etl.refusals import first_problems, store_refused
from etl.statements import execute, one_number
from etl.upsert import store_upsert
from language import _
from warehouse.errors import LakeError, LoadError
from warehouse.faults import explained
from warehouse.lake import Lake
from warehouse.local_time import now

MACROS = Path(__file__).resolve().parent / "macros"


@dataclass(frozen=True)
class LoadReport:
    """What became of one file. Counts are rows; read = loaded + unchanged + superseded + refused."""

    batch_id: int | None
    feed: str
    file_name: str
    rows_read: int
    loaded: int
    unchanged: int
    superseded: int
    refused: int
    unknown_headers: tuple[str, ...] = ()
    problems: list[tuple[int, str, str | None, str]] = field(default_factory=list)
    """First refused cells: line, column, value, reason; all of them after a dry run."""
    notice: str = ""
    """What else the sender should know, as a sentence."""


@dataclass(frozen=True)
class _Job:
    feed: Feed
    name: str
    exported_on: date
    coverage: str
    person: Person
    mapping: Mapping | None
    dry_run: bool


def feed_called(name: str) -> Feed:
    """The feed of that name; LoadError naming all feeds when there is none."""
    if name not in FEEDS:
        listed = "、".join(f"{feed.name}（{feed.title}）" for feed in FEEDS.values())
        raise LoadError(f"没有名为“{name}”的数据类别", "", f"可用的类别：{listed}")
    return FEEDS[name]


def load_file(
    lake: Lake,
    feed: str,
    path: Path | str,
    *,
    exported_on: date,
    coverage: str = "partial",
    person: Person,
    mapping: Mapping | None = None,
    dry_run: bool = False,
    file_name: str | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> LoadReport:
    """Load one file of one feed and say what became of every line.

    `exported_on` is the day the sender took the export, `coverage` "full" when it names everything there is (upsert
    feeds only). `file_name` is shown instead of the path's name (uploads are stored under other names). With
    `dry_run` everything is checked and nothing kept. Raises LoadError when the file as a whole cannot be taken,
    LakeError when the lake cannot be written, AccessError when `person` may not load; then nothing was loaded.
    """
    allow(person, *LOADERS)
    contract = feed_called(feed)
    path = Path(path)
    name = shown_name(file_name or path.name)
    if coverage not in ("full", "partial"):
        raise LoadError("导出范围只能是 full（全量）或 partial（增量）", coverage)
    if coverage == "full" and contract.kind == "append":
        raise LoadError(f"“{contract.title}”是流水数据，没有全量导出", name, "请去掉全量选项")
    tell = progress or (lambda _step, _share: None)
    lake.define_macros(MACROS)
    cursor = lake.cursor()
    job = _Job(contract, name, exported_on, coverage, person, mapping, dry_run)
    try:
        source, staged = stage_file(
            cursor, contract, path, name=name, folder=lake.settings.work, mapping=mapping, progress=tell
        )
        if direct_way(contract, staged):
            try:
                return _in_transaction(lake, cursor, job, source, staged, "", tell)
            except NotTidy:
                tell("核对内容", 0.3)
        tell("核对内容", 0.3)
        view = check_rows(cursor, contract, staged, exported_on)
        return _in_transaction(lake, cursor, job, source, staged, view, tell)
    except duckdb.Error as error:
        raise explained(error, lake.settings) from error
    except RuntimeError as error:
        if "interrupted" in str(error):  # how the engine tells that Ctrl-C stopped a query
            raise KeyboardInterrupt from error
        raise
    finally:
        cursor.close()


class _DryRun(Exception):  # noqa: N818 - ends the transaction of a rehearsal, not an error
    def __init__(self, report: LoadReport) -> None:
        self.report = replace(report, batch_id=None)


def _in_transaction(
    lake: Lake,
    cursor: duckdb.DuckDBPyConnection,
    job: _Job,
    source: SourceFile,
    staged: Staged,
    view: str,
    tell: Callable[[str, float], None],
) -> LoadReport:
    try:
        with (
            LakeFiles(lake.settings, job.feed.name) as files,
            lake.write(job.person.name, f"load {job.feed.name}: {job.name}", cursor) as cur,
        ):
            tell("写入数据", 0.6)
            report = _store(cur, job, source, staged, view, files)
            if job.dry_run:
                raise _DryRun(report)
            files.keep()
            tell("提交", 0.95)
    except _DryRun as rehearsal:
        return rehearsal.report
    tell("完成", 1.0)
    return report


def _store(
    cur: duckdb.DuckDBPyConnection,
    job: _Job,
    source: SourceFile,
    staged: Staged,
    view: str,
    files: LakeFiles,
) -> LoadReport:
    feed = job.feed
    batch_id = one_number(cur.execute("select coalesce(max(batch_id), 0) + 1 from batches"))
    place: dict[str, Any] = {"batch_id": batch_id, "exported_on": job.exported_on}
    keyless, stored = 0, None
    if not view:
        stored = store_bulk(cur, feed, staged, files, **place)
        fates = stored.fates
    elif feed.kind == "append":
        set_aside(cur, feed, view, batch_id)
        fates = store_append(cur, feed, view, **place)
    else:
        keyless = one_number(execute(cur, "count_keyless")) + len(staged.bad_lines)
        fates = store_upsert(cur, feed, complete=job.coverage == "full" and not keyless, **place)
        mark_affected(cur, feed.name)
    if job.coverage == "full" and staged.rows == 0:
        raise LoadError(
            "全量导出只有表头，没有数据行；若照此加载，现有数据将全部视为已删除",
            f"文件“{job.name}”",
            "请重新导出；没有新内容时请按增量加载",
        )
    refused = store_refused(cur, feed, source, staged, batch_id)
    if stored and stored.counted:
        store_counted_facts(cur, stored.counted)
    else:
        refresh_facts(cur, feed.name, [batch_id])
    accounted = fates.loaded + fates.unchanged + fates.superseded + refused
    if accounted != staged.rows:
        raise LakeError(
            "行数核对不符，本次没有写入任何数据",
            f"{job.name}：读取 {staged.rows} 行，入库 {fates.loaded}、未变 {fates.unchanged}、"
            f"旧版 {fates.superseded}、拒收 {refused}",
            "请保留该文件并联系管理员",
        )
    first_day, last_day = (stored.data_from, stored.data_to) if stored else _event_range(cur, feed, view)
    batch = {
        "batch_id": batch_id,
        "feed": feed.name,
        "file_name": job.name,
        "sha256": source.sha256,
        "loaded_by": job.person.name,
        "loaded_at": now(),
        "exported_on": job.exported_on,
        "coverage": job.coverage,
        "rows_read": staged.rows,
        "loaded": fates.loaded,
        "unchanged": fates.unchanged,
        "superseded": fates.superseded,
        "refused": refused,
        "data_from": first_day,
        "data_to": last_day,
        "mapping_sha256": job.mapping.sha256 if job.mapping else None,
        "headers": list(staged.headers),
    }
    execute(cur, "store_batch", batch)
    counts = {name: batch[name] for name in ("feed", "file_name", "rows_read", "loaded", "refused")}
    record(cur, job.person, "load", f"batch {batch_id}", json.dumps(counts, ensure_ascii=False))
    problems = first_problems(cur, batch_id, everything=job.dry_run) if refused else []
    return LoadReport(
        batch_id, feed.name, job.name, staged.rows, fates.loaded, fates.unchanged, fates.superseded, refused,
        staged.unknown_headers, problems, _removed_nothing(keyless) if job.coverage == "full" and keyless else "",
    )  # fmt: skip


def _removed_nothing(keyless: int) -> str:
    return _(
        "本次全量导出有 {n} 行读不出编号，无法判断哪些记录已被删除，因此没有出现的记录全部保留；"
        "请更正这些行后重新加载全量导出。"
    ).format(n=keyless)


def _event_range(cur: duckdb.DuckDBPyConnection, feed: Feed, view: str) -> tuple[date | None, date | None]:
    if feed.event_column is None:
        return None, None
    row = execute(cur, "event_range", source=view, column=feed.event_column).fetchone()
    return (row[0], row[1]) if row else (None, None)

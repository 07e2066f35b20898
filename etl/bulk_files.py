"""Data files of large logs: written as Parquet by several threads, then taken over by the lake.

Texts stand in the files as they were read, as places in a dictionary, which spares the writer to look for repetitions.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.settings import LakeSettings

FILE_BYTES = 512 << 20
"""A file beyond this size is closed and another begun."""
WRITERS = 2


class LakeFiles:
    """New data files of one table. As a context manager: files that were not kept are deleted at its end."""

    def __init__(self, settings: LakeSettings, table: str) -> None:
        remote = "://" in settings.data
        self._folder = settings.work if remote else Path(settings.data) / "main" / table
        self._table, self._remote = table, remote
        self._paths: list[Path] = []
        self._open: SimpleQueue[_Sink] = SimpleQueue()
        self._pool: ThreadPoolExecutor | None = None
        self._jobs: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def write(self, rows: Callable[[], pa.Table]) -> None:
        """Write the rows that `rows` makes, in a thread of its own; waits where too many wait already."""
        if self._pool is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._pool = ThreadPoolExecutor(WRITERS, thread_name_prefix="parquet")
            for _ in range(WRITERS):
                self._open.put(_Sink(self._folder, self._table))
        if len(self._jobs) >= 2 * WRITERS:
            self._jobs.pop(0).result()
        self._jobs.append(self._pool.submit(self._write, rows))

    def _write(self, rows: Callable[[], pa.Table]) -> None:
        table = rows()
        sink = self._open.get()
        try:
            sink.write(table)
        finally:
            self._open.put(sink)

    def hand_over(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Make all rows written so far rows of the table, in the transaction of `cursor`."""
        self._finish()
        for path in self._paths:
            if self._remote:
                cursor.execute(
                    f"insert into {self._table} by name select * from read_parquet($path)",  # noqa: S608 - our own name
                    {"path": str(path)},
                )
            else:
                cursor.execute(
                    "call ducklake_add_data_files('lake', $table, $path)",
                    {"table": self._table, "path": str(path)},
                )

    def _finish(self) -> None:
        if self._pool is None:
            return
        for job in self._jobs:
            job.result()
        self._jobs.clear()
        self._close()

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        while not self._open.empty():
            self._paths += self._open.get().close()

    def keep(self) -> None:
        """The lake owns the files now."""
        if not self._remote:
            self._paths.clear()

    def discard(self) -> None:
        """Delete the files that were not kept."""
        self._close()
        for path in self._paths:
            path.unlink(missing_ok=True)
        self._paths.clear()


class _Sink:
    """One file after the other, for one thread at a time."""

    def __init__(self, folder: Path, table: str) -> None:
        self._folder, self._table = folder, table
        self._paths: list[Path] = []
        self._writer: pq.ParquetWriter | None = None

    def write(self, rows: pa.Table) -> None:
        """Append rows as one row group."""
        if not rows.num_rows:
            return
        if self._writer is None:
            self._paths.append(self._folder / f"{self._table}-{uuid.uuid4()}.parquet")
            self._writer = _writer(self._paths[-1], rows.schema)
        self._writer.write_table(rows, row_group_size=rows.num_rows)
        if self._paths[-1].stat().st_size > FILE_BYTES:
            self._end()

    def close(self) -> list[Path]:
        """End the file; all files written."""
        self._end()
        return self._paths

    def _end(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """Columns that mostly rise are stored as differences, columns of numbers and places in a dictionary as such."""
    rising = {
        field.name: "DELTA_BYTE_ARRAY" if pa.types.is_string(field.type) else "DELTA_BINARY_PACKED"
        for field in schema
        if field.metadata and b"rising" in field.metadata
    }
    return pq.ParquetWriter(
        path,
        schema,
        compression="snappy",
        use_dictionary=[name for name in schema.names if name not in rising],
        column_encoding=rising,
        store_schema=False,
    )

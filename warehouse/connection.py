"""An attached lake: cursors, reads of one state, and writes as one locked transaction.

One `Lake` per process; one cursor per call (a connection shared between threads gives wrong answers). Readers never
wait for writers. Writers queue behind one lock, so that a load is one transaction and keys stay unique.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.errors import LakeError
from warehouse.faults import explained
from warehouse.locks import write_lock
from warehouse.settings import LakeSettings

SEARCH_PATH = "lake.main,memory.macros"


class Lake:
    """An attached lake. Use as a context manager or call `close()`."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, settings: LakeSettings, read_only: bool
    ) -> None:
        self._connection = connection
        self._guard = threading.RLock()
        self._idle: deque[duckdb.DuckDBPyConnection] = deque()  # making one costs more than most reads
        self._macros: set[Path] = set()
        self.settings = settings
        self.read_only = read_only

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for one call: bare table names are the lake's, macros are visible."""
        with self._guard:
            cursor = self._connection.cursor()
        try:
            cursor.execute(f"set search_path = '{SEARCH_PATH}'")
        except duckdb.Error as error:
            raise explained(error, self.settings) from error
        return cursor

    def define_macros(self, folder: Path) -> None:
        """Define every macro file of `folder` for all cursors, once; they live in memory, not in the lake."""
        with self._guard:
            if folder in self._macros:
                return
            cursor = self.cursor()
            cursor.execute("set search_path = 'memory.macros,lake.main'")
            cursor.begin()  # one look at the lake's catalog instead of one per macro
            for path in sorted(folder.glob("*.sql")):
                cursor.execute(path.read_text(encoding="utf-8"))
            cursor.commit()
            cursor.close()
            self._macros.add(folder)

    def snapshot_id(self) -> int:
        """Number of the newest committed state; it grows with every write."""
        with self.read() as (_cursor, snapshot):
            return snapshot

    @staticmethod
    def _snapshot(cursor: duckdb.DuckDBPyConnection) -> int:
        row = cursor.execute("from lake.current_snapshot()").fetchone()
        assert row is not None  # noqa: S101 - the function always yields one row
        return int(row[0])

    @contextmanager
    def read(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, int]]:
        """A cursor whose queries all see one state of the lake, and that state's snapshot number."""
        try:
            cursor = self._idle.pop()
        except IndexError:
            cursor = self.cursor()
        try:
            cursor.begin()
            yield cursor, self._snapshot(cursor)
            cursor.rollback()
        except BaseException:
            cursor.close()
            raise
        self._idle.append(cursor)

    @contextmanager
    def write(
        self, author: str, message: str, cursor: duckdb.DuckDBPyConnection | None = None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """One locked transaction: everything in the block is committed together or not at all.

        `cursor` may bring temporary tables prepared outside the lock. Raises LakeError when the lake is open for
        reading only, the lock cannot be had in time, or the commit fails; errors of the block itself pass through.
        """
        if self.read_only:
            raise LakeError("数据湖以只读方式打开，不能写入", self.settings.address)
        cur = cursor or self.cursor()
        with write_lock(self.settings, self._connection):
            cur.begin()
            try:
                cur.execute(
                    "call lake.set_commit_message($author, $message)", {"author": author, "message": message}
                )
                yield cur
                cur.commit()
            except BaseException as error:
                _rollback(cur)
                if isinstance(error, duckdb.Error):
                    raise explained(error, self.settings) from error
                raise

    def close(self) -> None:
        """Release the lake; cursors of it are unusable afterwards."""
        while self._idle:
            self._idle.pop().close()
        self._connection.close()

    def __enter__(self) -> Lake:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _rollback(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.rollback()
    except duckdb.Error:  # the failed commit has already ended the transaction
        return
